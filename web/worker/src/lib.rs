//! What the page does off its main thread: it explains messages, reads certificates and deployments, and writes exports.
//!
//! The page sends a [`protocol::Request`] as JSON, with the bytes of a file beside it. [`Reader`] answers it; only the
//! program (`main.rs`) knows that a browser is around it. Nothing that was read is kept beyond what is shown.

pub mod classify;
mod collected;
pub mod evidence;
pub mod explain;
pub mod exports;
pub mod fleet;
pub mod protocol;
mod reader;

pub use reader::{Context, Progress, Reader};
