//! What a user would see, one binary.

mod access;
mod ahead;
mod answer_first;
mod book;
mod dates;
mod error;
mod everywhere;
mod evidence;
mod fleet;
mod formats;
mod package;
mod page;
mod parity;
mod print;
mod privacy;
mod schemas;
mod site;
mod start;
mod take_away;
mod widget;
mod worker;
