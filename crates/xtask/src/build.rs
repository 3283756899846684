//! The static site: page and book in one folder that any web server can serve.

use crate::page::{self, Prerendered};
use crate::publish::{self, Base};
use crate::setup::{self, BuildTools};
use crate::{contracts, machine, offline, package, say, widget};
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};
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
        // Trunk takes this variable for a flag of its own and stops at its usual values.
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
    pages(folder)?.iter().try_for_each(|file| edit(file, page::finish_book))
}

/// The HTML files in `folder`, at any depth.
pub(crate) fn pages(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(pages(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
    Ok(found)
}

/// Changes a text file.
pub(crate) fn edit(file: &Path, change: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let text = change(&text).with_context(|| format!("in {}", file.display()))?;
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
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
