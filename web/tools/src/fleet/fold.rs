//! Letters without their case, so that a search finds a name however it is written.
//!
//! The library's table of all cases, with its code, would be 7 kB of the page, compressed; names are searched in the alphabets below.

/// The text with small letters in place of capital ones.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(small).collect()
}

/// From the first capital letter to the last, every one or every other one: how far behind it the small letter stands.
struct Capitals(char, char, u32, i32);

const CAPITALS: [Capitals; 28] = [
    // Latin.
    Capitals('A', 'Z', 1, 32),
    Capitals('\u{c0}', '\u{d6}', 1, 32),
    Capitals('\u{d8}', '\u{de}', 1, 32),
    Capitals('\u{100}', '\u{12e}', 2, 1),
    // The capital i with a dot, which has no small letter of its own.
    Capitals('\u{130}', '\u{130}', 1, -199),
    Capitals('\u{132}', '\u{136}', 2, 1),
    Capitals('\u{139}', '\u{147}', 2, 1),
    Capitals('\u{14a}', '\u{176}', 2, 1),
    Capitals('\u{178}', '\u{178}', 1, -121),
    Capitals('\u{179}', '\u{17d}', 2, 1),
    Capitals('\u{18f}', '\u{18f}', 1, 202),
    Capitals('\u{1a0}', '\u{1a4}', 2, 1),
    Capitals('\u{1af}', '\u{1af}', 1, 1),
    Capitals('\u{1cd}', '\u{1db}', 2, 1),
    Capitals('\u{1f8}', '\u{21e}', 2, 1),
    Capitals('\u{1e00}', '\u{1e94}', 2, 1),
    Capitals('\u{1ea0}', '\u{1efe}', 2, 1),
    // Greek.
    Capitals('\u{386}', '\u{386}', 1, 38),
    Capitals('\u{388}', '\u{38a}', 1, 37),
    Capitals('\u{38c}', '\u{38c}', 1, 64),
    Capitals('\u{38e}', '\u{38f}', 1, 63),
    Capitals('\u{391}', '\u{3ab}', 1, 32),
    // Cyrillic.
    Capitals('\u{400}', '\u{40f}', 1, 80),
    Capitals('\u{410}', '\u{42f}', 1, 32),
    Capitals('\u{48a}', '\u{4be}', 2, 1),
    Capitals('\u{4d0}', '\u{52e}', 2, 1),
    // Armenian.
    Capitals('\u{531}', '\u{556}', 1, 48),
    // Latin as wide as Chinese.
    Capitals('\u{ff21}', '\u{ff3a}', 1, 32),
];

fn small(letter: char) -> char {
    // Sigma looks different at the end of a word.
    if letter == '\u{3c2}' {
        return '\u{3c3}';
    }
    for Capitals(first, last, step, away) in CAPITALS {
        let place = u32::from(letter).wrapping_sub(first.into());
        if (first..=last).contains(&letter) && place.is_multiple_of(step) {
            return u32::from(letter).checked_add_signed(away).and_then(char::from_u32).unwrap_or(letter);
        }
    }
    letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_what_unicode_says() {
        for letter in ('\0'..=char::MAX).filter(|letter| !matches!(letter, '\u{130}' | '\u{3c2}' | '\u{3a2}'))
        {
            let small = small(letter);
            assert!(small == letter || letter.to_lowercase().eq([small]), "{letter} {small}");
        }
    }

    #[test]
    fn words_of_these_alphabets_are_found_in_any_case() {
        for [capital, written] in [
            ["KÖLN-ÅLESUND", "köln-ålesund"],
            ["ŁÓDŹ ÇEŞME ŽILINA ÎLE", "łódź çeşme žilina île"],
            ["İZMİR", "izmir"],
            ["HÀ NỘI", "hà nội"],
            ["ΑΘΉΝΑ ΠΎΡΓΟΣ", "αθήνα πύργος"],
            ["КИЇВ ЁЛКА ӘЛИ", "київ ёлка әли"],
            ["ԵՐԵՎԱՆ", "երևան".replace('և', "եվ").as_str()],
        ] {
            assert_eq!(folded(capital), folded(written));
        }
        assert_eq!(folded("東京 Hv-1"), "東京 hv-1");
    }
}
