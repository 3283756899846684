//! The modes of the page.

mod answer;
mod error;

pub use answer::{AnswerMode, AnswerModeProps};
pub use error::{ErrorMode, ErrorModeProps};
