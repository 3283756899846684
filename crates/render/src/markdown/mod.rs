//! Plan and forecast as Markdown: a runbook with tick boxes.

mod forecast;

pub use forecast::forecast;

use core::fmt::Write;

use certplan_core::plan::When;
use certplan_core::playbook::Phase;

use crate::document::{PlanDocument, SourceDocument, StepDocument};
use crate::words;

/// The plan: a heading a part, a tick box a step, the sources at the end.
pub fn plan(document: &PlanDocument) -> String {
    let mut text = String::new();
    let _ = write(&mut text, document);
    text
}

fn write(out: &mut String, document: &PlanDocument) -> core::fmt::Result {
    writeln!(out, "# Certificates after a shutdown: AKS on Windows Server\n\n**{}**\n", document.summary)?;
    for (question, answer) in &document.understood {
        writeln!(out, "- {question}: {answer}")?;
    }
    writeln!(
        out,
        "\n| Role | Who |\n|---|---|\n| Runs the commands | |\n| Reads along, ticks and notes the times (UTC) | |\n| Decides when to stop | |"
    )?;
    rest(out, document, &[])
}

/// Everything after the facts.
fn rest(out: &mut String, document: &PlanDocument, others: &[SourceDocument]) -> core::fmt::Result {
    writeln!(
        out,
        "\n## What is hit\n\n| Layer | Verdict | Rests on | Why | By the lives of the certificates |\n|---|---|---|---|---|"
    )?;
    for layer in &document.layers {
        let limit = if layer.boundary { ", at the limit" } else { "" };
        writeln!(
            out,
            "| {} | {}{limit} | {}, rule {} ({}) | {} | {} |",
            layer.name,
            layer.verdict_words,
            layer.basis_words,
            layer.rules.join(", "),
            layer.sources.join(", "),
            layer.why,
            layer.outlook_why.as_deref().unwrap_or_default()
        )?;
    }
    if !document.timeline.is_empty() {
        writeln!(out, "\n{}", document.timeline)?;
        for sentence in &document.timeline_words {
            writeln!(out, "- {sentence}")?;
        }
    }
    steps(out, Phase::Preflight, &document.preflight, document)?;
    steps(out, Phase::Repair, &document.steps, document)?;
    steps(out, Phase::Aftercare, &document.aftercare, document)?;
    for (heading, notes) in [("Other credentials", &document.advisories), ("Know this", &document.notes)] {
        if notes.is_empty() {
            continue;
        }
        writeln!(out, "\n## {heading}\n")?;
        for note in notes {
            writeln!(out, "- {}{}", inline(&note.text), cited(&note.sources))?;
        }
    }
    if !document.conflicts.is_empty() {
        writeln!(out, "\n## Where the sources disagree or are silent\n")?;
        for conflict in &document.conflicts {
            writeln!(out, "- **{}**", conflict.title)?;
            for claim in &conflict.claims {
                writeln!(out, "  - {} ({})", inline(claim.text), claim.source)?;
            }
            writeln!(out, "  - Here: {}", inline(conflict.ruling))?;
        }
    }
    writeln!(out, "\n## Sources\n")?;
    for source in document.sources.iter().chain(others) {
        writeln!(
            out,
            "- {}: [{}]({}), {}, {}",
            source.id, source.title, source.url, source.as_of, source.strength_words
        )?;
    }
    let rules = document.rules;
    writeln!(out, "\nCertplan rules {}, held against their sources on {}.", rules.version, rules.as_of)
}

fn steps(
    out: &mut String,
    phase: Phase,
    steps: &[StepDocument],
    document: &PlanDocument,
) -> core::fmt::Result {
    if steps.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {}", words::phase(phase))?;
    for (place, step) in steps.iter().enumerate() {
        let cluster = step.cluster_words().map(|cluster| format!(" ({cluster})")).unwrap_or_default();
        writeln!(out, "\n### {}. {}{cluster}\n\n{}\n", place + 1, step.title, inline(step.why))?;
        if let Some(when) = step.when_words {
            writeln!(out, "**{when}**\n")?;
        }
        writeln!(out, "```powershell\n{}\n```\n", step.command)?;
        if step.when == When::IfCheckFails.as_str() {
            writeln!(
                out,
                "- [ ] Check first; run this only where the check is bad. Good before, so left out: `____`"
            )?;
        }
        writeln!(out, "- [ ] Done ({}). Begun: `____` Ended: `____` By: `____`", step.effect_words)?;
        if step.check.command != step.command {
            writeln!(out, "- [ ] Check, at `____`:\n\n  ```powershell")?;
            for line in step.check.command.lines() {
                writeln!(out, "  {line}")?;
            }
            writeln!(out, "  ```\n")?;
        }
        writeln!(
            out,
            "- Good: {}\n- Bad: {}\n- Wait: {}",
            inline(step.check.good),
            inline(step.check.bad),
            step.check.wait
        )?;
        for text in step.if_it_fails {
            writeln!(out, "- If it fails: {}", inline(text))?;
        }
        let sources: Vec<_> = step.sources.iter().filter_map(|id| document.source(id)).map(linked).collect();
        writeln!(out, "- Rests on: {} ({})", step.basis_words, sources.join("; "))?;
    }
    Ok(())
}

/// A source where it is used, so that nobody turns pages.
fn linked(source: &SourceDocument) -> String {
    format!("[{}]({}), {}", source.title, source.url, source.as_of)
}

fn cited(sources: &[&str]) -> String {
    if sources.is_empty() { String::new() } else { format!(" ({})", sources.join(", ")) }
}

/// Words whose angle brackets must not become markup.
fn inline(text: &str) -> String {
    text.replace('<', "\\<")
}
