//! Modules of WebAssembly beside the page's: compiled, bound to JavaScript, optimised, and named by their content.

use crate::build::edit;
use crate::machine;
use crate::setup::{BuildTools, WASM_TARGET};
use anyhow::Result;
use std::fs;
use std::path::Path;
use xshell::cmd;

/// What rustc may use of WebAssembly; wasm-opt needs a switch for each.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Builds the program `name` of `package` into `<name>-<hash>.js` and `<name>-<hash>_bg.wasm` in `folder`, and returns the stem of both.
///
/// # Errors
/// It does not build, or a tool fails.
pub(crate) fn build(tools: &BuildTools, package: &str, name: &str, folder: &Path) -> Result<String> {
    let sh = machine::shell()?;
    let (wasm_bindgen, wasm_opt, esbuild) = (&tools.wasm_bindgen, &tools.wasm_opt, &tools.esbuild);
    let (script, wasm) = (folder.join(format!("{name}.js")), folder.join(format!("{name}_bg.wasm")));
    cmd!(sh, "cargo build --quiet --profile web --target {WASM_TARGET} --package {package} --bin {name}")
        .quiet()
        .run()?;
    let built = format!("target/{WASM_TARGET}/web/{name}.wasm");
    cmd!(sh, "{wasm_bindgen} --target web --no-typescript --out-name {name} --out-dir {folder} {built}")
        .quiet()
        .run()?;
    cmd!(sh, "{wasm_opt} {FEATURES...} -Oz --strip-debug --strip-producers -o {wasm} {wasm}")
        .quiet()
        .run()?;
    cmd!(
        sh,
        "{esbuild} --minify --format=esm --log-level=warning --allow-overwrite {script} --outfile={script}"
    )
    .quiet()
    .run()?;
    let hash = machine::short_hash(&[fs::read(&script)?, fs::read(&wasm)?].concat());
    let stem = format!("{name}-{hash}");
    // Where no file is named, the script looks beside itself.
    edit(&script, |text| Ok(text.replace(&format!("{name}_bg.wasm"), &format!("{stem}_bg.wasm"))))?;
    fs::rename(&wasm, folder.join(format!("{stem}_bg.wasm")))?;
    fs::rename(&script, folder.join(format!("{stem}.js")))?;
    Ok(stem)
}
