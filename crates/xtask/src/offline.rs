//! The page as one file, to be kept and opened without a network: everything that the page loads is in it.

use crate::build::fill;
use crate::{machine, policy};
use anyhow::{Context as _, Result, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// The file's name.
pub(crate) const FILE: &str = "certplan.html";

/// Starts the app; it follows the script of wasm-bindgen.
const START: &str = include_str!("offline/start.js");

/// Starts the worker; it follows the script of wasm-bindgen, too.
const START_WORKER: &str = include_str!("offline/start-worker.js");

/// Writes the file and its checksum into `site`, made of the page with everything but its policy.
///
/// # Errors
/// The page is not what trunk makes of `web/index.html`.
pub(crate) fn write(site: &Path, page: &str) -> Result<()> {
    let html = alone(site, page)?;
    // The byte order mark makes it UTF-8, whatever a server declares.
    let html = format!("\u{feff}{}", fill(&html, "certplan:csp", &policy::of_file(&html))?);
    let sum = machine::sha256(html.as_bytes());
    fs::write(site.join(FILE), &html)?;
    // As sha256sum writes it and reads it.
    fs::write(site.join(format!("{FILE}.sha256")), format!("{sum}  {FILE}\n"))?;
    Ok(())
}

fn alone(site: &Path, page: &str) -> Result<String> {
    let read = |name: &str| fs::read(site.join(name)).with_context(|| format!("the site has no {name}"));
    let (html, loader) = without(page, "<script type=\"module\">", "</script>")?;
    let stem = loader.split("certplan-web-").nth(1).and_then(|rest| rest.split(".js").next());
    let stem = format!("certplan-web-{}", stem.context("the page does not load its script")?);
    let script = String::from_utf8(read(&format!("{stem}.js"))?)?;
    let wasm = STANDARD.encode(gzip(&read(&format!("{stem}_bg.wasm"))?)?);
    let (html, _) = without(&html, "<link rel=\"modulepreload\"", ">")?;
    let (html, _) = without(&html, "<link rel=\"preload\"", ">")?;
    let (html, _) = without(&html, "<p id=\"offline\">", "</p>")?;
    let icon = format!("href=\"data:image/svg+xml;base64,{}\"", STANDARD.encode(read("favicon.svg")?));
    let html = without_book(&html.replace("href=\"favicon.svg\"", &icon))?;
    let worker = worker(site, page)?;
    let end = format!(
        "<script type=\"text/plain\" id=\"worker\">{worker}</script>\
         <script type=\"text/plain\" id=\"app-wasm\">{wasm}</script><script type=\"module\">{script}{START}</script></body>"
    );
    let html = fill(&html, "</body>", &end)?;
    loads_nothing(&html)?;
    Ok(html)
}

/// The whole script of the worker, which the page starts from a blob of this text.
fn worker(site: &Path, page: &str) -> Result<String> {
    let folder =
        page.split("name=\"certplan-worker\" content=\"./").nth(1).and_then(|rest| rest.split('"').next());
    let folder = site.join(folder.context("the page does not say where its worker is")?);
    let script = fs::read_to_string(folder.join("certplan-worker.js")).context("the site has no worker")?;
    let wasm = fs::read(folder.join("certplan-worker_bg.wasm")).context("the site has no worker")?;
    let text = format!("{script}{}", START_WORKER.replace("certplan:wasm", &STANDARD.encode(gzip(&wasm)?)));
    ensure!(!text.contains("</script"), "the worker's script would end its element");
    Ok(text)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// The page with the words of its links into the book, which is not in the file.
fn without_book(html: &str) -> Result<String> {
    let mut html = html.to_owned();
    while let Some((before, link)) = html.split_once("<a href=\"book/") {
        let words = link.split_once('>').and_then(|(_, rest)| rest.split_once("</a>"));
        let (words, after) = words.context("a link into the book does not end")?;
        html = [before, words, after].concat();
    }
    Ok(html)
}

/// A link or a source that a browser would follow by itself is a mistake: nothing is beside the file.
fn loads_nothing(html: &str) -> Result<()> {
    let there = [" src=\"", "rel=\"preload", "rel=\"modulepreload", "rel=\"stylesheet"];
    match there.iter().find(|sign| html.contains(**sign)) {
        Some(sign) => bail!("the file for use without a network would load something: it holds {sign:?}"),
        None => Ok(()),
    }
}

/// `html` without the first part from `start` to `end`, both included, and that part.
fn without(html: &str, start: &str, end: &str) -> Result<(String, String)> {
    let parts = html.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?)));
    let (before, (part, after)) = parts.with_context(|| format!("the bundled page lacks {start}...{end}"))?;
    Ok(([before, after].concat(), part.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_into_the_book_become_their_words() {
        let html = without_book("<p><a href=\"book/a.html\">one</a> <a href=\"#cases\">two</a></p>").unwrap();
        assert_eq!(html, "<p>one <a href=\"#cases\">two</a></p>");
    }

    #[test]
    fn a_file_that_would_load_something_is_refused() {
        assert!(loads_nothing("<img src=\"a.png\">").is_err());
        assert!(loads_nothing("<p>text</p>").is_ok());
    }
}
