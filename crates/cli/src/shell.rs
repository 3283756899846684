//! What installs beside the command: completions and manual pages, both made from the command line's declaration.

use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::args::Cli;

/// The completions for a shell.
pub(crate) fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "certplan", &mut script);
    into_text(&script)
}

/// The manual pages of the command and of each of its commands, one after the other.
pub(crate) fn manual() -> String {
    let mut cli = Cli::command().disable_help_subcommand(true);
    // Gives each command its full name, `certplan-plan`.
    cli.build();
    let commands: Vec<_> = cli.get_subcommands().cloned().collect();
    let mut pages = Vec::new();
    for command in std::iter::once(cli).chain(commands) {
        // Writing to memory does not fail.
        let _ = Man::new(command).render(&mut pages);
    }
    into_text(&pages)
}

fn into_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
