//! What a user would see, one binary.

mod access;
mod ahead;
mod dates;
mod error;
mod evidence;
mod forms;
mod package;
mod page;
mod parity;
mod print;
mod privacy;
mod schemas;
