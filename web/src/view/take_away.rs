//! What a reader takes away: commands, files, a link, a print.

use std::rc::Rc;

use certplan_core::facts::ClusterKind;
use certplan_core::playbook::StepId;
use certplan_core::{Facts, assess, plan};
use certplan_render::document::PlanDocument;
use yew::prelude::*;

use crate::state::{Action, State};
use crate::{browser, link};

/// The buttons. Text and HTML are for the command; printing serves them here, and the page is lighter without their writers.
pub fn take_away(state: &State, document: &Rc<PlanDocument>, act: &Callback<Action>) -> Html {
    let State { facts, names, .. } = state;
    // Two more plans at every key, so only where names or numbers of clusters are lost.
    let redacted = link::redact(facts);
    let changed = !names && redacted.clusters != facts.clusters && repairs(&redacted) != repairs(facts);
    let onclick = {
        let (document, facts, names) = (document.clone(), facts.clone(), *names);
        Callback::from(move |event: MouseEvent| take(&browser::clicked(&event), &document, &facts, names))
    };
    let onchange = act
        .reform(|event: Event| Action::Named(browser::field(&event).is_some_and(|(_, _, checked)| checked)));
    // Their writers come with the page's second module: most readers need none.
    let ontoggle = Callback::from(|_: Event| browser::load_more());
    html! {
        <section id="take-away" aria-labelledby="take-away-title" {onclick} {onchange}>
            <h2 id="take-away-title">{ "Take it with you" }</h2>
            <div class="buttons">
                <button type="button" id="copy-commands">{ "Copy all commands" }</button>
                <button type="button" id="print">{ "Print" }</button>
            </div>
            <div class="buttons">
                <button type="button" id="copy-link">{ "Copy link" }</button>
                <label class="choice">
                    <input type="checkbox" id="names" name="names" checked={*names} />{ " with the names of the clusters" }
                </label>
            </div>
            if changed {
                <p class="notice">{ "Without names the link shows each kind of cluster once, so its plan differs from this one." }</p>
            }
            <details id="forms" {ontoggle}>
                <summary>{ "Other forms" }</summary>
                <div class="buttons">
                    <button type="button" id="copy-json">{ "Copy JSON" }</button>
                </div>
                <div class="buttons" role="group" aria-label="Download as a file">
                    <span>{ "Download: " }</span>
                    <button type="button" id="save-markdown">{ "Markdown" }</button>
                    <button type="button" id="save-json">{ "JSON" }</button>
                </div>
            </details>
            <p class="hint">{ "The link holds the facts behind its number sign: no server sees them." }</p>
        </section>
    }
}

/// What the button of that id does.
fn take(button: &str, document: &PlanDocument, facts: &Facts, names: bool) {
    let whole = link::whole(facts);
    match button {
        "copy-commands" => browser::copy(commands(document), None),
        "copy-json" => browser::written("json", whole, |text| browser::copy(text, None)),
        "print" => browser::print(),
        "save-markdown" => {
            browser::written("markdown", whole, |text| browser::save("certplan.md", "text/markdown", &text));
        }
        "save-json" => {
            browser::written("json", whole, |text| browser::save("certplan.json", "application/json", &text));
        }
        "copy-link" => {
            let link = link::write(facts, names);
            browser::push_fragment(&link);
            browser::copy(browser::address(&link), None);
        }
        _ => {}
    }
}

/// What is run on which kind of cluster, whatever the names.
fn repairs(facts: &Facts) -> Vec<(StepId, Option<ClusterKind>)> {
    let assessment = assess(facts);
    let steps = plan(&assessment).repairs;
    steps.iter().map(|step| (step.entry.id, step.cluster.map(|(kind, _)| kind))).collect()
}

fn commands(document: &PlanDocument) -> String {
    document.steps.iter().flat_map(|step| [step.command.as_str(), "\n"]).collect()
}
