//! Makes a module small once wasm-bindgen has written it: no words of panics, short names between the two sides, then
//! wasm-opt and esbuild. The files get names by their content.

use crate::build::edit;
use crate::run::{Run, cargo};
use crate::setup::{BuildTools, WASM_TARGET};
use crate::{machine, snip};
use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// What rustc may use of WebAssembly; wasm-opt must be told, since the section that says so is read before it is known.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// A text without what stands in it once.
///
/// # Errors
/// It is not there, or stands there twice: the tool that wrote the text has changed.
fn without(text: &str, part: &str) -> Result<String> {
    match text.matches(part).count() {
        1 => Ok(text.replacen(part, "", 1)),
        count => bail!("what wasm-bindgen wrote holds {part:?} {count} times instead of once"),
    }
}

/// Builds `package` for WebAssembly and writes `<package>.js` and `<package>_bg.wasm` into `folder`, for a kind of script that
/// wasm-bindgen knows.
///
/// # Errors
/// It does not build, or the tool fails.
pub(crate) fn bound(tools: &BuildTools, package: &str, kind: &str, folder: &Path) -> Result<()> {
    let target = ["--profile", "web", "--target", WASM_TARGET];
    cargo(&["build", "--quiet", "--package", package, "--bin", package]).args(target).run()?;
    let built = machine::root().join(format!("target/{WASM_TARGET}/web/{package}.wasm"));
    Run::new(&tools.wasm_bindgen)
        .args(["--target", kind, "--no-typescript", "--out-name", package, "--out-dir"])
        .args([folder, &built])
        .run()
}

fn files(folder: &Path, stem: &str) -> (PathBuf, PathBuf) {
    (folder.join(format!("{stem}.js")), folder.join(format!("{stem}_bg.wasm")))
}

/// Makes `<stem>.js` and `<stem>_bg.wasm` in `folder` small and returns their new stem: `name` and the hash of both.
///
/// # Errors
/// One of them is not there, or a tool fails.
pub(crate) fn module(tools: &BuildTools, folder: &Path, stem: &str, name: &str) -> Result<String> {
    let (script, wasm) = files(folder, stem);
    // All are started in the same way, and a server that names another kind of file for WebAssembly is no reason to tell a reader.
    edit(&script, |text| without(text, "initSync, "))?;
    shrink(tools, &script, &wasm, &["--format=esm", "--tree-shaking=true", "--drop:console"])?;
    let hash = Sha256::new().chain_update(fs::read(&script)?).chain_update(fs::read(&wasm)?).finalize();
    let hash = hash.first_chunk().map_or(0, |start| u64::from_be_bytes(*start));
    let new = format!("{name}-{hash:016x}");
    fs::rename(&wasm, folder.join(format!("{new}_bg.wasm")))?;
    // Where nobody says which file, the script looks beside itself.
    edit(&script, |text| Ok(text.replace(&format!("{name}_bg.wasm"), &format!("{new}_bg.wasm"))))?;
    fs::rename(&script, folder.join(format!("{new}.js")))?;
    Ok(new)
}

/// Makes a script and its WebAssembly small where they lie.
fn shrink(tools: &BuildTools, script: &Path, wasm: &Path, more: &[&str]) -> Result<()> {
    let written = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let (snipped, names) = snip::panics(&written)?;
    fs::write(wasm, snipped)?;
    edit(script, |text| Ok(snip::renamed(text, &names)))?;
    Run::new(&tools.wasm_opt)
        .args(FEATURES)
        .args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features", "-o"])
        .args([wasm, wasm])
        .run()?;
    minify(tools, script, more)
}

/// Makes a script small where it lies. Without a format names of the outermost level stay.
fn minify(tools: &BuildTools, script: &Path, more: &[&str]) -> Result<()> {
    Run::new(&tools.esbuild)
        .args(["--minify", "--log-level=warning", "--allow-overwrite"])
        .args(more)
        .args([script.as_os_str(), format!("--outfile={}", script.display()).as_ref()])
        .run()
}
