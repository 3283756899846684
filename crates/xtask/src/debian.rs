//! Debian's packages: installed by root, else named together with the command.

use crate::{machine, say};
use anyhow::{Context as _, Result, anyhow};
use std::path::Path;
use std::process::Command;
use xshell::cmd;

/// What the tests use of the distribution: a program that shows whether it is there, and the packages that have it.
const FOR_TESTS: [(&str, &[&str]); 7] = [
    ("chromium", &["chromium"]),
    ("chromedriver", &["chromium-driver"]),
    ("firefox-esr", &["firefox-esr"]),
    ("WebKitWebDriver", &["webkit2gtk-driver"]),
    ("Xvfb", &["xvfb"]),
    ("/usr/lib/wine/wine64", &["wine", "wine64"]),
    ("x86_64-w64-mingw32-gcc", &["gcc-mingw-w64-x86-64"]),
];

/// Installs in one go what the tests use. A step of the gate that lacks a program says so itself, so a failure is only noted.
pub(crate) fn install_for_tests() {
    let missing: Vec<&str> = FOR_TESTS
        .iter()
        .filter(|(program, _)| !is_there(program))
        .flat_map(|(_, packages)| *packages)
        .copied()
        .collect();
    if missing.is_empty() || !may_install() {
        return;
    }
    if let Err(error) = install(&missing, "browsers, their drivers and what else the tests use") {
        say::note(&format!("{error:#}"));
    }
}

/// That a program is missing, with the command that installs it.
pub(crate) fn missing(packages: &[&str], what: &str) -> anyhow::Error {
    anyhow!("{what} is missing; on Debian or Ubuntu: sudo apt-get install {}", packages.join(" "))
}

/// Node.js with npm, installed where it is missing.
///
/// # Errors
/// It is missing and cannot be installed; the message names the command.
pub(crate) fn node() -> Result<()> {
    if is_there("npm") && is_there("node") { Ok(()) } else { install(&["nodejs", "npm"], "Node.js with npm") }
}

/// Installs a program where it is missing.
///
/// # Errors
/// It is missing and cannot be installed; the message names the command.
pub(crate) fn program(name: &str, packages: &[&str], what: &str) -> Result<()> {
    if is_there(name) { Ok(()) } else { install(packages, what) }
}

/// Installs packages without asking, or says how.
///
/// # Errors
/// They cannot be installed without asking, or not at all; the message names the command.
pub(crate) fn install(packages: &[&str], what: &str) -> Result<()> {
    let names = packages.join(" ");
    if !may_install() {
        return Err(missing(packages, what));
    }
    say::step(&format!("installing {what} from the distribution's packages: {names}"), "about 1 minute");
    let sh = machine::shell()?;
    let apt = |arguments: &[&str]| {
        cmd!(sh, "apt-get {arguments...}")
            .quiet()
            .ignore_stdout()
            .env("DEBIAN_FRONTEND", "noninteractive")
            .run()
    };
    apt(&["update", "--quiet=2"])
        .and_then(|()| {
            apt(&[&["install", "--yes", "--quiet=2", "--no-install-recommends"], packages].concat())
        })
        .with_context(|| format!("{what} could not be installed; by hand: apt-get install {names}"))
}

fn is_there(program: &str) -> bool {
    Path::new(program).is_file() || which::which(program).is_ok()
}

/// Whether packages can be installed without asking: root on a Debian-like system.
fn may_install() -> bool {
    let id = Command::new("id").arg("-u").output();
    is_there("apt-get") && id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
