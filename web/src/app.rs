//! The app: one state, the modes as components, and the effects that connect both with the browser.

use std::rc::Rc;

use certplan_core::{Facts, assess, forecast, plan};
use certplan_export::link::Mode;
use certplan_view::form::{Field, Form, FormEvent};
use certplan_view::{Answer, ModeBar, Shown};
use certplan_words::page::app;
use certplan_words as words;
use yew::prelude::*;

use crate::action::Action;
use crate::browser::{self, Before};
use crate::commands::Commands;
use crate::components::{AnswerHead, Desk, StatusLine, TakeAway};
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
    let commands = use_memo(state.dispatcher(), |dispatcher| Commands::new(dispatcher.clone()));
    use_start(props.before.clone());
    let addressed = use_callback(state.dispatcher(), |fragment, dispatcher| dispatcher.dispatch(Action::Addressed(fragment)));
    browser::use_address((!state.is_example()).then(|| state.link()), addressed);
    browser::use_open_on_paper();

    let summary = use_memo((state.mode, state.questions.facts.clone()), |(mode, facts)| summary(*mode, facts));
    let on_choose = {
        let state = state.clone();
        Callback::from(move |mode: certplan_view::Mode| {
            let mode = Mode::ALL[mode as usize];
            let link = state.link_of(mode);
            // Back from a mode returns to the link before.
            if browser::fragment() != link {
                browser::push_fragment(&link);
            }
            state.dispatch(Action::Chosen(mode));
        })
    };
    html! {
        <>
            <ModeBar current={certplan_view::Mode::ALL[state.mode as usize]} addresses={Mode::ALL.map(|mode| state.link_of(mode).into())} {on_choose} />
            <StatusLine status={state.status.clone()} summary={(*summary).clone()} />
            if !state.mode.is_tool() {
                { desk(&state, &commands, &summary) }
            }
        </>
    }
}

/// Questions and answer of the modes with facts.
fn desk(state: &UseReducerHandle<State>, commands: &Rc<Commands>, summary: &AttrValue) -> Html {
    let facts = &state.questions.facts;
    let shown = Shown { done: state.done.clone(), copied: state.copied.clone(), open_all: state.open_all };
    let title = match (state.mode, state.is_example()) {
        (Mode::Before, _) => app::WHAT_WILL_HAPPEN,
        (_, true) => app::EXAMPLE_ANSWER,
        (_, false) => app::YOUR_ANSWER,
    };
    let link = (!state.is_example()).then(|| AttrValue::from(browser::address(&state.link())));
    let notices: Vec<AttrValue> = state.notices.iter().map(|notice| notice.clone().into()).collect();
    html! {
        <Desk mode={state.mode} questions={state.questions.clone()} answer_first={state.from_link} summary={summary.clone()}
            on_event={commands.on_form.clone()} on_change={commands.on_change.clone()}>
            <AnswerHead {title} is_example={state.is_example()} is_stale={!state.questions.errors.is_empty()} {notices} {link} />
            <Answer facts={facts.clone()} heading={3} repeats_facts={false} actions={commands.answer.clone()} {shown} />
            <TakeAway names={state.names} names_matter={state.names_matter()}
                on_print={commands.on_print.clone()} on_copy_link={commands.copies_link(state)} on_names={commands.on_names.clone()} />
        </Desk>
    }
}

/// The answer in one sentence.
fn summary(mode: Mode, facts: &Facts) -> AttrValue {
    match mode {
        Mode::After => words::summary(&plan(&assess(facts))).into(),
        Mode::Before => words::forecast_summary(&forecast(&facts.clone().looking_ahead())).into(),
        Mode::Error | Mode::Evidence | Mode::Fleet => AttrValue::default(),
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
    let done = browser::steps_done().into_iter().chain(before.done.iter().cloned());
    done.fold(state, |state, step| state.after(Action::Ticked { step: step.into(), done: true }))
}
