//! Texts of others, made safe to print.

use certplan_core::facts::push_visible;

/// The most characters of a name that are kept.
const MOST: usize = 512;

/// The text with control and invisible characters escaped, so that it can neither drive a terminal nor hide; of a long one
/// only the beginning.
pub(crate) fn printable(text: &str) -> String {
    let mut safe = String::with_capacity(text.len().min(MOST));
    for character in text.trim().chars().take(MOST) {
        if character.is_ascii_graphic() || character == ' ' {
            safe.push(character);
        } else {
            push_visible(&mut safe, character);
        }
    }
    if text.chars().nth(MOST).is_some() {
        safe.push_str("...");
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_drives_a_terminal() {
        assert_eq!(printable("a'\"\\\u{1b}[31m\u{202e}\u{e9}\n"), "a'\"\\\\u{1b}[31m\\u{202e}\u{e9}");
        assert_eq!(printable(&"x".repeat(600)).len(), MOST + 3);
    }
}
