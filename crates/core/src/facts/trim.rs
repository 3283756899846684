//! What stands around a text that was pasted.

/// The text without white space at both ends: as `str::trim`, spelt out, since Unicode's table would be weight in the page.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(is_white)
}

const fn is_white(character: char) -> bool {
    matches!(
        character,
        '\t'..='\r'
            | ' '
            | '\u{85}'
            | '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_what_unicode_says() {
        for character in '\0'..=char::MAX {
            assert_eq!(is_white(character), character.is_whitespace(), "{character:?}");
        }
        assert_eq!(trimmed("\u{a0} 45 d\r\n"), "45 d");
        assert_eq!(trimmed(" \t"), "");
    }
}
