//! Bytes of a log as text.

/// Logs of Windows come as UTF-16 too, with or without a mark, and may hold bytes of any code page: the messages are ASCII, so
/// what cannot be read is left out rather than refused.
pub fn text(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().copied().map(unit).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // ASCII in UTF-16 without a mark: every other byte is zero.
        [first, 0, third, 0, ..] if *first != 0 && *third != 0 => utf16(bytes, u16::from_le_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_windows_are_read() {
        let message = "Valid Token Required \u{e9}";
        let units: Vec<u16> = message.encode_utf16().collect();
        let little: Vec<u8> = units.iter().copied().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units.iter().copied().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&little), message);
        assert_eq!(text(&[&[0xFF, 0xFE], &little[..]].concat()), message);
        assert_eq!(text(&[&[0xFE, 0xFF], &big[..]].concat()), message);
        assert_eq!(text(message.as_bytes()), message);
        // Zeros of another kind are no UTF-16.
        for bytes in [&b"\0\0a\0"[..], b"a\0\0\0"] {
            assert_eq!(text(bytes).as_bytes(), bytes);
        }
        assert_eq!(text(b"ung\xFCltig"), "ung\u{fffd}ltig");
    }
}
