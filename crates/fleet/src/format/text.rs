//! For reading in a terminal.

use std::fmt::Write as _;

use certplan_core::Plan;
use certplan_core::closed::Closed;
use certplan_core::fleet::{Summary, WorstRow};
use certplan_core::lifecycle::Outlook;
use certplan_core::plan::When;
use certplan_core::rules::Verdict;
use certplan_export::document::PlanDocument;
use certplan_export::{powershell, text};
use certplan_words as words;

use crate::deployment::Deployment;

/// A heading, the answer in one sentence, and the commands in order.
pub(super) fn deployment(deployment: &Deployment, plan: &Plan<'_>, full: bool, page: &mut String) {
    *page += &heading(deployment);
    page.push('\n');
    if full {
        *page += &text::plan(&PlanDocument::new(plan), text::Style::full());
    } else {
        *page += &words::summary(plan);
        page.push('\n');
        commands(plan, "  ", ["", "  # only if its check fails"], page);
    }
    page.push('\n');
}

/// The commands, one a line: the text before each, and after one that always runs, or only if its check fails.
pub(super) fn commands(plan: &Plan<'_>, before: &str, after: [&str; When::ALL.len()], page: &mut String) {
    for step in &plan.repairs {
        *page += before;
        *page += &powershell::command(&step.command());
        *page += after[step.when.index()];
        page.push('\n');
    }
}

/// Which deployment, where it was read, and what is missing.
pub(super) fn heading(deployment: &Deployment) -> String {
    let (first, last) = deployment.lines;
    let mut line = deployment.name.as_str().to_owned();
    if let Some(host) = &deployment.host {
        line += ", host ";
        line += host.as_str();
    }
    let place = match (first, last) {
        (0, _) => deployment.files.join(", "),
        _ if first == last => format!("line {first}"),
        _ => format!("lines {first} to {last}"),
    };
    let _ = write!(line, " ({place})");
    if deployment.rejected_lines > 0 {
        let lines = if deployment.rejected_lines == 1 { "line" } else { "lines" };
        let _ = write!(line, ", {} {lines} rejected", deployment.rejected_lines);
    }
    if !deployment.shutdown_is_given {
        line += ", without a length: assumed not switched off";
    }
    line
}

pub(super) fn summary(summary: &Summary, page: &mut String) {
    *page += "Summary\n";
    for (what, count) in counts(summary) {
        *page += "  ";
        right(&count, 9, page);
        *page += "  ";
        *page += what;
        page.push('\n');
    }
    if !summary.worst.is_empty() {
        *page += "\nThe worst first\n";
    }
    for (row, place) in summary.worst.iter().zip(1_usize..) {
        *page += "  ";
        right(&place.to_string(), 2, page);
        *page += ". ";
        *page += &row.deployment;
        *page += ": ";
        *page += &state(row);
        page.push('\n');
    }
}

/// Adds a number that ends where the others do.
fn right(number: &str, width: usize, page: &mut String) {
    for _ in number.len()..width {
        page.push(' ');
    }
    *page += number;
}

/// The numbers of the summary that are not zero.
pub(super) fn counts(summary: &Summary) -> Vec<(&'static str, String)> {
    let Summary { hit, todo, .. } = summary;
    let all = [
        ("deployments", summary.deployments),
        ("clusters, with management clusters and load balancers", summary.clusters),
        ("repair commands", summary.commands),
        ("deployments with both layers affected", hit.both),
        ("deployments with only the infrastructure layer affected", hit.moc),
        ("deployments with only the Kubernetes layer affected", hit.kubernetes),
        ("deployments with neither layer affected", hit.neither),
        ("deployments to repair", todo.repair),
        ("deployments to check, and to repair only where the check fails", todo.check),
        ("deployments affected, without a documented command for the clusters given", todo.no_command),
        ("deployments without a length, assumed not switched off", summary.shutdown_not_given),
        ("lines rejected", summary.rejected_lines),
    ];
    let mut counts = Vec::new();
    for (what, count) in all {
        // The first number is shown even when it is zero.
        if count > 0 || counts.is_empty() {
            counts.push((what, count.to_string()));
        }
    }
    counts
}

/// The state of one of the worst, in one line.
pub(super) fn state(row: &WorstRow) -> String {
    let [moc, kubernetes] = row.layers.map(|layer| layer.verdict == Verdict::Impacted);
    let has = |outlook| row.layers.iter().any(|layer| layer.outlook == Some(outlook));
    let layers = match (moc, kubernetes) {
        (false, false) => "neither layer",
        (true, false) => "infrastructure layer",
        (false, true) => "Kubernetes layer",
        (true, true) => "both layers",
    };
    let affected = if has(Outlook::Lapsed) {
        "affected, most likely expired"
    } else if has(Outlook::Unsure) {
        "affected, may have expired"
    } else {
        "affected"
    };
    let commands = if row.commands == 1 { "command" } else { "commands" };
    let clusters = if row.clusters == 1 { "cluster" } else { "clusters" };
    format!("{layers} {affected}; {} {commands} for {} {clusters}", row.commands, row.clusters)
}
