//! An error message, in the page.

use certplan_web::browser as page;

use super::place::{empty, say, set};
use super::with;
use crate::error::explained;

/// Shows what a message says.
pub(super) fn explain(message: &str) {
    let shown = with(|tools| explained(message, &tools.given));
    if shown.held_secret {
        empty();
    }
    set("tool-answer", &shown.answer);
    // The answer begins with the same words; only what was not kept is said to the eye, too.
    say(&shown.status, shown.held_secret);
    page::after_drawing();
}
