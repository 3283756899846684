//! What a user would see, one binary.

mod access;
mod ahead;
mod dates;
mod everywhere;
mod forms;
mod page;
mod parity;
mod print;
mod privacy;
