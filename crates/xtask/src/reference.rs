//! The book's reference pages that are made of what the command says of itself, and the schemas beside them.

mod commands;
mod contracts;

use crate::run::cargo;
use crate::{licences, sources};
use anyhow::Result;

/// A generated file below the repository's root, and all of its text.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Every file.
///
/// # Errors
/// The command fails, or prints what cannot be read.
pub(crate) fn files() -> Result<Vec<File>> {
    let mut files = vec![commands::page()?, licences::page()?, sources::page()?, style_sheet()?];
    files.extend(contracts::files()?);
    for format in ["json", "dmn"] {
        let rules = certplan(&["rules", "--format", format])?;
        files.push(File { name: format!("docs/src/reference/rules.{format}"), text: rules });
    }
    Ok(files)
}

/// The preprocessor's style sheet, as any other book would keep it.
fn style_sheet() -> Result<File> {
    let text = cargo(&["run", "--quiet", "--package", "mdbook-certplan", "--", "css"]).output()?;
    Ok(File { name: "docs/certplan.css".into(), text })
}

/// What the command prints.
fn certplan(arguments: &[&str]) -> Result<String> {
    cargo(&[&["run", "--quiet", "--package", "certplan", "--"], arguments].concat()).output()
}
