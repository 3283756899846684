//! The plan as HTML: fragments that page, book and export share, every value escaped.
//!
//! The markup carries no style and no script. Buttons that need a script have the attribute `hidden` until one runs.

mod cases;
mod choose;
mod embed;
mod escape;
mod forecast;
mod markup;
mod page;
mod step;
mod transplant;

pub use cases::cases;
pub use choose::{choose, choose_style};
pub use embed::{Snippet, calculator};
pub use escape::{Escaped, escape};
pub use forecast::{afterwards, forecast};
pub use page::{forecast_page, page};
pub use step::{copyable, step};
pub use transplant::transplanted;

use certplan_core::playbook::Phase;
use certplan_core::spell::Spell;

use crate::document::{LayerDocument, NoteDocument, PlanDocument, SourceDocument, StepDocument};
use crate::words;
use markup::Markup;

/// The whole answer, its headings beginning at this level (2 to 5).
pub fn answer(document: &PlanDocument, heading: u8) -> String {
    let mut html = Markup::default();
    html.raw(&summary(document)).raw(&facts(document)).raw(&layers(document, heading));
    html.raw(&timeline(document));
    for (phase, steps) in phases(document) {
        html.raw(&part(phase, steps, heading));
    }
    html.raw(&advisories(document, heading))
        .raw(&notes(document, heading))
        .raw(&conflicts(document, heading))
        .raw(&sources(document, heading))
        .done()
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
    Markup::default().raw("<p class=\"summary\">").text(&document.summary).raw("</p>").done()
}

/// The facts as understood.
pub fn facts(document: &PlanDocument) -> String {
    let mut html = Markup::default();
    html.raw("<dl class=\"facts\">");
    for (question, answer) in &document.understood {
        html.raw("<div><dt>").text(question).raw("</dt><dd>").text(answer).raw("</dd></div>");
    }
    html.raw("</dl>").done()
}

/// A card a layer: verdict, why, rule, source.
pub fn layers(document: &PlanDocument, heading: u8) -> String {
    let mut html = Markup::default();
    html.raw("<div class=\"layers\">");
    for layer in &document.layers {
        html.raw("<section class=\"layer ").raw(layer.verdict).raw("\">").titled(heading, layer.name);
        html.raw("<p class=\"verdict\">").raw(layer.verdict_words).raw("</p><p>").text(&layer.why);
        outlook(html.raw("</p>"), layer);
        html.raw("<p class=\"basis\">").raw(layer.basis_words);
        html.raw(if layer.boundary { ", at the limit" } else { "" })
            .raw(". Rule <code>")
            .listed(&layer.rules);
        html.raw("</code>, source ");
        links(&mut html, &document.sources, &layer.sources);
        html.raw(".</p></section>");
    }
    html.raw("</div>").done()
}

/// What the lives of the certificates say of a layer.
fn outlook(html: &mut Markup, layer: &LayerDocument) {
    if let (Some(outlook), Some(words), Some(why)) = (layer.outlook, layer.outlook_words, &layer.outlook_why)
    {
        html.raw("<p class=\"outlook ")
            .raw(outlook)
            .raw("\"><strong>By the lives of the certificates: ")
            .raw(words);
        html.raw(".</strong> ").text(why).raw("</p>");
    }
}

/// How long each credential lasts, as a picture with its text; nothing where nothing was switched off.
pub fn timeline(document: &PlanDocument) -> String {
    let mut html = Markup::default();
    if document.timeline.is_empty() {
        return html.done();
    }
    html.raw("<figure class=\"timeline\" tabindex=\"0\">").raw(&document.timeline).raw("</figure>").done()
}

/// A part of the plan: its heading and its steps.
pub fn part(phase: Phase, steps: &[StepDocument], heading: u8) -> String {
    let mut html = Markup::default();
    html.heading(heading, " class=\"phase\"").raw(words::phase(phase)).end_heading(heading);
    html.raw("<ol class=\"steps ").raw(phase.as_str()).raw("\">");
    for (place, item) in steps.iter().enumerate() {
        html.raw("<li class=\"step\">").raw(&step(item, phase, place, heading + 1)).raw("</li>");
    }
    html.raw("</ol>").done()
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
    let mut html = Markup::default();
    if notes.is_empty() {
        return html.done();
    }
    html.titled(heading, title).raw("<ul class=\"notes\">");
    for note in notes {
        html.raw("<li>").text(&note.text);
        cited(&mut html, &document.sources, &note.sources);
        html.raw("</li>");
    }
    html.raw("</ul>").done()
}

/// Where the sources disagree or are silent; nothing where they do not.
pub fn conflicts(document: &PlanDocument, heading: u8) -> String {
    let mut html = Markup::default();
    if document.conflicts.is_empty() {
        return html.done();
    }
    html.raw("<section class=\"conflicts\">").titled(heading, "Where the sources disagree or are silent");
    for conflict in &document.conflicts {
        html.titled(heading + 1, conflict.title).raw("<ul>");
        for claim in &conflict.claims {
            html.raw("<li>");
            links(&mut html, &document.sources, &[claim.source]);
            html.raw(": ").text(claim.text).raw("</li>");
        }
        html.raw("</ul><p><strong>Here:</strong> ").text(conflict.ruling).raw("</p>");
    }
    html.raw("</section>").done()
}

/// Every source of the answer, and the rule-set.
pub fn sources(document: &PlanDocument, heading: u8) -> String {
    sources_beside(document, &[], heading)
}

/// Sources of a forecast that its plan does not name; nothing where there are none.
fn more_sources(sources: &[SourceDocument], heading: u8) -> String {
    let mut html = Markup::default();
    if !sources.is_empty() {
        html.titled(heading, "Sources of the forecast").raw("<ul class=\"sources\">");
        for it in sources {
            source(&mut html, it);
        }
        html.raw("</ul>");
    }
    html.done()
}

fn source(html: &mut Markup, source: &SourceDocument) {
    html.raw("<li><a href=\"").text(source.url).raw("\" rel=\"noreferrer\">").text(source.title);
    html.raw("</a>, ").raw(source.as_of).raw(", ").raw(source.strength_words).raw("</li>");
}

/// Every source of the answer and of what stands beside it, and the rule-set.
pub fn sources_beside(document: &PlanDocument, others: &[SourceDocument], heading: u8) -> String {
    let mut html = Markup::default();
    html.titled(heading, "Sources").raw("<ul class=\"sources\">");
    for it in document.sources.iter().chain(others) {
        source(&mut html, it);
    }
    let rules = document.rules;
    html.raw("</ul><p class=\"rules\">Certplan rules ").raw(&rules.version.spelt());
    html.raw(", held against their sources on <time>").raw(rules.as_of).raw("</time>.</p>").done()
}

/// The sources of a statement, after it; nothing where it has none.
fn cited(html: &mut Markup, known: &[SourceDocument], ids: &[&str]) {
    if !ids.is_empty() {
        html.raw(" <span class=\"cited\">");
        links(html, known, ids);
        html.raw("</span>");
    }
}

/// Links to sources by name, with commas between them.
fn links(html: &mut Markup, known: &[SourceDocument], ids: &[&str]) {
    for (place, id) in ids.iter().enumerate() {
        html.raw(if place > 0 { ", " } else { "" });
        match known.iter().find(|source| source.id == *id) {
            Some(source) => html
                .raw("<a href=\"")
                .text(source.url)
                .raw("\" rel=\"noreferrer\">")
                .text(source.title)
                .raw("</a> (")
                .raw(source.as_of)
                .raw(")"),
            None => html.text(id),
        };
    }
}
