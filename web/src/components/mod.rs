//! The parts of the page around the answers.

mod answer_head;
mod desk;
mod files;
mod status_line;
mod take_away;

pub use answer_head::{AnswerHead, AnswerHeadProps};
pub use desk::{Desk, DeskProps};
pub use files::{Files, FilesProps, Offered};
pub use status_line::{StatusLine, StatusLineProps};
pub use take_away::{TakeAwayPart, TakeAwayPartProps};
