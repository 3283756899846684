//! The report as RFC 4180.

use certplan_core::spell::Spell as _;
use certplan_export::csv;

use super::{Report, layer};

const HEADER: [&str; 14] = [
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
];

pub(super) fn write(report: &Report<'_>) -> String {
    let mut out = String::new();
    csv::write(&mut out, &HEADER);
    for line in &report.lines {
        let item = line.item;
        let identity = item.identity;
        let sign = if line.residual < 0 { "-" } else { "" };
        csv::write(
            &mut out,
            &[
                &inert(&item.origin),
                &inert(&item.subject),
                &inert(&item.issuer),
                // A number of twenty digits would lose its last ones in a spreadsheet; letters save most, not all.
                &inert(&item.serial),
                &item.not_before.map(|it| it.spelt()).unwrap_or_default(),
                &item.not_after.spelt(),
                &[sign, &line.residual.unsigned_abs().spelt()].concat(),
                line.status.as_str(),
                identity.map_or("", |it| it.credential.as_str()),
                identity.map_or("", |it| it.sureness.as_str()),
                layer(item).unwrap_or_default(),
                &inert(item.cluster.as_deref().unwrap_or_default()),
                line.renew_with.as_deref().unwrap_or_default(),
                item.private_key.as_str(),
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
