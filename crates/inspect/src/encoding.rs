//! Bytes as text: UTF-8 and UTF-16 with and without a byte order mark, since Windows PowerShell writes all of them.

use zeroize::Zeroizing;

/// What bytes are.
#[derive(Debug)]
pub(crate) enum Decoded<'a> {
    /// UTF-8 as it came.
    Text(&'a str),
    /// UTF-16, copied; the copy is overwritten when it goes.
    Copied(Zeroizing<String>),
    /// No text.
    Binary(&'a [u8]),
}

/// Decodes the bytes.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let copied = |text: Option<Zeroizing<String>>| text.map_or(Decoded::Binary(bytes), Decoded::Copied);
    match bytes {
        [0xFF, 0xFE, rest @ ..] => copied(utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => copied(utf16(rest, u16::from_be_bytes)),
        // All that is read here begins in ASCII, so a zero tells which half comes first.
        [1..=0x7F, 0, ..] => copied(utf16(bytes, u16::from_le_bytes)),
        [0, 1..=0x7F, ..] => copied(utf16(bytes, u16::from_be_bytes)),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    // A zero is in no text; a DER file may still be valid UTF-8.
    match str::from_utf8(bytes) {
        Ok(text) if memchr::memchr(0, bytes).is_none() => Decoded::Text(text),
        _ => Decoded::Binary(bytes),
    }
}

/// The text in UTF-16 of that order.
pub(crate) fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<Zeroizing<String>> {
    let (units, rest) = bytes.as_chunks::<2>();
    // With room for the longest: a text that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(units.len() * 3));
    for character in char::decode_utf16(units.iter().copied().map(unit)) {
        text.push(character.ok()?);
    }
    rest.is_empty().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_windows_are_read() {
        let text = "-----BEGIN \u{e9}\u{1F600}";
        let with_mark = || std::iter::once(0xFEFF).chain(text.encode_utf16());
        for bytes in [
            with_mark().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
            with_mark().flat_map(u16::to_be_bytes).collect(),
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            format!("\u{FEFF}{text}").into_bytes(),
            text.as_bytes().to_vec(),
        ] {
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
}
