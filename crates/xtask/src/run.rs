//! Running other programs, with errors that show what to run again by hand.

use crate::machine;
use anyhow::{Context as _, Result, bail};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program about to be run in the workspace's root, without anything on its standard input.
#[derive(Debug)]
pub(crate) struct Run {
    command: Command,
}

/// The cargo that started this tool, or the one on the search path.
pub(crate) fn cargo(arguments: &[&str]) -> Run {
    Run::new("cargo").args(arguments)
}

impl Run {
    /// Prepares `program`.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.current_dir(machine::root()).stdin(Stdio::null());
        Self { command }
    }

    /// Adds arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets a variable.
    pub(crate) fn env(mut self, variable: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(variable, value);
        self
    }

    /// Removes a variable.
    pub(crate) fn without_env(mut self, variable: &str) -> Self {
        self.command.env_remove(variable);
        self
    }

    /// Lets the program find these folders' programs before all others.
    ///
    /// # Errors
    /// A folder's name holds the path separator.
    pub(crate) fn path(self, folders: &[PathBuf]) -> Result<Self> {
        let programs: Vec<_> = folders.iter().map(|folder| folder.join("program")).collect();
        let path = machine::path_with(&programs.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
        Ok(self.env("PATH", path))
    }

    /// Runs it with its output shown.
    ///
    /// # Errors
    /// It cannot be started, or fails.
    pub(crate) fn run(mut self) -> Result<()> {
        let status = self.command.status().with_context(|| format!("cannot start `{}`", self.shown()))?;
        if !status.success() {
            bail!("`{}` failed ({status})", self.shown());
        }
        Ok(())
    }

    /// Runs it and returns what it wrote to standard output; what it wrote to standard error is shown.
    ///
    /// # Errors
    /// It cannot be started, fails, or writes something that is not UTF-8.
    pub(crate) fn output(mut self) -> Result<String> {
        self.command.stderr(Stdio::inherit());
        let output = self.command.output().with_context(|| format!("cannot start `{}`", self.shown()))?;
        if !output.status.success() {
            bail!("`{}` failed ({})", self.shown(), output.status);
        }
        String::from_utf8(output.stdout).with_context(|| format!("`{}` did not write UTF-8", self.shown()))
    }

    /// The command as a person would type it.
    fn shown(&self) -> String {
        let program =
            Path::new(self.command.get_program()).file_name().map(OsString::from).unwrap_or_default();
        let words = std::iter::once(program.as_os_str()).chain(self.command.get_args());
        words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_shows_the_command_as_typed() {
        let error =
            cargo(&["no-such-command-here", "--flag"]).without_env("RUST_BACKTRACE").output().unwrap_err();
        assert!(error.to_string().starts_with("`cargo no-such-command-here --flag` failed"), "{error}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = Run::new("certplan-no-such-program").args(["x"]).run().unwrap_err();
        assert_eq!(error.to_string(), "cannot start `certplan-no-such-program x`");
    }
}
