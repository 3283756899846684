//! CSV as RFC 4180 has it: records are written with commas, and read with any delimiter.
//!
//! What the library does beyond that, and the machine that it builds for every delimiter, weigh 2 kB of the file that is used without a
//! network, compressed. It is the oracle of the tests.

/// The most bytes of a record that is read, without what stands between its fields.
pub const MOST_BYTES: usize = 64 << 10;

/// Adds a record to a text. A field stands in quotes where something in it would end it.
pub fn write(text: &mut String, fields: &[&str]) {
    for (place, field) in fields.iter().enumerate() {
        text.push_str(if place == 0 { "" } else { "," });
        if !field.contains([',', '"', '\r', '\n']) {
            text.push_str(field);
            continue;
        }
        text.push('"');
        for (place, part) in field.split('"').enumerate() {
            text.push_str(if place == 0 { "" } else { "\"\"" });
            text.push_str(part);
        }
        text.push('"');
    }
    text.push_str("\r\n");
}

/// The record that was read last. Its room is used again for the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The fields, one after the other.
    bytes: Vec<u8>,
    /// Where each of them ends.
    ends: Vec<usize>,
}

/// What the byte before was part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Nothing: a field begins.
    Nothing,
    Plain,
    Quoted,
    /// A quote in quotes: the first of two, or their end.
    Quote,
}

impl Record {
    /// Reads the first record of a text, and gives what stands behind it; ends of lines before it say nothing.
    ///
    /// There is none where nothing else is left, and none that has more than `most` fields or [`MOST_BYTES`].
    pub fn read<'t>(&mut self, text: &'t [u8], delimiter: u8, most: usize) -> Option<&'t [u8]> {
        self.bytes.clear();
        self.ends.clear();
        let begin = text.iter().position(|byte| !matches!(byte, b'\r' | b'\n'))?;
        let text = text.get(begin..)?;
        let mut within = Within::Nothing;
        for (place, byte) in text.iter().copied().enumerate() {
            within = match (within, byte) {
                (Within::Nothing, b'"') => Within::Quoted,
                (Within::Quoted, b'"') => Within::Quote,
                (Within::Quoted, _) | (Within::Quote, b'"') => {
                    self.bytes.push(byte);
                    Within::Quoted
                }
                (_, b'\r' | b'\n') => {
                    self.ends.push(self.bytes.len());
                    return text.get(place..);
                }
                _ if byte == delimiter => {
                    self.ends.push(self.bytes.len());
                    Within::Nothing
                }
                _ => {
                    self.bytes.push(byte);
                    Within::Plain
                }
            };
            if self.ends.len() >= most || self.bytes.len() > MOST_BYTES {
                self.ends.clear();
                return None;
            }
        }
        self.ends.push(self.bytes.len());
        Some(&[])
    }

    /// How many fields it has.
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there was none.
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The field at that place, counted from 0; empty where there is none.
    pub fn field(&self, place: usize) -> &[u8] {
        let end = |place: usize| self.ends.get(place).copied();
        let begin = place.checked_sub(1).and_then(end).unwrap_or_default();
        end(place).and_then(|end| self.bytes.get(begin..end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use csv_core::{ReadRecordResult, ReaderBuilder};
    use proptest::prelude::*;

    use super::*;

    const MOST: usize = 4;

    /// The records as the library reads them, until one has too many fields.
    fn expected(mut text: &[u8], delimiter: u8) -> Vec<Vec<Vec<u8>>> {
        let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
        let mut records = Vec::new();
        loop {
            let (mut bytes, mut ends, mut written, mut ended) = ([0; 256], [0; MOST], 0, 0);
            loop {
                let (result, read, wrote, more) =
                    reader.read_record(text, &mut bytes[written..], &mut ends[ended..]);
                (text, written, ended) = (&text[read..], written + wrote, ended + more);
                match result {
                    ReadRecordResult::InputEmpty => {}
                    ReadRecordResult::Record => break,
                    _ => return records,
                }
            }
            let begins = [0].into_iter().chain(ends);
            records
                .push(begins.zip(&ends[..ended]).map(|(begin, end)| bytes[begin..*end].to_vec()).collect());
        }
    }

    proptest! {
        #[test]
        fn records_are_what_the_library_reads(text in "[a\u{e9},;\" \r\n]{0,60}", delimiter in prop::sample::select(&b",;"[..])) {
            let (mut record, mut rest, mut records) = (Record::default(), text.as_bytes(), Vec::new());
            while let Some(behind) = record.read(rest, delimiter, MOST) {
                rest = behind;
                records.push((0..record.len()).map(|place| record.field(place).to_vec()).collect::<Vec<_>>());
            }
            prop_assert_eq!(records, expected(text.as_bytes(), delimiter));
        }

        #[test]
        fn what_is_written_is_read(fields in prop::collection::vec("[a\u{e9},;\" \r\n]{0,9}", 1..5)) {
            let mut text = String::new();
            write(&mut text, &fields.iter().map(String::as_str).collect::<Vec<_>>());
            let mut record = Record::default();
            // A record of one empty field is a line with nothing in it.
            let rest = record.read(text.as_bytes(), b',', fields.len());
            prop_assert_eq!(rest, if fields == [""] { None } else { Some(&b"\r\n"[..]) });
            for (place, field) in fields.iter().enumerate() {
                prop_assert_eq!(record.field(place), field.as_bytes());
            }
        }
    }

    #[test]
    fn a_record_that_is_too_large_is_none() {
        let mut record = Record::default();
        let long = "a".repeat(MOST_BYTES + 1);
        assert!(record.read(&long.as_bytes()[1..], b',', 1).is_some());
        assert_eq!(record.read(long.as_bytes(), b',', 1), None);
        assert_eq!((record.read(b"a,b,c", b',', 2), record.len()), (None, 0));
    }
}
