//! The app: one state, the modes as components, and the effects that connect both with the browser.

use certplan_core::{assess, plan};
use certplan_export::link::Mode;
use certplan_words as words;
use yew::prelude::*;

use crate::action::Action;
use crate::browser::{self, Before};
use crate::components::{InputBox, ModeBar, StatusLine};
use crate::form::Form;
use crate::state::State;

/// What was there before the app.
#[derive(Properties, PartialEq, Debug, Default)]
pub struct AppProps {
    /// What the user did with the prerendered page.
    #[prop_or_default]
    pub before: Before,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let state = use_reducer(|| first_state(&props.before));
    use_first_render(props.before.clone());
    let link = (!state.is_example()).then(|| state.link());
    let addressed = {
        let dispatch = state.dispatcher();
        Callback::from(move |fragment| dispatch.dispatch(Action::Addressed(fragment)))
    };
    browser::use_address(link, addressed);
    browser::use_open_on_paper();

    let on_choose = {
        let state = state.clone();
        Callback::from(move |mode| {
            let link = state.link_of(mode);
            // Back from a mode returns to the link before.
            if browser::fragment() != link {
                browser::push_fragment(&link);
            }
            state.dispatch(Action::Chosen(mode));
        })
    };
    let links = Mode::ALL.map(|mode| state.link_of(mode));
    html! {
        <>
            <ModeBar mode={state.mode} {links} {on_choose} />
            <StatusLine status={state.status.clone()} />
        </>
    }
}

/// Gives back what the user did before the start, once, when the app is in the document.
#[hook]
fn use_first_render(before: Before) {
    use_effect_with((), move |()| {
        before.restore();
        browser::start();
    });
}

/// The example, with what was typed before the start or else with what the address says.
fn first_state(before: &Before) -> State {
    let mut state = State::example(browser::zone());
    let mut form = Form::example();
    for (name, value, is_ticked) in &before.fields {
        if let Some(field) = crate::field::Field::named(name) {
            form.set(field, value, *is_ticked);
        }
    }
    state = if form == Form::example() {
        state.after(Action::Addressed(browser::first_fragment()))
    } else {
        state.after(Action::Filled(form, browser::now()))
    };
    for step in browser::steps_done().into_iter().chain(before.done.iter().cloned()) {
        state = state.after(Action::Ticked { step, done: true });
    }
    state
}
