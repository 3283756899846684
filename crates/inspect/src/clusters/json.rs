//! `Get-AksHciCluster | ConvertTo-Json`: an object, a list, or a list in an object as Windows PowerShell makes it.

use certplan_text::place_in;

use super::{Row, load_balancer, of_kind};
use crate::json::value;
use crate::shape::{Kind, NOTHING, Object, Shape, Value};

/// A cluster, or the list of them in its `value`.
static CLUSTER: Shape = Shape {
    fields: &[
        ("Name", Kind::Any(&NOTHING)),
        ("LoadBalancer", Kind::Any(&LOAD_BALANCER)),
        ("value", Kind::Any(&CLUSTER)),
    ],
    of_powershell: true,
};

static LOAD_BALANCER: Shape =
    Shape { fields: &[("Count", Kind::Any(&NOTHING)), ("Sku", Kind::Any(&NOTHING))], of_powershell: true };

pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let start = text.lines().find(|line| line.trim_start().starts_with(['{', '[']))?;
    let text = text.get(place_in(text, start)..)?;
    // `(Get-AksHciCluster).Name | ConvertTo-Json`.
    let names = serde_json::Deserializer::from_str(text).into_iter::<Vec<String>>().next();
    if let Some(Ok(names)) = names {
        let row = |name| Row { name, load_balancer: None };
        return Some(names.into_iter().map(row).collect()).filter(|rows: &Vec<Row>| !rows.is_empty());
    }
    let mut rows = Vec::new();
    match value(text, Kind::Any(&CLUSTER)).ok()? {
        Value::List(clusters) => add(&mut rows, &clusters),
        Value::Object(object) => match object.field("value") {
            Value::List(clusters) => add(&mut rows, clusters),
            _ => add(&mut rows, &[object]),
        },
        _ => {}
    }
    Some(rows).filter(|rows| !rows.is_empty())
}

fn add(rows: &mut Vec<Row>, clusters: &[Object]) {
    for cluster in clusters {
        let Value::Text(name) = cluster.field("Name") else { continue };
        let load_balancer = match cluster.field("LoadBalancer") {
            Value::Text(text) => load_balancer(text),
            Value::Object(it) => {
                let count = if let Value::Zero = it.field("Count") { Some("0") } else { it.given("Count") };
                of_kind(it.text("Sku"), count)
            }
            _ => None,
        };
        rows.push(Row { name: name.clone(), load_balancer });
    }
}
