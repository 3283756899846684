//! Base64 as certificates are written in it.
//!
//! The library, which is the oracle of the tests, knows every alphabet and error and weighs 1 kB gzip more.

/// Six bits for every character, and [`NONE`] for those that are none of base64.
const VALUES: [u8; 256] = {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut values = [NONE; 256];
    let mut value = 0_u8;
    while value < 64 {
        values[alphabet[value as usize] as usize] = value;
        value += 1;
    }
    values
};

/// Above every value.
const NONE: u8 = 0x80;

/// The most bytes that so many characters stand for.
pub(crate) const fn most_decoded(characters: usize) -> usize {
    characters.div_ceil(4) * 3
}

/// Decodes into the buffer, which has room for [`most_decoded`]; gives the number of bytes, `None` where it is no base64.
///
/// Padding may be left out, and what does not fill a byte has to be zero.
pub(crate) fn decode(encoded: &[u8], decoded: &mut [u8]) -> Option<usize> {
    let mut text = encoded;
    for _ in 0..2 {
        text = text.strip_suffix(b"=").unwrap_or(text);
    }
    let padding = encoded.len() - text.len();
    let (quads, last) = text.as_chunks::<4>();
    let mut faults = 0;
    for (quad, triple) in quads.iter().zip(decoded.as_chunks_mut::<3>().0) {
        let values = quad.map(|character| VALUES[usize::from(character)]);
        faults |= values[0] | values[1] | values[2] | values[3];
        *triple = joined(values);
    }
    let full = quads.len() * 3;
    if faults & NONE != 0 {
        return None;
    }
    if last.is_empty() {
        return (padding == 0).then_some(full);
    }
    // One character is less than a byte; with the padding the last ones are four.
    if last.len() == 1 || last.len() + padding > 4 {
        return None;
    }
    let mut values = [0; 4];
    for (value, character) in values.iter_mut().zip(last) {
        *value = VALUES[usize::from(*character)];
        faults |= *value;
    }
    let triple = joined(values);
    let (bytes, left) = triple.split_at(last.len() - 1);
    if faults & NONE != 0 || left.iter().any(|byte| *byte != 0) {
        return None;
    }
    decoded.get_mut(full..full + bytes.len())?.copy_from_slice(bytes);
    Some(full + bytes.len())
}

/// Four times six bits as three bytes.
fn joined(values: [u8; 4]) -> [u8; 3] {
    let [a, b, c, d] = values;
    [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]
}

#[cfg(test)]
mod tests {
    use ::base64::Engine as _;
    use ::base64::alphabet::STANDARD;
    use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
    use proptest::prelude::*;

    use super::*;

    const ORACLE: GeneralPurpose = GeneralPurpose::new(
        &STANDARD,
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );

    fn decoded(encoded: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = vec![0; most_decoded(encoded.len())];
        let length = decode(encoded, &mut bytes)?;
        bytes.truncate(length);
        Some(bytes)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn it_is_decoded_as_the_library_decodes_it(bytes in prop::collection::vec(any::<u8>(), 0..40), cut in 0..4_usize) {
            let mut encoded = ORACLE.encode(bytes);
            encoded.truncate(encoded.len().saturating_sub(cut));
            prop_assert_eq!(decoded(encoded.as_bytes()), ORACLE.decode(&encoded).ok());
        }

        #[test]
        fn any_text_is_refused_as_the_library_refuses_it(text in "[AQg=+/z\\n\u{e9}]{0,12}") {
            prop_assert_eq!(decoded(text.as_bytes()), ORACLE.decode(&text).ok());
        }
    }
}
