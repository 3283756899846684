//! The book's reference pages that are made of what the command says of itself, and the schemas beside them.

mod contracts;

use crate::docs::MARK;
use crate::machine;
use anyhow::Result;
use std::fmt::Write as _;
use xshell::cmd;

pub(crate) use contracts::files as contracts;

/// A generated file below the repository's root, and all of its text.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// What the command prints.
///
/// # Errors
/// The command fails.
pub(crate) fn certplan(arguments: &[&str]) -> Result<String> {
    let sh = machine::shell()?;
    Ok(cmd!(sh, "cargo run --quiet --package certplan -- {arguments...}").quiet().read()? + "\n")
}

/// The page of the commands: their help, as it is.
///
/// # Errors
/// The command fails.
pub(crate) fn commands() -> Result<File> {
    let sh = machine::shell()?;
    // Without a terminal, so that lines break in the same places on every machine.
    let help = |command: Option<&str>| -> Result<String> {
        let run = cmd!(sh, "cargo run --quiet --package certplan -- {command...} --help").quiet();
        Ok(run.ignore_stderr().env("COLUMNS", "100").read()? + "\n")
    };
    let whole = help(None)?;
    let mut text = format!(
        "{MARK}\n\n# The command\n\nWhat `certplan --help` and the help of its commands say, in one page. The page in the browser and \
         the command give the same plan for the same facts.\n\n## certplan\n\n```text\n{whole}```\n"
    );
    for name in names(&whole) {
        let _ = write!(text, "\n## certplan {name}\n\n```text\n{}```\n", help(Some(name))?);
    }
    Ok(File { name: "docs/src/reference/cli.md".into(), text })
}

/// The commands that the help lists.
fn names(help: &str) -> Vec<&str> {
    let listed = help.split_once("\nCommands:\n").map_or("", |(_, rest)| rest);
    let lines = listed.lines().take_while(|line| line.starts_with("  "));
    lines.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_listed_commands_are_found() {
        let help = "A\n\nCommands:\n  plan  Plan it\n  man   Read it\n  help  Help\n\nOptions:\n";
        assert_eq!(names(help), ["plan", "man"]);
    }
}
