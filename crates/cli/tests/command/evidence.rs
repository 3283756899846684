//! `--evidence`: real dates in the place of the model.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::run::{json as plan, run};

/// A file as the collector writes it, with these credentials and ends.
fn collected(name: &str, items: &[(&str, Option<&str>, &str)]) -> PathBuf {
    let items: Vec<Value> = items
        .iter()
        .map(|(credential, cluster, not_after)| {
            json!({
                "origin": "host1", "credential": credential, "cluster": cluster, "subject": "CN=x", "issuer": "CN=y",
                "serial": "01", "not_before": "2026-01-01T00:00:00Z", "not_after": not_after
            })
        })
        .collect();
    let text = json!({
        "schema": "certplan/evidence/1", "collected_at": "2026-05-01T00:00:00Z", "host": "host1",
        "items": items, "unread": []
    });
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("evidence-{name}.json"));
    std::fs::write(&path, text.to_string()).expect("a file");
    path
}

const BASE: [&str; 8] =
    ["--shutdown", "2d", "--cluster", "target=a1", "--cluster", "target=b2", "--at", "2026-06-01T12:00Z"];

/// The repairs: id, cluster, when, basis.
fn repairs(plan: &Value) -> Vec<String> {
    let steps = plan["steps"].as_array().expect("steps");
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = |step: &Value| {
        [&step["id"], &step["cluster"]["name"], &step["when"], &step["basis"]].map(word).join(" ")
    };
    steps.iter().map(line).collect()
}

#[test]
fn real_dates_of_a_named_cluster_decide_for_that_cluster() {
    let file = collected("named", &[("moc-client", None, "2026-06-01T11:59:59Z")]);
    let evidence = format!("a1={}", file.display());
    let plan = plan(&[&BASE[..], &["--evidence", &evidence]].concat());
    assert_eq!(
        repairs(&plan),
        // It ended a second ago with 27 days left at the stop: no renewal for 27 days, for every cluster (rules, section 6b).
        [
            "fix-kubelet a1 always evidence",
            "fix-cloud a1 always evidence",
            "fix-kubelet b2 always evidence",
            "fix-cloud b2 always evidence"
        ]
    );
    let moc = &plan["clusters"][0]["layers"][0];
    assert_eq!((&moc["layer"], &moc["outlook"]), (&json!("moc"), &json!("lapsed")));
    assert_eq!(plan["facts"]["evidence"][0]["cluster"], "a1");
}

#[test]
fn a_file_that_names_its_clusters_needs_no_name() {
    let items = [("kubernetes-leaf", Some("a1"), "2026-06-02T00:00:00Z")];
    let file = collected("inside", &items);
    let plan = plan(&[&BASE[..], &["--evidence", &file.display().to_string()]].concat());
    assert_eq!(
        repairs(&plan),
        ["fix-kubelet a1 if_check_fails documented", "fix-kubelet b2 always documented"]
    );
}

#[test]
fn what_was_understood_gives_the_same_plan_again() {
    let file = collected("again", &[("cloud-agent-ca", None, "2026-05-01T00:00:00Z")]);
    let first =
        run(["plan", "--format", "json", "--evidence", &file.display().to_string()].iter().chain(&BASE));
    let plan: Value = serde_json::from_str(&first.stdout).expect("JSON");
    let facts = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("evidence-facts.json");
    std::fs::write(&facts, plan["facts"].to_string()).expect("a file");
    let second = run(["plan", "--format", "json", "--facts", &facts.display().to_string()]);
    assert_eq!((second.status, second.stdout), (0, first.stdout));
    let steps = plan["preflight"].as_array().expect("steps");
    assert!(steps.iter().any(|step| step["id"] == "check-cloud-agent-ca" && step["hard_stop"] == true));
}

#[test]
fn a_file_that_gives_nothing_is_a_wrong_fact() {
    let missing = run(["plan", "--evidence", "a1=no-such-file"]);
    missing.refused(1, "--evidence: no-such-file: cannot read it");
    let beyond = collected("beyond", &[("cluster-ca", None, "2036-01-01T00:00:00Z")]);
    let refused = run(["plan", "--evidence", &beyond.display().to_string()]);
    assert_eq!((refused.status, refused.stdout.as_str()), (1, ""));
    assert!(refused.stderr.contains("cluster-ca is in no answer"), "{}", refused.stderr);
}

#[test]
fn a_part_that_is_not_used_is_named_beside_the_answer() {
    let items = [("cluster-ca", None, "2036-01-01T00:00:00Z"), ("moc-client", None, "2036-01-01T00:00:00Z")];
    let file = collected("part", &items);
    let run = run(["plan", "--evidence", &file.display().to_string()].iter().chain(&BASE));
    assert_eq!(run.status, 0);
    assert!(run.stderr.starts_with("warning: not used:\n"), "{}", run.stderr);
}

#[test]
fn a_forecast_counts_dates_that_nothing_renews() {
    let file = collected("ahead", &[("cloud-agent-ca", None, "2027-01-01T00:00:00Z")]);
    let dates = ["--from", "2026-12-18T16:00Z", "--to", "2027-01-08T07:00Z", "--at", "2026-12-01T00:00Z"];
    let file = file.display().to_string();
    let run = run(["forecast", "--format", "json", "--evidence", &file].iter().chain(&dates));
    let forecast: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let credentials = forecast["credentials"].as_array().expect("credentials");
    let authority = credentials.iter().find(|it| it["credential"] == "cloud-agent-ca").expect("it");
    assert_eq!((&authority["basis"], &authority["outlook"]), (&json!("evidence"), &json!("lapsed")));
}
