//! The bundled page as it is without what stands beside it: what it would load, and its links into the book.

use crate::{lean, once};
use anyhow::{Context as _, Result, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write as _;

/// The link to the book, which is not in the file.
const BOOK: &str = "<a href=book/index.html>Documentation</a>";

/// The bundled page without what it loads, and without what it says of its site.
pub(super) struct Alone {
    pub(super) html: String,
    /// Its script that only the module needs, `web/page.js`.
    pub(super) script: String,
    /// Its styles that only the module needs, `web/style/later.css`.
    pub(super) styles: String,
}

pub(super) fn page(bundled: &str, icon: &[u8]) -> Result<Alone> {
    let html = without(bundled, "<script type=module>", "</script>")?;
    let html = without(&html, "<link crossorigin", ">")?;
    let html = without(&html, "<link as=fetch", ">")?;
    // A browser must take each of its bytes for one letter.
    let html = replaced(&html, "<meta charset=utf-8>", "<meta charset=windows-1252>")?;
    // The offer of this very file.
    let html = without(&html, "<p id=offline>", "</p>")?;
    let (html, script) = take_second(&html, "script")?;
    let (html, styles) = take_second(&html, "style")?;
    // What would load the other modules: they are here already.
    let (loading, kept): (Vec<_>, Vec<_>) = script.lines().partition(|line| line.contains("import(\"./"));
    ensure!(
        loading.len() == lean::SIDE_MODULES.len() && loading.iter().all(|line| line.starts_with("var ")),
        "the script of the page does not load each other module in a line of its own"
    );
    let script = kept.join("\n");
    let icon = format!("href=\"data:image/svg+xml;base64,{}\"", STANDARD.encode(icon));
    let html = html.replace("href=favicon.svg", &icon).replace(BOOK, "");
    Ok(Alone { html: without_links(&html)?, script, styles })
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

/// Takes the second element of that name out of the page: the page without it, and its text.
fn take_second(html: &str, name: &str) -> Result<(String, String)> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    let starts: Vec<_> = html.match_indices(&start).map(|(at, _)| at).collect();
    let [_, at] = starts[..] else {
        bail!("the bundled page holds {start} {} times instead of twice", starts.len())
    };
    let parts = html[at + start.len()..].split_once(&end);
    let (text, after) = parts.with_context(|| format!("a {name} of the page does not end"))?;
    Ok(([&html[..at], after].concat(), text.to_owned()))
}

/// `html` without the first part from `start` to `end`, both included.
fn without(html: &str, start: &str, end: &str) -> Result<String> {
    let parts = html.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.with_context(|| format!("the bundled page lacks {start}...{end}"))?;
    Ok([before, after].concat())
}

/// `html` with one part in the place of another that stands in it once.
pub(super) fn replaced(html: &str, old: &str, new: &str) -> Result<String> {
    match once::around(html, old) {
        Ok((before, after)) => Ok([before, new, after].concat()),
        Err(count) => bail!("the bundled page holds {old} {count} times instead of once"),
    }
}

/// The page with the letters of its styles as CSS writes them in ASCII.
pub(super) fn with_ascii_styles(html: &str) -> Result<String> {
    let parts =
        html.split_once("<style>").and_then(|(before, rest)| Some((before, rest.split_once("</style>")?)));
    let (before, (styles, after)) = parts.context("the bundled page has no styles")?;
    let mut ascii = String::new();
    for letter in styles.chars() {
        if letter.is_ascii() {
            ascii.push(letter);
        } else {
            // The space ends the number and belongs to it.
            let _ = write!(ascii, "\\{:x} ", u32::from(letter));
        }
    }
    Ok([before, "<style>", &ascii, "</style>", after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUNDLED: &str = "<meta charset=utf-8><script>early()</script><script>first()\nvar more = () => import(\"./more.js\");\nvar tools = () => import(\"./tools.js\");\nlast()</script>\
        <style>b{}</style><style>i{}</style><link href=favicon.svg rel=icon><script type=module>import init from './a.js';</script>\
        <link crossorigin href=./a.js rel=modulepreload><link as=fetch crossorigin href=./a.wasm rel=preload></head>\
        <body><nav><a href=book/index.html>Documentation</a></nav><p>See <a href=book/a.html>there</a>.<p id=offline>Keep it.</p></body></html>";

    #[test]
    fn what_the_page_loads_is_left_out() {
        let Alone { html, script, styles } = page(BUNDLED, b"<svg/>").unwrap();
        assert_eq!((script.as_str(), styles.as_str()), ("first()\nlast()", "i{}"));
        assert_eq!(
            html,
            "<meta charset=windows-1252><script>early()</script><style>b{}</style><link href=\"data:image/svg+xml;base64,PHN2Zy8+\" rel=icon></head>\
             <body><nav></nav><p>See there.</body></html>"
        );
        super::super::loads_nothing(&html).unwrap();
    }

    #[test]
    fn styles_are_ascii() {
        let html = with_ascii_styles("<style>a{content:\"\u{2192}\u{a0}b\"}</style><p>\u{e9}</p>").unwrap();
        assert_eq!(html, "<style>a{content:\"\\2192 \\a0 b\"}</style><p>\u{e9}</p>");
    }

    #[test]
    fn another_page_than_expected_is_a_mistake() {
        assert!(page("<body></body>", b"").is_err());
        assert!(super::super::loads_nothing(BUNDLED).is_err());
    }
}
