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

/// Power events, clusters, build and last update: the file of the collector answers every question by itself.
#[test]
fn a_file_of_the_collector_needs_nothing_else() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("collected-power.json");
    let text = r#"{"schema":"certplan/evidence/1","collected_at":"2026-11-30T12:00:00Z","host":"NODE1",
        "power":{"since":"2026-01-01T00:00:00Z","events":[{"at":"2026-10-16T12:00:00Z","id":6006},{"at":"2026-11-30T11:00:00Z","id":6005}]},
        "clusters":[{"name":"prod","load_balancer_kind":"haproxy"}],"build":"1.0.24.11029","items":[],"unread":[]}"#;
    std::fs::write(&file, text).expect("a file in the folder for tests");
    let file = file.to_string_lossy().into_owned();
    let answered = run(["plan", "--evidence", &file, "--format", "json"]);
    assert_eq!(answered.status, 0, "{}", answered.stderr);
    assert!(
        answered.stderr.contains("Length: from 2026-10-16 12:00 UTC to 2026-11-30 12:00 UTC"),
        "{}",
        answered.stderr
    );
    let plan: Value = serde_json::from_str(&answered.stdout).expect("JSON");
    assert_eq!(plan["facts"]["shutdown_seconds"], 45 * 86_400);
    let commands: Vec<_> =
        plan["steps"].as_array().expect("steps").iter().map(|step| &step["command"]).collect();
    assert_eq!(commands.len(), 3, "{commands:?}");
    assert!(answered.stderr.starts_with("note: taken from the collector's file:\n"), "{}", answered.stderr);
    // What was typed wins, and where the file says something else, that is said.
    let typed = run(["plan", "--evidence", &file, "--shutdown", "2h", "--format", "json"]);
    assert!(
        typed.stderr.contains("Not used, since you gave it. Length: from 2026-10-16"),
        "{}",
        typed.stderr
    );
    let agrees = run(["plan", "--evidence", &file, "--shutdown", "45d", "--format", "json"]);
    assert!(!agrees.stderr.contains("Not used"), "{}", agrees.stderr);
    let plan: Value = serde_json::from_str(&typed.stdout).expect("JSON");
    assert_eq!(plan["facts"]["shutdown_seconds"], 7_200);
    let cut = folder.join("collected-cut.json");
    std::fs::write(&cut, &text[..200]).expect("a file in the folder for tests");
    let refused = run(["plan", "--evidence", &cut.to_string_lossy()]);
    assert_eq!((refused.status, refused.stdout.as_str()), (1, ""));
    assert!(refused.stderr.contains("no file of the collector"), "{}", refused.stderr);
}

#[test]
fn a_file_from_the_future_is_doubted_and_answered() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("collected-future.json");
    let text = r#"{"schema":"certplan/evidence/1","collected_at":"2126-11-30T12:00:00Z","host":"NODE1",
        "power":{"since":"2126-01-01T00:00:00Z","events":[{"at":"2126-10-16T12:00:00Z","id":6006},{"at":"2126-11-30T11:00:00Z","id":6005}]},
        "clusters":[{"name":"prod"}],"items":[],"unread":[]}"#;
    std::fs::write(&file, text).expect("a file in the folder for tests");
    let answered = run(["plan", "--evidence", &file.to_string_lossy(), "--format", "json"]);
    assert_eq!(answered.status, 0, "{}", answered.stderr);
    assert!(
        answered.stderr.contains("warning: ") && answered.stderr.contains("one of the two clocks is wrong"),
        "{}",
        answered.stderr
    );
}

/// A Kubernetes certificate that ended 56 days ago, and nothing typed.
#[test]
fn a_leaf_that_ended_56_days_ago_puts_the_infrastructure_layer_in_doubt_in_every_form() {
    let file = collected("leaf-56", &[("kubernetes-leaf", Some("prod"), "2026-10-05T12:00:00Z")]);
    let base =
        ["plan", "--cluster", "management", "--cluster", "target=prod", "--at", "2026-11-30T12:00:00Z"];
    let file = file.display().to_string();
    let text = run(base.iter().chain(&["--evidence", &file]));
    for part in ["Update-AksHciCertificates", "-fixKubeletCredentials", "-fixCloudCredentials", "56 days ago"]
    {
        let plain = text.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain.contains(part), "{part}: {}", text.stdout);
    }
    assert!(!text.stdout.contains("not affected"), "{}", text.stdout);
    let json = run(base.iter().chain(&["--evidence", &file, "--format", "json"]));
    let plan: Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(plan["layers"][0]["outlook"], "unsure", "{}", plan["layers"]);
    assert_eq!(plan["steps"].as_array().map(Vec::len), Some(3));
}

#[test]
fn an_administrators_bare_access_file_proves_no_outage() {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cloudconfig");
    let pem = certificate();
    std::fs::write(&file, format!("{{\"ClientCertificate\":\"{}\"}}", pem.replace('\n', "\\n")))
        .expect("a file");
    let file = file.display().to_string();
    let refused = run(["plan", "--evidence", &file, "--at", "2037-01-01T00:00:00Z"]);
    assert_eq!((refused.status, refused.stdout.as_str()), (1, ""));
    assert!(refused.stderr.contains("nothing tells which credential it is"), "{}", refused.stderr);
    let inspected = run(["inspect", &file, "--at", "2037-01-01T00:00:00Z"]);
    assert!(inspected.stdout.contains("moc-client (a guess)"), "{}", inspected.stdout);
}

/// A client certificate that ended in 2036; its key was not kept.
fn certificate() -> String {
    const CLIENT: &str = "MIIBczCCARmgAwIBAgIUdrgHUwtOLttQD/9S2GbeRpS3ZMgwCgYIKoZIzj0EAwIwHzEdMBsGA1UEAwwUY2Etb2YtdGhlLWRlcGxveW1lbnQwHhcNMjYxMTMwMDkzNzM5WhcNMzYxMTI3MDkzNzM5WjAQMQ4wDAYDVQQDDAVhZG1pbjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMPYBlnvD3Mrurm4ijcKMplYlDkd82GUvJb6eYwLqn9+emp9z5Eb2cOjcIZPgnsQgVGX4aMC4vf9QhQGzK6rOvCjQjBAMB0GA1UdDgQWBBQVZsPyiZwBZN/eaaWIBChRFGGIRzAfBgNVHSMEGDAWgBSEWF6PJSZbzKfHRehXvu82n7KX1TAKBggqhkjOPQQDAgNIADBFAiEA+vKPaEeYJPZT4G5Y52bRMZZYVR9a9wF5ogNMoUqjQxsCIFHqsYtRFVWXwhBgXSmLdiifNmad6PhCVKBiD60UfUbB";
    format!("-----BEGIN CERTIFICATE-----\n{CLIENT}\n-----END CERTIFICATE-----\n")
}
