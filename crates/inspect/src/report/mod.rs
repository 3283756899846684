//! Certificates compared with a time: which of them are valid, for how long, and what renews them.

mod calendar;
mod csv;
mod openmetrics;
mod table;
mod text;

use std::collections::BTreeMap;

use certplan_core::facts::{Duration, Timestamp};
use certplan_core::report::{
    Credential, Head, PrivateKey, Rejected, Renewal as RenewalRow, Row, Status, Sureness,
};
use certplan_export::json;
use serde::Serialize;

use crate::reading::{Item, Reading};
use crate::renewal::Renewal;
use crate::status;

/// The name of the JSON form.
pub const SCHEMA: &str = "certplan/inspect/1";

/// What a reading says at one time.
#[derive(Debug)]
pub struct Report<'r> {
    at: Timestamp,
    warn: Option<Duration>,
    rows: Vec<Row>,
    rejected: &'r [Rejected],
}

impl<'r> Report<'r> {
    /// The reading at that time; what ends within the time of warning is `expiring`.
    pub fn new(reading: &'r Reading, at: Timestamp, warn: Option<Duration>) -> Self {
        let rows = reading.items.iter().map(|item| row(item, at, warn)).collect();
        Self { at, warn, rows, rejected: &reading.rejected }
    }

    /// Whether every certificate is valid beyond the time of warning.
    pub fn is_good(&self) -> bool {
        self.rows.iter().all(Row::is_good)
    }

    /// The certificates, in the order of the input.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What is true of all of them together.
    pub fn head(&self) -> Head {
        let mut counts: Vec<_> = [Status::Expired, Status::NotYetValid, Status::Expiring, Status::Valid]
            .map(|status| (status, self.rows.iter().filter(|row| row.status == status).count()))
            .into();
        counts.retain(|(_, count)| *count > 0);
        Head {
            at: self.at,
            total: self.rows.len(),
            counts,
            private_keys: self
                .rows
                .iter()
                .filter(|row| row.private_key == PrivateKey::PresentNotKept)
                .count(),
            renewals: self.surest().into_iter().map(renewal_row).collect(),
        }
    }

    /// Each credential that occurs, with the best sureness among its certificates.
    fn surest(&self) -> BTreeMap<Credential, Sureness> {
        let mut surest = BTreeMap::new();
        for row in &self.rows {
            if let (Some(credential), Some(sureness)) = (row.credential, row.sureness) {
                let best = surest.entry(credential).or_insert(sureness);
                *best = sureness.min(*best);
            }
        }
        surest
    }

    /// For the text-file collector of the node exporter or the Windows exporter.
    pub fn openmetrics(&self) -> String {
        openmetrics::write(self)
    }

    /// For reading in a terminal: what to renew, then the table; on one screen or in full.
    pub fn text(&self, full: bool) -> String {
        text::write(self, full)
    }

    /// For programs: `certplan/inspect/1`.
    pub fn json(&self) -> String {
        json::written(&Document { schema: SCHEMA, at: self.at, items: &self.rows, rejected: self.rejected })
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

fn row(item: &Item, at: Timestamp, warn: Option<Duration>) -> Row {
    let Item { identity, cluster, .. } = item;
    let credential = identity.map(|identity| identity.credential);
    Row {
        origin: item.origin.clone(),
        subject: item.subject.clone(),
        issuer: item.issuer.clone(),
        serial: item.serial.clone(),
        not_before: item.not_before,
        not_after: item.not_after,
        residual_seconds: status::residual(item, at),
        status: status::of(item, at, warn),
        credential,
        sureness: identity.map(|identity| identity.sureness),
        layer: credential.and_then(Credential::layer),
        cluster: cluster.clone(),
        renew_with: credential.and_then(|it| Renewal::of(it).command_for(cluster.as_deref())),
        private_key: item.private_key,
        trust: item.trust,
    }
}

fn renewal_row((credential, sureness): (Credential, Sureness)) -> RenewalRow {
    let renewal = Renewal::of(credential);
    RenewalRow {
        credential,
        sureness,
        note: renewal.note.to_owned(),
        sources: renewal.sources.iter().map(|source| source.id.to_owned()).collect(),
    }
}

/// Certificates, compared with a time.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Document<'r> {
    /// Always `certplan/inspect/1`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "certplan/inspect/1")))]
    schema: &'static str,
    /// The instant in RFC 3339 and UTC, as all of them.
    at: Timestamp,
    /// The certificates, in the order of the input.
    items: &'r [Row],
    /// What could not be read.
    rejected: &'r [Rejected],
}

/// The schema of `certplan/inspect/1`, JSON Schema 2020-12.
#[cfg(feature = "schema")]
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Document<'_>>();
    schema.insert("title".into(), SCHEMA.into());
    json::written(&schema)
}
