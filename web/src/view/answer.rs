//! The answer: the fragments of `certplan-render`, block by block, so that an unchanged block is not touched.
//!
//! Everything stands in the page's section `#answer`.

use certplan_core::{assess, plan};
use certplan_render::document::PlanDocument;
use certplan_render::{html, words};
use yew::prelude::*;

use crate::frame::escaped;
use crate::link::Mode;
use crate::state::State;

/// The level of the answer's headings, under the page's title.
const HEADING: u8 = 3;

const STALE: &str = "<p class=\"notice\">One of the questions has no valid answer at the moment. This is the answer to the last valid ones.</p>";

const EXAMPLE: &str = "<p class=\"example\">This is an example: 45 days off, management cluster, target prod and its load balancer. <span class=\"scripted\">Change a question above and the answer is yours.</span></p>";

/// The answer, and on paper the address where it can be had again.
pub fn answer(state: &State, address: Option<&str>) -> Html {
    match state.mode {
        Mode::After => after(state, address),
        Mode::Before => ahead(state, address),
        Mode::Error | Mode::Evidence | Mode::Fleet => Html::default(),
    }
}

fn after(state: &State, address: Option<&str>) -> Html {
    let document = &PlanDocument::without_picture(&plan(&assess(&state.facts)));
    let rules = [", rules ", &document.rules.version.to_string(), " of ", document.rules.as_of].concat();
    let title = if state.is_example { "Example answer" } else { "Your answer" };
    let parts = html::phases(document)
        .map(|(phase, _)| ["<a href=\"#", phase.as_str(), "\">", words::phase(phase), "</a>"].concat());
    let before = [
        "<p class=\"parts\">",
        &parts.collect::<String>(),
        "</p>",
        &html::facts(document),
        &html::layers(document, HEADING),
    ];
    let rest = [
        html::advisories(document, HEADING),
        html::notes(document, HEADING),
        html::conflicts(document, HEADING),
    ];
    let phases = html::phases(document).map(|(phase, steps)| {
        let items = steps.iter().enumerate().map(|(place, step)| {
            html! { <li class="step">{ raw(html::step(step, phase, place, HEADING + 1)) }</li> }
        });
        html! {
            <div class="part" id={phase.as_str()}>
                { raw(html::phase_heading(phase, HEADING)) }
                <ol class={["steps ", phase.as_str()].concat()}>{ for items }</ol>
            </div>
        }
    });
    let is_drawn = document.layers.iter().any(|layer| layer.outlook.is_some());
    html! {
        <>
            { raw(head(state, title, address, &rules)) }
            <p class="summary" role="status">{ &document.summary }</p>
            { raw(before.concat()) }
            if is_drawn {
                <details id="timeline" class="scripted">
                    { raw("<summary>Picture: how long each credential lasts</summary>".to_owned()) }
                    if let Some(picture) = &state.written {
                        <figure class="timeline" tabindex="0">{ Html::from_html_unchecked(picture.clone()) }</figure>
                    }
                </details>
            }
            { for phases }
            { raw(rest.concat()) }
            <div>{ raw(html::sources(document, HEADING)) }</div>
        </>
    }
}

/// What lies ahead: written by the page's second module.
fn ahead(state: &State, address: Option<&str>) -> Html {
    html! {
        <>
            { raw(head(state, "What will happen", address, "")) }
            if let Some(forecast) = &state.written {
                <div>{ Html::from_html_unchecked(forecast.clone()) }</div>
            } else {
                <p role="status">{ "Loading what this needs." }</p>
            }
        </>
    }
}

/// What stands above every answer: on paper its address, its title, and what a reader must be told.
fn head(state: &State, title: &str, address: Option<&str>, rules: &str) -> String {
    let mut html = String::new();
    if let Some(address) = address {
        html += &["<p class=\"printed\">", &escaped(address), rules, "</p>"].concat();
    }
    html += &["<h2 id=\"answer-title\">", title, "</h2>"].concat();
    html += if state.is_example { EXAMPLE } else { "" };
    for notice in &state.notices {
        html += &["<p class=\"notice\">", &escaped(notice), "</p>"].concat();
    }
    html += if state.errors.is_empty() { "" } else { STALE };
    html
}

/// Markup that `certplan-render` has written and escaped.
fn raw(markup: String) -> Html {
    Html::from_html_unchecked(markup.into())
}
