//! The plan as HTML: fragments that page, book and export share, every value escaped.
//!
//! The markup carries no style and no script. Buttons that need a script have the attribute `hidden` until one runs.

mod cases;
mod escape;
mod forecast;
mod page;
mod step;

use core::fmt::Write;

pub use cases::cases;
pub use escape::Escaped;
pub use forecast::forecast;
pub use page::{forecast_page, page};
pub use step::step;

use certplan_core::playbook::Phase;

use crate::document::{LayerDocument, NoteDocument, PlanDocument, StepDocument};
use crate::words;

/// The whole answer, its headings beginning at this level (2 to 5).
pub fn answer(document: &PlanDocument, heading: u8) -> String {
    let mut html = summary(document);
    html += &facts(document);
    html += &layers(document, heading);
    html += &timeline(document);
    for (phase, steps) in phases(document) {
        html += &phase_heading(phase, heading);
        let class = phase.as_str();
        let _ = write!(html, "<ol class=\"steps {class}\">");
        for (place, item) in steps.iter().enumerate() {
            let _ = write!(html, "<li class=\"step\">{}</li>", step(item, phase, place, heading + 1));
        }
        html += "</ol>";
    }
    html += &advisories(document, heading);
    html += &notes(document, heading);
    html += &conflicts(document, heading);
    html + &sources(document, heading)
}

/// The parts of the plan that have steps, in order.
pub fn phases(document: &PlanDocument) -> impl Iterator<Item = (Phase, &[StepDocument])> {
    [
        (Phase::Preflight, &document.preflight[..]),
        (Phase::Repair, &document.steps[..]),
        (Phase::Aftercare, &document.aftercare[..]),
    ]
    .into_iter()
    .filter(|(_, steps)| !steps.is_empty())
}

/// The answer in one sentence.
pub fn summary(document: &PlanDocument) -> String {
    format!("<p class=\"summary\">{}</p>", Escaped(&document.summary))
}

/// The facts as understood.
pub fn facts(document: &PlanDocument) -> String {
    let mut html = String::from("<dl class=\"facts\">");
    for (question, answer) in &document.understood {
        let _ = write!(html, "<div><dt>{}</dt><dd>{}</dd></div>", Escaped(question), Escaped(answer));
    }
    html + "</dl>"
}

/// A card a layer: verdict, why, rule, source.
pub fn layers(document: &PlanDocument, heading: u8) -> String {
    let mut html = String::from("<div class=\"layers\">");
    for layer in &document.layers {
        let limit = if layer.boundary { ", at the limit" } else { "" };
        let _ = write!(
            html,
            "<section class=\"layer {verdict}\"><h{heading}>{name}</h{heading}><p class=\"verdict\">{words}</p><p>{why}</p>{outlook}\
             <p class=\"basis\">{basis}{limit}. Rule <code>{rules}</code>, source {sources}.</p></section>",
            verdict = layer.verdict,
            name = layer.name,
            words = layer.verdict_words,
            why = Escaped(&layer.why),
            outlook = outlook(layer),
            basis = layer.basis_words,
            rules = layer.rules.join(", "),
            sources = links(document, &layer.sources),
        );
    }
    html + "</div>"
}

/// How long each credential lasts, as a picture with its text; nothing where nothing was switched off.
pub fn timeline(document: &PlanDocument) -> String {
    if document.timeline.is_empty() {
        return String::new();
    }
    format!("<figure class=\"timeline\" tabindex=\"0\">{}</figure>", document.timeline)
}

/// The heading of a part of the plan.
pub fn phase_heading(phase: Phase, heading: u8) -> String {
    format!("<h{heading} class=\"phase\">{}</h{heading}>", words::phase(phase))
}

/// What the lives of the certificates say of a layer.
fn outlook(layer: &LayerDocument) -> String {
    match (layer.outlook, layer.outlook_words, &layer.outlook_why) {
        (Some(outlook), Some(words), Some(why)) => format!(
            "<p class=\"outlook {outlook}\"><strong>By the lives of the certificates: {words}.</strong> {}</p>",
            Escaped(why)
        ),
        _ => String::new(),
    }
}

/// What to know of other credentials; nothing where there is nothing.
pub fn advisories(document: &PlanDocument, heading: u8) -> String {
    list(document, "Other credentials", &document.advisories, heading)
}

/// What to know; nothing where there is nothing.
pub fn notes(document: &PlanDocument, heading: u8) -> String {
    list(document, "Know this", &document.notes, heading)
}

fn list(document: &PlanDocument, title: &str, notes: &[NoteDocument], heading: u8) -> String {
    if notes.is_empty() {
        return String::new();
    }
    let mut html = format!("<h{heading}>{title}</h{heading}><ul class=\"notes\">");
    for note in notes {
        let _ = write!(html, "<li>{}{}</li>", Escaped(&note.text), cited(document, &note.sources));
    }
    html + "</ul>"
}

/// Where the sources disagree or are silent; nothing where they do not.
pub fn conflicts(document: &PlanDocument, heading: u8) -> String {
    if document.conflicts.is_empty() {
        return String::new();
    }
    let (below, mut html) = (heading + 1, String::new());
    let _ = write!(
        html,
        "<section class=\"conflicts\"><h{heading}>Where the sources disagree or are silent</h{heading}>"
    );
    for conflict in &document.conflicts {
        let _ = write!(html, "<h{below}>{}</h{below}><ul>", Escaped(conflict.title));
        for claim in &conflict.claims {
            let _ = write!(html, "<li>{}: {}</li>", links(document, &[claim.source]), Escaped(claim.text));
        }
        let _ = write!(html, "</ul><p><strong>Here:</strong> {}</p>", Escaped(conflict.ruling));
    }
    html + "</section>"
}

/// Every source of the answer, and the rule-set.
pub fn sources(document: &PlanDocument, heading: u8) -> String {
    let mut html = format!("<h{heading}>Sources</h{heading}><ul class=\"sources\">");
    for source in &document.sources {
        let _ = write!(
            html,
            "<li><a href=\"{url}\" rel=\"noreferrer\">{title}</a>, {as_of}, {strength}</li>",
            url = Escaped(source.url),
            title = Escaped(source.title),
            as_of = source.as_of,
            strength = source.strength_words,
        );
    }
    let rules = document.rules;
    let _ = write!(
        html,
        "</ul><p class=\"rules\">Certplan rules {}, held against their sources on <time>{}</time>.</p>",
        rules.version, rules.as_of
    );
    html
}

/// Links to sources by name, with commas between them.
fn links(document: &PlanDocument, ids: &[&str]) -> String {
    let link = |id: &&str| match document.source(id) {
        Some(source) => format!(
            "<a href=\"{}\" rel=\"noreferrer\">{}</a> ({})",
            Escaped(source.url),
            Escaped(source.title),
            source.as_of
        ),
        None => Escaped(id).to_string(),
    };
    ids.iter().map(link).collect::<Vec<_>>().join(", ")
}

fn cited(document: &PlanDocument, ids: &[&str]) -> String {
    if ids.is_empty() {
        return String::new();
    }
    format!(" <span class=\"cited\">{}</span>", links(document, ids))
}
