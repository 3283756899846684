//! The page: state above, views below.

use certplan_core::{assess, plan};
use certplan_render::document::PlanDocument;
use yew::prelude::*;

use crate::browser;
use crate::form::Form;
use crate::link::{self, Linked, Mode};
use crate::state::{Action, State};
use crate::view::answer::answer;
use crate::view::forecast::Forecast;
use crate::view::modes::modes;
use crate::view::questions::questions;
use crate::view::take_away::take_away;
use crate::view::tool::tool;

/// What the page starts with, beyond the example.
#[derive(Clone, Debug, Default, PartialEq, Properties)]
pub struct AppProps {
    /// What was typed before the page could listen.
    #[prop_or_default]
    pub typed: Option<Form>,
    /// The mode of an address without facts.
    #[prop_or_default]
    pub mode: Mode,
    /// What the address says.
    #[prop_or_default]
    pub link: Option<Result<Linked, String>>,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let state = use_reducer(|| opening(props));
    let dispatch = state.dispatcher();
    use_effect_with((), move |()| {
        browser::on_fragment(move |fragment| {
            if let Some(linked) = link::parse(&fragment) {
                dispatch.dispatch(Action::Linked(linked));
            } else if let Some(mode) = link::tool(&fragment) {
                dispatch.dispatch(Action::Asked(mode));
            }
        });
        browser::ready();
    });
    let written = (!state.is_example).then(|| link::write(state.mode, &state.facts, state.names));
    let address = written.as_ref().map(|link| AttrValue::from(browser::address(link)));
    use_effect_with(written, |link| {
        if let Some(link) = link {
            browser::replace_fragment(link);
        }
    });
    use_effect(browser::after_drawing);
    // In these modes nobody answers questions: as long as one lasts, the facts stay.
    use_effect_with(state.mode, {
        let state = state.clone();
        move |mode| {
            if mode.is_tool() {
                browser::open_tool(*mode, link::whole(&state.facts), state.is_example);
            }
        }
    });

    let document =
        use_memo(state.facts.clone(), |facts| PlanDocument::without_picture(&plan(&assess(facts))));
    let act = Callback::from({
        let dispatch = state.dispatcher();
        move |action| dispatch.dispatch(action)
    });
    html! {
        <>
            { modes(&state, &act) }
            if state.mode.is_tool() {
                { tool(state.mode) }
            } else {
            { questions(&state, &act) }
            if state.mode == Mode::Before {
                <Forecast facts={state.facts.clone()} notices={state.notices.clone()} stale={!state.errors.is_empty()} {address} />
            } else {
                { answer(&state, &document, address) }
            }
            { take_away(&state, &document, &act) }
            }
        </>
    }
}

fn opening(props: &AppProps) -> State {
    let mut state = State::example(browser::zone());
    state.mode = props.mode;
    if let Some(form) = &props.typed {
        state.form = form.clone();
        // Typing the same unit again reads the whole form.
        let unit = state.form.unit.clone();
        state = state.after(Action::Typed {
            field: "unit".into(),
            value: unit,
            checked: false,
            now: browser::now(),
        });
    }
    match &props.link {
        Some(link) => state.after(Action::Linked(link.clone())),
        None => state,
    }
}
