//! The contracts as files that other programs fetch: the schemas, and the rules themselves.

use crate::machine;
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// Puts `schemas/` and the rules for other programs into the site.
///
/// # Errors
/// A file cannot be copied, or there is none.
pub(crate) fn publish(site: &Path) -> Result<()> {
    schemas(&site.join("schemas"))?;
    ["rules.json", "rules.dmn"].iter().try_for_each(|name| copy(&generated().join(name), &site.join(name)))
}

/// Puts every schema into a folder.
///
/// # Errors
/// A file cannot be copied, or there is none.
pub(crate) fn schemas(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let mut count = 0;
    for entry in fs::read_dir(generated()).context("the book has no generated pages")? {
        let path = entry?.path();
        let Some(name) = path.file_name().filter(|name| name.to_string_lossy().ends_with(".schema.json"))
        else {
            continue;
        };
        copy(&path, &folder.join(name))?;
        count += 1;
    }
    ensure!(count > 0, "the book has no schemas; write them with: cargo xtask docs");
    Ok(())
}

/// The folder that `cargo xtask docs` writes to, and the gate holds against the program.
fn generated() -> PathBuf {
    machine::root().join("docs/src/reference")
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
