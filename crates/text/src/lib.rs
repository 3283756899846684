//! Bytes as text: UTF-8 and UTF-16, each with and without a byte order mark, since Windows PowerShell writes all of them.

mod stream;

use zeroize::Zeroizing;

pub use stream::Decoder;

/// Where a part of a text begins in it, in bytes.
///
/// ```
/// let text = "one\ntwo";
/// let second = text.lines().nth(1).unwrap();
/// assert_eq!(certplan_text::place_in(text, second), 4);
/// ```
///
/// # Panics
/// `part` was not cut out of `text`.
pub fn place_in(text: &str, part: &str) -> usize {
    let place = part.as_ptr().addr().checked_sub(text.as_ptr().addr());
    place.filter(|place| place + part.len() <= text.len()).expect("the part is a slice of the text")
}

/// The encoding of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "these are all that is read")]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16.
    Utf16(ByteOrder),
}

/// Which half of a unit of UTF-16 comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there are two")]
pub enum ByteOrder {
    /// The low half, as on Windows.
    Little,
    /// The high half.
    Big,
}

impl ByteOrder {
    fn unit(self, bytes: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(bytes),
            Self::Big => u16::from_be_bytes(bytes),
        }
    }
}

impl Encoding {
    /// The encoding that the first four bytes show, and the text after its mark.
    ///
    /// Without a mark, a text in UTF-16 is recognised by two Latin letters at its beginning: every other byte is zero.
    pub const fn detect(bytes: &[u8]) -> (Self, &[u8]) {
        match bytes {
            [0xFF, 0xFE, rest @ ..] => (Self::Utf16(ByteOrder::Little), rest),
            [0xFE, 0xFF, rest @ ..] => (Self::Utf16(ByteOrder::Big), rest),
            [0xEF, 0xBB, 0xBF, rest @ ..] => (Self::Utf8, rest),
            [1..=0xFF, 0, 1..=0xFF, 0, ..] => (Self::Utf16(ByteOrder::Little), bytes),
            [0, 1..=0xFF, 0, 1..=0xFF, ..] => (Self::Utf16(ByteOrder::Big), bytes),
            _ => (Self::Utf8, bytes),
        }
    }
}

/// What bytes are.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "callers read each of them")]
pub enum Decoded<'a> {
    /// UTF-8, not copied.
    Text(&'a str),
    /// UTF-16, copied; the copy is overwritten when it is dropped.
    Copied(Zeroizing<String>),
    /// No text.
    Binary(&'a [u8]),
}

/// Decodes the bytes strictly: one wrong byte makes them binary.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    match Encoding::detect(bytes) {
        (Encoding::Utf16(order), text) => utf16(text, order).map_or(Decoded::Binary(bytes), Decoded::Copied),
        (Encoding::Utf8, text) => match str::from_utf8(text) {
            // A file in DER may be valid UTF-8, but text has no zero.
            Ok(text) if memchr::memchr(0, text.as_bytes()).is_none() => Decoded::Text(text),
            _ => Decoded::Binary(text),
        },
    }
}

/// The text in UTF-16 of that order; `None` where a unit is wrong. It is overwritten when it is dropped.
pub fn utf16(bytes: &[u8], order: ByteOrder) -> Option<Zeroizing<String>> {
    let (units, rest) = bytes.as_chunks::<2>();
    // With room for the longest: a text that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(units.len() * 3));
    for character in char::decode_utf16(units.iter().map(|unit| order.unit(*unit))) {
        text.push(character.ok()?);
    }
    rest.is_empty().then_some(text)
}

/// Decodes a log, which may hold bytes of any code page: what cannot be read is replaced rather than refused.
pub fn lossy(bytes: &[u8]) -> String {
    match Encoding::detect(bytes) {
        (Encoding::Utf8, text) => String::from_utf8_lossy(text).into_owned(),
        (Encoding::Utf16(order), text) => lossy_characters(text, order).collect(),
    }
}

/// The characters of UTF-16, with U+FFFD for each wrong unit and for half a unit at the end.
fn lossy_characters(bytes: &[u8], order: ByteOrder) -> impl Iterator<Item = char> {
    let (units, rest) = bytes.as_chunks::<2>();
    let characters = char::decode_utf16(units.iter().map(move |unit| order.unit(*unit)));
    characters
        .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
        .chain((!rest.is_empty()).then_some(char::REPLACEMENT_CHARACTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in each encoding that Windows writes.
    pub(crate) fn encoded(text: &str) -> [Vec<u8>; 6] {
        let with_mark = || std::iter::once(0xFEFF).chain(text.encode_utf16());
        [
            with_mark().flat_map(u16::to_le_bytes).collect(),
            with_mark().flat_map(u16::to_be_bytes).collect(),
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            format!("\u{FEFF}{text}").into_bytes(),
            text.as_bytes().to_vec(),
        ]
    }

    #[test]
    fn encodings_of_windows_are_read() {
        let text = "-----BEGIN \u{e9}\u{1F600}";
        for bytes in encoded(text) {
            assert_eq!(lossy(&bytes), text);
            match decode(&bytes) {
                Decoded::Text(read) => assert_eq!(read, text),
                Decoded::Copied(read) => assert_eq!(*read, text),
                Decoded::Binary(_) => panic!("{bytes:?}"),
            }
        }
    }

    #[test]
    fn what_is_no_text_is_binary() {
        for bytes in [
            &b"\xFF\xFEa"[..],
            b"\xFF\xFE\x00\xD8",
            b"\x30\x82\x01",
            b"\xEF\xBB\xBF\x80",
            b"0\x03\x02\x01\x00",
        ] {
            assert!(matches!(decode(bytes), Decoded::Binary(_)), "{bytes:?}");
        }
    }

    #[test]
    fn zeros_at_other_places_are_no_utf_16() {
        for bytes in [&b"\0\0a\0"[..], b"a\0\0\0"] {
            assert_eq!(lossy(bytes).as_bytes(), bytes);
        }
    }

    #[test]
    fn what_a_log_has_of_another_code_page_is_replaced() {
        assert_eq!(lossy(b"ung\xFCltig"), "ung\u{fffd}ltig");
        assert_eq!(lossy(b"\xFF\xFEa\0\0\xD8b\0c"), "a\u{fffd}b\u{fffd}");
    }
}
