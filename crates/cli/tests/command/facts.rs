//! Facts as JSON, from a file and from standard input.

use std::path::PathBuf;

use crate::run::{json, plan_from, run};

const FACTS: &str = r#"{"schema": "certplan/facts/1", "shutdown_seconds": 864000, "clusters": [{"kind": "target", "name": "prod"}]}"#;

#[test]
fn the_facts_of_an_answer_give_that_answer_again() {
    for arguments in [
        &[][..],
        &[
            "--shutdown",
            "45d",
            "--cluster",
            "management",
            "--cluster",
            "target=prod",
            "--cluster",
            "load-balancer=prod",
        ],
        &["--shutdown", "unknown"],
        &[
            "--from",
            "2026-10-01T10:00",
            "--to",
            "2026-11-10T10:00",
            "--zone",
            "europe/berlin",
            "--cluster",
            "target=prod",
        ],
        &[
            "--from",
            "2026-10-01",
            "--at",
            "2026-11-10T10:00Z",
            "--since-update",
            "100d",
            "--build",
            "1.0.9.10413",
        ],
    ] {
        let plan = json(arguments);
        let again = plan_from(&["--format", "json", "--facts", "-"], plan["facts"].to_string().as_bytes());
        assert_eq!((again.status, again.stderr.as_str()), (0, ""), "{arguments:?}");
        let again: serde_json::Value = serde_json::from_str(&again.stdout).expect("JSON");
        assert_eq!(again, plan, "{arguments:?}");
    }
}

#[test]
fn a_file_is_read_in_the_encodings_of_windows() {
    let expected = json(&["--shutdown", "10d", "--cluster", "target=prod"]);
    let utf16: Vec<u8> = format!("\u{feff}{FACTS}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [FACTS.as_bytes().to_vec(), format!("\u{feff}{FACTS}\r\n").into_bytes(), utf16] {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("facts.json");
        std::fs::write(&path, bytes).expect("the folder is there");
        let path = path.to_str().expect("UTF-8");
        assert_eq!(json(&["--facts", path]), expected);
    }
}

#[test]
fn wrong_facts_are_refused_in_one_line() {
    let refused = |text: &str, start: &str| plan_from(&["--facts", "-"], text.as_bytes()).refused(1, start);
    refused("", "--facts: ");
    refused("{", "--facts: ");
    refused("\u{0}", "--facts: ");
    refused(&"[".repeat(100_000), "--facts: ");
    refused("{\"schema\": \"certplan/plan/1\"}", "--facts: schema: \"certplan/plan/1\" is not accepted");
    refused(&FACTS.replace("prod", "$(x)"), "--facts: cluster: \"$(x)\" is no cluster name");
    refused(&FACTS.replace("prod", &"a".repeat(10_000)), "--facts: cluster: ");
    refused(&FACTS.replace("864000", "-1"), "--facts: ");
    refused(&FACTS.replace("864000", "99999999999999"), "--facts: shutdown_seconds: 99999999999999 is above");
    refused(
        &format!("{FACTS}{}", " ".repeat(1 << 20)),
        "--facts: cannot read \"-\": it is larger than 1 MiB",
    );
    plan_from(&["--facts", "-"], b"\xFF\xFF").refused(1, "--facts: it is no text");
}

#[test]
fn every_wrong_fact_has_its_line() {
    let facts = FACTS.replace("prod", "Prod").replace("\"clusters\"", "\"build\": \"x\", \"clusters\"");
    let run = plan_from(&["--facts", "-"], facts.as_bytes());
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    let lines: Vec<_> = run.stderr.lines().map(|line| line.split('"').next().unwrap_or_default()).collect();
    assert_eq!(lines, ["error: --facts: cluster: ", "error: --facts: build: "]);
}

#[test]
fn an_unreadable_file_is_refused_with_the_reason() {
    run(["plan", "--facts", "no/such/file.json"]).refused(1, "--facts: cannot read \"no/such/file.json\": ");
    run(["plan", "--facts", env!("CARGO_TARGET_TMPDIR")]).refused(1, "--facts: cannot read ");
}
