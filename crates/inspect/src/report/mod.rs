//! Readings held against an instant: which certificates count, how long they will, and what renews them.

mod calendar;
mod csv;
mod table;

use certplan_core::facts::{Instant, Length};
use serde::Serialize;

use crate::reading::{Item, Reading, Rejected};
use crate::renewal::Renewal;
use crate::status::{Status, residual};

/// The name of the JSON form.
pub const SCHEMA: &str = "certplan/inspect/1";

/// A reading, held against an instant.
#[derive(Debug)]
pub struct Report<'r> {
    at: Instant,
    warn: Option<Length>,
    lines: Vec<Line<'r>>,
    rejected: &'r [Rejected],
}

/// One certificate.
#[derive(Debug)]
struct Line<'r> {
    item: &'r Item,
    residual: i64,
    status: Status,
    renew_with: Option<String>,
}

impl<'r> Report<'r> {
    /// The reading, held against that instant; what ends within the time of warning is `expiring`.
    pub fn new(reading: &'r Reading, at: Instant, warn: Option<Length>) -> Self {
        let line = |item: &'r Item| Line {
            item,
            residual: residual(item, at),
            status: Status::of(item, at, warn),
            renew_with: item
                .identity
                .and_then(|it| Renewal::of(it.credential).command_for(item.cluster.as_deref())),
        };
        Self { at, warn, lines: reading.items.iter().map(line).collect(), rejected: &reading.rejected }
    }

    /// Whether every certificate counts and will beyond the time of warning.
    pub fn is_good(&self) -> bool {
        self.lines.iter().all(|line| line.status.is_good())
    }

    /// For reading in a terminal.
    pub fn text(&self) -> String {
        table::write(self)
    }

    /// For programs: `certplan/inspect/1`.
    pub fn json(&self) -> String {
        let document = Document {
            schema: SCHEMA,
            at: self.at.to_string(),
            items: self.lines.iter().map(JsonItem::of).collect(),
            rejected: self.rejected.iter().map(JsonRejected::of).collect(),
        };
        // Texts and numbers only: nothing of it can fail.
        let mut json = serde_json::to_string_pretty(&document).unwrap_or_default();
        json.push('\n');
        json
    }

    /// For spreadsheets: RFC 4180.
    pub fn csv(&self) -> String {
        csv::write(self)
    }

    /// For calendars: the end of every certificate, RFC 5545.
    pub fn calendar(&self) -> String {
        calendar::write(self)
    }
}

#[derive(Serialize)]
struct Document<'r> {
    schema: &'static str,
    at: String,
    items: Vec<JsonItem<'r>>,
    rejected: Vec<JsonRejected<'r>>,
}

#[derive(Serialize)]
struct JsonItem<'r> {
    origin: &'r str,
    subject: &'r str,
    issuer: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    serial: &'r str,
    not_before: Option<String>,
    not_after: String,
    residual_seconds: i64,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    credential: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sureness: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    layer: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    renew_with: Option<&'r str>,
    private_key: &'static str,
}

impl<'r> JsonItem<'r> {
    fn of(line: &'r Line<'_>) -> Self {
        let item = line.item;
        Self {
            origin: &item.origin,
            subject: &item.subject,
            issuer: &item.issuer,
            serial: &item.serial,
            not_before: item.not_before.map(|it| it.to_string()),
            not_after: item.not_after.to_string(),
            residual_seconds: line.residual,
            status: line.status.as_str(),
            credential: item.identity.map(|it| it.credential.as_str()),
            sureness: item.identity.map(|it| it.sureness.as_str()),
            layer: layer(item),
            cluster: item.cluster.as_deref(),
            renew_with: line.renew_with.as_deref(),
            private_key: item.private_key.as_str(),
        }
    }
}

#[derive(Serialize)]
struct JsonRejected<'r> {
    origin: &'r str,
    reason: &'r str,
}

impl<'r> JsonRejected<'r> {
    fn of(rejected: &'r Rejected) -> Self {
        Self { origin: &rejected.origin, reason: &rejected.reason }
    }
}

fn layer(item: &Item) -> Option<&'static str> {
    item.identity?.credential.layer().map(certplan_core::Layer::as_str)
}
