//! What more than one of the tests needs.

use certplan_core::Facts;
use certplan_core::facts::{Answers, Utc};

/// The facts of those answers, in UTC.
#[track_caller]
pub(crate) fn facts(answers: &Answers<'_>) -> Facts {
    answers.read(&Utc).unwrap_or_else(|errors| panic!("{answers:?} is refused: {errors:?}"))
}
