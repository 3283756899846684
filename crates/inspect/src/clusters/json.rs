//! `Get-AksHciCluster | ConvertTo-Json`: an object, a list, or a list in an object as Windows PowerShell makes it.

use serde_json::{Map, Value};

use super::{Row, load_balancer, of_kind};
use crate::json::first;

pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let start = text.lines().find(|line| line.trim_start().starts_with(['{', '[']))?;
    let at = start.as_ptr().addr() - text.as_ptr().addr();
    let rows = match first::<Value>(text.get(at..)?).ok()? {
        Value::Array(values) => rows(&values),
        Value::Object(object) => match field(&object, "value") {
            Some(Value::Array(values)) => rows(values),
            _ => rows(&[Value::Object(object)]),
        },
        _ => Vec::new(),
    };
    Some(rows).filter(|rows| !rows.is_empty())
}

fn rows(values: &[Value]) -> Vec<Row> {
    values.iter().filter_map(Value::as_object).filter_map(row).collect()
}

fn row(object: &Map<String, Value>) -> Option<Row> {
    let name = field(object, "Name")?.as_str()?.to_owned();
    let load_balancer = match field(object, "LoadBalancer") {
        Some(Value::String(text)) => load_balancer(text),
        Some(Value::Object(it)) => {
            let count =
                field(it, "Count").map(|count| count.as_str().map_or(count.to_string(), str::to_owned));
            of_kind(field(it, "Sku").and_then(Value::as_str).unwrap_or_default(), count.as_deref())
        }
        _ => None,
    };
    Some(Row { name, load_balancer })
}

/// PowerShell does not tell upper from lower case.
fn field<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}
