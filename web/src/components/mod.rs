//! The parts of the page around the answers.

mod input_box;
mod mode_bar;
mod status_line;

pub use input_box::{InputBox, InputBoxProps, Reading};
pub use mode_bar::{ModeBar, ModeBarProps};
pub use status_line::{StatusLine, StatusLineProps};
