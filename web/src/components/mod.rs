//! The parts of the page around the answers.

mod answer_head;
mod desk;
mod formats;
mod status_line;
mod take_away;

pub use answer_head::{AnswerHead, AnswerHeadProps};
pub use desk::{Desk, DeskProps};
pub use formats::{Formats, FormatsProps};
pub use status_line::{StatusLine, StatusLineProps};
pub use take_away::{TakeAway, TakeAwayProps};
