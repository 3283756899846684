//! What differs from machine to machine: folders, the search path, and who is running this.
#![expect(clippy::disallowed_methods, reason = "the only file of this tool that reads the environment")]

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs, process};
use xshell::{Shell, cmd};

/// The workspace's root.
pub(crate) fn root() -> &'static Path {
    // crates/xtask is always two levels below it.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
}

/// A shell in the workspace's root; what it runs has nothing on its standard input.
///
/// # Errors
/// The folder is gone.
pub(crate) fn shell() -> Result<Shell> {
    let sh = Shell::new().context("this process has no folder")?;
    sh.change_dir(root());
    Ok(sh)
}

/// The finished site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The per-user folder of pinned tools: outside `target/`, so that a fresh clone finds them again.
///
/// # Errors
/// None of the three variables that can name it is set.
pub(crate) fn tool_cache() -> Result<PathBuf> {
    let named = |variable| env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    named("CERTPLAN_TOOLS")
        .or_else(|| named("XDG_CACHE_HOME").map(|folder| folder.join("certplan/tools")))
        .or_else(|| env::home_dir().map(|folder| folder.join(".cache/certplan/tools")))
        .context("no place for the tools: set CERTPLAN_TOOLS to a folder")
}

/// A file that the person names by a variable instead of having it searched.
pub(crate) fn named_file(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|file| file.is_file())
}

/// The search path with the folders of these programs before everything else.
///
/// # Errors
/// A folder's name holds the path separator.
pub(crate) fn path_with(programs: &[&Path]) -> Result<OsString> {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let folders = programs.iter().filter_map(|program| program.parent()).map(PathBuf::from);
    env::join_paths(folders.chain(env::split_paths(&inherited)))
        .context("a tool's folder cannot be part of PATH")
}

/// Compiler flags under which no path of this machine gets into what is built.
///
/// # Errors
/// The compiler does not say where it lives.
pub(crate) fn remapped() -> Result<String> {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|folder| folder.join(".cargo")))
        .context("no home folder: set CARGO_HOME")?;
    let flag = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    Ok([flag(root(), "certplan"), flag(&cargo_home.join("registry/src"), "crates")].join(" "))
}

/// What a program answers to `--version`.
pub(crate) fn version(program: &Path) -> Option<String> {
    let sh = shell().ok()?;
    cmd!(sh, "{program} --version").quiet().ignore_stderr().read().ok()
}

/// Lets `install` fill a new folder beside `folder` and renames it at the end: an interruption never leaves half a tool, and two
/// installations at the same time do not disturb each other.
///
/// # Errors
/// `install` fails, or the folder cannot be written.
pub(crate) fn install_into(folder: &Path, install: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let partial = folder.with_file_name(format!(".partial-{name}-{}", process::id()));
    fs::create_dir_all(&partial).with_context(|| format!("cannot write to {}", partial.display()))?;
    if let Err(error) = install(&partial) {
        remove(&partial)?;
        return Err(error);
    }
    // What is there is incomplete, or the work of another run that was faster; either way the new one is whole.
    remove(folder)?;
    fs::rename(&partial, folder).with_context(|| format!("cannot create {}", folder.display()))
}

/// Removes a folder where there is one.
///
/// # Errors
/// It cannot be removed.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// The SHA-256 of `bytes`, as 64 hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// Its first 16 digits, for the names of files and folders.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    sha256(bytes)[..16].to_owned()
}
