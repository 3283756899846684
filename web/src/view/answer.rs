//! The answer: the fragments of `certplan-render`, block by block, so that an unchanged block is not touched.
//!
//! Everything here is markup of `certplan-render`; what stands above it follows the state in `frame.rs`.

use certplan_core::playbook::Phase;
use certplan_render::document::{PlanDocument, StepDocument};
use certplan_render::{html, words};
use yew::prelude::*;
use yew::virtual_dom::VList;

use crate::state::State;

/// The level of the answer's headings, under the page's title.
const HEADING: u8 = 3;

/// Closed at first: most readers want the commands.
const PICTURE: &str = "<details id=\"timeline\" class=\"scripted\"><summary>Picture: how long each credential lasts</summary><figure class=\"timeline\" tabindex=\"0\" id=\"picture\"></figure></details>";

/// The answer's blocks; without a plan those that the page's second module has written.
///
/// No `html!`: the page takes the parts of Yew that draw elements out of its module (`crates/xtask/src/snip.rs`).
pub fn answer(state: &State, document: Option<&PlanDocument>) -> Html {
    let blocks = match document {
        Some(document) => planned(document).map(|markup| Html::from_html_unchecked(markup.into())).into(),
        None => state.written.iter().map(|markup| Html::from_html_unchecked(markup.clone())).collect(),
    };
    VList::with_children(blocks, None).into()
}

/// Always as many blocks, so that each has the same neighbours.
fn planned(document: &PlanDocument) -> [String; 7] {
    let parts = html::phases(document)
        .map(|(phase, _)| ["<a href=\"#", phase.as_str(), "\">", words::phase(phase), "</a>"].concat());
    let parts: String = parts.collect();
    let rest = [
        html::advisories(document, HEADING),
        html::notes(document, HEADING),
        html::conflicts(document, HEADING),
    ];
    [
        ["<p class=\"parts\">", &parts, "</p>", &html::facts(document), &html::layers(document, HEADING)]
            .concat(),
        if is_drawn(document) { PICTURE.to_owned() } else { String::new() },
        part(Phase::Preflight, &document.preflight),
        part(Phase::Repair, &document.steps),
        part(Phase::Aftercare, &document.aftercare),
        rest.concat(),
        ["<div>", &html::sources(document, HEADING), "</div>"].concat(),
    ]
}

/// Whether there is a picture of this plan.
pub fn is_drawn(document: &PlanDocument) -> bool {
    document.layers.iter().any(|layer| layer.outlook.is_some())
}

/// A part of the plan; nothing where it has no steps.
fn part(phase: Phase, steps: &[StepDocument]) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let name = phase.as_str();
    let mut markup =
        ["<div class=\"part\" id=\"", name, "\">", &html::phase_heading(phase, HEADING)].concat();
    markup += &["<ol class=\"steps ", name, "\">"].concat();
    for (place, step) in steps.iter().enumerate() {
        markup += "<li class=\"step\">";
        markup += &html::step(step, phase, place, HEADING + 1);
        markup += "</li>";
    }
    markup + "</ol></div>"
}
