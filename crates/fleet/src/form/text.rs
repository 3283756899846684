//! For reading in a terminal.

use std::fmt::Write;

use certplan_core::Plan;
use certplan_core::plan::When;
use certplan_render::document::PlanDocument;
use certplan_render::{powershell, text, words};

use crate::deployment::Deployment;
use crate::summary::{Summary, WorstRow};

/// A heading, the answer in one sentence, and the commands in order.
pub(super) fn deployment(deployment: &Deployment, plan: &Plan<'_>, full: bool, out: &mut Vec<u8>) {
    let mut page = heading(deployment);
    page.push('\n');
    if full {
        page.push_str(&text::plan(&PlanDocument::new(plan), text::Style::default()));
    } else {
        page.push_str(&words::summary(plan));
        page.push('\n');
        for step in &plan.repairs {
            let comment = match step.when {
                When::Always => "",
                When::IfCheckFails => "  # only if its check fails",
            };
            let _ = writeln!(page, "  {}{comment}", powershell::command(&step.command()));
        }
    }
    page.push('\n');
    out.extend_from_slice(page.as_bytes());
}

/// Which deployment, where, and how sure it is that nothing is missing.
pub(super) fn heading(deployment: &Deployment) -> String {
    let (first, last) = deployment.lines;
    let mut line = format!("{}", deployment.name);
    if let Some(host) = &deployment.host {
        let _ = write!(line, ", host {host}");
    }
    let _ = match last - first {
        0 => write!(line, " (line {first})"),
        _ => write!(line, " (lines {first} to {last})"),
    };
    if deployment.rejected_lines > 0 {
        let _ = write!(line, ", {} rejected", lines(deployment.rejected_lines));
    }
    if !deployment.shutdown_is_given {
        line.push_str(", nothing says how long it was off");
    }
    line
}

pub(super) fn summary(summary: &Summary, out: &mut Vec<u8>) {
    let mut page = String::from("All together\n");
    for (what, count) in counts(summary) {
        let _ = writeln!(page, "  {count:>9}  {what}");
    }
    if !summary.worst.is_empty() {
        page.push_str("\nThe worst first\n");
        for (place, row) in summary.worst.iter().enumerate() {
            let _ = writeln!(page, "  {:>2}. {}: {}", place + 1, row.deployment, told(row));
        }
    }
    out.extend_from_slice(page.as_bytes());
}

/// Every number of the summary that says something.
pub(super) fn counts(summary: &Summary) -> impl Iterator<Item = (&'static str, u64)> {
    let Summary { hit, todo, .. } = summary;
    [
        ("deployments", summary.deployments),
        ("clusters, with management clusters and load balancers", summary.clusters),
        ("repair commands", summary.commands),
        ("deployments with both layers hit", hit.both),
        ("deployments with only the infrastructure layer hit", hit.moc),
        ("deployments with only the Kubernetes layer hit", hit.kubernetes),
        ("deployments with neither layer hit", hit.neither),
        ("deployments to repair", todo.repair),
        ("deployments to check, and to repair only where the check fails", todo.check),
        ("deployments hit, without a documented command for the clusters given", todo.no_command),
        ("deployments of which nothing says how long they were off", summary.shutdown_not_given),
        ("lines rejected", summary.rejected_lines),
    ]
    .into_iter()
    .enumerate()
    .filter(|(place, (_, count))| *place == 0 || *count > 0)
    .map(|(_, row)| row)
}

/// What is known of one of the worst.
pub(super) fn told(row: &WorstRow) -> String {
    let hit: Vec<_> = row.layers.iter().filter(|layer| layer.verdict == "impacted").collect();
    let what = match hit.as_slice() {
        [] => "neither layer",
        [one] if one.layer == "moc" => "infrastructure layer",
        [_] => "Kubernetes layer",
        _ => "both layers",
    };
    let outlook = if row.layers.iter().any(|layer| layer.outlook == Some("lapsed")) {
        ", most likely lapsed"
    } else if row.layers.iter().any(|layer| layer.outlook == Some("unsure")) {
        ", may have lapsed"
    } else {
        ""
    };
    let commands = if row.commands == 1 { "command" } else { "commands" };
    let clusters = if row.clusters == 1 { "cluster" } else { "clusters" };
    format!("{what} hit{outlook}; {} {commands} for {} {clusters}", row.commands, row.clusters)
}

fn lines(count: u64) -> String {
    if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
}
