//! The same for a stream, which comes in pieces of any length.

use crate::{ByteOrder, Encoding, lossy_characters};

/// Turns a stream into UTF-8. UTF-8 passes through unchanged, even where it is wrong, so that the reader can say in which line.
#[derive(Debug, Default)]
pub struct Decoder {
    /// `None` until the first four bytes are there.
    encoding: Option<Encoding>,
    /// Bytes that the next piece completes: the beginning, half a unit, or the first half of a pair of UTF-16.
    waiting: Vec<u8>,
    decoded: Vec<u8>,
}

impl Decoder {
    /// The piece in UTF-8, as far as it can be decoded without the next one.
    pub fn push<'a>(&'a mut self, bytes: &'a [u8]) -> &'a [u8] {
        if self.encoding == Some(Encoding::Utf8) {
            return bytes;
        }
        self.waiting.extend_from_slice(bytes);
        match self.encoding {
            Some(Encoding::Utf16(order)) => self.decode(order, complete(&self.waiting, order)),
            _ if self.waiting.len() < 4 => &[],
            _ => self.begin(complete),
        }
    }

    /// What was still waiting when the stream ended.
    pub fn finish(&mut self) -> &[u8] {
        match self.encoding {
            Some(Encoding::Utf8) => &[],
            Some(Encoding::Utf16(order)) => self.decode(order, self.waiting.len()),
            None => self.begin(|text, _| text.len()),
        }
    }

    fn begin(&mut self, complete: fn(&[u8], ByteOrder) -> usize) -> &[u8] {
        let bytes = std::mem::take(&mut self.waiting);
        let (encoding, text) = Encoding::detect(&bytes);
        self.encoding = Some(encoding);
        match encoding {
            Encoding::Utf8 => {
                self.decoded.extend_from_slice(text);
                &self.decoded
            }
            Encoding::Utf16(order) => {
                self.waiting.extend_from_slice(text);
                self.decode(order, complete(text, order))
            }
        }
    }

    /// Decodes so many of the waiting bytes.
    fn decode(&mut self, order: ByteOrder, length: usize) -> &[u8] {
        self.decoded.clear();
        for character in lossy_characters(&self.waiting[..length], order) {
            self.decoded.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
        self.waiting.drain(..length);
        &self.decoded
    }
}

/// How many bytes are whole characters: all but half a unit and the first half of a pair.
fn complete(bytes: &[u8], order: ByteOrder) -> usize {
    let (units, _) = bytes.as_chunks::<2>();
    let is_half = units.last().is_some_and(|last| matches!(order.unit(*last), 0xD800..=0xDBFF));
    2 * (units.len() - usize::from(is_half))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tests::encoded;

    fn streamed(bytes: &[u8], length: usize) -> Vec<u8> {
        let mut decoder = Decoder::default();
        let mut text = Vec::new();
        for piece in bytes.chunks(length) {
            text.extend_from_slice(decoder.push(piece));
        }
        text.extend_from_slice(decoder.finish());
        text
    }

    proptest! {
        #[test]
        fn pieces_of_any_length_give_the_text(text in "[a-z]{2}[a-z\u{e9}\u{1F600}\r\n]{0,40}", length in 1..20_usize) {
            for bytes in encoded(&text) {
                prop_assert_eq!(streamed(&bytes, length), text.as_bytes());
            }
        }

        #[test]
        fn wrong_units_are_replaced_as_in_one_piece(
            units in prop::collection::vec(prop_oneof![0xD7FF..0xE000_u16, Just(0x61)], 0..20),
            length in 1..20_usize,
            is_odd in any::<bool>(),
        ) {
            let mut bytes = vec![0xFF, 0xFE];
            bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
            bytes.extend(is_odd.then_some(0x61));
            prop_assert_eq!(streamed(&bytes, length), crate::lossy(&bytes).into_bytes());
        }
    }

    #[test]
    fn wrong_utf_8_passes_through() {
        assert_eq!(streamed(b"ab\xFFcd\xFE", 3), b"ab\xFFcd\xFE");
        assert_eq!(streamed(b"", 3), b"");
        assert_eq!(streamed(b"ab", 3), b"ab");
    }
}
