//! Bytes as the text of a script element: each byte is one letter of windows-1252, the encoding that a browser takes the file for.
//!
//! Base64 would be a third larger. Four bytes cannot stand there: what HTML changes (zero and carriage return), what could end the
//! element, and the sign itself that says that another follows.

/// What stands before a byte that cannot stand for itself.
const SIGN: u8 = b'=';

/// How far on in the alphabet it then is.
const FURTHER: u8 = 64;

/// The bytes as they stand in the file.
pub(super) fn of(bytes: &[u8]) -> Vec<u8> {
    let mut letters = Vec::with_capacity(bytes.len() + bytes.len() / 32);
    for &byte in bytes {
        if matches!(byte, 0 | b'\r' | b'<' | SIGN) {
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
        assert!(!letters.iter().any(|letter| [0, b'\r', b'<'].contains(letter)));
        assert_eq!(letters.len(), 256 + 4);
        assert_eq!(of(b"a=<\r\0z"), b"a=}=|=M=@z");
    }
}
