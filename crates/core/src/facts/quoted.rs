//! How a wrong value is shown in an error.

use alloc::string::String;

use crate::spell::{Spell, digits, display_as_spelt};

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

impl Spell for Quoted<'_> {
    fn spell(&self, text: &mut String) {
        let mut length = 0_usize;
        text.push('"');
        for character in self.0.chars() {
            if length < SHOWN {
                push_visible(text, character);
            }
            length += 1;
        }
        if length > SHOWN {
            text.push_str("...\" (");
            length.spell(text);
            text.push_str(" characters)");
        } else {
            text.push('"');
        }
    }
}

display_as_spelt!(Quoted<'_>);

/// Adds a character as it may be shown: escaped where it is hidden, or where it stands for something else between double quotes.
///
/// ```
/// let mut text = String::new();
/// "é\u{202e}\n".chars().for_each(|character| certplan_core::facts::push_visible(&mut text, character));
/// assert_eq!(text, "é\\u{202e}\\n");
/// ```
pub fn push_visible(text: &mut String, character: char) {
    let letter = match character {
        '\0' => '0',
        '\t' => 't',
        '\r' => 'r',
        '\n' => 'n',
        '"' | '\\' => character,
        _ if is_hidden(character) => {
            text.push_str("\\u{");
            digits(text, character.into(), 16, 1);
            return text.push('}');
        }
        _ => return text.push(character),
    };
    text.push('\\');
    text.push(letter);
}

/// Whether a character is not seen by itself, or changes how others are seen.
///
/// ```
/// use certplan_core::facts::is_hidden;
/// assert!(is_hidden('\u{200b}') && !is_hidden('é'));
/// ```
pub fn is_hidden(character: char) -> bool {
    HIDDEN.iter().any(|(first, last)| (*first..=*last).contains(&character))
}

/// The characters that could make an error look like another text, from the first to the last of each range: controls, spaces other
/// than the usual one, marks of direction and form, tags, characters without a meaning of their own, and what combines with the
/// letter before it in scripts where such marks pile up. Unicode's whole tables would be 4 kB of the page.
const HIDDEN: [(char, char); 58] = [
    // Controls, the space that does not break, the hyphen that is not seen.
    ('\0', '\u{1f}'),
    ('\u{7f}', '\u{a0}'),
    ('\u{ad}', '\u{ad}'),
    // Marks on Latin, Greek and Cyrillic letters.
    ('\u{300}', '\u{36f}'),
    ('\u{483}', '\u{489}'),
    // On Hebrew, Arabic and Syriac ones, and the formats of these scripts.
    ('\u{591}', '\u{5bd}'),
    ('\u{5bf}', '\u{5bf}'),
    ('\u{5c1}', '\u{5c2}'),
    ('\u{5c4}', '\u{5c5}'),
    ('\u{5c7}', '\u{5c7}'),
    ('\u{600}', '\u{605}'),
    ('\u{610}', '\u{61a}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{64b}', '\u{65f}'),
    ('\u{670}', '\u{670}'),
    ('\u{6d6}', '\u{6dd}'),
    ('\u{6df}', '\u{6e4}'),
    ('\u{6e7}', '\u{6e8}'),
    ('\u{6ea}', '\u{6ed}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{711}', '\u{711}'),
    ('\u{730}', '\u{74a}'),
    ('\u{890}', '\u{891}'),
    ('\u{8ca}', '\u{902}'),
    // On Thai and Lao ones.
    ('\u{e31}', '\u{e31}'),
    ('\u{e34}', '\u{e3a}'),
    ('\u{e47}', '\u{e4e}'),
    ('\u{eb1}', '\u{eb1}'),
    ('\u{eb4}', '\u{ebc}'),
    ('\u{ec8}', '\u{ecd}'),
    // Fillers, spaces, variants and marks of other scripts.
    ('\u{115f}', '\u{1160}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{1ab0}', '\u{1ace}'),
    ('\u{1dc0}', '\u{1dff}'),
    // Spaces, joiners, directions, ends of lines, marks around a letter.
    ('\u{2000}', '\u{200f}'),
    ('\u{2028}', '\u{202f}'),
    ('\u{205f}', '\u{206f}'),
    ('\u{20d0}', '\u{20f0}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{302a}', '\u{302f}'),
    ('\u{3099}', '\u{309a}'),
    ('\u{3164}', '\u{3164}'),
    // What everybody may give a meaning of their own, variants, half marks, the mark of byte order.
    ('\u{e000}', '\u{f8ff}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{fe20}', '\u{fe2f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{fffe}', '\u{ffff}'),
    // Formats of rare scripts, of shorthand and of music; tags, and the planes that are empty.
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{13440}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d165}', '\u{1d169}'),
    ('\u{1d16d}', '\u{1d182}'),
    ('\u{40000}', '\u{10ffff}'),
];

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

    fn is_escaped(character: char) -> bool {
        let mut buffer = [0; 4];
        Quoted(character.encode_utf8(&mut buffer)).spelt().starts_with("\"\\")
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
            let escaped = alloc::format!("\"{}\"", character.escape_debug());
            assert_eq!(Quoted(&String::from(character)).to_string(), escaped);
        }
    }

    #[test]
    fn what_the_standard_library_shows_is_shown_apart_from_the_fillers_of_korean() {
        const FILLERS: [char; 4] = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];
        for character in ('\0'..=char::MAX).filter(|character| !FILLERS.contains(character)) {
            let shown = character == '\'' || character.escape_debug().count() == 1;
            assert!(!(shown && is_escaped(character)), "{:x}", u32::from(character));
        }
        assert_eq!(Quoted("it's \u{e9}\u{2013}\u{3b1}\u{65e5}\u{ff13}").to_string(), "\"it's é–α日３\"");
        assert_eq!(Quoted("\0\t\r\n\\\"\u{202e}x").to_string(), "\"\\0\\t\\r\\n\\\\\\\"\\u{202e}x\"");
    }

    #[test]
    fn the_ranges_are_in_order_and_apart() {
        assert!(HIDDEN.iter().all(|(first, last)| first <= last));
        assert!(HIDDEN.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }
}
