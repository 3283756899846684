//! Rows for a spreadsheet.

use std::fmt::Write;

use crate::row::{Row, StepRow};

pub(super) fn header(out: &mut Vec<u8>) {
    out.extend_from_slice(
        b"deployment,host,first_line,last_line,rejected_lines,shutdown_seconds,clusters,moc,moc_outlook,kubernetes,\
        kubernetes_outlook,commands,notes,conflicts\r\n",
    );
}

/// The row. Commands stand one a line in their field, with a comment where one waits for its check, so that the field can be
/// read and pasted in the order to run them.
pub(super) fn row(row: &Row<'_>, out: &mut Vec<u8>) {
    let mut line = String::new();
    let shutdown = match (row.shutdown_seconds, row.shutdown_unknown) {
        (Some(seconds), _) => seconds.to_string(),
        (None, true) => "unknown".to_owned(),
        (None, false) => String::new(),
    };
    let [moc, kubernetes] = row.layers;
    let commands: Vec<String> = row.steps.iter().map(command).collect();
    field(&mut line, row.deployment);
    for text in [
        row.host.unwrap_or_default(),
        &row.lines.0.to_string(),
        &row.lines.1.to_string(),
        &row.rejected_lines.to_string(),
        &shutdown,
        &row.clusters.to_string(),
        moc.verdict,
        moc.outlook.unwrap_or_default(),
        kubernetes.verdict,
        kubernetes.outlook.unwrap_or_default(),
        &commands.join("\n"),
        &row.notes.join(" "),
        &row.conflicts.join(" "),
    ] {
        line.push(',');
        field(&mut line, text);
    }
    let _ = write!(line, "\r\n");
    out.extend_from_slice(line.as_bytes());
}

fn command(step: &StepRow) -> String {
    let comment = if step.when == "always" { "" } else { " # only if its check fails" };
    format!("{}{comment}", step.command)
}

/// A field. Nothing in it begins as a formula does: a label begins with a letter or digit, and all else is ours.
fn field(line: &mut String, text: &str) {
    if text.contains([',', '"', '\n', '\r']) {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(text);
    }
}
