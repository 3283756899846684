//! Two of the inputs compared: which of them, and what became of their certificates.

use std::rc::Rc;

use certplan_view::Comparison;
use certplan_words::page::{app, comparison as words};
use certplan_worker::protocol::{Ask, Comparison as Result, EvidenceAnswer};
use yew::prelude::*;

use crate::browser;
use crate::commands::Commands;
use crate::components::{Files, Offered};

/// The inputs, and what the user can do.
#[derive(Properties, PartialEq, Debug)]
pub struct ComparisonPartProps {
    /// What was read.
    pub answer: Rc<EvidenceAnswer>,
    /// The button that copied last.
    pub copied: Option<certplan_view::Copied>,
    /// What the user can do.
    pub commands: Commands,
}

/// The choice of two inputs and their comparison; nothing where there are not two to compare.
#[component]
pub fn ComparisonPart(props: &ComparisonPartProps) -> Html {
    let ComparisonPartProps { answer, commands, .. } = props;
    let chosen = use_state(|| None::<(usize, usize)>);
    let inputs: Vec<usize> =
        (0..answer.sources.len()).filter(|place| answer.sources[*place].has_certificates).collect();
    let &[first, .., last] = inputs.as_slice() else { return Html::default() };
    let asked = answer.comparison.as_ref().map(|result| (result.before, result.after));
    let is_there = |(before, after): &(usize, usize)| inputs.contains(before) && inputs.contains(after);
    let (before, after) = (*chosen).or(asked).filter(is_there).unwrap_or((first, last));
    let choice = |id: &'static str, label: &'static str, current: usize, set: Callback<usize>| {
        let onchange = set.reform(move |event: Event| browser::text_of(&event).parse().unwrap_or(current));
        html! {
            <div class="field">
                <label for={id}>{ label }</label>
                <select {id} {onchange}>
                    { for inputs.iter().map(|place| html! {
                        <option value={place.to_string()} selected={*place == current}>{ answer.sources[*place].name.clone() }</option>
                    }) }
                </select>
            </div>
        }
    };
    let set = |chosen: UseStateHandle<Option<(usize, usize)>>,
               pair: fn(usize, (usize, usize)) -> (usize, usize)| {
        Callback::from(move |place| chosen.set(Some(pair(place, (before, after)))))
    };
    let compare = {
        let commands = commands.clone();
        Callback::from(move |_: MouseEvent| commands.ask(Ask::Compare { before, after }))
    };
    html! {
        <details class="compare" open={answer.comparison.is_some()}>
            <summary><h3>{ words::TITLE }</h3></summary>
            <p class="hint">{ words::HINT }</p>
            <div class="row">
                { choice("compare-before", words::BEFORE, before, set(chosen.clone(), |place, (_, after)| (place, after))) }
                { choice("compare-after", words::AFTER, after, set(chosen.clone(), |place, (before, _)| (before, place))) }
                <button type="button" id="compare" onclick={compare}>{ words::COMPARE }</button>
            </div>
            if let Some(result) = &answer.comparison { { props.result(result) } }
        </details>
    }
}

impl ComparisonPartProps {
    fn result(&self, result: &Result) -> Html {
        let file = |id, label, asked: &str| Offered { id, label, ask: Ask::EvidenceFile(asked.into()) };
        let files = vec![file("json", "JSON", "verify-json"), file("ics", app::CALENDAR, "verify-ics")];
        html! {
            <>
                <Comparison summary={result.summary.clone()} outcomes={result.outcomes.clone()} not_shown={result.not_shown}
                    checks={result.checks.clone()} heading={4} id_prefix="compare"
                    on_copy={Some(self.commands.answer.copy.clone())} copied={self.copied.clone()} />
                <Files name={words::FILES} {files} commands={self.commands.clone()} />
            </>
        }
    }
}
