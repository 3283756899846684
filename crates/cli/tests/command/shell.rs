//! The command among others: pipes, completions, schemas, help.

use std::io::Read as _;
use std::process::Stdio;

use serde_json::Value;

use crate::run::{certplan, run};

#[test]
fn a_reader_that_has_read_enough_ends_it_quietly() {
    for arguments in [&["plan", "--shutdown", "45d"][..], &["rules"], &["man"], &["plan", "--help"]] {
        let mut child = certplan()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("certplan starts");
        drop(child.stdout.take());
        let mut errors = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut errors).expect("UTF-8");
        assert_eq!(child.wait().expect("it ends").code(), Some(0), "{arguments:?}");
        assert_eq!(errors, "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let output = certplan().args(["plan"]).stdout(full).output().expect("certplan starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write the answer: "));
}

#[test]
fn the_rules_are_printed_in_every_form() {
    for form in ["text", "markdown"] {
        assert!(run(["rules", "--format", form]).stdout.contains("shutdown-over-30d"), "{form}");
    }
    let rules: Value = serde_json::from_str(&run(["rules", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(rules["schema"], "certplan/rules/1");
}

#[test]
fn both_contracts_have_a_schema() {
    for (arguments, title) in [
        (&["schema"][..], "certplan/plan/1"),
        (&["schema", "plan"], "certplan/plan/1"),
        (&["schema", "facts"], "certplan/facts/1"),
        (&["schema", "inspect"], "certplan/inspect/1"),
    ] {
        let schema: Value = serde_json::from_str(&run(arguments).stdout).expect("JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["title"], title);
    }
}

#[test]
fn completions_and_manual_know_the_switches() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(["completions", shell]);
        assert_eq!(script.status, 0);
        assert!(script.stdout.contains("since-update"), "{shell}");
    }
    let manual = run(["man"]).stdout;
    assert!(manual.contains(".TH certplan 1") && manual.contains(".TH certplan-plan 1"), "{manual}");
    assert!(manual.contains("since\\-update"));
}

#[test]
fn help_lists_the_exit_statuses_and_says_what_the_length_counts_from() {
    let help = run(["--help"]);
    assert_eq!((help.status, help.stderr.as_str()), (0, ""));
    assert!(help.stdout.contains("10  something must be repaired"));
    let plan = run(["plan", "--help"]).stdout;
    assert!(
        plan.contains("not from the\n          power switch") || plan.contains("not from the power switch"),
        "{plan}"
    );
    assert!(plan.lines().all(|line| line.chars().count() <= 100), "{plan}");
}
