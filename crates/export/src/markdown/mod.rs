//! Plan and forecast as Markdown: a runbook with tick boxes, the commands first.

mod forecast;

pub use forecast::forecast;

use core::fmt::{self, Write};

use certplan_core::plan::When;
use certplan_core::playbook::Phase;

use crate::document::{
    ConflictDocument, LayerDocument, NoteDocument, PlanDocument, RuleSetDocument, SourceDocument,
    StepDocument,
};
use crate::words::{self, labels};

/// The plan: the commands, then a heading a part, a tick box a step, the sources at the end.
///
/// `picture` is the timeline as markup for readers that show it; it is left out where it is empty.
pub fn plan(document: &PlanDocument, picture: &str) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write_plan(&mut out, document, picture);
    out
}

fn write_plan(out: &mut String, document: &PlanDocument, picture: &str) -> fmt::Result {
    writeln!(out, "# Certificates after a shutdown: AKS on Windows Server\n\n**{}**", document.summary)?;
    summary_of_commands(out, &document.steps)?;
    facts(out, document)?;
    out.push_str(ROLES);
    rest(out, document, picture, &[])
}

const ROLES: &str = "
| Role | Who |
|---|---|
| Runs the commands | |
| Reads along, ticks and notes the times (UTC) | |
| Decides when to stop | |
";

/// The commands in order, each with its check.
fn summary_of_commands(out: &mut String, steps: &[StepDocument]) -> fmt::Result {
    for (place, step) in steps.iter().enumerate() {
        let when = match step.when_words {
            Some(_) => format!("**{}:** ", labels::ONLY_IF_CHECK_FAILS),
            None => String::new(),
        };
        writeln!(out, "\n{}. {when}`{}`\n", place + 1, step.command)?;
        for command in step.check.command.lines() {
            writeln!(out, "   - {}: `{command}`", labels::CHECK)?;
        }
        writeln!(out, "   - {}: {}", labels::GOOD, inline(step.check.good))?;
    }
    Ok(())
}

fn facts(out: &mut String, document: &PlanDocument) -> fmt::Result {
    out.push('\n');
    document.understood.iter().try_for_each(|(question, answer)| writeln!(out, "- {question}: {answer}"))
}

/// Everything after the facts.
fn rest(out: &mut String, document: &PlanDocument, picture: &str, others: &[SourceDocument]) -> fmt::Result {
    steps(out, Phase::Preflight, &document.preflight, document)?;
    steps(out, Phase::Repair, &document.steps, document)?;
    layers(out, &document.layers)?;
    timeline(out, &document.timeline, picture)?;
    steps(out, Phase::Aftercare, &document.aftercare, document)?;
    notes(out, labels::OTHER_CREDENTIALS, &document.advisories)?;
    notes(out, labels::NOTES, &document.notes)?;
    conflicts(out, &document.conflicts)?;
    writeln!(out, "\n## {}\n", labels::SOURCES)?;
    sources(out, &document.sources, others, document.rules)
}

/// The timeline: its picture where there is one, and the same in sentences.
fn timeline(out: &mut String, sentences: &[String], picture: &str) -> fmt::Result {
    if sentences.is_empty() {
        return Ok(());
    }
    if !picture.is_empty() {
        writeln!(out, "\n{}", picture.trim_end())?;
    }
    out.push('\n');
    sentences.iter().try_for_each(|sentence| writeln!(out, "- {sentence}"))
}

fn layers(out: &mut String, layers: &[LayerDocument]) -> fmt::Result {
    writeln!(out, "\n## {}\n", labels::LAYERS)?;
    let by_lifetime = labels::BY_LIFETIME;
    writeln!(out, "| Layer | Verdict | {} | Why | {by_lifetime} |\n|---|---|---|---|---|", labels::SOURCE)?;
    for layer in layers {
        let limit = if layer.boundary { format!(", {}", labels::AT_THE_LIMIT) } else { String::new() };
        writeln!(
            out,
            "| {} | {}{limit} | {}, rule {} ({}) | {} | {} |",
            layer.name,
            layer.verdict_words,
            layer.basis_words,
            layer.rules.join(", "),
            layer.sources.join(", "),
            layer.why,
            layer.outlook_why.as_deref().unwrap_or_default(),
        )?;
    }
    Ok(())
}

fn notes(out: &mut String, heading: &str, notes: &[NoteDocument]) -> fmt::Result {
    if !notes.is_empty() {
        writeln!(out, "\n## {heading}\n")?;
    }
    notes.iter().try_for_each(|note| writeln!(out, "- {}{}", inline(&note.text), cited(&note.sources)))
}

fn conflicts(out: &mut String, conflicts: &[ConflictDocument]) -> fmt::Result {
    if !conflicts.is_empty() {
        writeln!(out, "\n## {}\n", labels::CONFLICTS)?;
    }
    for conflict in conflicts {
        writeln!(out, "- **{}**", conflict.title)?;
        for claim in &conflict.claims {
            writeln!(out, "  - {} ({})", inline(claim.text), claim.source)?;
        }
        writeln!(out, "  - {}: {}", labels::RULING, inline(conflict.ruling))?;
    }
    Ok(())
}

/// The sources, and which rules decided.
pub(crate) fn sources(
    out: &mut String,
    sources: &[SourceDocument],
    others: &[SourceDocument],
    rules: RuleSetDocument,
) -> fmt::Result {
    for source in sources.iter().chain(others) {
        let SourceDocument { id, title, url, as_of, strength_words, .. } = *source;
        writeln!(out, "- {id}: [{title}]({url}), {as_of}, {strength_words}")?;
    }
    let RuleSetDocument { version, as_of } = rules;
    writeln!(out, "\nCertplan rules {version}, checked against their sources on {as_of}.")
}

fn steps(out: &mut String, phase: Phase, steps: &[StepDocument], document: &PlanDocument) -> fmt::Result {
    if !steps.is_empty() {
        writeln!(out, "\n## {}", words::phase(phase))?;
    }
    steps.iter().enumerate().try_for_each(|(place, one)| step(out, place + 1, one, document))
}

fn step(out: &mut String, number: usize, step: &StepDocument, document: &PlanDocument) -> fmt::Result {
    let hard = if step.hard_stop { format!(" ({})", labels::HARD_STOP) } else { String::new() };
    writeln!(out, "\n### {number}. {}{hard}\n\n{}\n", step.titled(), inline(step.why))?;
    if let Some(when) = step.when_words {
        writeln!(out, "**{when}**\n")?;
    }
    writeln!(out, "```powershell\n{}\n```\n", step.command)?;
    if step.when == When::IfCheckFails.as_str() {
        out.push_str(CHECK_FIRST);
    }
    writeln!(out, "- [ ] Done ({}). Begun: `____` Ended: `____` By: `____`", step.effect_words)?;
    if step.check.command != step.command {
        writeln!(out, "- [ ] {}, at `____`:\n", labels::CHECK)?;
        commands(out, &step.check.command)?;
    }
    writeln!(out, "- {}: {}", labels::GOOD, inline(step.check.good))?;
    writeln!(out, "- {}: {}", labels::BAD, inline(step.check.bad))?;
    if step.check.minutes == 0 {
        writeln!(out, "- {}", labels::NO_WAIT)?;
    } else {
        writeln!(out, "- {}: {}", labels::WAIT, step.check.wait)?;
    }
    for text in step.if_it_fails {
        writeln!(out, "- {}: {}", labels::IF_IT_FAILS, inline(text))?;
    }
    // A source where it is used, so that a reader on paper need not turn pages.
    let sources = step.sources.iter().filter_map(|id| document.source(id));
    let sources: Vec<_> =
        sources.map(|source| format!("[{}]({}), {}", source.title, source.url, source.as_of)).collect();
    writeln!(out, "- {}: {} ({})", labels::SOURCE, step.basis_words, sources.join("; "))
}

const CHECK_FIRST: &str =
    "- [ ] Check first; run this only where the check is bad. Good before, so left out: `____`\n";

/// Commands as part of an item of a list.
pub(crate) fn commands(out: &mut String, commands: &str) -> fmt::Result {
    out.push_str("  ```powershell\n");
    commands.lines().try_for_each(|line| writeln!(out, "  {line}"))?;
    out.push_str("  ```\n\n");
    Ok(())
}

pub(crate) fn cited(sources: &[&str]) -> String {
    if sources.is_empty() { String::new() } else { format!(" ({})", sources.join(", ")) }
}

/// Words whose angle brackets must not become markup.
pub(crate) fn inline(text: &str) -> String {
    text.replace('<', "\\<")
}
