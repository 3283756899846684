//! The book's page of licences: everything that is distributed, with the notices that its authors require.

use crate::docs::MARK;
use crate::machine;
use crate::reference::File;
use crate::setup::WASM_TARGET;
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use xshell::cmd;

/// What is distributed, and the target that it is compiled for.
const SHIPPED: [(&str, &str); 6] = [
    ("certplan", "x86_64-unknown-linux-gnu"),
    ("certplan", "x86_64-pc-windows-gnu"),
    ("certplan-web", WASM_TARGET),
    ("certplan-worker", WASM_TARGET),
    ("certplan-widget", WASM_TARGET),
    ("certplan-wasm", WASM_TARGET),
];

const HEAD: &str = "# Licences

Certplan itself is under the MIT licence or the Apache licence 2.0, as you choose. The libraries in the page and in the
command are under the licences below; where authors offer several, the first text here is the one that is used.

Not in the lists, since they are no crates: Rust's standard library (MIT or Apache-2.0, the Rust project); in `certplan.exe` the start-up
code of mingw-w64 (public domain and ZPL-2.1) and of GCC (GPL-3.0 with the runtime library exception); in this book
mdBook's scripts and styles (MPL-2.0), highlight.js (BSD-3-Clause), elasticlunr, mark.js and clipboard.js (MIT), the fonts Open Sans (Apache-2.0)
and Source Code Pro (OFL-1.1).
";

/// One crate that is distributed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    name: String,
    version: String,
    licence: String,
    /// The lines that name the owners.
    owners: Vec<String>,
}

/// The page.
///
/// # Errors
/// cargo does not say what is built, or the source of a crate is not there.
pub(crate) fn page() -> Result<File> {
    let sh = machine::shell()?;
    let metadata: Value =
        serde_json::from_str(&cmd!(sh, "cargo metadata --format-version 1 --locked").quiet().read()?)?;
    let packages = metadata["packages"].as_array().context("cargo names no packages")?;
    let text = |package: &Value, field: &str| package[field].as_str().unwrap_or_default().to_owned();
    let shipped = shipped()?;
    // The parts under each text; texts that differ only in white space and owners are one.
    let mut texts: BTreeMap<String, (String, BTreeSet<Part>)> = BTreeMap::new();
    for package in packages.iter().filter(|package| !package["source"].is_null()) {
        let (name, version) = (text(package, "name"), text(package, "version"));
        if !shipped.contains(&format!("{name} v{version}")) {
            continue;
        }
        let manifest = text(package, "manifest_path");
        let folder = Path::new(&manifest).parent().context("a manifest is in a folder")?;
        let licence = text(package, "license");
        let (owners, body) = match licence_file(folder)? {
            Some(file) => split(&String::from_utf8_lossy(&fs::read(&file)?).replace("\r\n", "\n")),
            None => (authors(package), split(&standard(&licence, &name)?).1),
        };
        let part = Part { name, version, licence, owners };
        let key = body.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        texts.entry(key).or_insert_with(|| (body, BTreeSet::new())).1.insert(part);
    }
    let mut texts: Vec<_> = texts.into_values().collect();
    texts.sort_by(|(_, one), (_, other)| one.cmp(other));
    Ok(File { name: "docs/src/licences.md".into(), text: written(&texts) })
}

/// Every crate whose code is in something that is distributed, as `name v1.2.3`.
fn shipped() -> Result<BTreeSet<String>> {
    let (sh, mut names) = (machine::shell()?, BTreeSet::new());
    for (package, target) in SHIPPED {
        let tree = ["--locked", "--prefix", "none", "--edges", "normal,no-proc-macro", "--format", "{p}"];
        let printed =
            cmd!(sh, "cargo tree {tree...} --package {package} --target {target}").quiet().read()?;
        names.extend(printed.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")));
    }
    Ok(names)
}

/// The file with the text that is used: MIT's, being the shortest, where there are several.
fn licence_file(folder: &Path) -> Result<Option<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        let is_licence =
            ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"].iter().any(|word| name.starts_with(word));
        if is_licence && path.is_file() {
            // A file that only points at the others comes last.
            let rank = if name.contains("MIT") {
                0
            } else if name.contains("COPYING") {
                2
            } else {
                1
            };
            files.push((rank, path));
        }
    }
    files.sort();
    Ok(files.into_iter().next().map(|(_, path)| path))
}

/// The text of a licence that a crate names and does not carry: this project is under the same two.
fn standard(licence: &str, name: &str) -> Result<String> {
    let file = [("MIT", "LICENSE-MIT"), ("Apache-2.0", "LICENSE-APACHE")];
    let (_, file) = file
        .into_iter()
        .find(|(word, _)| licence.contains(word))
        .with_context(|| format!("{name} has no licence file, and there is no text of {licence}"))?;
    fs::read_to_string(machine::root().join(file)).with_context(|| format!("cannot read {file}"))
}

/// The authors in the manifest, without their addresses.
fn authors(package: &Value) -> Vec<String> {
    let authors = package["authors"].as_array().into_iter().flatten().filter_map(Value::as_str);
    authors.map(|author| author.split('<').next().unwrap_or(author).trim().to_owned()).collect()
}

/// The lines that name the owners, and all others.
fn split(text: &str) -> (Vec<String>, String) {
    let is_owner = |line: &&str| {
        let line = line.trim().to_lowercase();
        line.starts_with("copyright (c)") || line.starts_with("copyright \u{a9}") || {
            let year = line.strip_prefix("copyright ").unwrap_or_default();
            year.starts_with(|letter: char| letter.is_ascii_digit())
        }
    };
    let owners = text.lines().filter(is_owner).map(|line| line.trim().to_owned()).collect();
    let body: Vec<_> = text.lines().filter(|line| !is_owner(line)).map(str::trim_end).collect();
    (owners, body.join("\n").trim_matches('\n').to_owned())
}

fn written(texts: &[(String, BTreeSet<Part>)]) -> String {
    let mut page = format!("{MARK}\n\n{HEAD}");
    for (number, (body, parts)) in (1..).zip(texts) {
        // Writing into a string does not fail.
        let _ = write!(page, "\n## Text {number}\n\n");
        for Part { name, version, licence, owners } in parts {
            let _ = write!(page, "- {name} {version} ({licence})");
            let owners: Vec<_> = owners.iter().map(|owner| plain(owner)).collect();
            let _ = writeln!(page, "{}{}", if owners.is_empty() { "" } else { ": " }, owners.join("; "));
        }
        let _ = write!(page, "\n~~~~text\n{body}\n~~~~\n");
    }
    page
}

/// Escapes what Markdown would read as markup.
fn plain(text: &str) -> String {
    text.replace('<', "&lt;").replace('_', "\\_").replace('*', "\\*").replace('[', "\\[")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_split_from_the_shared_text() {
        let (owners, body) =
            split("The MIT License\n\nCopyright (c) 2020 A\nCopyright 2021 B\n\ncopyright notice\n");
        assert_eq!(owners, ["Copyright (c) 2020 A", "Copyright 2021 B"]);
        assert_eq!(body, "The MIT License\n\n\ncopyright notice");
    }

    #[test]
    fn names_cannot_become_markup() {
        assert_eq!(plain("A <a@b.c> [x] _y_"), "A &lt;a@b.c> \\[x] \\_y\\_");
    }
}
