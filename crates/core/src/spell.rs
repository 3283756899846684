//! A bridge for callers that have not moved to `Display` yet; it goes with the last of them, in `crates/export/src`:
//! `json/writer.rs`, `ics/mod.rs` and `html/`.

use std::fmt::Display;

/// The old names of `to_string` and of `push_str` with a formatted value.
pub trait Spell {
    /// Adds the formatted value to a text.
    fn spell(&self, text: &mut String);

    /// The formatted value.
    fn spelt(&self) -> String;
}

impl<T: Display + ?Sized> Spell for T {
    fn spell(&self, text: &mut String) {
        text.push_str(&self.to_string());
    }

    fn spelt(&self) -> String {
        self.to_string()
    }
}
