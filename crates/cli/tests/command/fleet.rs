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
        "line 10 of \"berlin\": stands apart",
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
