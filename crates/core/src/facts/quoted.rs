//! How a wrong value is shown in an error.

use std::fmt;

/// The most characters of a wrong value that an error repeats.
const MAX_SHOWN: usize = 40;

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
        let mut shown = String::new();
        self.0.chars().take(MAX_SHOWN).for_each(|character| push_visible(&mut shown, character));
        match self.0.chars().count() {
            0..=MAX_SHOWN => write!(f, "\"{shown}\""),
            length => write!(f, "\"{shown}...\" ({length} characters)"),
        }
    }
}

/// Adds a character as it may be shown: escaped where it is hidden, or is special between double quotes.
///
/// ```
/// let mut text = String::new();
/// "é\u{202e}\n".chars().for_each(|character| certplan_core::facts::push_visible(&mut text, character));
/// assert_eq!(text, "é\\u{202e}\\n");
/// ```
pub fn push_visible(text: &mut String, character: char) {
    match character {
        '\'' => text.push(character),
        _ if FILLERS.contains(&character) => text.extend(character.escape_unicode()),
        _ => text.extend(character.escape_debug()),
    }
}

/// Whether a character cannot be seen, or changes how others are seen.
///
/// ```
/// use certplan_core::facts::is_hidden;
/// assert!(is_hidden('\u{200b}') && !is_hidden('é'));
/// ```
pub fn is_hidden(character: char) -> bool {
    let is_escaped = !matches!(character, '\'' | '"' | '\\') && character.escape_debug().len() > 1;
    is_escaped || FILLERS.contains(&character)
}

/// The fillers of Korean: letters to Unicode, and so to the standard library, but blank.
const FILLERS: [char; 4] = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_characters_are_shown_whole() {
        let forty = "a".repeat(MAX_SHOWN);
        assert_eq!(Quoted(&forty).to_string(), format!("\"{forty}\""));
        assert_eq!(Quoted(&format!("{forty}b")).to_string(), format!("\"{forty}...\" (41 characters)"));
    }

    fn is_escaped(character: char) -> bool {
        let mut buffer = [0; 4];
        Quoted(character.encode_utf8(&mut buffer)).to_string().starts_with("\"\\")
    }

    /// The categories Cc, Cf, Zl, Zp and Zs without the usual space, the controls of direction among them, and the marks on
    /// Latin letters.
    const MUST_NOT_BE_SEEN: [(u32, u32); 27] = [
        (0x00, 0x1F),
        (0x7F, 0xA0),
        (0xAD, 0xAD),
        (0x300, 0x36F),
        (0x600, 0x605),
        (0x61C, 0x61C),
        (0x6DD, 0x6DD),
        (0x70F, 0x70F),
        (0x890, 0x891),
        (0x8E2, 0x8E2),
        (0x1680, 0x1680),
        (0x180E, 0x180E),
        (0x2000, 0x200F),
        (0x2028, 0x202F),
        (0x205F, 0x2064),
        (0x2066, 0x206F),
        (0x3000, 0x3000),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xFFF9, 0xFFFB),
        (0x110BD, 0x110BD),
        (0x110CD, 0x110CD),
        (0x13430, 0x1343F),
        (0x1BCA0, 0x1BCA3),
        (0x1D173, 0x1D17A),
        (0xE0001, 0xE0001),
        (0xE0020, 0xE007F),
    ];

    #[test]
    fn what_could_hide_or_turn_a_text_is_escaped() {
        for code in MUST_NOT_BE_SEEN.into_iter().flat_map(|(first, last)| first..=last) {
            let character = char::from_u32(code).unwrap();
            assert!(is_escaped(character), "{code:x}");
            let escaped = format!("\"{}\"", character.escape_debug());
            assert_eq!(Quoted(&String::from(character)).to_string(), escaped);
        }
    }

    #[test]
    fn what_the_standard_library_shows_is_shown_apart_from_the_fillers_of_korean() {
        for character in ('\0'..=char::MAX).filter(|character| !FILLERS.contains(character)) {
            let shown = character == '\'' || character.escape_debug().count() == 1;
            assert!(!(shown && is_escaped(character)), "{:x}", u32::from(character));
        }
        assert_eq!(Quoted("it's \u{e9}\u{2013}\u{3b1}\u{65e5}\u{ff13}").to_string(), "\"it's é–α日３\"");
        assert_eq!(Quoted("\0\t\r\n\\\"\u{202e}x").to_string(), "\"\\0\\t\\r\\n\\\\\\\"\\u{202e}x\"");
    }
}
