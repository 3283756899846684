//! The links of the built book: every one that stays in the site leads to a file and an anchor that exist, and nothing that a
//! page loads comes from elsewhere.

use crate::build::pages;
use anyhow::{Context as _, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Checks the links of every page below `book`; they may lead out of it, to the page beside it.
///
/// # Errors
/// Links are dead, all of which are named, or a page cannot be read.
pub(crate) fn check(book: &Path) -> Result<()> {
    let mut anchors = Anchors::default();
    let mut dead = Vec::new();
    for page in pages(book)? {
        let html = read(&page)?;
        let shown = page.strip_prefix(book).unwrap_or(&page).display().to_string();
        for link in links(&html) {
            if let Some(reason) = anchors.wrong(&page, &link)? {
                dead.push(format!("{shown}: {}: {reason}", link.target));
            }
        }
    }
    dead.sort();
    dead.dedup();
    if dead.is_empty() { Ok(()) } else { bail!("dead links in the book:\n{}", dead.join("\n")) }
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// A link, and whether the browser follows it by itself.
#[derive(Debug, PartialEq, Eq)]
struct Link {
    target: String,
    loaded: bool,
}

/// The ids of pages that were looked at.
#[derive(Default)]
struct Anchors(BTreeMap<PathBuf, BTreeSet<String>>);

impl Anchors {
    /// What is wrong with a link of a page; `None` where nothing is.
    fn wrong(&mut self, page: &Path, link: &Link) -> Result<Option<&'static str>> {
        if leads_elsewhere(&link.target) {
            return Ok(link.loaded.then_some("loaded from another origin"));
        }
        let (path, anchor) = link.target.split_once('#').unwrap_or((&link.target, ""));
        let path = path.split('?').next().unwrap_or_default();
        let file = match path {
            "" => page.to_owned(),
            path if path.starts_with('/') => return Ok(Some("does not work below another path")),
            path => resolved(page, path),
        };
        let file = if file.is_dir() { file.join("index.html") } else { file };
        if !file.is_file() {
            return Ok(Some("no such file"));
        }
        // Behind `#/` the page keeps what was answered.
        if anchor.is_empty() || anchor.starts_with('/') {
            return Ok(None);
        }
        if !self.0.contains_key(&file) {
            self.0.insert(file.clone(), attributes(&read(&file)?, "id").map(decoded).collect());
        }
        let there = self.0.get(&file).is_some_and(|ids| ids.contains(anchor));
        Ok((!there).then_some("no such anchor"))
    }
}

fn leads_elsewhere(target: &str) -> bool {
    let scheme = target.split(['/', '#', '?']).next().unwrap_or_default();
    scheme.contains(':') || target.starts_with("//")
}

/// A relative path as a browser resolves it from a page.
fn resolved(page: &Path, path: &str) -> PathBuf {
    let mut file = page.parent().unwrap_or(page).to_owned();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => {
                file.pop();
            }
            Component::Normal(name) => file.push(name),
            _ => {}
        }
    }
    file
}

/// The links of a page: what its tags name by `href` and `src`.
fn links(html: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for tag in tags(html) {
        let name = tag.split(|letter: char| letter.is_whitespace()).next().unwrap_or_default();
        let found = |attribute| attributes(tag, attribute).map(decoded);
        links.extend(found("href").map(|target| Link { target, loaded: name == "link" }));
        links.extend(found("src").map(|target| Link { target, loaded: true }));
    }
    links
}

/// The insides of the tags; those of scripts are text.
fn tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((tag, after)) = after.split_once('>') else { break };
        rest = after;
        if tag.starts_with("!--") {
            continue;
        }
        if tag.starts_with("script") {
            rest = rest.split_once("</script>").map_or("", |(_, after)| after);
        }
        tags.push(tag);
    }
    tags
}

/// The values of an attribute, in double quotes as mdBook writes them.
fn attributes<'h>(html: &'h str, name: &str) -> impl Iterator<Item = &'h str> {
    let opening = format!(" {name}=\"");
    let mut rest = html;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once(&opening)?;
        let (value, after) = after.split_once('"')?;
        rest = after;
        Some(value)
    })
}

fn decoded(value: &str) -> String {
    value.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, process};

    fn book(name: &str, a: &str) -> Result<()> {
        let folder = env::temp_dir().join(format!("certplan-links-{}-{name}", process::id()));
        fs::create_dir_all(folder.join("book/part")).unwrap();
        fs::write(folder.join("index.html"), "<main id=\"app\">").unwrap();
        fs::write(folder.join("book/part/a.html"), a).unwrap();
        fs::write(folder.join("book/b.html"), "<h2 id=\"there\">").unwrap();
        let checked = check(&folder.join("book"));
        fs::remove_dir_all(folder).unwrap();
        checked
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        book(
            "good",
            "<p id=\"x\"><a href=\"#x\"></a><a href=\"../b.html#there\"></a><a href=\"../../index.html#/after?v=1\"></a>\
             <a href=\"https://example.org/\"></a><a href=\"../../index.html\"></a><script>'<a href=\"none.html\">'</script>",
        )
        .unwrap();
    }

    #[test]
    fn every_dead_link_is_named() {
        let error = book(
            "dead",
            "<a href=\"none.html\"><a href=\"../b.html#none\"><a href=\"/b.html\"><img src=\"https://example.org/x.png\">\
             <link rel=\"stylesheet\" href=\"//example.org/x.css\">",
        )
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            "dead links in the book:\n\
             part/a.html: ../b.html#none: no such anchor\n\
             part/a.html: //example.org/x.css: loaded from another origin\n\
             part/a.html: /b.html: does not work below another path\n\
             part/a.html: https://example.org/x.png: loaded from another origin\n\
             part/a.html: none.html: no such file"
        );
    }
}
