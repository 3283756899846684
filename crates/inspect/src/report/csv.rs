//! The report as RFC 4180.

use csv::{Terminator, WriterBuilder};

use super::Report;

const HEADER: [&str; 15] = [
    "origin",
    "subject",
    "issuer",
    "serial",
    "not_before",
    "not_after",
    "residual_seconds",
    "status",
    "credential",
    "sureness",
    "layer",
    "cluster",
    "renew_with",
    "private_key",
    "trust",
];

pub(super) fn write(report: &Report<'_>) -> String {
    // Writing into memory does not fail, and fields that are text give text.
    let bytes = records(report).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn records(report: &Report<'_>) -> Result<Vec<u8>, csv::Error> {
    let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    out.write_record(HEADER)?;
    for row in &report.rows {
        out.write_record([
            &*inert(&row.origin),
            &inert(&row.subject),
            &inert(&row.issuer),
            // A number of twenty digits would lose its last ones in a spreadsheet; letters save most, not all.
            &inert(&row.serial),
            &row.not_before.map(|it| it.to_string()).unwrap_or_default(),
            &row.not_after.to_string(),
            &row.residual_seconds.to_string(),
            row.status.as_str(),
            row.credential.map_or("", |it| it.as_str()),
            row.sureness.map_or("", |it| it.as_str()),
            row.layer.map_or("", |it| it.as_str()),
            &inert(row.cluster.as_deref().unwrap_or_default()),
            row.renew_with.as_deref().unwrap_or_default(),
            row.private_key.as_str(),
            row.trust.map_or("", |it| it.as_str()),
        ])?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// A spreadsheet takes what begins so for a formula; names come from strangers.
fn inert(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@']) && text != "-";
    let mark = if is_formula { "'" } else { "" };
    [mark, text].concat()
}
