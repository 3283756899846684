//! `certplan fleet` as a person or a script runs it.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::run::{Run, json, run};

fn small() -> String {
    format!("{}/tests/fleet/small.csv", env!("CARGO_MANIFEST_DIR"))
}

fn fleet(arguments: &[&str]) -> Run {
    let small = small();
    run(["fleet", small.as_str()].iter().chain(arguments))
}

fn expected(form: &str) -> PathBuf {
    PathBuf::from(format!("{}/tests/fleet/small.{form}", env!("CARGO_MANIFEST_DIR")))
}

#[test]
fn a_small_fleet_reads_as_written_down_in_every_form() {
    for form in ["text", "json", "ndjson", "csv", "markdown"] {
        let run = fleet(&["--format", form]);
        assert_eq!(run.status, 3, "{run:?}");
        let file = expected(&format!("{form}.expected"));
        let known = fs::read_to_string(&file).unwrap_or_default();
        if known != run.stdout {
            fs::write(file.with_extension("new"), &run.stdout).expect("a file beside it");
            panic!("{form} differs from {}; what came is beside it", file.display());
        }
    }
}

#[test]
fn rejected_lines_are_told_or_kept() {
    let told = fleet(&[]).stderr;
    for line in [
        "line 5 of \"paris\": cluster: \"Shop\"",
        "line 9 of \"oslo\"",
        "line 10 of \"berlin\": is separated from earlier lines",
        "line 11 of \"bern\"",
    ] {
        assert!(told.contains(line), "{told}");
    }
    let file = std::env::temp_dir().join(format!("certplan-fleet-{}.ndjson", std::process::id()));
    let kept = fleet(&["--reject", &file.to_string_lossy()]);
    assert_eq!((kept.status, kept.stderr.lines().count()), (3, 1), "{kept:?}");
    let lines = fs::read_to_string(&file).expect("the file");
    fs::remove_file(&file).expect("it was there");
    let numbers: Vec<_> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["line"].as_u64())
        .collect();
    assert_eq!(numbers, [5, 8, 9, 10, 11].map(Some));
}

#[test]
fn the_status_says_what_came_of_it() {
    assert_eq!(fleet(&["--exit-code"]).status, 10);
    let nothing = run(["fleet", "/dev/null"]);
    assert_eq!((nothing.status, nothing.stdout.as_str()), (1, ""), "{nothing:?}");
    run(["fleet", "no such file"]).refused(1, "cannot read \"no such file\"");
    fleet(&["--shutdown", "x"]).refused(1, "--shutdown: \"x\" is not a length");
    fleet(&["--format", "csv", "--plans"]).refused(2, "--plans:");
}

#[test]
fn a_full_plan_is_that_of_the_plan_command() {
    let run = fleet(&["--format", "ndjson", "--plans"]);
    let rome = run.stdout.lines().find(|line| line.contains("\"rome\"")).expect("rome");
    let row: Value = serde_json::from_str(rome).expect("JSON");
    let alone = json(&["--shutdown", "30d", "--cluster", "management", "--cluster", "target=web"]);
    assert_eq!(row["plan"], alone);
}

/// A file of the collector of a deployment that was off from then until 22 November.
fn collected(name: &str, host: &str, off_since: &str, clusters: &str, items: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fleet-evidence");
    fs::create_dir_all(&folder).expect("a folder for tests");
    let file = folder.join(format!("{name}.json"));
    let text = format!(
        r#"{{"schema":"certplan/evidence/1","collected_at":"2026-11-22T12:00:00Z","host":"{host}",
        "power":{{"since":"2026-01-01T00:00:00Z","events":[{{"at":"{off_since}","id":6006}},{{"at":"2026-11-22T11:00:00Z","id":6005}}]}},
        "clusters":[{clusters}],"build":"1.0.24.11029","items":[{items}],"unread":[]}}"#
    );
    fs::write(&file, text).expect("a file in the folder for tests");
    file.to_string_lossy().into_owned()
}

const PROD: &str = r#"{"name":"prod","load_balancer_kind":"haproxy"}"#;

fn rows(run: &Run) -> Vec<Value> {
    assert_eq!(run.status, 0, "{run:?}");
    let rows = run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    rows.filter(|row: &Value| row.get("deployment").is_some()).collect()
}

#[test]
fn files_of_the_collector_need_no_line() {
    let kiel = collected("kiel", "HV1", "2026-10-08T12:00:00Z", PROD, "");
    let bonn = collected("any", "HV9", "2026-11-21T12:00:00Z", r#"{"name":"web"},{"name":"lab"}"#, "");
    let bonn = format!("Bonn=./{}", bonn.trim_start_matches('/')).replace("=./", "=/");
    let run = run(["fleet", "--evidence", &kiel, "--evidence", &bonn, "--format", "ndjson"]);
    let rows = rows(&run);
    let told =
        |row: &Value| (row["deployment"].clone(), row["shutdown_seconds"].as_u64(), row["lines"].clone());
    assert_eq!(told(&rows[0]), ("Bonn".into(), Some(86_400), serde_json::json!([0, 0])));
    assert_eq!(told(&rows[1]), ("kiel".into(), Some(45 * 86_400), serde_json::json!([0, 0])));
    assert_eq!(rows[1]["steps"].as_array().map(Vec::len), Some(3), "{:?}", rows[1]);
    assert!(
        run.stderr.starts_with("note: taken from the collector's file:\n  Bonn: Length"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
}

#[test]
fn a_deployment_without_lines_is_shown_with_its_file() {
    let one = collected("heading-one", "HV1", "2026-10-08T12:00:00Z", PROD, "");
    let two = collected("heading-two", "HV2", "2026-10-08T12:00:00Z", PROD, "");
    let of = |name: &str, path: &str| format!("{name}={path}");
    let arguments = ["--evidence", &of("a:1", &one), "--evidence", &of("a,1", &two)];
    let text = run(["fleet"].iter().chain(&arguments)).stdout;
    assert!(text.contains("a:1 (heading-one.json)\n"), "{text}");
    assert!(!text.contains("line 0"), "{text}");
    // Names that Ansible does not accept stay different.
    let inventory = run(["fleet", "--format", "inventory"].iter().chain(&arguments)).stdout;
    assert!(
        inventory.contains("\"a-1-evidence-1\"") && inventory.contains("\"a-1-evidence-2\""),
        "{inventory}"
    );
}

#[test]
fn a_line_wins_over_evidence_and_a_certificate_bounds_both() {
    let kiel = collected("kiel-line", "HV1", "2026-10-08T12:00:00Z", PROD, "");
    let leaf = r#"{"origin":"apiserver.crt","credential":"kubernetes-leaf","cluster":"prod","subject":"","issuer":"","serial":"",
        "not_before":"2026-09-23T12:00:00Z","not_after":"2026-09-27T12:00:00Z"}"#.replace('\n', "");
    let oslo = collected("oslo-leaf", "HV2", "2026-11-21T12:00:00Z", PROD, &leaf);
    let lines = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fleet-evidence/lines.csv");
    fs::write(&lines, "deployment,cluster,shutdown\nkiel,shop,2h\noslo,,10d\n").expect("a file");
    let (kiel, oslo) = (format!("kiel={kiel}"), format!("oslo={oslo}"));
    let lines = lines.to_string_lossy();
    let run =
        run(["fleet", &lines, "--evidence", &kiel, "--evidence", &oslo, "--format", "ndjson", "--plans"]);
    let rows = rows(&run);
    assert_eq!(rows[0]["shutdown_seconds"], 7_200);
    assert_eq!(rows[0]["steps"].as_array().map(Vec::len), Some(1), "shop alone, by its line: {}", rows[0]);
    // The certificate ended 56 days ago: renewal has stood still for longer than the 10 days of the line.
    assert_eq!(rows[1]["layers"][0]["verdict"], "impacted", "{}", rows[1]["layers"]);
    assert_eq!(rows[1]["steps"].as_array().map(Vec::len), Some(3));
}

#[test]
fn hosts_of_one_deployment_are_one_and_mixed_deployments_are_refused() {
    let one = collected("host1", "HV1", "2026-10-08T12:00:00Z", PROD, "");
    let two = collected("host2", "HV2", "2026-09-28T12:00:00Z", PROD, "");
    let other = collected("host3", "HV3", "2026-09-28T12:00:00Z", r#"{"name":"web"}"#, "");
    let of = |name: &str, path: &str| format!("{name}={path}");
    let both =
        run(["fleet", "--evidence", &of("a", &one), "--evidence", &of("a", &two), "--format", "ndjson"]);
    assert_eq!(rows(&both)[0]["shutdown_seconds"], 55 * 86_400);
    assert!(both.stderr.contains("differ by more than a day"), "{}", both.stderr);
    let mixed = run(["fleet", "--evidence", &of("a", &one), "--evidence", &of("a", &other)]);
    mixed.refused(1, "--evidence: ");
    assert!(mixed.stderr.contains("another deployment"), "{}", mixed.stderr);
}

#[test]
fn bad_evidence_is_refused_whole() {
    let good = collected("good", "HV1", "2026-10-08T12:00:00Z", PROD, "");
    let text = fs::read_to_string(&good).expect("the file");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fleet-evidence");
    for (name, text, reason) in [
        ("version", text.replace("evidence/1", "evidence/2"), "certplan/evidence/2\" is not accepted"),
        ("cut", text[..300].to_owned(), "no file of the collector: EOF"),
    ] {
        let file = folder.join(format!("{name}.json"));
        fs::write(&file, text).expect("a file");
        let refused = run(["fleet", "--evidence", &good, "--evidence", &file.to_string_lossy()]);
        assert_eq!((refused.status, refused.stdout.as_str()), (1, ""), "{refused:?}");
        assert!(refused.stderr.contains(reason), "{}", refused.stderr);
    }
    run(["fleet", "--evidence", "!=x.json"]).refused(1, "--evidence: \"!\"");
    assert_eq!(run(["fleet"]).status, 2);
}
