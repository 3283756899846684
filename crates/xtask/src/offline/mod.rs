//! The page as one file, to be kept and opened without a network: everything that the page loads stands in it.
//!
//! Its WebAssembly is taken apart (`columns.rs`), compressed (`lzma.rs`) and written as text (`letters.rs`); a script in the file does the
//! same backwards (`unpack.js`) and starts it (`start.js`). Where no script runs, the example and all cases are readable all the same.

mod alone;
mod columns;
mod letters;
mod lzma;
mod module;

use self::alone::Alone;
use self::module::Module;
use crate::lean;
use crate::page::{self, Prerendered};
use crate::setup::BuildTools;
use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The file's name.
pub(crate) const FILE: &str = "certplan.html";

/// The package with the page and all of its modules in one.
const PACKAGE: &str = "certplan-whole";

/// What unpacks the module.
const UNPACK: &str = include_str!("unpack.js");

/// What starts it.
const START: &str = include_str!("start.js");

/// Writes the file and its checksum into `site`, made from its bundled `index.html`.
///
/// # Errors
/// The module does not build, or the page is not what trunk makes of `web/index.html`.
pub(crate) fn write(tools: &BuildTools, site: &Path, prerendered: &Prerendered) -> Result<()> {
    let bundled = fs::read_to_string(site.join("index.html")).context("there is no bundled page")?;
    let icon = fs::read(site.join("favicon.svg")).context("the page has no icon")?;
    let (glue, wasm) = lean::whole(tools, PACKAGE)?;
    let Alone { html, script, styles } = alone::page(&bundled, &icon)?;
    let module = Module::pack(&wasm, &lean::script(tools, &[script, glue].join("\n"))?, &styles)?;
    let html = alone::with_ascii_styles(&lean::head(tools, &html)?)?;
    let html = with_module(&html, &module, &lean::script(tools, &[UNPACK, START].concat())?)?;
    let html = page::finish(&html, prerendered, |html| module.policy(html))?;
    loads_nothing(&html)?;
    let file = module.fill(&html)?;
    // As sha256sum writes it and reads it.
    let sum = format!("{}  {FILE}\n", hexadecimal(&Sha256::digest(&file)));
    fs::write(site.join(FILE), file)?;
    fs::write(site.join(format!("{FILE}.sha256")), sum)?;
    Ok(())
}

/// The page with its module at its end, so that the answer stands before it is read.
fn with_module(html: &str, module: &Module, scripts: &str) -> Result<String> {
    const END: &str = "</body>";
    alone::replaced(html, END, &format!("{}<script>{scripts}</script>{END}", module.element()))
}

/// A link or a source that a browser would follow by itself is a mistake: there is nothing beside the file.
fn loads_nothing(html: &str) -> Result<()> {
    let there = [" src=", "import(", "import ", "rel=preload", "rel=modulepreload", "rel=stylesheet"];
    match there.iter().find(|sign| html.contains(**sign)) {
        Some(sign) => bail!("the file for use without a network would load something: it holds {sign:?}"),
        None => Ok(()),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
