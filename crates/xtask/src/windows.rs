//! `certplan.exe`: built here for Windows, and run under Wine.

use crate::run::{Run, cargo};
use crate::test::Outcome;
use crate::{debian, machine, say, setup};
use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

/// The target that the command is compiled for.
const TARGET: &str = "x86_64-pc-windows-gnu";
/// The compiler whose linker and libraries that target needs.
const GCC: &str = "x86_64-w64-mingw32-gcc";

/// Builds `certplan.exe` into `dist/windows/`, with its checksum beside it.
///
/// # Errors
/// The set-up or the build fails.
pub(crate) fn build() -> Result<()> {
    setup::rust_target(TARGET)?;
    debian::program(GCC, &["gcc-mingw-w64-x86-64"], "the linker for Windows, mingw-w64")?;
    build_installed()
}

fn build_installed() -> Result<()> {
    say::step("building certplan.exe for Windows", "about 2 minutes at first, then 20 seconds");
    cargo(&["build", "--quiet", "--release", "--locked", "--package", "certplan", "--target", TARGET])
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", GCC)
        // One file that needs nothing beside it, with no path of this machine and no time of this build in it.
        .env(
            "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS",
            format!(
                "-Ctarget-feature=+crt-static -Clink-arg=-Wl,--no-insert-timestamp {}",
                machine::remapped()?
            ),
        )
        // Names of functions are a third of the file, and nobody debugs it on Server Core.
        .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
        .run()?;
    let built = machine::root().join("target").join(TARGET).join("release/certplan.exe");
    let bytes = fs::read(&built).with_context(|| format!("cannot read {}", built.display()))?;
    let folder = machine::dist().join("windows");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let sum = Sha256::digest(&bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing into a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    });
    fs::write(folder.join("certplan.exe"), &bytes).context("cannot write certplan.exe")?;
    // The form that `sha256sum --check` reads, and that a person compares with what Get-FileHash prints.
    fs::write(folder.join("certplan.exe.sha256"), format!("{sum}  certplan.exe\n"))
        .context("cannot write certplan.exe.sha256")?;
    say::note(&format!("certplan.exe is in dist/windows/: {} kB, sha256 {sum}", bytes.len().div_ceil(1000)));
    Ok(())
}

/// Builds `certplan.exe` and runs it under Wine.
///
/// # Errors
/// A package is missing and cannot be installed, or the build or a test fails.
pub(crate) fn test() -> Result<Outcome> {
    setup::rust_target(TARGET)?;
    if let Err(error) = debian::program(GCC, &["gcc-mingw-w64-x86-64"], "the linker for Windows, mingw-w64") {
        return Ok(Outcome::Skipped(error.to_string()));
    }
    let Some(wine) = wine() else { return Ok(Outcome::Skipped("Wine is missing".into())) };
    build_installed()?;
    let folder = machine::root().join("target/windows");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::copy(machine::dist().join("windows/certplan.exe"), folder.join("certplan.exe"))
        .context("cannot copy certplan.exe")?;
    // Wine 8 lacks this library of Windows; one for the tests alone lies beside the program, and nowhere else.
    Run::new(GCC)
        .args(["-shared", "-O1", "-s", "-o"])
        .args([folder.join("bcryptprimitives.dll")])
        .args(["tests/windows/bcryptprimitives.c", "-ladvapi32"])
        .run()?;
    cargo(&["build", "--quiet", "--package", "certplan"]).run()?;
    cargo(&[
        "test",
        "--quiet",
        "--package",
        "certplan-tests",
        "--test",
        "windows",
        "--",
        "--ignored",
        "--test-threads=1",
    ])
    .env("CERTPLAN_WINE", wine)
    .env("CERTPLAN_WINDOWS", &folder)
    .run()?;
    Ok(Outcome::Passed)
}

/// The 64-bit program itself: Debian's `wine` is a script that asks for the 32-bit one.
fn wine() -> Option<PathBuf> {
    let of_debian = PathBuf::from("/usr/lib/wine/wine64");
    if of_debian.is_file() {
        return Some(of_debian);
    }
    ["wine64", "wine"].iter().find_map(|name| which::which(name).ok())
}
