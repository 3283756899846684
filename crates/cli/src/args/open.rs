//! The arguments of `certplan FILE...`.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory as _};

use super::Cli;

#[derive(Args, Debug)]
pub(crate) struct OpenArgs {
    /// Files to read; "-" is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Everything: all reasons, notes and sources, not only what fits on one screen
    #[arg(long)]
    pub(crate) full: bool,
}

/// The hidden command that reads files of any kind.
const NAME: &str = "open";

/// Adds the hidden command where the first argument is a file or "-", and no command.
pub(crate) fn with_command(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|first| !is_command(first) && is_input(first)) {
        args.insert(1, NAME.into());
    }
    args
}

fn is_command(word: &OsStr) -> bool {
    word == "help" || Cli::command().get_subcommands().any(|command| command.get_name() == word)
}

fn is_input(word: &OsStr) -> bool {
    word == "-" || Path::new(word).exists()
}
