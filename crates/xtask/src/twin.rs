//! Plans carried out on simulated deployments (`tests/twin`).

use crate::{debian, machine};
use anyhow::{Context as _, Result};
use std::fs;
use xshell::{Shell, cmd};

/// How many histories the gate runs.
const GATE: u64 = 100_000;

/// The part of the book that a run writes.
const TABLE: &str = "docs/src/explanation/simulated.md";

/// The gate's histories.
///
/// # Errors
/// A verdict is broken; the lines name the first history that breaks it.
pub(crate) fn gate() -> Result<()> {
    run(GATE, 1, false)
}

/// So many histories from a seed on; with `book`, the book's table is written from them.
///
/// # Errors
/// A verdict is broken, or the table cannot be written.
pub(crate) fn run(histories: u64, seed: u64, book: bool) -> Result<()> {
    let sh = machine::shell()?;
    let (histories, seed) = (histories.to_string(), seed.to_string());
    let program = program(&sh)?;
    if !book {
        return Ok(cmd!(sh, "{program} --histories {histories} --seed {seed}").run()?);
    }
    let date = cmd!(sh, "date -u +%Y-%m-%d").read()?;
    let table = cmd!(sh, "{program} --histories {histories} --seed {seed} --markdown {date}").read()?;
    fs::write(machine::root().join(TABLE), table + "\n").with_context(|| format!("cannot write {TABLE}"))
}

/// The alert rules of the book over a simulated healthy year, by `promtool`.
///
/// # Errors
/// A rule fires in the healthy year, or does not fire where it must.
pub(crate) fn alerts() -> Result<()> {
    debian::program("promtool", &["prometheus"], "promtool, which tests the alert rules")?;
    let sh = machine::shell()?;
    let (program, root) = (program(&sh)?, machine::root());
    let rules = root.join("docs/src/alerts/certplan.rules.yml");
    let tests = root.join("target/alerts.test.yml");
    let text = cmd!(sh, "{program} --promtool {rules}").read()?;
    fs::write(&tests, text).with_context(|| format!("cannot write {}", tests.display()))?;
    cmd!(sh, "promtool check rules {rules}").run()?;
    Ok(cmd!(sh, "promtool test rules {tests}").run()?)
}

/// One history, step by step.
///
/// # Errors
/// Its plan breaks the first verdict.
pub(crate) fn story(seed: u64) -> Result<()> {
    let sh = machine::shell()?;
    let (program, seed) = (program(&sh)?, seed.to_string());
    Ok(cmd!(sh, "{program} --story --seed {seed}").run()?)
}

/// Compiles the simulation, and names its program.
fn program(sh: &Shell) -> Result<std::path::PathBuf> {
    cmd!(sh, "cargo build --quiet --package certplan-twin --profile twin").run()?;
    Ok(machine::root().join("target/twin/certplan-twin"))
}
