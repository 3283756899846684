//! Mutants: the decision with one mistake put into it at a time. A test must notice each.

use crate::run::cargo;
use crate::{machine, setup, tools};
use anyhow::Result;

/// What decides, and its words: the whole core.
const FILES: [&str; 1] = ["crates/core/src/**/*.rs"];

/// Tries every mutant of `files`, or of the whole core, with its tests.
///
/// # Errors
/// A mutant was missed: a test is missing.
pub(crate) fn run(files: &[String]) -> Result<()> {
    let program = setup::tool(&tools::CARGO_MUTANTS)?;
    let chosen: Vec<&str> =
        if files.is_empty() { FILES.to_vec() } else { files.iter().map(String::as_str).collect() };
    let files = chosen.iter().flat_map(|file| ["--file", file]);
    cargo(&["mutants", "--package", "certplan-core", "--no-shuffle", "--timeout-multiplier", "4"])
        .args(files)
        // A mutant that loops is a caught one; properties are tried less often, since each mutant pays for them again.
        .args(["--output", "target", "--minimum-test-timeout", "60"])
        .env("PROPTEST_CASES", "64")
        .path(&[program.parent().unwrap_or(machine::root()).to_path_buf()])?
        .run()
}
