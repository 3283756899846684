//! Plan and forecast as Markdown: a runbook with tick boxes.

mod forecast;

pub use forecast::forecast;

use certplan_core::plan::When;
use certplan_core::playbook::Phase;
use certplan_core::spell::Spell;

use crate::document::{NoteDocument, PlanDocument, RuleSetDocument, SourceDocument, StepDocument};
use crate::words::{self, fill, filled};

/// The plan: a heading a part, a tick box a step, the sources at the end.
pub fn plan(document: &PlanDocument) -> String {
    let mut out = String::new();
    let title = "# Certificates after a shutdown: AKS on Windows Server\n\n**{}**\n\n";
    fill(&mut out, title, &[&document.summary]);
    facts(&mut out, document);
    out.push_str(ROLES);
    rest(&mut out, document, &[]);
    out
}

const ROLES: &str = "
| Role | Who |
|---|---|
| Runs the commands | |
| Reads along, ticks and notes the times (UTC) | |
| Decides when to stop | |
";

fn facts(out: &mut String, document: &PlanDocument) {
    for (question, answer) in &document.understood {
        fill(out, "- {}: {}\n", &[question, answer]);
    }
}

/// Everything after the facts.
fn rest(out: &mut String, document: &PlanDocument, others: &[SourceDocument]) {
    out.push_str(LAYERS);
    for layer in &document.layers {
        fill(
            out,
            "| {} | {}{} | {}, rule {} ({}) | {} | {} |\n",
            &[
                layer.name,
                layer.verdict_words,
                if layer.boundary { ", at the limit" } else { "" },
                layer.basis_words,
                &layer.rules.join(", "),
                &layer.sources.join(", "),
                &layer.why,
                layer.outlook_why.as_deref().unwrap_or_default(),
            ],
        );
    }
    if !document.timeline.is_empty() {
        fill(out, "\n{}\n", &[&document.timeline]);
        for sentence in &document.timeline_words {
            fill(out, "- {}\n", &[sentence]);
        }
    }
    steps(out, Phase::Preflight, &document.preflight, document);
    steps(out, Phase::Repair, &document.steps, document);
    steps(out, Phase::Aftercare, &document.aftercare, document);
    notes(out, "Other credentials", &document.advisories);
    notes(out, "Know this", &document.notes);
    if !document.conflicts.is_empty() {
        out.push_str("\n## Where the sources disagree or are silent\n\n");
    }
    for conflict in &document.conflicts {
        fill(out, "- **{}**\n", &[conflict.title]);
        for claim in &conflict.claims {
            fill(out, "  - {} ({})\n", &[&inline(claim.text), claim.source]);
        }
        fill(out, "  - Here: {}\n", &[&inline(conflict.ruling)]);
    }
    out.push_str("\n## Sources\n\n");
    sources(out, &document.sources, others, document.rules);
}

const LAYERS: &str = "
## What is hit

| Layer | Verdict | Rests on | Why | By the lives of the certificates |
|---|---|---|---|---|
";

fn notes(out: &mut String, heading: &str, notes: &[NoteDocument]) {
    if !notes.is_empty() {
        fill(out, "\n## {}\n\n", &[heading]);
    }
    for note in notes {
        fill(out, "- {}{}\n", &[&inline(&note.text), &cited(&note.sources)]);
    }
}

/// What a text rests on, and which rules spoke.
pub(crate) fn sources(
    out: &mut String,
    sources: &[SourceDocument],
    others: &[SourceDocument],
    rules: RuleSetDocument,
) {
    for source in sources.iter().chain(others) {
        let SourceDocument { id, title, url, as_of, strength_words, .. } = *source;
        fill(out, "- {}: [{}]({}), {}, {}\n", &[id, title, url, as_of, strength_words]);
    }
    let rules = [&rules.version.spelt(), rules.as_of];
    fill(out, "\nCertplan rules {}, held against their sources on {}.\n", &rules);
}

fn steps(out: &mut String, phase: Phase, steps: &[StepDocument], document: &PlanDocument) {
    if !steps.is_empty() {
        fill(out, "\n## {}\n", &[words::phase(phase)]);
    }
    for (place, step) in steps.iter().enumerate() {
        let place = (place + 1).spelt();
        fill(out, "\n### {}. {}\n\n{}\n\n", &[&place, &step.titled(), &inline(step.why)]);
        if let Some(when) = step.when_words {
            fill(out, "**{}**\n\n", &[when]);
        }
        fill(out, "```powershell\n{}\n```\n\n", &[&step.command]);
        if step.when == When::IfCheckFails.as_str() {
            out.push_str(CHECK_FIRST);
        }
        fill(out, "- [ ] Done ({}). Begun: `____` Ended: `____` By: `____`\n", &[step.effect_words]);
        if step.check.command != step.command {
            out.push_str("- [ ] Check, at `____`:\n\n");
            commands(out, &step.check.command);
        }
        let (good, bad) = (inline(step.check.good), inline(step.check.bad));
        fill(out, "- Good: {}\n- Bad: {}\n- Wait: {}\n", &[&good, &bad, step.check.wait]);
        for text in step.if_it_fails {
            fill(out, "- If it fails: {}\n", &[&inline(text)]);
        }
        // A source where it is used, so that nobody turns pages.
        let mut sources = String::new();
        for source in step.sources.iter().filter_map(|id| document.source(id)) {
            let link = filled("[{}]({}), {}", &[source.title, source.url, source.as_of]);
            words::add(&mut sources, "; ", &link);
        }
        fill(out, "- Rests on: {} ({})\n", &[step.basis_words, &sources]);
    }
}

const CHECK_FIRST: &str =
    "- [ ] Check first; run this only where the check is bad. Good before, so left out: `____`\n";

/// Commands as part of an item of a list.
pub(crate) fn commands(out: &mut String, commands: &str) {
    out.push_str("  ```powershell\n");
    for line in commands.lines() {
        fill(out, "  {}\n", &[line]);
    }
    out.push_str("  ```\n\n");
}

pub(crate) fn cited(sources: &[&str]) -> String {
    if sources.is_empty() { String::new() } else { [" (", &sources.join(", "), ")"].concat() }
}

/// Words whose angle brackets must not become markup.
pub(crate) fn inline(text: &str) -> String {
    text.replace('<', "\\<")
}
