//! The answer: the fragments of `certplan-export`, block by block, so that what is unchanged is not touched.
//!
//! Everything here is markup of `certplan-export`; what stands above it follows the state in `frame.rs`.

use certplan_core::playbook::Phase;
use certplan_core::{Plan, Step};
use certplan_export::{html, svg};
use certplan_words as words;

use crate::state::State;

/// The level of the answer's headings, under the page's title.
const HEADING: u8 = 3;

/// Closed at first: most readers want the commands.
const PICTURE: &str = "<details id=\"timeline\" class=\"scripted\"><summary>Picture: how long each credential lasts</summary><figure class=\"timeline\" tabindex=\"0\" id=\"picture\"></figure></details>";

/// The ids of the elements that the answer is made of.
pub const IDS: [&str; 7] = [
    "found",
    "drawn",
    Phase::Preflight.as_str(),
    Phase::Repair.as_str(),
    Phase::Aftercare.as_str(),
    "known",
    "sources",
];

/// What is inside each of those elements.
pub type Blocks = [String; IDS.len()];

/// The blocks of the answer; without a plan those that the page's second module has written, all in the first.
pub fn blocks(state: &State, plan: Option<&Plan<'_>>) -> Blocks {
    let Some(plan) = plan else {
        let mut blocks = Blocks::default();
        blocks[0].push_str(state.written.as_deref().unwrap_or_default());
        return blocks;
    };
    let parts = html::phases(plan)
        .map(|(phase, _)| ["<a href=\"#", phase.as_str(), "\">", words::phase(phase), "</a>"].concat());
    let parts: String = parts.collect();
    let found = ["<p class=\"parts\">", &parts, "</p>", &html::facts(plan), &html::layers(plan, HEADING)];
    let known = [html::advisories(plan, HEADING), html::notes(plan, HEADING), html::conflicts(plan, HEADING)];
    [
        found.concat(),
        if svg::is_drawn(plan) { PICTURE.to_owned() } else { String::new() },
        part(Phase::Preflight, &plan.preflight),
        part(Phase::Repair, &plan.repairs),
        part(Phase::Aftercare, &plan.aftercare),
        [&*known[0], &known[1], &known[2]].concat(),
        html::sources(plan, HEADING),
    ]
}

/// The answer whole, as the static page shows it; every later one is made of it, node by node (`browser/morph.rs`).
pub fn answer(blocks: &Blocks) -> String {
    let mut markup = String::new();
    for (id, inside) in IDS.iter().zip(blocks) {
        markup += &["<div id=\"", id, "\">", inside, "</div>"].concat();
    }
    markup
}

/// A part of the plan; nothing where it has no steps.
fn part(phase: Phase, steps: &[Step<'_>]) -> String {
    if steps.is_empty() { String::new() } else { html::part(phase, steps, HEADING) }
}
