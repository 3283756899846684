//! The page: the state, the answer that Yew draws, and what of the static page follows them.

use certplan_core::facts::Instant;
use certplan_core::{assess, plan};
use certplan_render::document::PlanDocument;
use yew::prelude::*;

use crate::browser;
use crate::form::Form;
use crate::frame::{self, Mark};
use crate::link::{self, Linked, Mode};
use crate::state::{Action, State};
use crate::take_away;
use crate::view::answer::{Blocks, answer, blocks};

/// What the page starts with, beyond the example.
#[derive(Clone, Debug, Default, PartialEq, Properties)]
pub struct AppProps {
    /// What was typed before the page could listen, and when that was read.
    #[prop_or_default]
    pub typed: Option<(Form, Option<Instant>)>,
    /// The mode of an address without facts.
    #[prop_or_default]
    pub mode: Mode,
    /// What the address says.
    #[prop_or_default]
    pub link: Option<Result<Linked, String>>,
}

/// The page. No hooks: a component of its own kind needs less of Yew.
#[derive(Debug)]
pub struct App {
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

impl Component for App {
    type Message = Action;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let AppProps { typed, mode, link } = context.props();
        let mut state = State::example(browser::zone());
        state.mode = *mode;
        if let Some((form, now)) = typed {
            state = state.filled(form.clone(), *now);
        }
        if let Some(link) = link {
            state = state.after(Action::Linked(link.clone()));
        }
        let document = planned(&state);
        let blocks = blocks(&state, document.as_ref());
        let (shown, written) = (Vec::new(), None);
        Self { state, document, blocks, shown, written, asked: None, taken: None, tool: None }
    }

    /// Yew draws the first answer only: each one after it is made of the one before, in its place.
    fn update(&mut self, context: &Context<Self>, action: Action) -> bool {
        match &action {
            Action::Pressed(button) => {
                take_away::take(button, &self.state);
                return false;
            }
            Action::Asked(mode) => {
                browser::push_fragment(&link::write(*mode, &self.state.facts, self.state.names));
            }
            _ => {}
        }
        self.state.change(action);
        self.document = planned(&self.state);
        let blocks = blocks(&self.state, self.document.as_ref());
        browser::follow(&self.blocks, &blocks);
        self.blocks = blocks;
        self.show(context);
        false
    }

    fn view(&self, _: &Context<Self>) -> Html {
        answer(&self.blocks)
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        self.show(context);
        let scope = context.link().clone();
        browser::listen(move |action| scope.send_message(action));
    }
}

impl App {
    /// Brings what is around the answer to the state.
    fn show(&mut self, context: &Context<Self>) {
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
            let scope = context.link().clone();
            browser::written(form, link, move |markup| {
                scope.send_message(Action::Written(form, markup.into()));
            });
        }
        self.asked = asked;
        let taken = self.state.taken();
        if let Some((mode, link)) = taken.clone().filter(|_| self.taken != taken) {
            browser::take_away(mode, link);
        }
        self.taken = taken;
        let tool = Some(self.state.mode).filter(|mode| mode.is_tool());
        if self.tool != tool {
            browser::open_tool(tool, link::whole(&self.state.facts), self.state.is_example);
        }
        self.tool = tool;
        browser::after_drawing();
    }
}

/// The plan of the last valid facts; what lies ahead is written by the second module.
fn planned(state: &State) -> Option<PlanDocument> {
    (state.mode == Mode::After).then(|| PlanDocument::without_picture(&plan(&assess(&state.facts))))
}
