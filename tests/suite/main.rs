//! What a user would see, one binary.

mod access;
mod ahead;
mod dates;
mod forms;
mod page;
mod parity;
mod print;
mod privacy;
mod widget;
