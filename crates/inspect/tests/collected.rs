//! What the collector tells beside certificates.

use certplan_export::collector;
use certplan_inspect::collected::{Collected, End, collected};
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
                {"from": "2026-11-15T00:00:00Z", "until": "2026-11-30T10:00:00Z", "end": "running"}
            ],
            "events": [{"at": "2026-10-01T00:00:00Z", "id": 6006, "kind": "stopped"}]
        },
        "clusters": [{"name": "prod", "state": "Deployed", "kubernetes_version": "v1.29.4", "load_balancer": "haproxy"}],
        "build": "1.0.24.11029",
        "last_update": {"at": "2026-09-01T00:00:00Z", "build": "1.0.24.11029"},
        "groups": [{"name": "ca-1", "type": "GenericService", "state": "Online", "owner": "HOST1"}],
        "services": [{"name": "wssdagent", "state": "Running", "start": "Automatic"}],
        "time": {"source": "time.example"},
        "billing": {"status": "Connected", "last_connected": "2026-09-30T00:00:00Z"}
    })
}

#[test]
fn every_part_is_read_and_is_in_the_schema() {
    let read = collected(&whole().to_string()).expect("a collection");
    let power = read.power.as_ref().expect("power");
    assert_eq!(power.on.iter().map(|on| on.end).collect::<Vec<_>>(), [End::Stopped, End::Running]);
    assert_eq!(read.clusters.as_ref().map(Vec::len), Some(1));
    let schema: Value = serde_json::from_str(collector::SCHEMA).expect("JSON");
    same_fields("", &serde_json::to_value(&read).expect("JSON"), &schema);
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
fn every_field_of_the_schema_is_read() {
    let schema: Value = serde_json::from_str(collector::SCHEMA).expect("JSON");
    let read = serde_json::to_value(collected(&whole().to_string()).expect("a collection")).expect("JSON");
    for (name, part) in schema["properties"].as_object().expect("fields") {
        if ["items", "unread"].contains(&name.as_str()) {
            continue;
        }
        assert!(!read[name].is_null(), "{name}");
        for field in part["properties"].as_object().into_iter().flat_map(|fields| fields.keys()) {
            assert!(!read[name][field].is_null(), "{name}/{field}");
        }
        for field in part["items"]["properties"].as_object().into_iter().flat_map(|fields| fields.keys()) {
            assert!(!read[name][0][field].is_null(), "{name}/{field}");
        }
    }
}

#[test]
fn the_script_writes_every_part() {
    let script = collector::write();
    for part in ["zone", "power", "clusters", "build", "last_update", "groups", "services", "time", "billing"]
    {
        assert!(script.contains(&format!("$Parts['{part}'] =")), "{part}");
    }
}

#[test]
fn an_older_file_has_no_parts() {
    let older = r#"{"schema":"certplan/evidence/1","collected_at":"2026-01-01T00:00:00Z","host":"h","items":[],"unread":[]}"#;
    let read = collected(older).expect("a collection");
    assert_eq!(
        read,
        Collected {
            schema: "certplan/evidence/1".into(),
            collected_at: "2026-01-01T00:00:00Z".into(),
            host: "h".into(),
            ..Collected::default()
        }
    );
}

#[test]
fn what_is_wrong_is_refused_whole() {
    let text = whole().to_string();
    for cut in [0, 1, text.len() / 2, text.len() - 1] {
        assert!(collected(&text[..cut]).is_err(), "{cut}");
    }
    assert!(
        collected(&text.replace("evidence/1", "evidence/2"))
            .expect_err("another version")
            .contains("another schema")
    );
    assert!(collected(&text.replace("2026-09-01T", "soon ")).expect_err("no date").contains("RFC 3339"));
    assert!(collected(&text.replace("\"running\"", "\"dreaming\"")).is_err());
}
