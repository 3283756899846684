//! The page's weight: what a browser transfers until the first answer is readable, and until the page is ready.

use crate::{encode, machine, offline, package, say, site};
use anyhow::{Context as _, Result, bail, ensure};
use std::fs;
use std::path::Path;

/// The first answer stands in the HTML and is readable once its styles are there: at most this many bytes, brotli.
const FIRST_ANSWER: usize = 20_000;

/// The page is ready with everything that it loads by itself: at most this many bytes, brotli.
///
/// A bare page of Yew takes 49 kB, the whole of the Mozilla SSL generator as much.
const PAGE_READY: usize = 75_000;

/// A program that imports the plan alone out of the npm package loads at most this many bytes, brotli. This is what has been
/// reached; lower it with every change that makes it lighter, and never raise it.
const PLAN_ALONE: usize = 63_500;

/// What a book page loads for the widgets on it until somebody touches one: at most this many bytes, brotli. Their static answers are
/// text of the page.
const WIDGET_UNTOUCHED: usize = 10_000;

/// The page as one file, as it lies on a disk: at most this many bytes.
const FILE: usize = 250_000;

/// The page as a browser loads it, and as one file.
struct Page {
    files: Vec<Weight>,
    one_file: Weight,
}

/// One loaded file, or a sum of files.
#[derive(Clone, Debug, Default)]
struct Weight {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the weight of every file that the page loads, and fails when a bar is exceeded.
///
/// # Errors
/// There is no site, or it is too heavy.
pub(crate) fn report() -> Result<()> {
    let dist = machine::dist();
    let page = Page::read(&dist)?;
    say::result(&row("file", "raw", "gzip -9", "brotli 11"));
    for weight in &page.files {
        say::result(&weight.row());
    }
    say::result("");
    let alone = sum(package(&dist, "plan")?.iter());
    let rest = Weight { name: "the package's other functions".into(), ..sum(package(&dist, "rest")?.iter()) };
    let bars = [
        ("first answer", page.first_answer(), FIRST_ANSWER),
        ("page ready", page.ready(), PAGE_READY),
        ("the package's plan alone", alone, PLAN_ALONE),
        ("widgets until one is touched", sum(untouched(&dist)?.iter()), WIDGET_UNTOUCHED),
    ];
    for (name, weight, bar) in &bars {
        say::result(&format!(
            "{} of at most {}",
            Weight { name: (*name).to_owned(), ..weight.clone() }.row(),
            kb(*bar)
        ));
    }
    say::result(&rest.row());
    say::result(&format!("{} of at most {}", page.one_file.row(), kb(FILE)));
    match bars.iter().find(|(_, weight, bar)| weight.brotli > *bar) {
        Some((name, weight, bar)) => bail!("{name} is {}; the bar is {}", kb(weight.brotli), kb(*bar)),
        None if page.one_file.raw > FILE => {
            bail!("the page as one file is {}; the bar is {}", kb(page.one_file.raw), kb(FILE))
        }
        None => Ok(()),
    }
}

/// What the site in `dist/` weighs: what, how many bytes, and the product's bar.
///
/// # Errors
/// There is no site.
pub(crate) fn figures() -> Result<Vec<(&'static str, usize, &'static str)>> {
    let page = Page::read(&machine::dist())?;
    Ok(vec![
        ("first answer, brotli", page.first_answer().brotli, "20 kB"),
        ("page ready, brotli", page.ready().brotli, "75 kB"),
        ("the page as one file", page.one_file.raw, "250 kB"),
    ])
}

impl Page {
    fn read(dist: &Path) -> Result<Self> {
        let files = loaded(dist)?.iter().map(|(name, bytes)| weigh(name, bytes)).collect();
        let one_file =
            fs::read(dist.join(offline::FILE)).context("the site has no file for use without a network")?;
        Ok(Self { files, one_file: weigh("page as one file (raw counts)", &one_file) })
    }

    fn first_answer(&self) -> Weight {
        sum(self.files.iter().filter(|weight| needs_no_script(&weight.name)))
    }

    fn ready(&self) -> Weight {
        sum(self.files.iter())
    }
}

/// The element's script, and the one with its hash that it names; everything else is loaded by them when a widget is touched.
fn untouched(dist: &Path) -> Result<Vec<Weight>> {
    let folder = dist.join("widget");
    let mut weights = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("certplan-calculator") {
            weights.push(weigh(&name, &fs::read(&path)?));
        }
    }
    ensure!(weights.len() == 2, "the widget has {} scripts for its element instead of 2", weights.len());
    Ok(weights)
}

/// What one module of the npm package is made of: its WebAssembly, its scripts, and those that both modules share.
fn package(dist: &Path, module: &str) -> Result<Vec<Weight>> {
    let folder = package::folder(dist);
    let scripts = [&format!("{module}.js"), &format!("glue-{module}.js"), "wasm.js", "read.js", "error.js"];
    let scripts = scripts.into_iter().map(|name| format!("web/{name}"));
    let names = scripts.chain([format!("certplan-{module}.wasm")]);
    names
        .map(|name| {
            let bytes = fs::read(folder.join(&name)).with_context(|| format!("the package has no {name}"))?;
            Ok(weigh(&name, &bytes))
        })
        .collect()
}

/// `index.html` first, then every file that it or a loaded script or style names. The book is another page, and the second
/// module is loaded when a reader asks for it.
fn loaded(dist: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let index = fs::read(dist.join("index.html"))
        .context("there is no site in dist/ yet; build it with: cargo xtask build")?;
    let mut others: Vec<(String, Vec<u8>)> = Vec::new();
    collect(dist, dist, &mut others)?;
    others.sort();
    let mut loaded = vec![("index.html".to_owned(), index)];
    let mut next = 0;
    while let Some((_, bytes)) = loaded.get(next) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let is_named = |(path, _): &(String, Vec<u8>)| !is_later(path) && text.contains(file_name(path));
        let (named, rest) = others.into_iter().partition(is_named);
        loaded.extend::<Vec<_>>(named);
        others = rest;
        next += 1;
    }
    Ok(loaded)
}

fn collect(dist: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.strip_prefix(dist)?.to_string_lossy().into_owned();
        if path.is_dir() && !["book", "package", "schemas", "widget"].contains(&name.as_str()) {
            collect(dist, &path, files)?;
        } else if path.is_file() && name != "index.html" {
            files.push((name, fs::read(&path)?));
        }
    }
    Ok(())
}

/// Whether a browser reads the file before any script: the HTML and its styles.
fn needs_no_script(name: &str) -> bool {
    ["text/html", "text/css"].iter().any(|kind| site::content_type(Path::new(name)).starts_with(kind))
}

/// Whether a reader asks for the file first: one of the page's other modules, or the page to take away.
fn is_later(path: &str) -> bool {
    path.starts_with("worker") || file_name(path).starts_with(offline::FILE)
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn weigh(name: &str, bytes: &[u8]) -> Weight {
    Weight {
        name: name.to_owned(),
        raw: bytes.len(),
        gzip: encode::gzip(bytes).len(),
        brotli: encode::brotli(bytes, encode::SMALLEST).len(),
    }
}

fn sum<'w>(weights: impl Iterator<Item = &'w Weight>) -> Weight {
    weights.fold(Weight::default(), |sum, weight| Weight {
        name: sum.name,
        raw: sum.raw + weight.raw,
        gzip: sum.gzip + weight.gzip,
        brotli: sum.brotli + weight.brotli,
    })
}

impl Weight {
    fn row(&self) -> String {
        row(&self.name, &kb(self.raw), &kb(self.gzip), &kb(self.brotli))
    }
}

fn row(name: &str, raw: &str, gzip: &str, brotli: &str) -> String {
    format!("{name:<44} {raw:>10} {gzip:>10} {brotli:>10}")
}

/// Thousands of bytes with one decimal, rounded up so that no bar is met by rounding.
pub(crate) fn kb(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{} kB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, process};

    #[test]
    fn a_kilobyte_is_a_thousand_bytes_rounded_up() {
        assert_eq!(kb(20_000), "20.0 kB");
        assert_eq!(kb(20_001), "20.1 kB");
        assert_eq!(kb(0), "0.0 kB");
    }

    #[test]
    fn only_what_the_page_names_counts() {
        let dist = env::temp_dir().join(format!("certplan-size-{}", process::id()));
        fs::create_dir_all(dist.join("book")).unwrap();
        for (name, text) in [
            ("index.html", "<script src=a-1.js>import('certplan-more-1.js')<a href=certplan.html>"),
            ("certplan-more-1.js", "loaded later"),
            ("a-1.js", "fetch('a-1_bg.wasm')"),
            ("a-1_bg.wasm", "\0asm"),
            ("certplan.html", "for a disk"),
            ("book/a-1.js", "another page"),
        ] {
            fs::write(dist.join(name), text).unwrap();
        }
        let names: Vec<_> = loaded(&dist).unwrap().into_iter().map(|(name, _)| name).collect();
        fs::remove_dir_all(&dist).unwrap();
        assert_eq!(names, ["index.html", "a-1.js", "a-1_bg.wasm"]);
    }
}
