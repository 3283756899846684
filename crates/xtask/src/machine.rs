//! What differs from machine to machine: folders, the search path, and who is running this.
#![expect(clippy::disallowed_methods, reason = "the only file of this tool that reads the environment")]

use anyhow::{Context as _, Result};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The workspace's root.
pub(crate) fn root() -> &'static Path {
    // crates/xtask is always two levels below it.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
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

/// The first file called `program` on the search path.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let file_name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&file_name)).find(|file| file.is_file())
}

/// The search path with `folders` before everything else.
///
/// # Errors
/// A folder's name holds the path separator.
pub(crate) fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let inherited = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&inherited)))
        .context("a tool's folder cannot stand in PATH")
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

/// Whether packages can be installed without asking: root on a Debian-like system.
pub(crate) fn may_install_packages() -> bool {
    let id = Command::new("id").arg("-u").stdin(Stdio::null()).output();
    on_path("apt-get").is_some() && id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
