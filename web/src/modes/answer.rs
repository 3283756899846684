//! A shutdown that is over, or one that lies ahead: questions and answer.

use std::rc::Rc;

use certplan_core::{Facts, assess, forecast, plan};
use certplan_export::link::Mode;
use certplan_view::{Answer, Forecast, Shown};
use certplan_words as words;
use certplan_words::page::app;
use yew::prelude::*;

use crate::browser;
use crate::commands::Commands;
use crate::components::{AnswerHead, Desk, TakeAwayPart};
use crate::state::State;

/// The state and what the user can do.
#[derive(Properties, PartialEq, Debug)]
pub struct AnswerModeProps {
    /// The state.
    pub state: State,
    /// What the user can do.
    pub commands: Commands,
}

/// Questions and answer.
#[component]
pub fn AnswerMode(props: &AnswerModeProps) -> Html {
    let AnswerModeProps { state, commands } = props;
    let callbacks = use_memo(commands.clone(), Callbacks::new);
    let facts =
        use_memo((state.mode, state.questions.facts.clone()), |(mode, facts)| asked_facts(*mode, facts));
    let summary = use_memo((state.mode, (*facts).clone()), |(mode, facts)| summary(*mode, facts));
    let names_matter = use_memo(((*facts).clone(), state.names), |_| state.names_matter());
    use_formats(state, commands);
    use_announcement((*summary).clone(), commands);
    html! {
        <Desk mode={state.mode} questions={state.questions.clone()} answer_first={state.from_link} summary={(*summary).clone()}
            on_event={callbacks.form.clone()} on_change={callbacks.change.clone()}>
            { head(state) }
            { answer(state, (*facts).clone(), commands) }
            { take_away(props, *names_matter) }
        </Desk>
    }
}

/// The facts that the answer is for.
fn asked_facts(mode: Mode, facts: &Rc<Facts>) -> Rc<Facts> {
    if mode == Mode::Before { Rc::new((**facts).clone().looking_ahead()) } else { facts.clone() }
}

/// The answer in one sentence.
fn summary(mode: Mode, facts: &Facts) -> AttrValue {
    if mode == Mode::Before {
        words::forecast_summary(&forecast(facts)).into()
    } else {
        words::summary(&plan(&assess(facts))).into()
    }
}

fn head(state: &State) -> Html {
    let title = match (state.mode, state.is_example()) {
        (Mode::Before, _) => app::WHAT_WILL_HAPPEN,
        (_, true) => app::EXAMPLE_ANSWER,
        (_, false) => app::YOUR_ANSWER,
    };
    let link = (!state.is_example()).then(|| AttrValue::from(browser::address(&state.link())));
    let notices = state.notices.iter().chain(&state.questions.origins);
    let notices: Vec<AttrValue> = notices.map(|notice| notice.clone().into()).collect();
    html! {
        <AnswerHead {title} is_example={state.is_example()} is_stale={!state.questions.errors.is_empty()} {notices} {link} />
    }
}

fn answer(state: &State, facts: Rc<Facts>, commands: &Commands) -> Html {
    let shown = Shown { done: state.done.clone(), copied: state.copied.clone(), open_all: state.open_all };
    let actions = commands.answer.clone();
    if state.mode == Mode::Before {
        html! { <Forecast {facts} heading={3} repeats_facts={false} {actions} {shown} /> }
    } else {
        html! { <Answer {facts} heading={3} repeats_facts={false} {actions} {shown} /> }
    }
}

fn take_away(AnswerModeProps { state, commands }: &AnswerModeProps, names_matter: bool) -> Html {
    html! {
        <TakeAwayPart mode={state.mode} link={AttrValue::from(state.link())} names={state.names} {names_matter}
            formats={state.formats.clone()} copied={state.copied.clone()} commands={commands.clone()} />
    }
}

/// Has the worker write the chosen format of the answer whenever one of them changes.
#[hook]
fn use_formats(state: &State, commands: &Commands) {
    let wanted = state.formats.wanted(state.mode, &state.questions.facts);
    use_effect_with((wanted, commands.clone()), |(wanted, commands)| {
        if let Some(request) = wanted.clone() {
            commands.write_format(request);
        }
    });
}

/// Has a screen reader say the sentence whenever it changes; the first one is read with the page.
#[hook]
fn use_announcement(summary: AttrValue, commands: &Commands) {
    let said = use_mut_ref(|| summary.clone());
    use_effect_with((summary, commands.clone()), move |(summary, commands)| {
        if said.replace(summary.clone()) != *summary {
            commands.announce(summary.clone());
        }
    });
}

/// Callbacks that stay the same, so that their components are rendered only for other values.
struct Callbacks {
    form: Callback<certplan_view::form::FormEvent>,
    change: Callback<()>,
}

impl Callbacks {
    fn new(commands: &Commands) -> Self {
        Self { form: commands.form(), change: commands.change() }
    }
}
