//! Rules engines that anyone can install, each with the page's shutdown table in it: they must decide as the command does, and say how
//! long one decision takes them.

use crate::{machine, npm, say};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::path::PathBuf;
use xshell::{Cmd, cmd};

/// Lengths on every side of the table's limits, as they are typed, and in seconds.
const LENGTHS: [(&str, u32); 4] = [("0d", 0), ("10d", 864_000), ("30d", 2_592_000), ("31d", 2_678_400)];

/// The engines that can be had here, with the nanoseconds of one decision; `command` is the built command.
///
/// # Errors
/// The command does not answer. An engine that cannot be had is named and left out; one that decides otherwise is an error.
pub(crate) fn engines(command: &str) -> Result<Vec<(&'static str, f64)>> {
    let (sh, cases) = (machine::shell()?, cases(command)?);
    let mut engines = Vec::new();
    match zen_engine() {
        Ok(program) => engines.push(("zen-engine", time(&cmd!(sh, "{program} {cases}"))?)),
        Err(error) => say::result(&format!("left out: zen-engine: {error:#}")),
    }
    match npm::folder(npm::TEST) {
        Ok(installed) => {
            let run = cmd!(sh, "node tests/peers/json-rules-engine.mjs {cases} {installed}");
            engines.push(("json-rules-engine", time(&run)?));
        }
        Err(error) => say::result(&format!("left out: json-rules-engine: {error:#}")),
    }
    Ok(engines)
}

/// What the command decides.
fn cases(command: &str) -> Result<String> {
    let (sh, mut cases) = (machine::shell()?, Vec::new());
    for (length, seconds) in LENGTHS {
        let plan = cmd!(sh, "{command} plan --shutdown {length} --format json").quiet().read()?;
        let plan: Value = serde_json::from_str(&plan)?;
        let verdict = |layer: usize| plan["layers"][layer]["verdict"].clone();
        cases.push(json!({ "shutdown": seconds, "moc": verdict(0), "kubernetes": verdict(1) }));
    }
    Ok(Value::from(cases).to_string())
}

/// The nanoseconds that an engine prints.
fn time(engine: &Cmd<'_>) -> Result<f64> {
    let printed = engine.read()?;
    printed.trim().parse().with_context(|| format!("{printed:?} is no time"))
}

/// The peer in Rust, in a package outside the workspace, so that its dependencies are not the project's.
fn zen_engine() -> Result<PathBuf> {
    say::step("building zen-engine, a peer", "about 5 minutes at first");
    let (sh, target) = (machine::shell()?, machine::root().join("target/peers"));
    cmd!(sh, "cargo build --quiet --release --locked --manifest-path tests/peers/zen-engine/Cargo.toml")
        .quiet()
        .env("CARGO_TARGET_DIR", &target)
        .run()?;
    Ok(target.join("release/certplan-peer-zen-engine"))
}
