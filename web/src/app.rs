//! The page: its state, the answer to it, and what of the static page follows them.

use std::cell::RefCell;

use certplan_core::{assess, plan};
use certplan_render::document::PlanDocument;

use crate::browser;
use crate::frame::{self, Mark};
use crate::link::{self, Mode};
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
        None => PAGE.with_borrow_mut(|page| page.iter_mut().for_each(App::show)),
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
    /// The plan, where it is the answer.
    document: Option<PlanDocument>,
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
        let document = planned(&state);
        let blocks = blocks(&state, document.as_ref());
        let (shown, written) = (Vec::new(), None);
        Self { state, document, blocks, shown, written, asked: None, taken: None, tool: None }
    }

    /// Brings the page to what follows from an action.
    fn act(&mut self, action: Action) {
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
        self.document = planned(&self.state);
        let blocks = blocks(&self.state, self.document.as_ref());
        browser::follow(&self.blocks, &blocks);
        self.blocks = blocks;
        self.show();
    }

    /// Brings what is around the answer to the state.
    fn show(&mut self) {
        let written = (!self.state.is_example).then(|| self.state.link());
        let address = written.as_deref().map(browser::address);
        let marks = frame::marks(&self.state, self.document.as_ref(), address.as_deref());
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

/// The plan of the last valid facts; what lies ahead is written by the second module.
fn planned(state: &State) -> Option<PlanDocument> {
    (state.mode == Mode::After).then(|| PlanDocument::without_picture(&plan(&assess(&state.facts))))
}
