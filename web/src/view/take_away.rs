//! What a reader takes away: commands, files, a link, a print.

use certplan_core::facts::ClusterKind;
use certplan_core::playbook::StepId;
use certplan_core::{Facts, assess, plan};
use certplan_render::document::PlanDocument;
use certplan_render::markdown;
use yew::prelude::*;

use crate::state::Action;
use crate::{browser, link};

/// What the buttons need.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TakeAwayProps {
    /// The facts of the last valid input.
    pub facts: Facts,
    /// Whether links carry the names of clusters.
    pub names: bool,
    /// What to tell when that changes.
    pub act: Callback<Action>,
}

type Writer = fn(&PlanDocument) -> String;

/// A file: its button, its name, its kind, its writer. Text and HTML are for the command; printing serves them here, and the
/// page is lighter without their writers.
const FILES: [(&str, &str, &str, Writer); 2] = [
    ("Markdown", "certplan.md", "text/markdown", markdown::plan),
    ("JSON", "certplan.json", "application/json", PlanDocument::json),
];

/// The buttons.
#[component]
pub fn TakeAway(props: &TakeAwayProps) -> Html {
    let TakeAwayProps { facts, names, act } = props;
    let button = |id: &'static str, words: &'static str, does: fn(&Facts, bool)| {
        let (facts, names) = (facts.clone(), *names);
        html! {
            <button type="button" {id} onclick={Callback::from(move |_: MouseEvent| does(&facts, names))}>{ words }</button>
        }
    };
    let files = FILES.iter().map(|(words, name, kind, write)| {
        let facts = facts.clone();
        let onclick =
            Callback::from(move |_: MouseEvent| browser::save(name, kind, &write(&document(&facts))));
        html! { <button type="button" {onclick}>{ *words }</button> }
    });
    let changed = repairs(&link::redact(facts)) != repairs(facts);
    let onchange = act
        .reform(|event: Event| Action::Named(browser::field(&event).is_some_and(|(_, _, checked)| checked)));
    html! {
        <section id="take-away" aria-labelledby="take-away-title">
            <h2 id="take-away-title">{ "Take it with you" }</h2>
            <div class="buttons">
                { button("copy-commands", "Copy all commands", |facts, _| browser::copy(commands(facts), None)) }
                { button("copy-json", "Copy JSON", |facts, _| browser::copy(document(facts).json(), None)) }
                { button("print", "Print", |_, _| browser::print()) }
            </div>
            <div class="buttons" role="group" aria-label="Download as a file"><span>{ "Download: " }</span>{ for files }</div>
            <div class="buttons">
                { button("copy-link", "Copy link", copy_link) }
                <label class="choice">
                    <input type="checkbox" id="names" name="names" checked={*names} {onchange} />{ " with the names of the clusters" }
                </label>
            </div>
            if changed && !names {
                <p class="notice">{ "Without names the link shows each kind of cluster once, so its plan differs from this one." }</p>
            }
            <p class="hint">{ "The link holds the facts behind its number sign: no server sees them." }</p>
        </section>
    }
}

fn copy_link(facts: &Facts, names: bool) {
    let fragment = link::write(facts, names);
    browser::push_fragment(&fragment);
    browser::copy(browser::address(&fragment), None);
}

/// What is run on which kind of cluster, whatever the names.
fn repairs(facts: &Facts) -> Vec<(StepId, Option<ClusterKind>)> {
    let assessment = assess(facts);
    let steps = plan(&assessment).repairs;
    steps.iter().map(|step| (step.entry.id, step.cluster.map(|(kind, _)| kind))).collect()
}

fn document(facts: &Facts) -> PlanDocument {
    PlanDocument::new(&plan(&assess(facts)))
}

fn commands(facts: &Facts) -> String {
    document(facts).steps.into_iter().flat_map(|step| [step.command, "\n".into()]).collect()
}
