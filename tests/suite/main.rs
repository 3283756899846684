//! What a user would see, one binary.

mod access;
mod ahead;
mod book;
mod dates;
mod everywhere;
mod forms;
mod page;
mod parity;
mod print;
mod privacy;
mod site;
