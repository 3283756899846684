//! TypeScript types out of JSON Schemas: the part of both languages that the contracts use.

use crate::machine;
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

/// A contract that has a type of its own, and what that is called.
const ROOTS: [(&str, &str); 7] = [
    ("facts", "FactsInput"),
    ("plan", "Plan"),
    ("forecast", "Forecast"),
    ("explain", "Explanation"),
    ("inspect", "Inspection"),
    ("fleet", "Fleet"),
    ("fleet-line", "FleetLine"),
];

const BEGINNING: &str = "\
// Made of the JSON Schemas by cargo xtask build; do not edit.

/** Which package this is, and which rules decide. */
export interface Version {
  /** The version of the package. */
  version: string;
  /** The rule-set. */
  rules: RuleSet;
}
";

/// The types of every contract, one module.
///
/// # Errors
/// A schema cannot be read, or says something that this part of TypeScript has no words for.
pub(super) fn write() -> Result<String> {
    let mut types = BTreeMap::new();
    let mut order = Vec::new();
    for (contract, name) in ROOTS {
        let file = machine::root().join(format!("docs/src/reference/{contract}.schema.json"));
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let schema: Value =
            serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?;
        let definitions = schema["$defs"].as_object().into_iter().flatten();
        let parts = definitions.map(|(kind, definition)| (self::name(kind), definition));
        for (name, schema) in [(name.to_owned(), &schema)].into_iter().chain(parts) {
            let written = declaration(&name, schema)
                .with_context(|| format!("in {name} of the contract {contract}"))?;
            match types.get(&name) {
                None => {
                    order.push(name.clone());
                    types.insert(name, written);
                }
                // Contracts share parts.
                Some(known) => ensure!(*known == written, "two contracts have different parts called {name}"),
            }
        }
    }
    Ok(order
        .iter()
        .filter_map(|name| types.get(name))
        .fold(BEGINNING.to_owned(), |all, one| all + "\n" + one))
}

/// `LayerDocument` is `Layer`, and so are the parts of what is written as it comes.
fn name(kind: &str) -> String {
    kind.strip_suffix("Document").unwrap_or(kind).to_owned()
}

fn declaration(name: &str, schema: &Value) -> Result<String> {
    let mut out = String::new();
    comment(&mut out, "", schema);
    let Some(fields) = schema["properties"].as_object() else {
        let _ = writeln!(out, "export type {name} = {};", kind(schema)?);
        return Ok(out);
    };
    let required: Vec<&Value> = schema["required"].as_array().into_iter().flatten().collect();
    let _ = writeln!(out, "export interface {name} {{");
    for (field, schema) in fields {
        comment(&mut out, "  ", schema);
        let optional = if required.iter().any(|name| *name == field) { "" } else { "?" };
        let _ = writeln!(out, "  {field}{optional}: {};", kind(schema)?);
    }
    out.push_str("}\n");
    Ok(out)
}

fn comment(out: &mut String, indent: &str, schema: &Value) {
    if let Some(text) = schema["description"].as_str() {
        let _ = writeln!(out, "{indent}/** {} */", text.replace('\n', " ").replace("*/", "* /"));
    }
}

fn kind(schema: &Value) -> Result<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        return Ok(name(reference.rsplit('/').next().unwrap_or(reference)));
    }
    if let Some(value) = schema.get("const") {
        return Ok(value.to_string());
    }
    if let Some(values) = schema["enum"].as_array() {
        return Ok(values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | "));
    }
    if let Some(choices) = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
        return Ok(choices.iter().map(kind).collect::<Result<Vec<_>>>()?.join(" | "));
    }
    match &schema["type"] {
        Value::Array(kinds) => {
            let one = |it: &Value| plain(it.as_str().unwrap_or_default(), schema);
            Ok(kinds.iter().map(one).collect::<Result<Vec<_>>>()?.join(" | "))
        }
        Value::String(one) => plain(one, schema),
        _ => bail!("no type for {schema}"),
    }
}

fn plain(kind_name: &str, schema: &Value) -> Result<String> {
    Ok(match kind_name {
        "string" | "boolean" | "null" => kind_name.to_owned(),
        "integer" | "number" => "number".to_owned(),
        "array" => {
            if let Some(places) = schema["prefixItems"].as_array() {
                let places = places.iter().map(kind).collect::<Result<Vec<_>>>()?;
                return Ok(format!("[{}]", places.join(", ")));
            }
            let item = kind(&schema["items"])?;
            match (schema["minItems"].as_u64(), schema["maxItems"].as_u64()) {
                (Some(least), Some(most)) if least == most && most <= 4 => {
                    let places = (0..most).map(|_| item.clone()).collect::<Vec<_>>();
                    format!("[{}]", places.join(", "))
                }
                _ if item.contains(' ') => format!("({item})[]"),
                _ => format!("{item}[]"),
            }
        }
        other => bail!("no type for {other}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_schema_becomes_an_interface() {
        let schema = json!({
            "description": "A thing.",
            "properties": {
                "kind": { "enum": ["a", "b"], "description": "Its kind." },
                "parts": { "type": "array", "items": { "$ref": "#/$defs/PartDocument" } },
                "pair": { "type": "array", "items": { "type": "integer" }, "minItems": 2, "maxItems": 2 },
                "end": { "type": ["string", "null"] },
            },
            "required": ["kind", "parts"],
        });
        assert_eq!(
            declaration("Thing", &schema).unwrap(),
            "/** A thing. */\nexport interface Thing {\n  end?: string | null;\n  /** Its kind. */\n  kind: \"a\" | \"b\";\n  \
             pair?: [number, number];\n  parts: Part[];\n}\n"
        );
    }

    #[test]
    fn what_has_no_type_is_refused() {
        assert!(kind(&json!({ "not": {} })).is_err());
        assert!(kind(&json!({ "type": "object" })).is_err());
    }

    #[test]
    fn a_comment_cannot_end_early() {
        let mut out = String::new();
        comment(&mut out, "", &json!({ "description": "a */ b" }));
        assert_eq!(out, "/** a * / b */\n");
    }
}
