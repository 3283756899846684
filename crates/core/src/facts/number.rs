//! Whole numbers as people type them, and digits of other scripts.

/// The number that ASCII digits alone make; one that is too large for the type counts as the largest.
///
/// ```
/// use certplan_core::facts::number;
/// assert_eq!(number("045"), Some(45));
/// assert_eq!(number("+45"), None);
/// assert_eq!(number(""), None);
/// ```
pub fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // Of digits alone, only a number too large for the type fails to parse.
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

/// The ASCII digit with the value of a digit of another script.
pub(super) fn ascii_digit(character: char) -> Option<char> {
    let code = u32::from(character);
    ZEROS.iter().find_map(|zero| char::from_digit(code.checked_sub(u32::from(*zero))?, 10))
}

/// The zero of each script whose digits follow each other and that people have on keyboards: Arabic, Persian, N'Ko, the scripts
/// of India and Sri Lanka, Thai, Lao, Tibetan, Burmese, Khmer, Mongolian, and the wide digits of Chinese and Japanese.
const ZEROS: [u16; 21] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0xFF10,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_digits_and_nothing_else() {
        assert_eq!(number("0"), Some(0));
        assert_eq!(number("18446744073709551614"), Some(u64::MAX - 1));
        assert_eq!(number("99999999999999999999999999"), Some(u64::MAX));
        for text in ["", " 1", "1 ", "-1", "1.0", "\u{FF13}", "1x", "/", ":"] {
            assert_eq!(number(text), None, "{text:?}");
        }
    }

    #[test]
    fn every_digit_of_these_scripts_is_numeric_and_counts_from_zero() {
        for zero in ZEROS {
            for value in 0..10_u32 {
                let digit = char::from_u32(u32::from(zero) + value).unwrap();
                assert!(digit.is_numeric(), "{digit:?}");
                assert_eq!(ascii_digit(digit), char::from_digit(value, 10));
            }
            assert!(!char::from_u32(u32::from(zero) - 1).unwrap().is_numeric());
        }
    }
}
