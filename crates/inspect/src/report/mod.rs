//! Readings held against an instant: which certificates count, how long they will, and what renews them.

mod calendar;
mod csv;
mod table;
mod text;

use certplan_core::facts::{Duration, Timestamp};
use certplan_core::spell::Spell as _;
use certplan_export::json;
use serde::Serialize;

#[cfg(feature = "schema")]
use crate::credential::{Credential, Sureness};
#[cfg(feature = "schema")]
use crate::reading::PrivateKey;
use crate::reading::{Item, Reading, Rejected};
use crate::renewal::Renewal;
use crate::status::{Status, residual};
pub use table::HEADER;

/// The name of the JSON form.
pub const SCHEMA: &str = "certplan/inspect/1";

/// A reading, held against an instant.
#[derive(Debug)]
pub struct Report<'r> {
    at: Timestamp,
    warn: Option<Duration>,
    lines: Vec<Line<'r>>,
    rejected: &'r [Rejected],
}

/// One certificate.
#[derive(Debug)]
pub struct Line<'r> {
    item: &'r Item,
    residual: i64,
    status: Status,
    renew_with: Option<String>,
}

impl Line<'_> {
    /// The certificate.
    pub fn item(&self) -> &Item {
        self.item
    }

    /// Whether it counts.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The command that renews it; `None` where no single one is documented.
    pub fn renew_with(&self) -> Option<&str> {
        self.renew_with.as_deref()
    }

    /// What the table shows of it, in the order of [`HEADER`].
    pub fn cells(&self) -> [String; HEADER.len()] {
        table::cells(self)
    }
}

impl<'r> Report<'r> {
    /// The reading, held against that instant; what ends within the time of warning is `expiring`.
    pub fn new(reading: &'r Reading, at: Timestamp, warn: Option<Duration>) -> Self {
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

    /// The certificates, in the order of the input.
    pub fn lines(&self) -> &[Line<'r>] {
        &self.lines
    }

    /// The instant that they are held against.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// For reading in a terminal: what to renew, then the table; on one screen or in full.
    pub fn text(&self, full: bool) -> String {
        text::write(self, full)
    }

    /// For programs: `certplan/inspect/1`.
    pub fn json(&self) -> String {
        let document = Document {
            schema: SCHEMA,
            at: self.at.spelt(),
            items: self.lines.iter().map(JsonItem::of).collect(),
            rejected: self.rejected.iter().map(JsonRejected::of).collect(),
        };
        json::written(&document)
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

/// Certificates, held against an instant.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Document<'r> {
    /// Always `certplan/inspect/1`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "certplan/inspect/1")))]
    schema: &'static str,
    /// The instant in RFC 3339 and UTC, as all of them.
    at: String,
    /// The certificates, in the order of the input.
    items: Vec<JsonItem<'r>>,
    /// What could not be read.
    rejected: Vec<JsonRejected<'r>>,
}

/// A certificate.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct JsonItem<'r> {
    /// Where it stood: the file and, where there are several, which one.
    origin: &'r str,
    /// Who it is for; empty where the input does not say.
    subject: &'r str,
    /// Who signed it; empty where the input does not say.
    issuer: &'r str,
    /// Its serial number in hexadecimal; absent where the input does not say.
    #[serde(skip_serializing_if = "str::is_empty")]
    serial: &'r str,
    /// The first second in which it counts; null where the input does not say.
    not_before: Option<String>,
    /// The last second in which it counts.
    not_after: String,
    /// Seconds from `at` to its end; below zero where that is past.
    residual_seconds: i64,
    /// Whether it counts.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::<Status>"))]
    status: &'static str,
    /// Which credential it is; absent where nothing tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::<Credential>"))]
    credential: Option<&'static str>,
    /// How sure that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::<Sureness>"))]
    sureness: Option<&'static str>,
    /// The layer of the credential; absent outside both.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::<certplan_core::Layer>"))]
    layer: Option<&'static str>,
    /// The cluster that the input says it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster: Option<&'r str>,
    /// The command that renews it; absent where no single one is documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    renew_with: Option<&'r str>,
    /// Whether a private key or a token stood beside it.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::<PrivateKey>"))]
    private_key: &'static str,
}

/// One of the names of a closed enum.
#[cfg(feature = "schema")]
fn names<T: certplan_core::closed::Closed>(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let names: Vec<_> = T::ALL.iter().map(|value| value.id()).collect();
    schemars::json_schema!({ "type": "string", "enum": names })
}

/// The schema of `certplan/inspect/1`, JSON Schema 2020-12.
#[cfg(feature = "schema")]
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Document<'_>>();
    schema.insert("title".into(), SCHEMA.into());
    json::written(&schema)
}

impl<'r> JsonItem<'r> {
    fn of(line: &'r Line<'_>) -> Self {
        let item = line.item;
        Self {
            origin: &item.origin,
            subject: &item.subject,
            issuer: &item.issuer,
            serial: &item.serial,
            not_before: item.not_before.map(|it| it.spelt()),
            not_after: item.not_after.spelt(),
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

/// A part of the input that gave no certificate.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct JsonRejected<'r> {
    /// Where it stood.
    origin: &'r str,
    /// Why, without repeating what stood there.
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
