//! The report as RFC 4180.

use certplan_export::csv;

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
    let mut out = String::new();
    csv::write(&mut out, &HEADER);
    for row in &report.rows {
        let sign = if row.residual_seconds < 0 { "-" } else { "" };
        csv::write(
            &mut out,
            &[
                &inert(&row.origin),
                &inert(&row.subject),
                &inert(&row.issuer),
                // A number of twenty digits would lose its last ones in a spreadsheet; letters save most, not all.
                &inert(&row.serial),
                &row.not_before.map(|it| it.to_string()).unwrap_or_default(),
                &row.not_after.to_string(),
                &format!("{sign}{}", row.residual_seconds.unsigned_abs()),
                row.status.as_str(),
                row.credential.map_or("", |it| it.as_str()),
                row.sureness.map_or("", |it| it.as_str()),
                row.layer.map_or("", |it| it.as_str()),
                &inert(row.cluster.as_deref().unwrap_or_default()),
                row.renew_with.as_deref().unwrap_or_default(),
                row.private_key.as_str(),
                row.trust.map_or("", |it| it.as_str()),
            ],
        );
    }
    out
}

/// A spreadsheet takes what begins so for a formula; names come from strangers.
fn inert(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@']) && text != "-";
    let mark = if is_formula { "'" } else { "" };
    [mark, text].concat()
}
