//! The app: one state, the modes as components, and the effects that connect both with the browser.

use certplan_export::link::Mode;
use certplan_view::form::{Field, Form, FormEvent};
use certplan_view::{BoxEvent, ModeBar, PasteBox};
use certplan_words::page::app as words;
use yew::prelude::*;

use crate::action::Action;
use crate::browser::{self, Before, Failure};
use crate::commands::Commands;
use crate::components::StatusLine;
use crate::modes::{AnswerMode, ErrorMode, EvidenceMode, FleetMode};
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
    let handle = use_reducer(|| first_state(&props.before));
    let state: &State = &handle;
    let commands = use_memo(handle.dispatcher(), |dispatcher| Commands::new(dispatcher.clone()));
    use_start(props.before.clone());
    browser::use_address((!state.is_example()).then(|| state.link()), commands.address());
    browser::use_open_on_paper();
    browser::use_places();
    // Whoever goes to the box will need the worker.
    browser::use_focus_of("box", {
        let commands = commands.clone();
        Callback::from(move |()| commands.warm())
    });
    browser::use_given({
        let (commands, mode) = (commands.clone(), state.mode);
        Callback::from(move |given| commands.read(given, mode))
    });

    let on_box = {
        let (commands, handle) = (commands.clone(), handle.clone());
        Callback::from(move |event: BoxEvent| commands.use_box(&event, &handle))
    };
    let on_choose = {
        let (commands, handle) = (commands.clone(), handle.clone());
        Callback::from(move |mode: Mode| {
            commands.choose(mode, &handle.link_of(mode));
        })
    };
    let progress = state.readings.progress.map(|percent| AttrValue::from(words::reading(percent)));
    html! {
        <>
            <PasteBox text={AttrValue::from(state.readings.box_text.clone())} {progress} on_event={on_box} />
            <ModeBar current={state.mode} addresses={Mode::ALL.map(|mode| state.link_of(mode).into())} {on_choose} />
            <StatusLine status={state.status.clone()} />
            if state.readings.failure == Some(Failure::Missing) { { missing() } }
            { match state.mode {
                Mode::After | Mode::Before => html! { <AnswerMode state={state.clone()} commands={(*commands).clone()} /> },
                Mode::Error => html! { <ErrorMode state={state.clone()} commands={(*commands).clone()} /> },
                Mode::Evidence => html! { <EvidenceMode state={state.clone()} commands={(*commands).clone()} /> },
                Mode::Fleet => html! { <FleetMode state={state.clone()} commands={(*commands).clone()} /> },
            } }
        </>
    }
}

/// The worker could not be loaded.
fn missing() -> Html {
    html! {
        <p class="notice" role="alert" id="part-missing">
            { words::PART_MISSING }{ " " }<a class="reload" href="">{ words::RELOAD }</a>{ ": " }{ words::RELOAD_KEEPS }
        </p>
    }
}

/// Gives back what the user did before the start, once, when the app is in the document.
#[hook]
fn use_start(before: Before) {
    use_effect_with((), move |()| {
        before.restore();
        browser::start();
    });
}

/// The example, with what was typed before the start or else with what the address says.
fn first_state(before: &Before) -> State {
    let mut state = State::example(browser::zone());
    let mut form = Form::example();
    for (name, value, checked) in &before.fields {
        if let Some(field) = Field::named(name) {
            form.apply(&FormEvent::Typed { field, value: value.clone(), checked: *checked });
        }
    }
    state = if form == Form::example() {
        state.after(Action::Addressed(browser::first_fragment()))
    } else {
        state.after(Action::Filled(form.into(), browser::now()))
    };
    for (id, text) in &before.texts {
        if id == "box" {
            state = state.after(Action::Edited(text.clone()));
        }
    }
    let done = browser::steps_done().into_iter().chain(before.done.iter().cloned());
    done.fold(state, |state, step| state.after(Action::Ticked { step: step.into(), done: true }))
}
