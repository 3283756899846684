//! What a site needs beyond its pages once it is published: a page for wrong addresses, a map for search engines, how long
//! files may be kept, and words about each page for those who link to it.

use crate::build::edit;
use crate::{machine, policy};
use anyhow::{Context as _, Result, bail, ensure};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Where the site will be published: an absolute address that ends with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Base(String);

impl Base {
    /// Takes an address with or without its last slash.
    ///
    /// # Errors
    /// It is no address of the web, or has characters that a page would have to escape.
    pub(crate) fn read(address: &str) -> Result<Self> {
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/[]%".contains(letter);
        match rest {
            Some(rest) if !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(plain) => {
                Ok(Self(format!("{}/", address.trim_end_matches('/'))))
            }
            _ => bail!(
                "{address:?} is no address to publish at; give one such as https://example.org/certplan/"
            ),
        }
    }

    /// The path within its host, with slashes at both ends.
    fn path(&self) -> &str {
        let (_, rest) = self.0.split_once("://").unwrap_or_default();
        rest.find('/').map_or("/", |slash| &rest[slash..])
    }
}

/// Adds it all to the finished site. Without a base, what needs absolute addresses is left out.
///
/// # Errors
/// A page is not as expected, or cannot be read or written.
pub(crate) fn finish(site: &Path, base: Option<&Base>) -> Result<()> {
    edit(&site.join("index.html"), |html| about_page(html, base))?;
    let page = fs::read_to_string(site.join("index.html")).context("the site has no page")?;
    write(site, "404.html", &missing(&page, base)?)?;
    write(site, "_headers", &headers(site, base)?)?;
    match base {
        Some(base) => write(site, "sitemap.xml", &map(site, base)?),
        None => Ok(()),
    }
}

fn write(site: &Path, name: &str, text: &str) -> Result<()> {
    fs::write(site.join(name), text).with_context(|| format!("cannot write {name}"))
}

/// What a link to the page shows elsewhere. Title and description are those of the page.
fn about_page(html: &str, base: Option<&Base>) -> Result<String> {
    const TITLE: &str =
        "<meta content=\"Certplan: certificates before and after a shutdown\" property=og:title>";
    let (before, after) = html.split_once("</title>").context("the page has no title")?;
    let mut about = format!("</title>{TITLE}<meta content=website property=og:type>");
    if let Some(Base(base)) = base {
        let _ =
            write!(about, "<meta content=\"{base}\" property=og:url><link href=\"{base}\" rel=canonical>");
    }
    Ok([before, &about, after].concat())
}

/// The page for addresses that lead nowhere. A host shows it in any folder, so its links are absolute: below the base, or
/// without one, below the host's root.
fn missing(page: &str, base: Option<&Base>) -> Result<String> {
    // The style of the components, and that of the page.
    let styles = page.split("<style>").skip(1).filter_map(|rest| Some(rest.split_once("</style>")?.0));
    let style = styles.collect::<Vec<_>>().join("\n");
    ensure!(!style.is_empty(), "the page has no style");
    let home = base.map_or("/", |Base(base)| base);
    let html =
        include_str!("page/missing.html").replace("certplan:style", &style).replace("certplan:home", home);
    let policy = policy::of_text(&html);
    Ok(html.replace("certplan:csp", &policy))
}

/// For hosts that read such a file: what changes its name with its content is kept for ever. Other files have no rule
/// here, since such hosts check them again by default.
fn headers(site: &Path, base: Option<&Base>) -> Result<String> {
    let root = base.map_or("/", Base::path);
    let mut text = format!(
        "{root}*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n\
         {root}\n  Content-Security-Policy: {0}\n{root}book/*\n  Content-Security-Policy: {0}\n",
        policy::HEADER_ONLY
    );
    for name in machine::files(site)? {
        let kept = policy::cache_control(&name);
        if kept.contains("immutable") {
            let _ = write!(text, "{root}{name}\n  Cache-Control: {kept}\n");
        }
    }
    Ok(text)
}

/// The page and every chapter, for search engines.
fn map(site: &Path, Base(base): &Base) -> Result<String> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let _ = writeln!(text, "<url><loc>{base}</loc></url>");
    for name in machine::files(&site.join("book"))? {
        // All chapters again, and a table of contents for browsers without scripts.
        if machine::is_html(&name) && !["print.html", "toc.html"].contains(&name.as_str()) {
            let _ = writeln!(text, "<url><loc>{base}book/{name}</loc></url>");
        }
    }
    Ok(text + "</urlset>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, process};

    #[test]
    fn an_address_of_the_web_is_a_base() {
        let base = Base::read("https://example.org/docs/certplan").unwrap();
        assert_eq!(base, Base::read("https://example.org/docs/certplan/").unwrap());
        assert_eq!(base.path(), "/docs/certplan/");
        assert_eq!(Base::read("http://127.0.0.1:8080").unwrap().path(), "/");
        for wrong in
            ["", "/a/", "https://", "https:///a", "ftp://a/", "https://a/\"><script>", "https://a b/"]
        {
            assert!(Base::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_site_gets_what_its_base_allows() {
        let folder = env::temp_dir().join(format!("certplan-publish-{}", process::id()));
        fs::create_dir_all(folder.join("book")).unwrap();
        let page = "<title>C</title><style>p{}</style>";
        for (name, text) in [
            ("index.html", page),
            ("a-0123456789abcdef.js", ""),
            ("book/b.html", ""),
            ("book/print.html", ""),
        ] {
            fs::write(folder.join(name), text).unwrap();
        }
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        finish(&folder, None).unwrap();
        assert!(!folder.join("sitemap.xml").exists());
        assert!(read("404.html").contains("href=\"/book/index.html\""));
        assert!(read("404.html").contains("default-src 'none'; style-src 'sha256-"));
        fs::write(folder.join("index.html"), page).unwrap();
        finish(&folder, Some(&Base::read("https://example.org/c/").unwrap())).unwrap();
        assert!(read("404.html").contains("href=\"https://example.org/c/book/index.html\""));
        assert!(read("index.html").contains("rel=canonical"));
        let map = read("sitemap.xml");
        assert!(
            map.contains("<loc>https://example.org/c/book/b.html</loc>") && !map.contains("print"),
            "{map}"
        );
        assert!(
            read("_headers")
                .contains("/c/a-0123456789abcdef.js\n  Cache-Control: public, max-age=31536000, immutable\n")
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
