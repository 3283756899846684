//! Tags, lengths and values: the encoding under certificates, read without copying.
//!
//! Why no crate does it: `docs/src/decisions/certificates.md`.

/// One element: its tag octet, its content, and both with the length between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    pub(crate) whole: &'a [u8],
}

pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(crate) const UTF8_STRING: u8 = 0x0C;
pub(crate) const NUMERIC_STRING: u8 = 0x12;
pub(crate) const PRINTABLE_STRING: u8 = 0x13;
pub(crate) const TELETEX_STRING: u8 = 0x14;
pub(crate) const IA5_STRING: u8 = 0x16;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const VISIBLE_STRING: u8 = 0x1A;
pub(crate) const UNIVERSAL_STRING: u8 = 0x1C;
pub(crate) const BMP_STRING: u8 = 0x1E;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;
/// `[0]`, the version of a certificate.
pub(crate) const EXPLICIT_0: u8 = 0xA0;
/// `[3]`, the extensions of a certificate.
pub(crate) const EXPLICIT_3: u8 = 0xA3;

/// Elements one after another.
#[derive(Clone, Debug)]
pub(crate) struct Elements<'a>(pub(crate) &'a [u8]);

impl<'a> Elements<'a> {
    /// The next element, which must have that tag.
    pub(crate) fn expect(&mut self, tag: u8) -> Option<Element<'a>> {
        self.next_if(tag)
    }

    /// The next element where it has that tag; otherwise nothing is passed over.
    pub(crate) fn next_if(&mut self, tag: u8) -> Option<Element<'a>> {
        if *self.0.first()? == tag { self.next() } else { None }
    }

    /// Whether nothing is left.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Ends at the first element that is cut off or is none of DER; what is left over is then still there.
impl<'a> Iterator for Elements<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        let (&tag, rest) = self.0.split_first()?;
        // Tags above 30 take several octets; no certificate has one.
        if tag & 0x1F == 0x1F {
            return None;
        }
        let (length, rest) = length(rest)?;
        let (content, rest) = rest.split_at_checked(length)?;
        let whole = self.0.get(..self.0.len() - rest.len())?;
        self.0 = rest;
        Some(Element { tag, content, whole })
    }
}

/// A length in one to five octets. The indefinite form is none of DER.
fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    if first < 0x80 {
        return Some((usize::from(first), rest));
    }
    let count = usize::from(first & 0x7F);
    if !(1..=4).contains(&count) {
        return None;
    }
    let (octets, rest) = rest.split_at_checked(count)?;
    let length = octets.iter().fold(0_u32, |length, octet| length << 8 | u32::from(*octet));
    Some((usize::try_from(length).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_lengths_are_read() {
        let mut long = vec![0x04, 0x82, 0x01, 0x00];
        long.extend([7; 256]);
        long.extend([0x05, 0x00]);
        let mut elements = Elements(&long);
        let first = elements.next().expect("the long one");
        assert_eq!((first.tag, first.content.len(), first.whole.len()), (OCTET_STRING, 256, 260));
        assert_eq!(elements.next().map(|element| element.content.len()), Some(0));
        assert!(elements.is_empty());
    }

    #[test]
    fn what_is_cut_off_or_indefinite_is_none() {
        for bytes in [
            &[][..],
            &[0x30],
            &[0x30, 0x01],
            &[0x30, 0x80, 0, 0],
            &[0x30, 0x85, 0, 0, 0, 0, 1],
            &[0x1F, 1, 0],
        ] {
            assert!(Elements(bytes).next().is_none(), "{bytes:?}");
        }
        assert!(Elements(&[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]).next().is_none());
    }
}
