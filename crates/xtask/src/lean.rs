//! Makes a module small once wasm-bindgen has written it: no words of panics, short names between the two sides, then
//! wasm-opt and esbuild. The files get names by their content.

use crate::build::edit;
use crate::run::{Run, cargo};
use crate::setup::{BuildTools, WASM_TARGET};
use crate::{machine, once, snip};
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

/// One of the page's other modules, loaded when a reader asks for it.
pub(crate) struct SideModule {
    /// Its package, which is how its files' names begin.
    pub(crate) package: &'static str,
    /// The word in the page that the name takes the place of.
    word: &'static str,
    /// The script with what is purely the browser's in it.
    script: &'static str,
}

/// The page's other modules.
pub(crate) const SIDE_MODULES: [SideModule; 2] = [
    SideModule { package: "certplan-more", word: "certplan:more", script: "web/more/more.js" },
    SideModule { package: "certplan-tools", word: "certplan:tools", script: "web/tools/tools.js" },
];

/// Makes the page's module small, and names it anew where the page does.
///
/// # Errors
/// The site is not what trunk makes, or a tool fails.
pub(crate) fn page(tools: &BuildTools, site: &Path) -> Result<()> {
    let old = stem(site)?;
    let new = module(tools, site, &old, "certplan-web")?;
    let mut names = vec![(old, new)];
    for side_module in &SIDE_MODULES {
        names.push((side_module.word.to_owned(), side(tools, site, side_module)?));
    }
    edit(&site.join("index.html"), |html| {
        let html = &own_scripts(html)?;
        // What trunk says once the page has started; nobody hears it.
        let html = without(html, "const wasm = ")?;
        let html =
            without(&html, "dispatchEvent(new CustomEvent(\"TrunkApplicationStarted\", {detail: {wasm}}));")?;
        Ok(names.iter().fold(html, |html, (old, new)| html.replace(old, new)))
    })
}

/// The scripts in the page's head, in their order there.
const HEAD_SCRIPTS: [&str; 2] = ["web/early.js", "web/page.js"];

/// The page with its own scripts as they are written: trunk's minifier has made a loop use a name that it had dropped.
fn own_scripts(html: &str) -> Result<String> {
    let mut files = HEAD_SCRIPTS.iter();
    let own = with_scripts(html, |_| match files.next() {
        Some(file) => source(file),
        None => bail!("the page holds another script beside {}", HEAD_SCRIPTS.join(" and ")),
    })?;
    match files.next() {
        None => Ok(own),
        Some(file) => bail!("the page does not hold {file}"),
    }
}

/// The page with each script of its head, and none that has attributes, made into another text.
fn with_scripts(html: &str, mut made: impl FnMut(&str) -> Result<String>) -> Result<String> {
    const START: &str = "<script>";
    const END: &str = "</script>";
    let (head, body) = html.split_once("</head>").context("the page has no head")?;
    let mut parts = head.split(START);
    let mut new = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (script, after) = part.split_once(END).context("a script in the page's head does not end")?;
        new += &[START, &made(script)?, END, after].concat();
    }
    Ok([&new, "</head>", body].concat())
}

/// One of the project's scripts.
fn source(file: &str) -> Result<String> {
    fs::read_to_string(machine::root().join(file)).with_context(|| format!("cannot read {file}"))
}

/// A text without what stands in it once.
///
/// # Errors
/// It is not there, or stands there twice: the tool that wrote the text has changed.
fn without(text: &str, part: &str) -> Result<String> {
    match once::around(text, part) {
        Ok((before, after)) => Ok([before, after].concat()),
        Err(count) => bail!("what trunk or wasm-bindgen wrote holds {part:?} {count} times instead of once"),
    }
}

/// Builds one of the page's other modules, which trunk does not know, and puts it beside the first.
fn side(tools: &BuildTools, site: &Path, SideModule { package, script, .. }: &SideModule) -> Result<String> {
    bound(tools, package, "web", site)?;
    append(&files(site, package).0, script)?;
    module(tools, site, package, package)
}

/// Puts one of the project's scripts behind that of a module, whose names it uses.
fn append(script: &Path, more: &str) -> Result<()> {
    let more = source(more)?;
    edit(script, |text| Ok([text, &more].concat()))
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

/// Builds `package` for one file that holds everything: a script that defines `wasm_bindgen`, and the WebAssembly beside it.
///
/// # Errors
/// It does not build, or a tool fails.
pub(crate) fn whole(tools: &BuildTools, package: &str) -> Result<(String, Vec<u8>)> {
    let folder = machine::root().join("target/whole");
    bound(tools, package, "no-modules", &folder)?;
    let (script, wasm) = files(&folder, package);
    edit(&script, at_hand)?;
    SIDE_MODULES.iter().try_for_each(|it| append(&script, it.script))?;
    // Without a format esbuild leaves names of the outermost level alone: the loader knows one.
    shrink(tools, &script, &wasm, &["--drop:console"])?;
    let read = |file: &Path| fs::read(file).with_context(|| format!("cannot read {}", file.display()));
    Ok((String::from_utf8(read(&script)?).context("a script is UTF-8")?, read(&wasm)?))
}

/// The script of a module whose bytes are at hand: it is a function of them, in the place of what tells apart addresses, requests,
/// responses and modules, and fetches.
///
/// # Errors
/// The tool that wrote it has changed.
fn at_hand(script: &str) -> Result<String> {
    const BEGIN: &str = "async function __wbg_load(";
    const END: &str = "return Object.assign(__wbg_init, { initSync }, exports);";
    const START: &str = "async function start(bytes) {
        const { instance, module } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
        __wbg_finalize_init(instance, module);
    }

    return Object.assign(start, exports);";
    let parts = script.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.context("what wasm-bindgen wrote starts its module in another way")?;
    Ok([before, START, after].concat())
}

fn files(folder: &Path, stem: &str) -> (PathBuf, PathBuf) {
    (folder.join(format!("{stem}.js")), folder.join(format!("{stem}_bg.wasm")))
}

/// The name that trunk gave the page's module.
fn stem(site: &Path) -> Result<String> {
    for entry in fs::read_dir(site).with_context(|| format!("cannot read {}", site.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix("_bg.wasm") {
            return Ok(stem.to_owned());
        }
    }
    bail!("there is no WebAssembly in {}", site.display())
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

/// The page with the scripts in its head made small.
///
/// # Errors
/// It has no head, one of them does not end, or the tool fails.
pub(crate) fn head(tools: &BuildTools, html: &str) -> Result<String> {
    with_scripts(html, |text| script(tools, text))
}

/// A script that stands in a page, made small. Names of its outermost level stay: the modules call functions by them.
///
/// # Errors
/// The tool fails.
pub(crate) fn script(tools: &BuildTools, script: &str) -> Result<String> {
    let file = machine::root().join("target/page.js");
    fs::write(&file, script).with_context(|| format!("cannot write {}", file.display()))?;
    minify(tools, &file, &[])?;
    let small = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(small.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_at_hand_is_started_by_its_bytes() {
        let script = at_hand(
            "let wasm_bindgen = (function(exports) {
    async function __wbg_load(module, imports) { fetch(module) }
    async function __wbg_init(module_or_path) { fetch(module_or_path) }
    return Object.assign(__wbg_init, { initSync }, exports);
})({});",
        )
        .unwrap();
        assert!(script.contains("instantiate(bytes") && script.ends_with("exports);\n})({});"), "{script}");
        assert!(!script.contains("fetch"), "{script}");
        assert!(at_hand("another script").is_err());
    }
}
