//! The answer: the fragments of `certplan-render`, block by block, so that an unchanged block is not touched.

use certplan_render::document::PlanDocument;
use certplan_render::{html, words};
use yew::prelude::*;

use super::timeline::Timeline;
use crate::browser;
use crate::state::State;

/// The level of the answer's headings, under the page's title.
const HEADING: u8 = 3;

/// The answer, and on paper the address where it can be had again.
pub fn answer(state: &State, document: &PlanDocument, address: Option<AttrValue>) -> Html {
    let copy = Callback::from(|event: MouseEvent| {
        if let Some((text, shown)) = browser::copied_command(&event) {
            browser::copy(text, Some(shown));
        }
    });
    let tick = Callback::from(|event: Event| browser::remember_tick(&event));
    let parts = html::phases(document).map(|(phase, _)| {
        html! { <a href={format!("#{}", phase.as_str())}>{ words::phase(phase) }</a> }
    });
    let phases = html::phases(document).map(|(phase, steps)| {
        let items = steps.iter().enumerate().map(|(place, step)| {
            let cluster = step.cluster.as_ref().and_then(|cluster| cluster.name.clone()).unwrap_or_default();
            let kind = step.cluster.as_ref().map_or("", |cluster| cluster.kind);
            html! {
                <li class="step" key={format!("{} {kind} {cluster}", step.id)}>
                    { raw(html::step(step, phase, place, HEADING + 1)) }
                </li>
            }
        });
        html! {
            <div class="part" id={phase.as_str()} key={phase.as_str()}>
                { raw(html::phase_heading(phase, HEADING)) }
                <ol class={classes!("steps", phase.as_str())}>{ for items }</ol>
            </div>
        }
    });
    html! {
        <section id="answer" aria-labelledby="answer-title" onclick={copy} onchange={tick}>
            if let Some(address) = address {
                <p class="printed">
                    { address }{ ", rules " }{ document.rules.version }{ " of " }{ document.rules.as_of }
                </p>
            }
            <h2 id="answer-title">{ if state.is_example { "Example answer" } else { "Your answer" } }</h2>
            if state.is_example {
                <p class="example">
                    { "This is an example: 45 days off, management cluster, target prod and its load balancer. " }
                    <span class="scripted">{ "Change a question above and the answer is yours." }</span>
                </p>
            }
            { for state.notices.iter().map(|notice| html! { <p class="notice">{ notice }</p> }) }
            if !state.errors.is_empty() {
                <p class="notice">{ "One of the questions has no valid answer at the moment. This is the answer to the last valid ones." }</p>
            }
            <p class="summary" role="status">{ &document.summary }</p>
            <p class="parts">{ for parts }</p>
            <div key="facts">{ raw(html::facts(document)) }</div>
            <div key="layers">{ raw(html::layers(document, HEADING)) }</div>
            if document.layers.iter().any(|layer| layer.outlook.is_some()) {
                <Timeline facts={state.facts.clone()} key="timeline" />
            }
            { for phases }
            <div key="advisories">{ raw(html::advisories(document, HEADING)) }</div>
            <div key="notes">{ raw(html::notes(document, HEADING)) }</div>
            <div key="conflicts">{ raw(html::conflicts(document, HEADING)) }</div>
            <div key="sources">{ raw(html::sources(document, HEADING)) }</div>
        </section>
    }
}

/// Markup that `certplan-render` has written and escaped.
fn raw(markup: String) -> Html {
    Html::from_html_unchecked(markup.into())
}
