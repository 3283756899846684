//! Questions and answer side by side. On a narrow screen one comes first: the answer where the address brought the facts, with
//! the questions as one line; otherwise the questions, with the answer as one line at the lower edge.

use std::rc::Rc;

use certplan_core::Facts;
use certplan_export::link::Mode;
use certplan_view::QuestionForm;
use certplan_view::form::{FormError, FormEvent};
use certplan_words::page::{answer, app as words};
use yew::prelude::*;

use crate::questions::Questions;

/// What is asked and answered.
#[derive(Properties, PartialEq, Debug)]
pub struct DeskProps {
    /// The mode.
    pub mode: Mode,
    /// The questions.
    pub questions: Questions,
    /// Whether the answer comes first on a narrow screen.
    pub answer_first: bool,
    /// The answer in one sentence.
    pub summary: AttrValue,
    /// The user did something with the form.
    pub on_event: Callback<FormEvent>,
    /// The questions are to be shown.
    pub on_change: Callback<()>,
    /// The answer.
    pub children: Html,
}

/// Questions and answer.
#[component]
pub fn Desk(props: &DeskProps) -> Html {
    let questions = &props.questions;
    let errors: Vec<FormError> = questions.shown_errors().cloned().collect();
    html! {
        <div class={classes!("columns", props.answer_first.then_some("answer-first"))}>
            <FactsLine facts={questions.facts.clone()} on_change={props.on_change.clone()} />
            <div class="asked scripted">
                <QuestionForm form={questions.form.clone()} {errors} ahead={props.mode == Mode::Before}
                    zone={AttrValue::from(questions.zone().to_owned())} on_event={props.on_event.clone()} />
                <a class="peek" href="#answer">
                    <span key={props.summary.to_string()}>{ props.summary.clone() }</span>{ " " }<span class="way">{ words::GO_TO_ANSWER }</span>
                </a>
            </div>
            <section id="answer" class="answered" aria-labelledby="answer-title">{ props.children.clone() }</section>
        </div>
    }
}

#[derive(Properties, PartialEq, Debug)]
struct FactsLineProps {
    facts: Rc<Facts>,
    on_change: Callback<()>,
}

/// The questions as one line.
#[component]
fn FactsLine(props: &FactsLineProps) -> Html {
    let line = answer::understood(&props.facts).join(" \u{b7} ");
    html! {
        <p class="facts-line">
            <span key={line.clone()}>{ line }</span>{ " " }
            <button type="button" id="change" onclick={props.on_change.reform(|_| ())}>{ words::CHANGE }</button>
        </p>
    }
}
