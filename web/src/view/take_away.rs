//! What a reader takes away: commands, files, a link, a print.

use std::rc::Rc;

use certplan_core::facts::{ClusterKind, Shutdown};
use certplan_core::playbook::StepId;
use certplan_core::{Facts, assess, plan};
use certplan_render::document::PlanDocument;
use yew::prelude::*;

use crate::browser;
use crate::link::{self, Mode};
use crate::state::{Action, State};

/// The buttons. Text and HTML are for the command; printing serves them here, and the page is lighter without their writers.
pub fn take_away(state: &State, document: &Rc<PlanDocument>, act: &Callback<Action>) -> Html {
    let State { mode, facts, names, .. } = state;
    // Two more plans at every key, so only where names or numbers of clusters are lost.
    let redacted = link::redact(facts);
    let changed = !names && redacted.clusters != facts.clusters && repairs(&redacted) != repairs(facts);
    let onclick = {
        let (mode, document, facts, names) = (*mode, document.clone(), facts.clone(), *names);
        Callback::from(move |event: MouseEvent| {
            take(&browser::clicked(&event), mode, &document, &facts, names);
        })
    };
    let onchange = act
        .reform(|event: Event| Action::Named(browser::field(&event).is_some_and(|(_, _, checked)| checked)));
    // Their writers come with the page's second module: most readers need none.
    let ontoggle = Callback::from(|_: Event| browser::load_more());
    html! {
        <section id="take-away" aria-labelledby="take-away-title" {onclick} {onchange}>
            <h2 id="take-away-title">{ "Take it with you" }</h2>
            <div class="buttons">
                if *mode == Mode::After {
                    <button type="button" id="copy-commands">{ "Copy all commands" }</button>
                }
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
            if *mode == Mode::Before {
                { forecast_forms(facts) }
            } else {
            <details id="forms" {ontoggle}>
                <summary>{ "Other forms" }</summary>
                <div class="buttons">
                    <button type="button" id="copy-json">{ "Copy JSON" }</button>
                </div>
                <div class="buttons" role="group" aria-label="Download as a file">
                    <span>{ "Download: " }</span>
                    <button type="button" id="save-markdown">{ "Markdown" }</button>
                    <button type="button" id="save-powershell">{ "PowerShell script" }</button>
                    <button type="button" id="save-ansible">{ "Ansible playbook" }</button>
                    <button type="button" id="save-json">{ "JSON" }</button>
                </div>
            </details>
            }
            <p class="hint">{ "The link holds the facts behind its number sign: no server sees them." }</p>
        </section>
    }
}

/// The forms of a forecast. Its writers are there already: they wrote the answer.
fn forecast_forms(facts: &Facts) -> Html {
    let dated = matches!(facts.shutdown, Shutdown::Between(_));
    html! {
        <div class="buttons" role="group" aria-label="Copy, or download as a file">
            <button type="button" id="copy-forecast">{ "Copy JSON" }</button>
            <button type="button" id="save-forecast">{ "Markdown" }</button>
            <button type="button" id="save-timeline">{ "Picture" }</button>
            if dated {
                <button type="button" id="save-calendar">{ "Calendar" }</button>
            } else {
                <span class="hint">{ "Give two dates, and there are reminders for your calendar." }</span>
            }
        </div>
    }
}

/// What the button of that id does.
fn take(button: &str, mode: Mode, document: &PlanDocument, facts: &Facts, names: bool) {
    let whole = link::whole(facts);
    match button {
        "copy-commands" => browser::copy(commands(document), None),
        "copy-json" => browser::written("json", whole, |text| browser::copy(text, None)),
        "print" => browser::print(),
        "save-markdown" => {
            browser::written("markdown", whole, |text| browser::save("certplan.md", "text/markdown", &text));
        }
        "save-powershell" => {
            browser::written("powershell", whole, |text| {
                browser::save("certplan-repair.ps1", "text/plain", &text);
            });
        }
        "save-ansible" => {
            browser::written("ansible", whole, |text| browser::save("certplan.yml", "text/plain", &text));
        }
        "save-json" => {
            browser::written("json", whole, |text| browser::save("certplan.json", "application/json", &text));
        }
        "copy-forecast" => browser::written("forecast-json", whole, |text| browser::copy(text, None)),
        "save-forecast" => {
            browser::written("forecast-markdown", whole, |text| {
                browser::save("certplan-forecast.md", "text/markdown", &text);
            });
        }
        "save-calendar" => {
            browser::written("forecast-ics", whole, |text| {
                browser::save("certplan.ics", "text/calendar", &text);
            });
        }
        "save-timeline" => {
            browser::written("svg", whole, |text| browser::save("certplan.svg", "image/svg+xml", &text));
        }
        "copy-link" => {
            let link = link::write(mode, facts, names);
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
