//! Rules engines that anyone can install, each with the page's shutdown table in it: they must decide as the command does, and say how
//! long one decision takes them.

use crate::run::{Run, cargo};
use crate::{machine, npm, say};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Lengths on every side of the table's limits, as they are typed, and in seconds.
const LENGTHS: [(&str, u32); 4] = [("0d", 0), ("10d", 864_000), ("30d", 2_592_000), ("31d", 2_678_400)];

/// The engines that can be had here, with the nanoseconds of one decision; `command` is the built command.
///
/// # Errors
/// The command does not answer. An engine that cannot be had is named and left out; one that decides otherwise is an error.
pub(crate) fn engines(command: &str) -> Result<Vec<(&'static str, f64)>> {
    let cases = cases(command)?;
    let mut engines = Vec::new();
    for (name, engine) in
        [("zen-engine", zen_engine(&cases)), ("json-rules-engine", json_rules_engine(&cases))]
    {
        match engine {
            Ok(engine) => engines.push((name, nanoseconds(engine).with_context(|| name.to_owned())?)),
            Err(error) => say::result(&format!("left out: {name}: {error:#}")),
        }
    }
    Ok(engines)
}

/// What the command decides.
fn cases(command: &str) -> Result<String> {
    let mut cases = Vec::new();
    for (length, seconds) in LENGTHS {
        let plan = Run::new(command).args(["plan", "--shutdown", length, "--format", "json"]).output()?;
        let plan: Value = serde_json::from_str(&plan)?;
        let verdict = |layer: usize| plan["layers"][layer]["verdict"].clone();
        cases.push(json!({ "shutdown": seconds, "moc": verdict(0), "kubernetes": verdict(1) }));
    }
    Ok(Value::from(cases).to_string())
}

fn nanoseconds(engine: Run) -> Result<f64> {
    let printed = engine.output()?;
    printed.trim().parse().with_context(|| format!("{printed:?} is no time"))
}

/// The peer in Rust, in a package of its own: what it depends on is no part of the project.
fn zen_engine(cases: &str) -> Result<Run> {
    say::step("building zen-engine, a peer", "about 5 minutes at first");
    let (peer, target) = (folder().join("zen-engine"), machine::root().join("target/peers"));
    let manifest = peer.join("Cargo.toml");
    cargo(&["build", "--quiet", "--release", "--locked", "--manifest-path"])
        .args([&manifest])
        .env("CARGO_TARGET_DIR", &target)
        .run()?;
    Ok(Run::new(target.join("release/certplan-peer-zen-engine")).args([cases]))
}

fn json_rules_engine(cases: &str) -> Result<Run> {
    let installed = npm::folder(npm::TEST)?;
    Ok(Run::new("node").args([folder().join("json-rules-engine.mjs")]).args([cases]).args([installed]))
}

fn folder() -> PathBuf {
    machine::root().join("tests/peers")
}
