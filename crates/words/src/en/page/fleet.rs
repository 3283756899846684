//! The words around many deployments.

use certplan_core::fleet::{Column, Summary, TablePage, Todo};

/// The heading of the answer.
pub const ANSWER: &str = "What is to be done where";
/// Where nothing was read yet.
pub const NOTHING: &str = "Read a file or a text above. The result appears here: what is to be done for each deployment, the worst first.";
/// The table.
pub const TABLE: &str = "Deployments";
/// The last column.
pub const LAYERS: &str = "Affected layers";
/// No layer.
pub const NO_LAYER: &str = "none";
/// An empty cell.
pub const EMPTY: &str = "-";
/// The search field.
pub const SEARCH: &str = "Search";
/// What it searches.
pub const SEARCH_HINT: &str = "Names of deployments, hosts and clusters.";
/// The filter.
pub const ONLY: &str = "To do";
/// No filter.
pub const ANY: &str = "any";
/// The link to a plan.
pub const WHOLE_PLAN: &str = "The whole plan, with reasons, checks and sources";
/// The pages of the table.
pub const PAGES: &str = "Pages of the table";
/// The page before.
pub const PREVIOUS: &str = "Previous";
/// The page after.
pub const NEXT: &str = "Next";
/// The lines that gave nothing.
pub const REJECTED: &str = "Rejected lines";
/// The chart.
pub const CHART: &str = "What is to be done";

/// What is to be done.
pub const fn todo(todo: Todo) -> &'static str {
    match todo {
        Todo::Repair => "Run commands",
        Todo::Check => "Check, repair if it fails",
        Todo::NoCommand => "Affected, no documented command",
        Todo::Nothing => "Nothing",
    }
}

/// The heading of a column.
pub const fn column(column: Column) -> &'static str {
    match column {
        Column::Deployment => "Deployment",
        Column::Host => "Host",
        Column::Clusters => "Clusters",
        Column::Off => "Off for",
        Column::Todo => "To do",
    }
}

/// The answer in one sentence.
pub fn summary(summary: &Summary) -> String {
    let commands = match summary.commands {
        0 => "no command".to_owned(),
        1 => "1 command".to_owned(),
        count => format!("{count} commands"),
    };
    let affected = summary.deployments - summary.hit.neither;
    match summary.deployments {
        1 => format!("1 deployment with {} clusters: {commands}.", summary.clusters),
        all => format!(
            "{affected} of {all} deployments are affected: {commands} for {} clusters.",
            summary.clusters
        ),
    }
}

/// Deployments without a length.
pub fn not_given(count: u64) -> String {
    let (deployments, those) =
        if count == 1 { ("deployment gives", "it") } else { ("deployments give", "those") };
    format!(
        "{count} {deployments} no length; we assumed that nothing was switched off. Give a length above for {those}."
    )
}

/// That the table does not have every deployment.
pub fn partly(shown: usize, all: u64) -> String {
    format!("The table has the first {shown} of {all} deployments; the downloads have all.")
}

/// How many rows match.
pub fn matching(page: &TablePage) -> String {
    match page.matching {
        0 => "No deployment matches.".to_owned(),
        all if all == page.count => format!("{all} deployments."),
        some => format!("{some} of {} deployments.", page.count),
    }
}

/// Which rows are shown.
pub fn range(page: &TablePage) -> String {
    format!("{} to {} of {}", page.first + 1, page.first + page.rows.len(), page.matching)
}

/// Lines of a deployment that were rejected.
pub fn rejected(count: u64) -> String {
    match count {
        1 => "1 of its lines was rejected; its cluster is missing.".to_owned(),
        count => format!("{count} of its lines were rejected; their clusters are missing."),
    }
}

/// A rejected line.
pub fn rejected_line(line: u64, reason: &str) -> String {
    format!("line {line}: {reason}")
}

/// How many more were rejected.
pub fn more_rejected(count: u64) -> String {
    format!("And {count} more: the download of the rejected lines has all of them.")
}

/// How long a deployment was off, where that is no length.
pub const NOT_GIVEN: &str = "not given";
/// Nothing was switched off.
pub const NOT_OFF: &str = "not off";
/// The length is not known.
pub const UNKNOWN: &str = "not known";
