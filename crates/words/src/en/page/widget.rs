//! What the calculator in another page says besides the answer.

/// The element was asked for a mode that it does not have.
pub fn unknown_mode(mode: &str) -> String {
    format!("mode: {mode:?} is not known; accepted: after. This is the answer for after a shutdown.")
}
