//! How a wrong value is shown in an error.

use core::fmt;

/// The most characters of a wrong value that an error repeats.
const SHOWN: usize = 40;

/// A value as typed, between double quotes, safe to print: control and invisible characters are escaped, and of a long
/// value only the beginning and the length are shown.
///
/// ```
/// use certplan_core::facts::Quoted;
/// assert_eq!(Quoted("-3d").to_string(), "\"-3d\"");
/// assert_eq!(Quoted("a\u{1b}[31m").to_string(), "\"a\\u{1b}[31m\"");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Quoted<'a>(pub &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.0.chars().count();
        f.write_str("\"")?;
        for character in self.0.chars().take(SHOWN) {
            match character {
                // Between double quotes a single one needs no escape.
                '\'' => f.write_str("'")?,
                other => write!(f, "{}", other.escape_debug())?,
            }
        }
        if length > SHOWN {
            return write!(f, "...\" ({length} characters)");
        }
        f.write_str("\"")
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn forty_characters_are_shown_whole() {
        let forty = "a".repeat(SHOWN);
        assert_eq!(Quoted(&forty).to_string(), alloc::format!("\"{forty}\""));
        assert_eq!(
            Quoted(&alloc::format!("{forty}b")).to_string(),
            alloc::format!("\"{forty}...\" (41 characters)")
        );
    }
}
