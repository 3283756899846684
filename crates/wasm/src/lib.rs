//! What the npm package calls: texts in, JSON out, one function for each command.
//!
//! Only `bin/` knows that JavaScript is on the other side; everything here is plain Rust and is tested as such. Dates without
//! an offset are read in UTC, since a module has no zone; the clock is the caller's too.

mod answer;
mod evidence;
mod many;
mod refusal;

pub use answer::{explain, forecast, plan, version};
pub use evidence::inspect;
pub use many::fleet;
pub use refusal::{Kind, Reason, Refusal};
