//! The command as a person or a script runs it.

mod bad_input;
mod console;
mod examples;
mod explain;
mod facts;
mod run;
mod shell;
#[cfg(unix)]
mod terminal;
mod zones;
