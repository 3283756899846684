//! What comes from npm: two locked lists in `crates/xtask/npm`, so that `npm ci` checks version and hash of each package.

use crate::{debian, machine, say};
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::PathBuf;
use xshell::cmd;

/// A list of packages: its name, its `package.json`, its lock.
pub(crate) type List = (&'static str, &'static str, &'static str);

/// What building needs.
pub(crate) const BUILD: List =
    ("build", include_str!("../npm/build/package.json"), include_str!("../npm/build/package-lock.json"));

/// What the tests need.
pub(crate) const TEST: List =
    ("test", include_str!("../npm/test/package.json"), include_str!("../npm/test/package-lock.json"));

/// A program of the list's packages: from the search path where it has the pinned version, else installed.
///
/// # Errors
/// The packages cannot be installed.
pub(crate) fn program(list: List, name: &str) -> Result<PathBuf> {
    match on_path(list, name) {
        Some(found) => Ok(found),
        None => file(list, &format!(".bin/{name}")),
    }
}

/// A file of the list's packages, by its path below `node_modules`.
///
/// # Errors
/// The packages cannot be installed, or have no such file.
pub(crate) fn file(list: List, path: &str) -> Result<PathBuf> {
    let file = folder(list)?.join("node_modules").join(path);
    ensure!(file.is_file(), "{} is missing; remove the folder above it to install it again", file.display());
    Ok(file)
}

/// The folder with the list's packages installed.
///
/// # Errors
/// Node.js is missing, or npm fails; the message names the command.
pub(crate) fn folder((name, package, lock): List) -> Result<PathBuf> {
    let folder = machine::tool_cache()?.join(format!("npm-{name}-{}", machine::short_hash(lock.as_bytes())));
    if folder.is_dir() {
        return Ok(folder);
    }
    debian::node()?;
    say::step(&format!("installing what the {name} needs from npm"), "about 20 seconds");
    machine::install_into(&folder, |partial| {
        fs::write(partial.join("package.json"), package)?;
        fs::write(partial.join("package-lock.json"), lock)?;
        let sh = machine::shell()?;
        cmd!(sh, "npm ci --no-audit --no-fund --ignore-scripts --loglevel=error --prefix {partial}")
            .quiet()
            .ignore_stdout()
            .run()
            .with_context(|| format!("npm failed; by hand: npm ci --prefix crates/xtask/npm/{name}"))
    })?;
    Ok(folder)
}

fn on_path((_, package, _): List, name: &str) -> Option<PathBuf> {
    let pinned: serde_json::Value = serde_json::from_str(package).ok()?;
    // wasm-opt is a program of binaryen and prints its first number only; the others print their whole version.
    let version = match name {
        "wasm-opt" => pinned["dependencies"]["binaryen"].as_str()?.split('.').next()?,
        name => pinned["dependencies"][name].as_str()?,
    };
    machine::on_path(name, version)
}
