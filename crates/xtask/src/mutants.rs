//! Mutants: the decision with one mistake at a time. A test must fail for each.

use crate::{machine, setup, tools};
use anyhow::Result;
use xshell::cmd;

/// The whole core.
const FILES: &str = "crates/core/src/**/*.rs";

/// Tries every mutant of `files`, or of the whole core, with its tests.
///
/// # Errors
/// A mutant was missed: a test is missing.
pub(crate) fn run(files: &[String]) -> Result<()> {
    let sh = machine::shell()?;
    let path = machine::path_with(&[&setup::tool(&tools::CARGO_MUTANTS)?])?;
    let files = if files.is_empty() { vec![FILES.to_owned()] } else { files.to_vec() };
    let files = files.iter().flat_map(|file| ["--file", file]);
    let limits = ["--no-shuffle", "--timeout-multiplier", "4", "--minimum-test-timeout", "60"];
    cmd!(sh, "cargo mutants --package certplan-core {limits...} {files...} --output target")
        // A mutant that loops is a caught one; properties are tried less often, since each mutant pays for them again.
        .env("PROPTEST_CASES", "64")
        .env("PATH", path)
        .run()?;
    Ok(())
}
