//! JSON Schemas of the contract, derived from the types that write it.

use schemars::generate::SchemaSettings;

use crate::document::{FactsDocument, PlanDocument};
use crate::explain::ExplainDocument;
use crate::forecast::ForecastDocument;

/// The schema of `certplan/plan/1`, JSON Schema 2020-12.
pub fn plan() -> String {
    write::<PlanDocument>("certplan/plan/1")
}

/// The schema of `certplan/facts/1`, JSON Schema 2020-12.
pub fn facts() -> String {
    write::<FactsDocument>("certplan/facts/1")
}

/// The schema of `certplan/forecast/1`, JSON Schema 2020-12.
pub fn forecast() -> String {
    write::<ForecastDocument>("certplan/forecast/1")
}

/// The schema of `certplan/explain/1`, JSON Schema 2020-12.
pub fn explain() -> String {
    write::<ExplainDocument>("certplan/explain/1")
}

fn write<T: schemars::JsonSchema>(id: &str) -> String {
    let mut schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), id.into());
    let mut json = serde_json::to_string_pretty(&schema).unwrap_or_default();
    json.push('\n');
    json
}
