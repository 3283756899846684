//! What is published as a contract, held against what is written and read, by a validator of others.

use certplan_core::facts::Utc;
use certplan_fleet::{Format, Report, Shared, Wanted};
use certplan_tests::{Scenario, command};
use jsonschema::Validator;
use serde_json::{Value, json};

/// A contract's schema, as the command prints it.
struct Contract {
    name: &'static str,
    validator: Validator,
}

impl Contract {
    fn named(name: &'static str) -> Self {
        let schema = parsed(&["schema", name]);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{name} is no schema: {error}"));
        let validator = jsonschema::draft202012::new(&schema).expect("a schema is one");
        Self { name, validator }
    }

    #[track_caller]
    fn accepts(&self, document: &Value, what: &str) {
        let errors: Vec<_> = self.validator.iter_errors(document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{} refuses {what}: {errors:#?}", self.name);
    }

    #[track_caller]
    fn refuses(&self, document: &Value, what: &str) {
        assert!(!self.validator.is_valid(document), "{} accepts {what}", self.name);
    }

    /// Accepts it, also with a field that a later minor version adds; refuses it without its fields, one after another, and as
    /// another contract.
    #[track_caller]
    fn holds(&self, document: &Value, required: &[&str]) {
        self.accepts(document, "what the command prints");
        self.accepts(&with(document, "later", json!({ "unknown": true })), "a field of later");
        self.refuses(&with(document, "schema", json!("other/1")), "another contract");
        for field in required {
            let mut broken = document.clone();
            broken.as_object_mut().expect("a contract is an object").remove(*field);
            self.refuses(&broken, &format!("a document without {field}"));
        }
    }
}

fn with(document: &Value, field: &str, value: Value) -> Value {
    let mut changed = document.clone();
    changed[field] = value;
    changed
}

fn parsed(arguments: &[&str]) -> Value {
    let arguments: Vec<_> = arguments.iter().map(ToString::to_string).collect();
    // Where a part of the input is rejected, the status says so and the answer is printed all the same.
    let output = command::run(&arguments);
    serde_json::from_slice(&output.stdout).expect("the command prints JSON")
}

fn answered(kind: &str, scenario: &Scenario) -> Value {
    let mut arguments = vec![kind.to_owned(), "--format".to_owned(), "json".to_owned()];
    arguments.extend(scenario.arguments());
    serde_json::from_str(&command::certplan(&arguments)).expect("the command prints JSON")
}

#[test]
fn every_plan_and_its_facts_fit_their_schemas() {
    let (plan, facts) = (Contract::named("plan"), Contract::named("facts"));
    for scenario in Scenario::all() {
        let document = answered("plan", &scenario);
        plan.holds(&document, &["schema", "rules", "summary", "facts", "layers", "steps", "sources"]);
        facts.holds(&document["facts"], &["schema"]);
        let mut broken = document.clone();
        broken["layers"][0]["verdict"] = json!("perhaps");
        plan.refuses(&broken, "a verdict that there is none of");
        if document["steps"].as_array().is_some_and(|steps| !steps.is_empty()) {
            broken = document.clone();
            broken["steps"][0]["command"] = json!(["a", "b"]);
            plan.refuses(&broken, "a command that is no text");
        }
    }
}

#[test]
fn what_the_schema_of_facts_refuses_the_reader_refuses_too() {
    let contract = Contract::named("facts");
    for (field, value) in [
        ("shutdown_seconds", json!(-1)),
        ("shutdown_seconds", json!("45d")),
        ("shutdown_seconds", json!(3_153_600_001_u64)),
        ("shutdown_unknown", json!(null)),
        ("clusters", json!([{ "name": "prod" }])),
        ("clusters", json!([{ "kind": "node" }])),
        ("clusters", json!({})),
        ("evidence", json!([{ "credential": "moc-client" }])),
        ("evidence", json!([{ "credential": "x", "not_after": "2026-01-01T00:00:00Z" }])),
        ("build", json!(1)),
    ] {
        let facts = with(&json!({ "schema": "certplan/facts/1" }), field, value);
        contract.refuses(&facts, &facts.to_string());
        assert!(certplan_export::facts::read(&facts.to_string()).is_err(), "the reader accepts {facts}");
    }
    for facts in
        [json!({ "schema": "certplan/facts/1" }), json!({ "schema": "certplan/facts/1", "build": null })]
    {
        contract.accepts(&facts, &facts.to_string());
        assert!(certplan_export::facts::read(&facts.to_string()).is_ok(), "the reader refuses {facts}");
    }
}

#[test]
fn every_forecast_fits_its_schema() {
    let contract = Contract::named("forecast");
    let ahead = Scenario::all().into_iter().filter(|it| {
        it.input.from.is_some() || it.input.shutdown.as_ref().is_some_and(|length| length != "unknown")
    });
    let mut count = 0;
    for scenario in ahead {
        let document = answered("forecast", &scenario);
        contract.holds(&document, &["schema", "summary", "credentials", "before", "plan", "sources"]);
        let mut broken = document;
        broken["plan"]["schema"] = json!("certplan/plan/2");
        contract.refuses(&broken, "a plan of another version");
        count += 1;
    }
    assert!(count >= 20, "{count} scenarios lie ahead");
}

#[test]
fn every_explanation_fits_its_schema() {
    let contract = Contract::named("explain");
    for text in [
        "x509: certificate has expired or is not yet valid: current time 2026-03-01T00:00:00Z is after 2026-02-01T00:00:00Z",
        "rpc error: code = Unauthenticated desc = Valid Token Required",
        "x509: certificate signed by unknown authority",
        "No space left on device",
        "nothing that is known",
    ] {
        let document = parsed(&["explain", "--format", "json", text]);
        contract.holds(&document, &["schema", "verdict", "summary", "matches", "do_not", "sources"]);
        contract.refuses(&with(&document, "verdict", json!("maybe")), "a verdict that there is none of");
    }
}

#[test]
fn what_inspect_prints_and_reads_fits_its_schemas() {
    let (inspect, evidence) = (Contract::named("inspect"), Contract::named("evidence"));
    let at = "2026-12-18T16:00:00Z";
    for file in ["dates.txt", "evidence.json"] {
        let path = format!("{}/console/inspect.in/{file}", env!("CARGO_MANIFEST_DIR"));
        let document = parsed(&["inspect", "--format", "json", "--at", at, &path]);
        inspect.holds(&document, &["schema", "at", "items", "rejected"]);
        let mut broken = document;
        broken["items"][0]["status"] = json!("fresh");
        inspect.refuses(&broken, "a status that there is none of");
    }
    let path = format!("{}/console/inspect.in/evidence.json", env!("CARGO_MANIFEST_DIR"));
    let read = std::fs::read_to_string(path).expect("the example is there");
    let read: Value = serde_json::from_str(&read).expect("the example is JSON");
    evidence.holds(&read, &["schema", "collected_at", "host", "items", "unread"]);
}

#[test]
fn what_fleet_reads_and_prints_fits_its_schemas() {
    let (line, row, fleet) =
        (Contract::named("fleet-line"), Contract::named("fleet-row"), Contract::named("fleet"));
    let lines = [
        json!({ "deployment": "berlin", "cluster": "prod", "shutdown": "45d", "load_balancer": true }),
        json!({ "deployment": "berlin", "cluster": "test", "load_balancer": "no", "later": [1] }),
        json!({ "deployment": "oslo", "host": "n1", "shutdown": 10, "cluster": "prod", "build": null }),
        json!({ "deployment": "rome", "kind": "management", "shutdown": "unknown" }),
    ];
    for one in &lines {
        line.accepts(one, &one.to_string());
    }
    for broken in [json!({ "deployment": 1 }), json!({ "deployment": "a", "load_balancer": 2 }), json!([])] {
        line.refuses(&broken, &broken.to_string());
    }
    let file = std::env::temp_dir().join(format!("certplan-schemas-{}.ndjson", std::process::id()));
    let text = lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    std::fs::write(&file, text).expect("a file can be written");
    let path = file.to_string_lossy();
    let documents = [
        parsed(&["fleet", "--format", "json", &path]),
        parsed(&["fleet", "--format", "json", "--plans", &path]),
    ];
    let rows = command::certplan(&["fleet", "--format", "ndjson", &path].map(String::from));
    std::fs::remove_file(&file).expect("it was written");
    for document in &documents {
        fleet.holds(document, &["schema", "rules", "deployments", "summary"]);
        let mut broken = document.clone();
        broken["summary"]["hit"]["both"] = json!(-1);
        fleet.refuses(&broken, "a count below zero");
    }
    for printed in rows.lines() {
        let printed: Value = serde_json::from_str(printed).expect("a row is JSON");
        row.accepts(&printed, "a row");
        row.refuses(&with(&printed, "layers", json!([])), "a row without layers");
    }
    assert_eq!(rows.lines().count(), 3);
}

#[test]
fn the_rule_set_fits_its_schema() {
    let document = parsed(&["rules", "--format", "json"]);
    let contract = Contract::named("rules");
    contract.holds(&document, &["schema", "version", "as_of", "shutdown", "commands", "playbook", "sources"]);
    let mut broken = document;
    broken["playbook"][0]["needs"] = json!("all");
    contract.refuses(&broken, "needs that are no list");
}

#[test]
fn the_readers_pass_over_fields_that_came_later() {
    let later = || json!({ "of": ["a later", 1, null] });
    let facts = json!({
        "schema": "certplan/facts/1", "shutdown_seconds": 3_888_000, "later": later(),
        "clusters": [{ "kind": "target", "name": "prod", "later": later() }],
        "evidence": [{ "credential": "moc-client", "not_after": "2026-01-01T00:00:00Z", "later": later() }],
    });
    let read = |facts: &Value| certplan_export::facts::read(&facts.to_string()).expect("facts are read");
    assert_eq!(read(&facts), read(&without_later(facts.clone())));

    let evidence = json!({
        "schema": "certplan/evidence/1", "collected_at": "2026-01-01T00:00:00Z", "host": "n1", "later": later(),
        "items": [{ "origin": "a", "subject": "b", "issuer": "c", "serial": "01", "later": later(),
            "not_before": "2026-01-01T00:00:00Z", "not_after": "2026-03-01T00:00:00Z" }],
        "unread": [{ "origin": "d", "reason": "e", "later": later() }],
    });
    let read = |evidence: &Value| certplan_inspect::read("a", evidence.to_string().as_bytes());
    assert_eq!(read(&evidence), read(&without_later(evidence.clone())));
    assert_eq!(read(&evidence).items.len(), 1);

    let line = json!({ "deployment": "berlin", "cluster": "prod", "shutdown": "45d", "later": later() });
    assert_eq!(rows(&line), rows(&without_later(line.clone())));
    assert!(rows(&line).starts_with("{\"deployment\":\"berlin\""), "{}", rows(&line));
}

#[test]
fn the_readers_refuse_another_version() {
    let facts = certplan_export::facts::read("{\"schema\": \"certplan/facts/2\"}");
    assert!(facts.is_err());
    let evidence = certplan_inspect::read("a", b"{\"schema\": \"certplan/evidence/2\", \"items\": []}");
    assert!(evidence.items.is_empty() && evidence.rejected.len() == 1, "{evidence:?}");
}

fn without_later(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            fields.remove("later");
            for field in fields.values_mut() {
                *field = without_later(field.take());
            }
        }
        Value::Array(items) => {
            for item in items {
                *item = without_later(item.take());
            }
        }
        _ => {}
    }
    value
}

/// What a fleet of that one line gives, a row a line.
fn rows(line: &Value) -> String {
    let wanted = Wanted { format: Format::Ndjson, plans: false, worst: 0 };
    let mut report = Report::new(wanted, Shared::new(&Utc));
    let mut out = Vec::new();
    report.push(line.to_string().as_bytes(), &mut out, &mut |it| panic!("{}", it.reason));
    report.finish(&mut out, &mut |it| panic!("{}", it.reason));
    String::from_utf8(out).expect("rows are text")
}
