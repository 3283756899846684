//! Builds the site twice, in folders of different names and lengths with nothing shared but the sources, and compares every byte:
//! whoever builds a release again can tell whether it is what it says.

use crate::run::Run;
use crate::{machine, say};
use anyhow::{Context as _, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const COPIES: [&str; 2] = ["target/reproduce/one", "target/reproduce/a folder further/two"];

/// Builds twice and compares.
///
/// # Errors
/// A build fails, or a file differs; the message names the files. The two copies stay then, for a look.
pub(crate) fn run() -> Result<()> {
    let mut built = Vec::new();
    for copy in COPIES {
        let folder = machine::root().join(copy);
        say::step(&format!("building from nothing in {copy}"), "about 4 minutes on two cores");
        copied(&folder)?;
        Run::new("cargo")
            .within(&folder)
            .args(["run", "--quiet", "--locked", "--package", "xtask", "--", "build"])
            // The one build must not find what the other left, nor anything of this folder.
            .without_env("CARGO_TARGET_DIR")
            .run()?;
        let dist = folder.join("dist");
        built.push(files(&dist)?);
        // The compiled crates are a gigabyte; the sites are what is compared.
        fs::remove_dir_all(folder.join("target")).context("cannot remove what was compiled")?;
    }
    let [one, two] = built.as_slice() else { bail!("two builds were asked for") };
    let differing = differing(one, two);
    if !differing.is_empty() {
        bail!("two builds differ in: {}; both are in target/reproduce/", differing.join(", "));
    }
    let bytes: usize = one.values().map(Vec::len).sum();
    say::result(&format!("two builds are the same in all {} files, {} kB", one.len(), bytes.div_ceil(1000)));
    fs::remove_dir_all(machine::root().join("target/reproduce")).context("cannot remove the copies")
}

/// The names of the files that only one has, or that are not the same in both.
fn differing(one: &BTreeMap<String, Vec<u8>>, two: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let lacking = two.keys().filter(|name| !one.contains_key(*name));
    let changed = one.iter().filter(|(name, bytes)| two.get(*name) != Some(bytes)).map(|(name, _)| name);
    changed.chain(lacking).cloned().collect()
}

/// Puts every file of the repository, committed or not, into a new folder.
fn copied(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let listed =
        Run::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).output()?;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (machine::root().join(name), folder.join(name));
        // One that was removed and is still listed.
        if !from.is_file() {
            continue;
        }
        let parent = to.parent().context("a file is in a folder")?;
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        fs::copy(&from, &to).with_context(|| format!("cannot copy {name}"))?;
    }
    Ok(())
}

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
                found.insert(name, fs::read(&path)?);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_file_that_changed_came_or_went_is_named() {
        let one = site(&[("index.html", "a"), ("old.js", "b"), ("same.css", "c")]);
        let two = site(&[("index.html", "A"), ("new.js", "b"), ("same.css", "c")]);
        assert_eq!(differing(&one, &two), ["index.html", "old.js", "new.js"]);
        assert!(differing(&one, &one).is_empty());
    }
}
