//! What the page's other modules leave on the global object once they are there.

/// The name of the function that writes other forms; the second module's.
pub const WRITER: &str = "certplanWrite";

/// The name of the function that fills the place of everything that can be taken away; the second module's.
pub const TAKE_AWAY: &str = "certplanTakeAway";

/// The name of the function that fills a mode without facts; the third module's.
pub const TOOL: &str = "certplanTool";
