//! What the page loads when somebody has an error message or files in their hands.
//!
//! Texts and bytes in, markup out: [`error`] explains a message, [`evidence`] reads files and holds them against the facts,
//! [`fleet`] plans many deployments. They are plain functions that know no browser; only [`browser`] does, and it puts their markup into the page.
//! Nothing that was read is kept beyond what is shown, and nothing of it enters the address or storage.

pub mod browser;
pub mod error;
pub mod evidence;
pub mod facts;
pub mod fields;
pub mod fleet;
mod markup;
pub mod picture;
pub mod report;
