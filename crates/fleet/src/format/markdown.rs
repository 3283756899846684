//! A table for a ticket or a page, then the summary.

use std::fmt::Write as _;

use certplan_core::Plan;
use certplan_core::fleet::Summary;
use certplan_export::document::PlanDocument;
use certplan_export::markdown;
use certplan_words as words;

use super::text::{commands, counts, heading, state};
use crate::deployment::Deployment;

pub(super) const BEGIN: &str = "# Certificates of the fleet\n\n";

/// A section: the answer in one sentence and the commands, each with a box to tick.
pub(super) fn deployment(deployment: &Deployment, plan: &Plan<'_>, full: bool, page: &mut String) {
    *page += "## ";
    escape(&heading(deployment), page);
    *page += "\n\n";
    if full {
        // The plan's headings become one level below this one.
        for line in markdown::plan(&PlanDocument::new(plan), "").lines() {
            *page += if line.starts_with('#') { "##" } else { "" };
            *page += line;
            page.push('\n');
        }
    } else {
        *page += &words::summary(plan);
        *page += "\n\n";
        commands(plan, "- [ ] `", ["`", "` only if its check fails"], page);
    }
    if !page.ends_with("\n\n") {
        page.push('\n');
    }
}

pub(super) fn summary(summary: &Summary, page: &mut String) {
    *page += "## Summary\n\n| what | count |\n|---|---:|\n";
    for (what, count) in counts(summary) {
        *page += &["| ", what, " | ", &count, " |\n"].concat();
    }
    if !summary.worst.is_empty() {
        *page += "\n## The worst first\n\n";
    }
    for (row, place) in summary.worst.iter().zip(1_usize..) {
        let _ = write!(page, "{place}. ");
        escape(&row.deployment, page);
        *page += ": ";
        *page += &state(row);
        page.push('\n');
    }
}

/// Of what a label may hold, Markdown reads these.
fn escape(label: &str, page: &mut String) {
    for character in label.chars() {
        if matches!(character, '_' | '#') {
            page.push('\\');
        }
        page.push(character);
    }
}
