//! The fields of a line under a header.

use std::borrow::Cow;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{MOST_LINE, NO_TEXT};
use crate::line::{COLUMNS, Line};

/// The most columns.
const MAX_COLUMNS: usize = 64;

/// The columns of the header, and a buffer for one line.
#[derive(Debug)]
pub(crate) struct Table {
    places: [Option<usize>; COLUMNS.len()],
    columns: usize,
    reader: Reader,
    /// The fields of the last line, one after the other, and where each ends.
    bytes: Vec<u8>,
    ends: [usize; MAX_COLUMNS],
}

impl Table {
    /// The table of a header; `None` where it is none: commas, semicolons or tabs, the names in any case and order.
    ///
    /// Where the deployment is given for all lines, any known column makes a header.
    pub(crate) fn of(header: &[u8], deployment_is_given: bool) -> Option<Self> {
        for delimiter in *b",;\t" {
            let mut table = Self {
                places: [None; COLUMNS.len()],
                columns: 0,
                reader: ReaderBuilder::new().delimiter(delimiter).build(),
                bytes: vec![0; MOST_LINE],
                ends: [0; MAX_COLUMNS],
            };
            table.columns = table.read(header);
            table.places = COLUMNS
                .map(|column| (0..table.columns).find(|place| is_name_of(column, table.field(*place))));
            if table.places[0].is_some() || (deployment_is_given && table.places != [None; COLUMNS.len()]) {
                return Some(table);
            }
        }
        None
    }

    /// Reads a line and counts its fields; 0 where there are too many.
    fn read(&mut self, line: &[u8]) -> usize {
        let mut rest = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let (mut written, mut count) = (0, 0);
        self.reader.reset();
        loop {
            let (bytes, ends) = (&mut self.bytes[written..], &mut self.ends[count..]);
            let (result, read, wrote, ended) = self.reader.read_record(rest, bytes, ends);
            (rest, written, count) = (&rest[read..], written + wrote, count + ended);
            match result {
                // The next call marks the end of the line.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => return count,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull | ReadRecordResult::End => {
                    return 0;
                }
            }
        }
    }

    /// A field of the last line.
    fn field(&self, place: usize) -> &[u8] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[place]]
    }

    /// The fields of a line; an empty one counts as absent.
    ///
    /// # Errors
    ///
    /// Where their number is not that of the header, or one is no text: the reason.
    pub(crate) fn fields(&mut self, line: &[u8]) -> Result<Line<'_>, String> {
        let count = self.read(line);
        if count != self.columns {
            let columns = self.columns;
            return Err(format!("has {count} fields, the header has {columns}; accepted: as many"));
        }
        let mut line = Line::default();
        for (value, place) in line.0.iter_mut().zip(self.places) {
            let Some(place) = place else { continue };
            let Ok(text) = str::from_utf8(self.field(place)) else {
                return Err(NO_TEXT.to_owned());
            };
            if !text.trim().is_empty() {
                *value = Some(Cow::Borrowed(text));
            }
        }
        Ok(line)
    }
}

/// Whether a header names the column as the contract does, or with spaces, hyphens or capital letters in it.
fn is_name_of(column: &str, header: &[u8]) -> bool {
    let header = str::from_utf8(header).map_or("", str::trim);
    let is_same = |(typed, known): (u8, u8)| match typed {
        b' ' | b'-' => known == b'_',
        _ => typed.eq_ignore_ascii_case(&known),
    };
    header.len() == column.len() && header.bytes().zip(column.bytes()).all(is_same)
}
