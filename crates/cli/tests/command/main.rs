//! The command as a person or a script runs it.

mod bad_input;
mod console;
mod examples;
mod facts;
mod forecasts;
mod run;
mod shell;
#[cfg(unix)]
mod terminal;
mod zones;
