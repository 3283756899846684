//! JSON Schemas of the contract, derived from the types that write and read it.

pub use certplan_core::closed::names;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::document::PlanDocument;
use crate::explain::ExplainDocument;
use crate::forecast::ForecastDocument;
use crate::json;
use crate::rules::RulesDocument;

/// The schema of `certplan/plan/1`, JSON Schema 2020-12.
pub fn plan() -> String {
    write::<PlanDocument>("certplan/plan/1")
}

/// The schema of `certplan/facts/1`, JSON Schema 2020-12: of what is read, which is more than what is written.
pub fn facts() -> String {
    read::<certplan_core::facts::FactsDocument>("certplan/facts/1")
}

/// The schema of `certplan/forecast/1`, JSON Schema 2020-12.
pub fn forecast() -> String {
    write::<ForecastDocument>("certplan/forecast/1")
}

/// The schema of `certplan/explain/1`, JSON Schema 2020-12.
pub fn explain() -> String {
    write::<ExplainDocument>("certplan/explain/1")
}

/// The schema of `certplan/rules/1`, JSON Schema 2020-12.
pub fn rules() -> String {
    write::<RulesDocument>("certplan/rules/1")
}

/// The schema of what a type writes, with the contract's name as its title.
pub fn write<T: JsonSchema>(title: &str) -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    leave_out(&mut schema);
    titled(schema, title)
}

/// The schema of what a type reads, with the contract's name as its title.
pub fn read<T: JsonSchema>(title: &str) -> String {
    let generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    titled(generator.into_root_schema_for::<T>().to_value(), title)
}

fn titled(schema: Value, title: &str) -> String {
    // Back to the type that writes a schema's fields in the order in which one reads them.
    let mut schema = Schema::try_from(schema).unwrap_or_default();
    schema.insert("title".into(), title.into());
    json::written(&schema)
}

/// Takes null away where a field is left out instead: what is written and not required is never null.
fn leave_out(schema: &mut Value) {
    let required: Vec<Value> = schema["required"].as_array().cloned().unwrap_or_default();
    for (name, field) in object(schema.get_mut("properties")) {
        if !required.iter().any(|one| one == name) {
            never_null(field);
        }
    }
    for (_, part) in object(schema.get_mut("$defs")) {
        leave_out(part);
    }
}

fn never_null(field: &mut Value) {
    if let Some(kinds) = field.get_mut("type").and_then(Value::as_array_mut) {
        kinds.retain(|kind| kind != "null");
        if let [one] = kinds.as_slice() {
            field["type"] = one.clone();
        }
    }
    let Some(choices) = field.get_mut("anyOf").and_then(Value::as_array_mut) else { return };
    choices.retain(|choice| choice["type"] != "null");
    if let [Value::Object(one)] = choices.as_slice() {
        let one = one.clone();
        if let Some(field) = field.as_object_mut() {
            field.remove("anyOf");
            field.extend(one);
        }
    }
}

fn object(value: Option<&mut Value>) -> impl Iterator<Item = (&String, &mut Value)> {
    value.and_then(Value::as_object_mut).into_iter().flatten()
}
