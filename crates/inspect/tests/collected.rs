//! What the collector tells beside certificates: its script, its schema and its reader agree.

use certplan_export::collector;
use certplan_inspect::collected;
use serde_json::{Value, json};

/// A collection with every part.
fn whole() -> Value {
    json!({
        "schema": "certplan/evidence/1", "collected_at": "2026-11-30T10:00:00Z", "host": "HOST1", "items": [], "unread": [],
        "read": [{"what": "power", "how": "Get-WinEvent"}],
        "zone": {"id": "W. Europe Standard Time", "utc_offset_minutes": 60},
        "power": {
            "since": "2026-01-01T00:00:00Z",
            "on": [
                {"from": "2026-01-01T00:00:00Z", "until": "2026-10-01T00:00:00Z", "end": "stopped"},
                {"from": "2026-11-30T09:00:00Z", "until": "2026-11-30T10:00:00Z", "end": "running"}
            ],
            "events": [
                {"at": "2026-10-01T00:00:00Z", "id": 6006, "kind": "stopped"},
                {"at": "2026-11-30T09:00:00Z", "id": 6005, "kind": "started"}
            ]
        },
        "clusters": [{"name": "prod", "state": "Deployed", "kubernetes_version": "v1.29.4", "load_balancer_kind": "haproxy"}],
        "build": "1.0.24.11029",
        "updated_at": "2026-09-01T00:00:00Z",
        "groups": [{"name": "ca-1", "type": "GenericService", "state": "Online", "owner": "HOST1"}],
        "services": [{"name": "wssdagent", "state": "Running", "start": "Automatic"}],
        "time": {"source": "time.example"},
        "billing": {"status": "Connected", "last_connected": "2026-09-30T00:00:00Z"}
    })
}

#[test]
fn every_part_is_in_the_schema_and_every_field_of_the_schema_is_a_part() {
    let schema: Value = serde_json::from_str(collector::SCHEMA).expect("JSON");
    let whole = whole();
    same_fields("", &whole, &schema);
    for (name, part) in schema["properties"].as_object().expect("fields") {
        assert!(!whole[name].is_null(), "{name}");
        if ["items", "unread"].contains(&name.as_str()) {
            continue;
        }
        for field in part["properties"].as_object().into_iter().flat_map(|fields| fields.keys()) {
            assert!(!whole[name][field].is_null(), "{name}/{field}");
        }
        for field in part["items"]["properties"].as_object().into_iter().flat_map(|fields| fields.keys()) {
            assert!(!whole[name][0][field].is_null(), "{name}/{field}");
        }
    }
}

/// Every field of a value is in the schema, at any depth.
fn same_fields(place: &str, value: &Value, schema: &Value) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                let described = &schema["properties"][name];
                assert!(!described.is_null(), "{place}/{name}");
                same_fields(&format!("{place}/{name}"), inner, described);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| same_fields(place, item, &schema["items"])),
        _ => {}
    }
}

#[test]
fn the_script_writes_every_part() {
    let script = collector::write();
    for part in ["zone", "power", "clusters", "build", "updated_at", "groups", "services", "time", "billing"]
    {
        assert!(script.contains(&format!("$Parts['{part}'] =")), "{part}");
    }
}

#[test]
fn what_the_script_writes_becomes_facts() {
    let read = collected(&whole().to_string()).expect("a collection");
    assert_eq!(read.input.build.as_deref(), Some("1.0.24.11029"));
    assert!(read.input.since_update.is_some() && read.input.from.is_some());
}

#[test]
fn what_is_cut_off_or_of_another_version_is_refused() {
    let text = whole().to_string();
    for cut in [0, 1, text.len() / 2, text.len() - 1] {
        assert!(collected(&text[..cut]).is_err(), "{cut}");
    }
    assert!(collected(&text.replace("evidence/1", "evidence/2")).is_err());
}
