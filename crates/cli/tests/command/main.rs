//! The command as a person or a script runs it.

mod bad_input;
mod clock;
mod cluster_list;
mod console;
mod evidence;
mod examples;
mod explain;
mod facts;
mod fleet;
mod forecasts;
mod inspect;
mod one_screen;
mod open;
mod run;
mod shell;
#[cfg(unix)]
mod terminal;
mod verify;
mod zones;
