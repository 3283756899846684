//! The only file that prints: progress goes to standard error, results to standard output.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the only file that prints")]

use std::io::{self, Write as _};

/// Says what starts now and roughly how long it takes.
pub(crate) fn step(what: &str, usual: &str) {
    eprintln!("==> {what} ({usual})");
}

/// Says something worth knowing about the running step.
pub(crate) fn note(text: &str) {
    eprintln!("    {text}");
}

/// Says why the command failed, the cause of the cause last.
pub(crate) fn failure(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}

/// Prints one line of the result and hands it on at once, so that a program that reads it need not wait.
pub(crate) fn result(line: &str) {
    println!("{line}");
    // A closed pipe is no error: the reader has ended.
    let _ = io::stdout().flush();
}
