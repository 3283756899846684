//! The questions: what is typed, what it means, and the form that asks.

mod dates;
mod field;
mod questions;
mod state;

pub use field::{Field, Text, Tick, Topic};
pub use questions::{QuestionForm, QuestionFormProps};
pub use state::{Form, FormError, FormEvent, How, INCOMPLETE};
