//! Plan, forecast and explanation as plain text for a terminal.
//!
//! Each is printed on one screen, what to do first; in full it also has every reason, note and source.

mod explanation;
mod forecast;
mod page;
mod plan;
mod step;

pub use explanation::explanation;
pub use forecast::forecast;
pub(crate) use page::wrap;
pub use plan::plan;

/// How the text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether headings and commands are emphasised by escape sequences.
    pub color: bool,
    /// The most columns of a line of words; commands are never broken.
    pub width: usize,
    /// Whether everything is printed, not only what fits on one screen.
    pub full: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 80, full: false }
    }
}

impl Style {
    /// Everything, in 80 columns without colour.
    pub const fn full() -> Self {
        Self { color: false, width: 80, full: true }
    }
}
