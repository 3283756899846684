//! What the page shows: properties in, markup out. Nothing here knows the browser.

pub mod answer;
pub mod forecast;
pub mod modes;
pub mod questions;
pub mod take_away;
pub mod timeline;
pub mod tool;
