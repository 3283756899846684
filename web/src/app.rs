//! The page: its state, the answer to it, and what of the static page follows them.

use std::cell::RefCell;

use certplan_core::{Plan, assess, plan};

use crate::browser;
use crate::frame::{self, Mark};
use crate::link::{self, Linked, Mode};
use crate::state::{Action, State};
use crate::take_away;
use crate::view::answer::{Blocks, blocks};

thread_local! {
    static PAGE: RefCell<Option<App>> = const { RefCell::new(None) };
    /// What has happened and was not looked at yet, in its order.
    static WAITING: RefCell<Vec<Action>> = const { RefCell::new(Vec::new()) };
}

/// Starts the page with what happened before it could listen.
pub fn start(before: Option<Action>) {
    PAGE.set(Some(App::example()));
    match before {
        Some(action) => act(action),
        None => PAGE.with_borrow_mut(|page| page.iter_mut().for_each(App::follow)),
    }
}

/// Brings the page to what follows from an action, once it stands as those before it ask. Changing the document may make the
/// browser report another one meanwhile, such as a field that is left when it goes.
pub fn act(action: Action) {
    WAITING.with_borrow_mut(|waiting| waiting.push(action));
    let next = || WAITING.with_borrow_mut(|waiting| (!waiting.is_empty()).then(|| waiting.remove(0)));
    PAGE.with(|page| {
        // Whoever is at work takes this one, too.
        if let Ok(mut page) = page.try_borrow_mut()
            && let Some(page) = page.as_mut()
        {
            while let Some(action) = next() {
                page.act(action);
            }
        }
    });
}

/// The page as it stands. It begins as the static page does, with the example; everything after that is an [`Action`].
#[derive(Debug)]
struct App {
    state: State,
    /// The answer as the document shows it.
    blocks: Blocks,
    /// What the static page shows.
    shown: Vec<Mark>,
    /// The link in the address.
    written: Option<String>,
    /// What was asked of the second module.
    asked: Option<(&'static str, String)>,
    /// What the second module offers in other forms.
    taken: Option<(Mode, String)>,
    /// The mode that the third module has filled.
    tool: Option<Mode>,
}

impl App {
    /// The page as it was prerendered: nothing has to be drawn.
    fn example() -> Self {
        let state = State::example(browser::zone());
        let blocks = planned(&state, |plan| blocks(&state, plan));
        Self { state, blocks, shown: Vec::new(), written: None, asked: None, taken: None, tool: None }
    }

    /// Brings the page to what follows from an action.
    fn act(&mut self, action: Action) {
        let action = match action {
            // Back at the link of these very facts: the names that it lacks are known.
            Action::Linked(Ok(Linked { mode, .. }))
                if !self.state.is_example
                    && browser::fragment() == link::write(mode, &self.state.facts, self.state.names) =>
            {
                Action::Asked(mode)
            }
            other => other,
        };
        match &action {
            Action::Pressed(button) => return take_away::take(button, &self.state),
            Action::Asked(mode) => {
                let link = link::write(*mode, &self.state.facts, self.state.names);
                // Who came by Back, or by a link to the mode, is there already.
                if browser::fragment() != link {
                    browser::push_fragment(&link);
                }
            }
            _ => {}
        }
        self.state.change(action);
        self.follow();
    }

    /// Brings the answer, and what is around it, to the state.
    fn follow(&mut self) {
        let written = (!self.state.is_example).then(|| self.state.link());
        let address = written.as_deref().map(browser::address);
        let (blocks, marks) = planned(&self.state, |plan| {
            (blocks(&self.state, plan), frame::marks(&self.state, plan, address.as_deref()))
        });
        browser::follow(&self.blocks, &blocks);
        self.blocks = blocks;
        browser::mark(&self.shown, &marks);
        self.shown = marks;
        if let Some(link) = written.as_ref().filter(|_| self.written != written) {
            browser::replace_fragment(link);
        }
        self.written = written;
        let asked = self.state.asked();
        if let Some((form, link)) = asked.clone().filter(|_| self.asked != asked) {
            browser::written(form, &link);
        }
        self.asked = asked;
        let taken = self.state.taken();
        if let Some((mode, link)) = taken.clone().filter(|_| self.taken != taken) {
            browser::take_away(mode, &link);
        }
        self.taken = taken;
        let tool = Some(self.state.mode).filter(|mode| mode.is_tool());
        if self.tool != tool {
            browser::open_tool(tool, &link::whole(&self.state.facts), self.state.is_example);
        }
        self.tool = tool;
        browser::after_drawing();
    }
}

/// Does something with the plan of the last valid facts; what lies ahead has none, since the second module writes it.
fn planned<T>(state: &State, show: impl FnOnce(Option<&Plan<'_>>) -> T) -> T {
    if state.mode != Mode::After {
        return show(None);
    }
    let assessment = assess(&state.facts);
    show(Some(&plan(&assessment)))
}
