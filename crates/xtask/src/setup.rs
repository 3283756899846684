//! Installing what a fresh machine lacks: the pinned tools, the WebAssembly target, a browser.

use crate::engines::Chromium;
use crate::run::{Run, cargo};
use crate::tools::{self, Origin, Tool};
use crate::{ansible, engines, machine, say};
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

/// The target that the page is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What building needs, installed.
#[derive(Debug)]
pub(crate) struct BuildTools {
    /// The page's bundler.
    pub(crate) trunk: PathBuf,
    /// The book's builder.
    pub(crate) mdbook: PathBuf,
    /// Writes the JavaScript side of a module.
    pub(crate) wasm_bindgen: PathBuf,
    /// Makes WebAssembly small.
    pub(crate) wasm_opt: PathBuf,
    /// Makes JavaScript small.
    pub(crate) esbuild: PathBuf,
}

/// What testing needs beyond building, installed.
#[derive(Debug)]
pub(crate) struct TestTools {
    /// The browser that most tests are in.
    pub(crate) chromium: Chromium,
    /// axe's script.
    pub(crate) axe: PathBuf,
    /// The dependency checker.
    pub(crate) cargo_deny: PathBuf,
    /// The folder of Ansible's programs.
    pub(crate) ansible: PathBuf,
    /// The compiler of the npm package's types.
    pub(crate) tsc: PathBuf,
}

/// Installs what building needs.
///
/// # Errors
/// A tool cannot be installed; the message names it and the command that installs it.
pub(crate) fn for_build() -> Result<BuildTools> {
    rust_target(WASM_TARGET)?;
    let trunk = tool(&tools::TRUNK)?;
    Ok(BuildTools {
        trunk,
        mdbook: tool(&tools::MDBOOK)?,
        wasm_bindgen: tool(&tools::WASM_BINDGEN)?,
        wasm_opt: tool(&tools::WASM_OPT)?,
        esbuild: tool(&tools::ESBUILD)?,
    })
}

/// The compiler of types, installed.
///
/// # Errors
/// It cannot be installed; the message names the command that installs it.
pub(crate) fn tsc() -> Result<PathBuf> {
    tool(&tools::TSC)
}

impl BuildTools {
    /// The folders in which trunk finds the programs that it would download otherwise.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        [&self.wasm_bindgen, &self.wasm_opt]
            .into_iter()
            .filter_map(|file| file.parent())
            .map(Path::to_path_buf)
            .collect()
    }
}

/// Installs what testing needs beyond building.
///
/// # Errors
/// A tool cannot be installed; the message names it and the command that installs it.
pub(crate) fn for_tests() -> Result<TestTools> {
    Ok(TestTools {
        chromium: engines::chromium()?,
        axe: tool(&tools::AXE)?,
        cargo_deny: tool(&tools::CARGO_DENY)?,
        ansible: ansible::installed()?,
        tsc: tsc()?,
    })
}

/// Installs the engine of decision tables.
///
/// # Errors
/// It cannot be installed; the message names the command.
pub(crate) fn decision_engine() -> Result<PathBuf> {
    tool(&tools::DSNTK)
}

/// Installs the program that makes mutants.
///
/// # Errors
/// It cannot be installed; the message names the command.
pub(crate) fn mutants() -> Result<PathBuf> {
    tool(&tools::CARGO_MUTANTS)
}

/// The tool's file: from the cache, from the search path when its version fits, or installed now.
///
/// # Errors
/// It cannot be installed.
pub(crate) fn tool(tool: &Tool) -> Result<PathBuf> {
    let folder = machine::tool_cache()?.join(tool.folder());
    let file = folder.join(tool.file());
    if file.is_file() {
        return Ok(file);
    }
    if let Some(found) = fitting_on_path(tool) {
        return Ok(found);
    }
    say::step(&format!("installing {} {}, which {}", tool.name, tool.version, tool.purpose), tool.usual);
    install(tool, &folder).with_context(|| {
        let by_hand = tool.install(&folder.to_string_lossy()).join(" ");
        format!("{} {} could not be installed; by hand: {by_hand}", tool.name, tool.version)
    })?;
    if !file.is_file() {
        bail!("{} was installed, but {} is not there", tool.name, file.display());
    }
    Ok(file)
}

fn fitting_on_path(tool: &Tool) -> Option<PathBuf> {
    if matches!(tool.origin, Origin::NpmFile { .. }) {
        return None;
    }
    let found = machine::on_path(tool.name)?;
    let printed = Run::new(&found).args(["--version"]).output().ok()?;
    tool.fits(&printed).then_some(found)
}

/// Installs beside the final folder and renames at the end, so that an interruption never leaves half a tool, and two
/// installations at the same time do not disturb each other.
fn install(tool: &Tool, folder: &Path) -> Result<()> {
    if matches!(tool.origin, Origin::NpmFile { .. } | Origin::NpmProgram { .. }) {
        node()?;
    }
    let cache = machine::tool_cache()?;
    let partial = cache.join(format!(".partial-{}-{}", tool.folder(), process::id()));
    fs::create_dir_all(&partial).with_context(|| format!("cannot write to {}", cache.display()))?;
    let words = tool.install(&partial.to_string_lossy());
    let Some((program, arguments)) = words.split_first() else { bail!("no command installs {}", tool.name) };
    // A folder that stays lets an interrupted compilation go on where it stopped.
    let compiled = cache.join(format!(".compile-{}", tool.folder()));
    let installed = Run::new(program).args(arguments).env("CARGO_TARGET_DIR", &compiled).run();
    if let Err(error) = installed {
        remove(&partial)?;
        return Err(error);
    }
    remove(&compiled)?;
    if folder.join(tool.file()).is_file() {
        // Another run was faster.
        return remove(&partial);
    }
    remove(folder)?;
    fs::rename(&partial, folder).with_context(|| format!("cannot create {}", folder.display()))
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Adds a target to the toolchain where it is missing.
///
/// # Errors
/// It cannot be added; the message names the command.
pub(crate) fn rust_target(target: &str) -> Result<()> {
    let folder = Run::new("rustc").args(["--print", "target-libdir", "--target", target]).output()?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    say::step(&format!("installing the Rust target {target}"), "about 20 seconds");
    Run::new("rustup").args(["target", "add", target]).run().with_context(|| {
        format!("the Rust target {target} could not be installed; by hand: rustup target add {target}")
    })
}

/// Installs a program from Debian's packages where it is not on the search path.
///
/// # Errors
/// It cannot be installed; the message names the command.
pub(crate) fn program(name: &str, packages: &[&str], what: &str) -> Result<()> {
    if machine::on_path(name).is_some() { Ok(()) } else { debian(packages, what) }
}

fn node() -> Result<()> {
    if machine::on_path("npm").is_some() && machine::on_path("node").is_some() {
        return Ok(());
    }
    debian(&["nodejs", "npm"], "Node.js with npm")
}

/// Installs Debian packages when that needs no question, else says how.
///
/// # Errors
/// They cannot be installed without asking, or not at all; the message names the command.
pub(crate) fn debian(packages: &[&str], what: &str) -> Result<()> {
    let names = packages.join(" ");
    if !machine::may_install_packages() {
        bail!("{what} is missing; on Debian or Ubuntu: sudo apt-get install {names}");
    }
    say::step(&format!("installing {what} from the distribution's packages: {names}"), "about 1 minute");
    let apt = |arguments: &[&str]| {
        Run::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive").run()
    };
    apt(&["update", "--quiet=2"])
        .and_then(|()| {
            apt(&[&["install", "--yes", "--quiet=2", "--no-install-recommends"], packages].concat())
        })
        .with_context(|| format!("{what} could not be installed; by hand: apt-get install {names}"))
}

/// Fetches the page's crates, so that everything after it works without a network.
///
/// # Errors
/// A crate cannot be fetched.
pub(crate) fn fetch() -> Result<()> {
    let about = Run::new("rustc").args(["--version", "--verbose"]).output()?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    // Quiet, since cargo says nothing useful when all is there already.
    cargo(&["fetch", "--quiet", "--locked", "--target", WASM_TARGET, "--target", host]).run()
}
