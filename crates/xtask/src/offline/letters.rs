//! Bytes as the text of a script element: each byte is one letter of windows-1252, the encoding that a browser takes the file for.
//!
//! Base64 would be a third larger. What cannot stand there is what HTML changes (zero and carriage return), what could end the element or
//! begin a comment in it, and the sign itself that says that another follows.

/// What stands before a byte that cannot stand for itself.
const SIGN: u8 = b'=';

/// How far on in the alphabet it then is.
const FURTHER: u8 = 64;

/// The bytes as they stand in the file.
pub(super) fn of(bytes: &[u8]) -> Vec<u8> {
    let mut letters = Vec::with_capacity(bytes.len() + bytes.len() / 32);
    for (place, &byte) in bytes.iter().enumerate() {
        let is_read = byte == b'<' && matches!(bytes.get(place + 1), None | Some(b'/' | b'!'));
        if is_read || matches!(byte, 0 | b'\r' | SIGN) {
            letters.extend([SIGN, byte + FURTHER]);
        } else {
            letters.push(byte);
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stands_there_that_html_would_change_or_end_at() {
        let every: Vec<u8> = (0..=255).collect();
        let letters = of(&every);
        assert!(!letters.iter().any(|letter| [0, b'\r'].contains(letter)));
        assert_eq!(letters.len(), 256 + 3);
        assert_eq!(of(b"a=\r\0z"), b"a=}=M=@z");
        assert_eq!(of(b"<</script<!--<a<"), b"<=|/script=|!--<a=|");
    }
}
