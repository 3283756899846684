//! The command, as cargo built it.

use std::path::PathBuf;
use std::process::{Command, Output};

/// What `certplan` printed on standard output.
///
/// # Panics
///
/// Where it was not built or failed, with its message.
#[track_caller]
pub fn certplan(arguments: &[String]) -> String {
    let output = run(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "certplan {arguments:?} failed: {errors}");
    String::from_utf8(output.stdout).expect("certplan prints UTF-8")
}

/// The time that a run is told to take for now, as a variable of its environment: while the rules are new.
pub const EPOCH: (&str, &str) = ("SOURCE_DATE_EPOCH", "1795392000");

/// The same, at [`EPOCH`].
///
/// # Panics
///
/// Where it was not built.
#[track_caller]
pub fn certplan_then(arguments: &[String]) -> String {
    let output = Command::new(path()).args(arguments).env(EPOCH.0, EPOCH.1).output();
    String::from_utf8(output.expect("certplan starts").stdout).expect("certplan prints UTF-8")
}

/// What became of a run of `certplan`.
///
/// # Panics
///
/// Where it was not built.
#[track_caller]
pub fn run(arguments: &[String]) -> Output {
    Command::new(path()).args(arguments).output().expect("certplan starts")
}

/// The binary beside this test's own.
fn path() -> PathBuf {
    let own = std::env::current_exe().expect("a test has a path");
    let profile = own.ancestors().nth(2).expect("a test is in target/PROFILE/deps");
    let path = profile.join("certplan");
    assert!(path.exists(), "certplan is not built; run: cargo build -p certplan");
    path
}
