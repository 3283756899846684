//! A table for a ticket or a page, then the summary.

use std::fmt::Write;

use certplan_core::Plan;
use certplan_core::plan::When;
use certplan_render::document::PlanDocument;
use certplan_render::{markdown, powershell, words};

use super::text::{counts, heading, told};
use crate::deployment::Deployment;
use crate::summary::Summary;

pub(super) fn begin(out: &mut Vec<u8>) {
    out.extend_from_slice(b"# Certificates of the fleet\n\n");
}

/// A section of its own: the answer in one sentence and the commands, each with a box to tick.
pub(super) fn deployment(deployment: &Deployment, plan: &Plan<'_>, full: bool, out: &mut Vec<u8>) {
    let mut page = format!("## {}\n\n", escaped(&heading(deployment)));
    if full {
        // The plan's own headings stand one level below this one.
        for line in markdown::plan(&PlanDocument::new(plan)).lines() {
            let deeper = if line.starts_with('#') { "##" } else { "" };
            let _ = writeln!(page, "{deeper}{line}");
        }
    } else {
        let _ = writeln!(page, "{}\n", words::summary(plan));
        for step in &plan.repairs {
            let comment = match step.when {
                When::Always => "",
                When::IfCheckFails => " only if its check fails",
            };
            let _ = writeln!(page, "- [ ] `{}`{comment}", powershell::command(&step.command()));
        }
    }
    if !page.ends_with("\n\n") {
        page.push('\n');
    }
    out.extend_from_slice(page.as_bytes());
}

pub(super) fn summary(summary: &Summary, out: &mut Vec<u8>) {
    let mut page = String::from("## All together\n\n| what | count |\n|---|---:|\n");
    for (what, count) in counts(summary) {
        let _ = writeln!(page, "| {what} | {count} |");
    }
    if !summary.worst.is_empty() {
        page.push_str("\n## The worst first\n\n");
        for (place, row) in summary.worst.iter().enumerate() {
            let _ = writeln!(page, "{}. {}: {}", place + 1, escaped(&row.deployment), told(row));
        }
    }
    out.extend_from_slice(page.as_bytes());
}

/// Of what a label may hold, Markdown reads these.
fn escaped(label: &str) -> String {
    label.chars().fold(String::new(), |mut text, character| {
        if matches!(character, '_' | '#') {
            text.push('\\');
        }
        text.push(character);
        text
    })
}
