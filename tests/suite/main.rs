//! What a user would see, one binary.

mod access;
mod forms;
mod page;
mod parity;
mod privacy;
