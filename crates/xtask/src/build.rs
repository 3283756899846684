//! The static site: page and book in one folder that any web server can serve.

use crate::page::{self, Prerendered};
use crate::publish::{self, Base};
use crate::setup::{self, BuildTools};
use crate::{contracts, machine, offline, package, say, widget};
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::Path;
use xshell::cmd;

/// Sets up what building needs and builds the site into `dist/`, to be published at `base`.
///
/// # Errors
/// `base` is no address, or a tool, the page or the book fails; the old site stays.
pub(crate) fn build(base: Option<&str>) -> Result<()> {
    let base = base.map(Base::read).transpose()?;
    with(&setup::for_build()?, base.as_ref())?;
    if base.is_none() {
        say::note("without --base: no sitemap.xml, and 404.html leads to the root of its host");
    }
    Ok(())
}

/// Builds the site into `dist/`.
///
/// # Errors
/// The page or the book fails; the old site stays.
pub(crate) fn with(tools: &BuildTools, base: Option<&Base>) -> Result<()> {
    // The folder that Trunk.toml names. The site is complete there before it takes the old one's place.
    let site = machine::root().join("target/site");
    say::step("building the page", "about 1 minute at first, then 20 seconds");
    let (sh, trunk) = (machine::shell()?, &tools.trunk);
    cmd!(sh, "{trunk} build --release --offline")
        .quiet()
        .env("PATH", machine::path_with(&[&tools.wasm_bindgen, &tools.wasm_opt])?)
        // Trunk reads this variable as one of its flags and fails at its usual values.
        .env_remove("NO_COLOR")
        .run()?;
    say::step("prerendering the first answer", "about 30 seconds at first, then 2");
    let prerendered = prerender()?;
    let worker = name_worker(&site)?;
    edit(&site.join("index.html"), |html| {
        let html = page::fill_parts(&html.replace("certplan:worker", &worker), &prerendered)?;
        offline::write(&site, &html)?;
        page::fill_policy(&html)
    })?;
    say::step("building the widget", "about 30 seconds at first, then 3");
    // Before the book, whose links lead to it.
    widget::build(tools, &site)?;
    book(&tools.mdbook, &site.join("book"))?;
    contracts::publish(&site)?;
    package::build(tools, &site)?;
    publish::finish(&site, base)?;
    replace(&machine::dist(), &site)?;
    say::note("the site is in dist/");
    Ok(())
}

/// Names the worker's folder by its content, which trunk does not: a browser must not mix the files of two builds.
fn name_worker(site: &Path) -> Result<String> {
    let folder = site.join("worker");
    let read = |name: &str| fs::read(folder.join(name)).with_context(|| format!("trunk built no {name}"));
    let files = [read("certplan-worker.js")?, read("certplan-worker_bg.wasm")?].concat();
    let name = format!("worker-{}", machine::short_hash(&files));
    fs::rename(&folder, site.join(&name)).context("cannot name the worker's folder")?;
    Ok(name)
}

fn prerender() -> Result<Prerendered> {
    let sh = machine::shell()?;
    let prerender = ["--package", "certplan-web", "--features", "prerender", "--bin", "prerender"];
    let printed = cmd!(sh, "cargo run --quiet {prerender...}").quiet().read()?;
    Prerendered::parse(&printed)
}

fn book(mdbook: &Path, folder: &Path) -> Result<()> {
    say::step("building the book", "about 2 seconds");
    let sh = machine::shell()?;
    cmd!(sh, "{mdbook} build docs --dest-dir {folder}").quiet().run()?;
    // Nothing is typed on paper, and mdBook leaves the element's script with the paths of its chapters.
    edit(&folder.join("print.html"), |html| {
        let kept =
            html.lines().filter(|line| !line.starts_with("<script type=\"module\" src=\"../../widget/"));
        Ok(kept.collect::<Vec<_>>().join("\n"))
    })?;
    let pages = machine::files(folder)?.into_iter().filter(|name| machine::is_html(name));
    pages.into_iter().try_for_each(|name| edit(&folder.join(name), page::finish_book))
}

/// Changes a text file.
pub(crate) fn edit(file: &Path, change: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let text = change(&text).with_context(|| format!("in {}", file.display()))?;
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// Replaces the only `marker` of a text.
///
/// # Errors
/// It is missing, or there are several.
pub(crate) fn fill(text: &str, marker: &str, content: &str) -> Result<String> {
    match text.matches(marker).count() {
        1 => Ok(text.replacen(marker, content, 1)),
        0 => bail!("lacks the marker {marker}; the page's minifier keeps bare words and drops comments"),
        count => bail!("holds the marker {marker} {count} times instead of once"),
    }
}

/// Puts `new` in the place of `old` with two renames, so that a served site is never half a site.
fn replace(old: &Path, new: &Path) -> Result<()> {
    let before = new.with_file_name("site-before");
    machine::remove(&before)?;
    if old.exists() {
        fs::rename(old, &before).with_context(|| format!("cannot move {} away", old.display()))?;
    }
    fs::rename(new, old).with_context(|| format!("cannot create {}", old.display()))
}
