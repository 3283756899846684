//! The page of the JSON contracts, from their schemas, and the schemas themselves.

use super::{File, certplan};
use crate::docs::MARK;
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const BEGINNING: &str = "# JSON contracts

Every object names its contract and version in `schema`. New fields may appear within a version; none goes, and none changes its
meaning. Instants are RFC 3339 in UTC; lengths are whole seconds. A field that is not required is left out where it says nothing.
[What stays as it is](compatibility.md) says what programs can rely on.
";

/// The page and a schema for each contract.
///
/// # Errors
/// The command fails, or prints no JSON.
pub(crate) fn files() -> Result<Vec<File>> {
    let mut page = format!("{MARK}\n\n{BEGINNING}");
    let (mut files, mut described) = (Vec::new(), BTreeSet::new());
    let help = certplan(&["schema", "--help"])?;
    for (name, purpose) in contracts(&help) {
        let text = certplan(&["schema", name])?;
        let schema: Value =
            serde_json::from_str(&text).with_context(|| format!("the schema {name} is no JSON"))?;
        let file = format!("{name}.schema.json");
        let _ = write!(
            page,
            "\n## {}\n\n{purpose}. The same as a [JSON Schema]({file}).\n\n{}",
            schema["title"].as_str().unwrap_or(name),
            table(&schema)
        );
        for (kind, definition) in schema["$defs"].as_object().into_iter().flatten() {
            // Several contracts share most of their parts; each is described once, where it first appears.
            if described.insert(kind.clone()) {
                let _ = write!(
                    page,
                    "\n### {}\n\n{}\n\n{}",
                    title(kind),
                    description(definition),
                    table(definition)
                );
            }
        }
        files.push(File { name: format!("docs/src/reference/{file}"), text });
    }
    files.push(File { name: "docs/src/reference/json.md".into(), text: page });
    Ok(files)
}

/// The contracts that the command's help lists, each with what it is for.
fn contracts(help: &str) -> impl Iterator<Item = (&str, &str)> {
    let values = help.lines().filter_map(|line| line.trim().strip_prefix("- "));
    values.filter_map(|value| value.split_once(':')).map(|(name, purpose)| (name, purpose.trim()))
}

fn table(schema: &Value) -> String {
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut rows = String::from("| Field | Type | Required | What it is |\n|---|---|---|---|\n");
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let needed = if required.contains(&name.as_str()) { "yes" } else { "no" };
        let _ = writeln!(rows, "| `{name}` | {} | {needed} | {} |", kind(field), description(field));
    }
    rows
}

/// The type of a field in words, with a link where it is an object described elsewhere on the page.
fn kind(field: &Value) -> String {
    if let Some(reference) = field["$ref"].as_str() {
        return link(reference);
    }
    if let Some(choices) = field["anyOf"].as_array() {
        return choices.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    if let Some(items) = field.get("items").filter(|_| field["type"] == "array") {
        return format!("array of {}", kind(items));
    }
    match &field["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        Value::String(kind) => kind.clone(),
        _ => "any".into(),
    }
}

fn link(reference: &str) -> String {
    let title = title(reference.rsplit('/').next().unwrap_or(reference));
    format!("[{title}](#{})", title.replace(' ', "-"))
}

/// `ClusterLayersDocument` as words: `cluster layers`.
fn title(kind: &str) -> String {
    let name = kind.strip_suffix("Document").unwrap_or(kind);
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

fn description(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn contracts_come_from_the_help() {
        let help = "Arguments:\n          Possible values:\n          - plan:     What plan prints\n\nOptions:\n  -h, --help\n";
        assert_eq!(contracts(help).collect::<Vec<_>>(), [("plan", "What plan prints")]);
    }

    #[test]
    fn a_schema_becomes_a_table() {
        let schema = json!({
            "properties": {
                "a": { "type": "string", "description": "An `a`." },
                "b": { "type": "array", "items": { "$ref": "#/$defs/ClusterLayersDocument" } },
                "c": { "anyOf": [{ "$ref": "#/$defs/X" }, { "type": "null" }] },
                "d": { "type": ["integer", "null"], "description": "x|y" },
            },
            "required": ["a"],
        });
        let rows = table(&schema);
        let rows: Vec<&str> = rows.lines().skip(2).collect();
        assert_eq!(
            rows,
            [
                "| `a` | string | yes | An `a`. |",
                "| `b` | array of [cluster layers](#cluster-layers) | no |  |",
                "| `c` | [x](#x) or null | no |  |",
                "| `d` | integer or null | no | x\\|y |",
            ]
        );
    }
}
