//! What differs between machines: folders, the search path, installed programs.
#![expect(clippy::disallowed_methods, reason = "the only file of this tool that reads the environment")]

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs, process};
use walkdir::WalkDir;
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

/// The per-user folder of pinned tools: outside `target/`, so that every clone uses it.
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

/// The program on the search path, where `--version` prints this version.
pub(crate) fn on_path(name: &str, version: &str) -> Option<PathBuf> {
    let (found, sh) = (which::which(name).ok()?, shell().ok()?);
    let printed = cmd!(sh, "{found} --version").quiet().ignore_stderr().read().ok()?;
    prints(&printed, version).then_some(found)
}

/// Whether `printed`, the answer to `--version`, names this version.
pub(crate) fn prints(printed: &str, version: &str) -> bool {
    printed.split_whitespace().any(|word| word.strip_prefix('v').unwrap_or(word) == version)
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

/// The files below `folder` at any depth, by their paths from there with forward slashes, in order.
///
/// # Errors
/// A folder cannot be read.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            names.push(entry.path().strip_prefix(folder)?.to_string_lossy().replace('\\', "/"));
        }
    }
    names.sort();
    Ok(names)
}

/// Whether a file's name ends with `.html`.
pub(crate) fn is_html(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "html")
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
