//! The page as one file, to be kept and opened without a network: everything that the page loads stands in it.
//!
//! Two variants: the small one unpacks its WebAssembly by what browsers have had since 2023; the plain one asks for nothing but
//! WebAssembly. Where neither runs, the example and all cases are readable all the same.

use crate::page::{self, Prerendered};
use crate::setup::BuildTools;
use crate::{encode, lean, policy};
use anyhow::{Context as _, Result, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::Path;

/// The variant that unpacks itself.
pub(crate) const PACKED: &str = "certplan.html";

/// The variant for browsers that unpack nothing.
pub(crate) const PLAIN: &str = "certplan-plain.html";

/// The package with the page and all of its modules in one.
const PACKAGE: &str = "certplan-whole";

/// The link to the book, which is not in the file.
const BOOK: &str = "<a href=book/index.html>Documentation</a>";

/// Writes both variants and their checksums into `site`, made from its bundled `index.html`.
///
/// # Errors
/// The module does not build, or the page is not what trunk makes of `web/index.html`.
pub(crate) fn write(tools: &BuildTools, site: &Path, prerendered: &Prerendered) -> Result<()> {
    let bundled = fs::read_to_string(site.join("index.html")).context("there is no bundled page")?;
    let icon = fs::read(site.join("favicon.svg")).context("the page has no icon")?;
    let (script, wasm) = lean::whole(tools, PACKAGE)?;
    let alone = lean::head(tools, &alone(&bundled, &icon)?)?;
    let variants = [
        (PACKED, encode::smallest_gzip(&wasm)?, include_str!("page/packed.js")),
        (PLAIN, wasm, include_str!("page/plain.js")),
    ];
    for (name, module, loader) in variants {
        let html = with_module(&alone, &script, &module, loader)?;
        let html = page::finish(&html, prerendered, policy::of_file)?;
        loads_nothing(&html)?;
        // As sha256sum writes it and reads it.
        let sum = format!("{}  {name}\n", hexadecimal(&Sha256::digest(&html)));
        fs::write(site.join(name), html)?;
        fs::write(site.join(format!("{name}.sha256")), sum)?;
    }
    Ok(())
}

/// The bundled page without what it loads, and without what it says of its site.
fn alone(bundled: &str, icon: &[u8]) -> Result<String> {
    let html = without(bundled, "<script type=module>", "</script>")?;
    let html = without(&html, "<link crossorigin", ">")?;
    let html = without(&html, "<link as=fetch", ">")?;
    // The offer of this very file.
    let html = without(&html, "<p id=offline>", "</p>")?;
    // What would load the other modules: they are here already.
    let (loading, kept): (Vec<_>, Vec<_>) = html.lines().partition(|line| line.contains("import(\"./"));
    ensure!(
        loading.len() == lean::SIDE_MODULES.len() && loading.iter().all(|line| line.starts_with("var ")),
        "the script of the page does not load each other module in a line of its own"
    );
    let html = kept.join("\n");
    let icon = format!("href=\"data:image/svg+xml;base64,{}\"", STANDARD.encode(icon));
    let html = html.replace("href=favicon.svg", &icon).replace(BOOK, "");
    without_links(&html)
}

/// The page with the words of its links into the book, which is not in the file.
fn without_links(html: &str) -> Result<String> {
    let mut html = html.to_owned();
    while let Some((before, link)) = html.split_once("<a href=book/") {
        let words = link.split_once('>').and_then(|(_, rest)| rest.split_once("</a>"));
        let (words, after) = words.context("a link into the book does not end")?;
        html = [before, words, after].concat();
    }
    Ok(html)
}

/// `html` without the first part from `start` to `end`, both included.
fn without(html: &str, start: &str, end: &str) -> Result<String> {
    let parts = html.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.with_context(|| format!("the bundled page lacks {start}...{end}"))?;
    Ok([before, after].concat())
}

/// The page with its module at its end, so that the answer stands before it is read.
fn with_module(html: &str, script: &str, module: &[u8], loader: &str) -> Result<String> {
    const END: &str = "</body>";
    // The kind is none that a browser runs: it is text with a name.
    let module = format!("<script type=text/plain id=module>{}</script>", STANDARD.encode(module));
    let loader = format!("<script>{}{loader}</script>", script.trim_end());
    match html.split_once(END) {
        Some((before, after)) if !after.contains(END) => Ok([before, &module, &loader, END, after].concat()),
        _ => bail!("the bundled page does not have one {END}"),
    }
}

/// A link or a source that a browser would follow by itself is a mistake: there is nothing beside the file.
fn loads_nothing(html: &str) -> Result<()> {
    let there = [" src=", "import(", "import ", "rel=preload", "rel=modulepreload", "rel=stylesheet"];
    // The module is letters and digits, in which anything may stand by chance.
    let (page, _) = html.split_once("<script type=text/plain").unwrap_or((html, ""));
    match there.iter().find(|sign| page.contains(**sign)) {
        Some(sign) => bail!("the file for use without a network would load something: it holds {sign:?}"),
        None => Ok(()),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUNDLED: &str = "<script>first()\nvar more = () => import(\"./more.js\");\nvar tools = () => import(\"./tools.js\");\nlast()</script>\
        <link href=favicon.svg rel=icon><script type=module>import init from './a.js';</script>\
        <link crossorigin href=./a.js rel=modulepreload><link as=fetch crossorigin href=./a.wasm rel=preload></head>\
        <body><nav><a href=book/index.html>Documentation</a></nav><p>See <a href=book/a.html>there</a>.<p id=offline>Keep it.</p></body></html>";

    #[test]
    fn what_the_page_loads_is_left_out() {
        let alone = alone(BUNDLED, b"<svg/>").unwrap();
        assert_eq!(
            alone,
            "<script>first()\nlast()</script><link href=\"data:image/svg+xml;base64,PHN2Zy8+\" rel=icon></head>\
             <body><nav></nav><p>See there.</body></html>"
        );
        loads_nothing(&alone).unwrap();
    }

    #[test]
    fn another_page_than_expected_is_a_mistake() {
        assert!(alone("<body></body>", b"").is_err());
        assert!(loads_nothing(BUNDLED).is_err());
        assert!(with_module("<p>", "", b"", "").is_err());
    }

    #[test]
    fn the_module_stands_at_the_end_and_as_text() {
        let html = with_module("<body><main></main></body></html>", "let x;\n", b"\0asm", "x()").unwrap();
        assert_eq!(
            html,
            "<body><main></main><script type=text/plain id=module>AGFzbQ==</script><script>let x;x()</script></body></html>"
        );
        assert!(!policy::of_file(&html).contains("'self'"));
    }
}
