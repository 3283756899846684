//! Builds the site twice, in folders of different names and lengths with nothing shared but the sources, and compares every byte,
//! so that anyone can check a release against its sources.

use crate::{machine, say};
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::Path;
use xshell::cmd;

const COPIES: [&str; 2] = ["target/reproduce/one", "target/reproduce/a folder further/two"];

/// Builds twice and compares.
///
/// # Errors
/// A build fails, or a file differs; the message names the files. The two copies stay then, for a look.
pub(crate) fn run() -> Result<()> {
    let sh = machine::shell()?;
    let copies = COPIES.map(|copy| machine::root().join(copy));
    for copy in &copies {
        say::step(&format!("building from nothing in {}", copy.display()), "about 4 minutes on two cores");
        machine::remove(copy)?;
        copy_sources(copy)?;
        let _folder = sh.push_dir(copy);
        // The one build must not find what the other left, nor anything of this folder.
        cmd!(sh, "cargo run --quiet --locked --package xtask -- build")
            .env_remove("CARGO_TARGET_DIR")
            .run()?;
        // The compiled crates are a gigabyte; the sites are what is compared.
        machine::remove(&copy.join("target"))?;
    }
    let [one, two] = copies.map(|copy| copy.join("dist"));
    let differing = cmd!(sh, "diff --recursive --brief {one} {two}").quiet().ignore_status().read()?;
    ensure!(differing.is_empty(), "two builds differ; both are in target/reproduce/:\n{differing}");
    say::result("two builds are the same in every byte");
    machine::remove(&machine::root().join("target/reproduce"))
}

/// Puts every file of the repository, committed or not, into a new folder.
fn copy_sources(folder: &Path) -> Result<()> {
    let sh = machine::shell()?;
    let listed = cmd!(sh, "git ls-files -z --cached --others --exclude-standard").quiet().read()?;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (machine::root().join(name), folder.join(name));
        // One that was removed is still listed.
        if from.is_file() {
            fs::create_dir_all(to.parent().context("a file is in a folder")?)?;
            fs::copy(&from, &to).with_context(|| format!("cannot copy {name}"))?;
        }
    }
    Ok(())
}
