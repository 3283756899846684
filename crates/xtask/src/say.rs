//! The only file that prints: progress goes to standard error, results to standard output.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the only file that prints")]

use std::io::{self, Write as _};
use std::sync::LazyLock;
use std::time::Instant;

/// Says what starts now, how many seconds after the start of the command, and roughly how long it takes.
pub(crate) fn step(what: &str, usual: &str) {
    eprintln!("==> {:>4} s  {what} ({usual})", STARTED.elapsed().as_secs());
}

/// When the first step began, which is when the command did.
static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Says something worth knowing about the running step.
pub(crate) fn note(text: &str) {
    eprintln!("    {text}");
}

/// Says why the command failed, the cause of the cause last.
pub(crate) fn failure(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}

/// Prints one line of the result at once, so that a program that reads it need not wait.
pub(crate) fn result(line: &str) {
    println!("{line}");
    // A closed pipe is no error: the reader has ended.
    let _ = io::stdout().flush();
}
