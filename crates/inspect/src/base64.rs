//! Base64 as certificates are written in it: padding may be left out, and what does not fill a byte has to be zero.

use ::base64::Engine as _;
use ::base64::alphabet::STANDARD;
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The most bytes that so many characters stand for.
pub(crate) const fn most_decoded(characters: usize) -> usize {
    characters.div_ceil(4) * 3
}

/// Decodes into the buffer, which has room for [`most_decoded`]; gives the number of bytes, `None` where it is no base64.
pub(crate) fn decode(encoded: &[u8], decoded: &mut [u8]) -> Option<usize> {
    ENGINE.decode_slice(encoded, decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(encoded: &str) -> Option<Vec<u8>> {
        let mut bytes = vec![0; most_decoded(encoded.len())];
        let length = decode(encoded.as_bytes(), &mut bytes)?;
        bytes.truncate(length);
        Some(bytes)
    }

    #[test]
    fn padding_may_be_left_out() {
        for (encoded, bytes) in [
            ("", &b""[..]),
            ("YQ==", b"a"),
            ("YQ", b"a"),
            ("YWI=", b"ab"),
            ("YWI", b"ab"),
            ("YWJj", b"abc"),
            ("+/8=", &[0xFB, 0xFF]),
        ] {
            assert_eq!(decoded(encoded).as_deref(), Some(bytes), "{encoded}");
        }
    }

    #[test]
    fn what_is_no_base64_is_refused() {
        for encoded in ["Y", "YQ===", "YR==", "Y Q=", "Y\nQ=", "-_8=", "\u{e9}", "YWJj="] {
            assert!(decoded(encoded).is_none(), "{encoded:?}");
        }
    }
}
