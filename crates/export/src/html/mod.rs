//! The plan as HTML: fragments that page, book and export share, every value escaped.
//!
//! They are written from the plan itself. The document of the contract would be a copy of it with a name and a list for
//! everything, and the page's module would carry what makes that.
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

use certplan_core::assessment::{Assessment, Finding};
use certplan_core::note::Note;
use certplan_core::playbook::Phase;
use certplan_core::source::{RULES_AS_OF, RULES_VERSION, Source};
use certplan_core::spell::Spell;
use certplan_core::{Plan, Step};

pub(crate) use markup::Markup;
pub(crate) use page::file;

use crate::{svg, words};

/// The whole answer with its picture, its headings beginning at this level (2 to 5).
pub fn answer(plan: &Plan<'_>, heading: u8) -> String {
    whole(plan, &timeline(plan), heading)
}

/// The whole answer where another picture stands beside it.
pub fn answer_without_picture(plan: &Plan<'_>, heading: u8) -> String {
    whole(plan, "", heading)
}

fn whole(plan: &Plan<'_>, picture: &str, heading: u8) -> String {
    let mut html = Markup::default();
    html.raw(&summary(plan)).raw(&facts(plan)).raw(&layers(plan, heading)).raw(picture);
    for (phase, steps) in phases(plan) {
        html.raw(&part(phase, steps, heading));
    }
    html.raw(&advisories(plan, heading)).raw(&notes(plan, heading)).raw(&conflicts(plan, heading));
    html.raw(&sources(plan, heading)).done()
}

/// The parts of the plan that have steps, in order.
pub fn phases<'p, 'f>(plan: &'p Plan<'f>) -> impl Iterator<Item = (Phase, &'p [Step<'f>])> {
    [
        (Phase::Preflight, &plan.preflight[..]),
        (Phase::Repair, &plan.repairs[..]),
        (Phase::Aftercare, &plan.aftercare[..]),
    ]
    .into_iter()
    .filter(|(_, steps)| !steps.is_empty())
}

/// The answer in one sentence.
pub fn summary(plan: &Plan<'_>) -> String {
    Markup::default().raw("<p class=\"summary\">").text(&words::summary(plan)).raw("</p>").done()
}

/// The facts as understood.
pub fn facts(plan: &Plan<'_>) -> String {
    let mut html = Markup::default();
    html.raw("<dl class=\"facts\">");
    for (question, answer) in words::facts(plan.assessment.facts) {
        html.raw("<div><dt>").text(question).raw("</dt><dd>").text(&answer).raw("</dd></div>");
    }
    html.raw("</dl>").done()
}

/// A card a layer: verdict, why, rule, source.
pub fn layers(plan: &Plan<'_>, heading: u8) -> String {
    let mut html = Markup::default();
    html.raw("<div class=\"layers\">");
    for finding in &plan.assessment.findings {
        layer(&mut html, finding, &plan.assessment, heading);
    }
    html.raw("</div>").done()
}

fn layer(html: &mut Markup, finding: &Finding, assessment: &Assessment<'_>, heading: u8) {
    html.raw("<section class=\"layer ").raw(finding.verdict.as_str()).raw("\">");
    html.titled(heading, words::layer_title(finding.layer)).raw("<p class=\"verdict\">");
    html.raw(words::verdict(finding.verdict)).raw("</p><p>").text(&words::finding(finding, assessment));
    outlook(html.raw("</p>"), finding, assessment);
    html.raw("<p class=\"basis\">").raw(words::basis(finding.basis));
    html.raw(if finding.boundary { ", at the limit" } else { "" }).raw(". Rule <code>");
    html.listed(finding.rules().map(|rule| rule.id.as_str())).raw("</code>, source ");
    links(html, &sources_of_finding(finding));
    html.raw(".</p></section>");
}

/// The sources of the rules that decided; two rules of one page name it once.
fn sources_of_finding(finding: &Finding) -> Vec<&'static Source> {
    let mut sources: Vec<_> = finding.rules().map(|rule| rule.source).collect();
    sources.dedup();
    sources
}

/// What the lives of the certificates say of a layer.
fn outlook(html: &mut Markup, finding: &Finding, assessment: &Assessment<'_>) {
    if let Some(outlook) = finding.outlook
        && let Some(why) = words::outlook_why(finding, assessment.facts)
    {
        html.raw("<p class=\"outlook ").raw(outlook.as_str());
        html.raw("\"><strong>By the lives of the certificates: ").raw(words::outlook(outlook));
        html.raw(".</strong> ").text(&why).raw("</p>");
    }
}

/// How long each credential lasts, as a picture with its text; nothing where there is none.
pub fn timeline(plan: &Plan<'_>) -> String {
    if svg::is_drawn(plan) { figure(&svg::timeline(plan.assessment.facts)) } else { String::new() }
}

/// A picture that was drawn; nothing where there is none.
fn figure(picture: &str) -> String {
    if picture.is_empty() {
        return String::new();
    }
    ["<figure class=\"timeline\" tabindex=\"0\">", picture, "</figure>"].concat()
}

/// A part of the plan: its heading and its steps.
pub fn part(phase: Phase, steps: &[Step<'_>], heading: u8) -> String {
    let mut html = Markup::default();
    html.heading(heading, " class=\"phase\"").raw(words::phase(phase)).end_heading(heading);
    html.raw("<ol class=\"steps ").raw(phase.as_str()).raw("\">");
    for (place, item) in steps.iter().enumerate() {
        html.raw("<li class=\"step\">").raw(&step(item, phase, place, heading + 1)).raw("</li>");
    }
    html.raw("</ol>").done()
}

/// What to know of other credentials; nothing where there is nothing.
pub fn advisories(plan: &Plan<'_>, heading: u8) -> String {
    list(plan, "Other credentials", &plan.advisories, heading)
}

/// What to know; nothing where there is nothing.
pub fn notes(plan: &Plan<'_>, heading: u8) -> String {
    list(plan, "Know this", &plan.notes, heading)
}

fn list(plan: &Plan<'_>, title: &str, notes: &[&Note], heading: u8) -> String {
    let mut html = Markup::default();
    if notes.is_empty() {
        return html.done();
    }
    html.titled(heading, title).raw("<ul class=\"notes\">");
    for note in notes {
        html.raw("<li>").text(&words::note(note.id, plan.assessment.facts));
        cited(&mut html, note.sources);
        html.raw("</li>");
    }
    html.raw("</ul>").done()
}

/// Where the sources disagree or are silent; nothing where they do not.
pub fn conflicts(plan: &Plan<'_>, heading: u8) -> String {
    let mut html = Markup::default();
    if plan.conflicts.is_empty() {
        return html.done();
    }
    html.raw("<section class=\"conflicts\">").titled(heading, "Where the sources disagree or are silent");
    for conflict in &plan.conflicts {
        let words = words::conflict(conflict.id);
        html.titled(heading + 1, words.title).raw("<ul>");
        for (claim, side) in words.claims.iter().zip(conflict.sides) {
            html.raw("<li>");
            links(&mut html, &[side]);
            html.raw(": ").text(claim).raw("</li>");
        }
        html.raw("</ul><p><strong>Here:</strong> ").text(words.ruling).raw("</p>");
    }
    html.raw("</section>").done()
}

/// Every source of the answer, and the rule-set.
pub fn sources(plan: &Plan<'_>, heading: u8) -> String {
    sources_beside(plan, &[], heading)
}

/// Every source of the answer and of what stands beside it, and the rule-set.
pub fn sources_beside(plan: &Plan<'_>, others: &[&Source], heading: u8) -> String {
    let mut html = Markup::default();
    html.titled(heading, "Sources").raw("<ul class=\"sources\">");
    for it in plan.sources().iter().chain(others) {
        source(&mut html, it);
    }
    html.raw("</ul><p class=\"rules\">Certplan rules ").raw(&RULES_VERSION.spelt());
    html.raw(", held against their sources on <time>").raw(RULES_AS_OF).raw("</time>.</p>").done()
}

fn source(html: &mut Markup, source: &Source) {
    html.raw("<li><a href=\"").text(source.url).raw("\" rel=\"noreferrer\">").text(source.title);
    html.raw("</a>, ").raw(source.as_of).raw(", ").raw(words::strength(source.strength)).raw("</li>");
}

/// The sources of a statement, after it; nothing where it has none.
fn cited(html: &mut Markup, sources: &[&Source]) {
    if !sources.is_empty() {
        html.raw(" <span class=\"cited\">");
        links(html, sources);
        html.raw("</span>");
    }
}

/// Links to sources by name, with commas between them.
fn links(html: &mut Markup, sources: &[&Source]) {
    for (place, source) in sources.iter().enumerate() {
        html.raw(if place > 0 { ", " } else { "" }).raw("<a href=\"").text(source.url);
        html.raw("\" rel=\"noreferrer\">").text(source.title).raw("</a> (").raw(source.as_of).raw(")");
    }
}
