//! Rows for a spreadsheet.

use certplan_core::Plan;
use certplan_core::closed::Closed;
use certplan_core::lifecycle::Outlook;
use csv::{Terminator, WriterBuilder};

use super::text;
use crate::deployment::Deployment;
use crate::row::row as compact;

pub(super) const HEADER: &str = "deployment,host,first_line,last_line,rejected_lines,shutdown_seconds,clusters,moc,moc_outlook,\
    kubernetes,kubernetes_outlook,commands,notes,conflicts\r\n";

/// The row. No field begins like a formula: a label begins with a letter or digit, and Certplan writes the others. Commands are one
/// a line in their field, with a comment where one depends on its check, so the field can be pasted in the order to run them.
pub(super) fn row(deployment: &Deployment, plan: &Plan<'_>, page: &mut String) {
    let row = compact(deployment, plan);
    let [moc, kubernetes] = row.layers;
    let mut commands = String::new();
    text::commands(plan, "", ["", " # only if its check fails"], &mut commands);
    // The last one ends with the field.
    commands.pop();
    let fields = [
        &*row.deployment,
        row.host.as_deref().unwrap_or_default(),
        &row.lines.0.to_string(),
        &row.lines.1.to_string(),
        &row.rejected_lines.to_string(),
        &match (row.shutdown_seconds, row.shutdown_unknown) {
            (Some(seconds), _) => seconds.to_string(),
            (None, true) => "unknown".to_owned(),
            (None, false) => String::new(),
        },
        &row.clusters.to_string(),
        moc.verdict.as_str(),
        moc.outlook.map_or("", Outlook::as_str),
        kubernetes.verdict.as_str(),
        kubernetes.outlook.map_or("", Outlook::as_str),
        &commands,
        &names(&row.notes),
        &names(&row.conflicts),
    ];
    *page += &record(&fields);
}

/// One record of RFC 4180.
fn record(fields: &[&str]) -> String {
    let mut writer =
        WriterBuilder::new().terminator(Terminator::CRLF).buffer_capacity(1 << 10).from_writer(Vec::new());
    // Writing into memory does not fail, and fields that are text give text.
    let written = writer.write_record(fields).ok().and_then(|()| writer.into_inner().ok());
    written.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Names with spaces between them.
fn names<T: Closed>(values: &[T]) -> String {
    let names: Vec<_> = values.iter().map(|value| value.id()).collect();
    names.join(" ")
}
