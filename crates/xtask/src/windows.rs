//! `certplan.exe`: built here for Windows, and run under Wine.

use crate::test::Outcome;
use crate::{debian, machine, say, setup};
use anyhow::Result;
use std::path::PathBuf;
use xshell::cmd;

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
    let sh = machine::shell()?;
    // One file that needs nothing beside it, with no path of this machine and no time of this build in it.
    let flags =
        format!("-Ctarget-feature=+crt-static -Clink-arg=-Wl,--no-insert-timestamp {}", machine::remapped()?);
    cmd!(sh, "cargo build --quiet --release --locked --package certplan --target {TARGET}")
        .quiet()
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", GCC)
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS", flags)
        // Names of functions are a third of the file, and it is not debugged on Server Core.
        .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
        .run()?;
    let bytes = sh.read_binary_file(format!("target/{TARGET}/release/certplan.exe"))?;
    let sum = machine::sha256(&bytes);
    sh.write_file("dist/windows/certplan.exe", &bytes)?;
    // The form that `sha256sum --check` reads, and that a person compares with what Get-FileHash prints.
    sh.write_file("dist/windows/certplan.exe.sha256", format!("{sum}  certplan.exe\n"))?;
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
    let (sh, folder) = (machine::shell()?, machine::root().join("target/windows"));
    sh.create_dir(&folder)?;
    sh.copy_file("dist/windows/certplan.exe", &folder)?;
    // Wine 8 lacks this library of Windows; the one for the tests is beside the program and not distributed.
    let library = folder.join("bcryptprimitives.dll");
    cmd!(sh, "{GCC} -shared -O1 -s -o {library} tests/windows/bcryptprimitives.c -ladvapi32")
        .quiet()
        .run()?;
    cmd!(sh, "cargo build --quiet --package certplan").quiet().run()?;
    cmd!(sh, "cargo test --quiet --package certplan-tests --test windows -- --ignored --test-threads=1")
        .quiet()
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
