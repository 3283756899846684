//! What a run takes for now.

use std::process::Stdio;

use crate::run::{Run, certplan};

/// Runs it at those seconds since 1970.
fn run_at(seconds: &str, arguments: &[&str]) -> Run {
    Run::of(certplan().args(arguments).env("SOURCE_DATE_EPOCH", seconds).stdin(Stdio::null()))
}

#[test]
fn the_environment_says_what_time_it_is() {
    let script = ["plan", "--shutdown", "45d", "--cluster", "target=prod", "--format", "powershell"];
    let made = run_at("1795392000", &script);
    assert!(made.stdout.lines().any(|line| line == "# Made:   2026-11-23T00:00:00Z"));
    let until_now = run_at("1795392000", &["plan", "--from", "2026-11-13T00:00Z", "--format", "json"]);
    assert!(until_now.stdout.contains("\"shutdown_seconds\": 864000,"));
}

#[test]
fn a_time_that_is_none_is_refused() {
    for seconds in ["soon", "-1.5", "2026-11-23", "99999999999999999999"] {
        run_at(seconds, &["plan", "--shutdown", "45d"]).refused(1, "SOURCE_DATE_EPOCH: ");
    }
    // Help is not refused, and an empty value says nothing.
    assert_eq!(run_at("soon", &["--help"]).status, 0);
    assert_eq!(run_at("", &["plan", "--shutdown", "45d"]).status, 0);
}

#[test]
fn rules_of_more_than_a_year_ago_are_called_old() {
    let new = run_at("1826841600", &["plan", "--shutdown", "45d"]);
    assert_eq!((new.status, &*new.stderr), (0, ""), "2027-11-22T00:00:00Z");
    let old = run_at("1826841601", &["plan", "--shutdown", "45d"]);
    assert_eq!((old.status, &old.stdout), (0, &new.stdout));
    assert!(old.stderr.contains("more than a year ago; look for a newer certplan"), "{old:?}");
}
