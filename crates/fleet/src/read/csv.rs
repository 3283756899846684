//! The fields of a line under a header.

use std::borrow::Cow;

use certplan_core::facts::trimmed;
use certplan_core::spell::Spell;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{MOST_LINE, NO_TEXT};
use crate::line::{COLUMNS, Line};

/// The most columns.
const MOST_COLUMNS: usize = 64;

/// What the header says, and room for one line.
#[derive(Debug)]
pub(crate) struct Table {
    reader: Reader,
    places: [Option<usize>; COLUMNS.len()],
    columns: usize,
    fields: Fields,
}

impl Table {
    /// The table of a header; `None` where it is none: commas, semicolons or tabs, the names in any case and order.
    ///
    /// Where the deployment is given for all lines, any known column makes a header.
    pub(crate) fn of(header: &[u8], deployment_is_given: bool) -> Option<Self> {
        [b',', b';', b'\t'].into_iter().find_map(|delimiter| {
            let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
            let mut fields = Fields::default();
            let columns = fields.read(&mut reader, header)?;
            let place_of = |column| (0..columns).find(|place| is_name_of(column, fields.get(*place)));
            let places = COLUMNS.map(place_of);
            let is_header =
                places.first()?.is_some() || (deployment_is_given && places.iter().any(Option::is_some));
            is_header.then_some(Self { reader, places, columns, fields })
        })
    }

    /// The fields of a line; an empty one says nothing.
    ///
    /// # Errors
    ///
    /// Where their number is not that of the header, or one is no text: the reason.
    pub(crate) fn fields(&mut self, line: &[u8]) -> Result<Line<'_>, String> {
        let count = self.fields.read(&mut self.reader, line).unwrap_or_default();
        if count != self.columns {
            let (count, columns) = (count.spelt(), self.columns.spelt());
            return Err(
                ["has ", &count, " fields, the header has ", &columns, "; accepted: as many"].concat()
            );
        }
        let mut line = Line::default();
        for (value, place) in line.0.iter_mut().zip(self.places) {
            let Some(place) = place else { continue };
            let Ok(text) = str::from_utf8(self.fields.get(place)) else {
                return Err(NO_TEXT.to_owned());
            };
            if !trimmed(text).is_empty() {
                *value = Some(Cow::Borrowed(text));
            }
        }
        Ok(line)
    }
}

/// Whether a header names the column as the contract does, or with spaces, hyphens or capital letters in it.
fn is_name_of(column: &str, header: &[u8]) -> bool {
    let header = str::from_utf8(header).map_or("", trimmed);
    let is_same = |(typed, known): (u8, u8)| match typed {
        b' ' | b'-' => known == b'_',
        _ => typed.eq_ignore_ascii_case(&known),
    };
    header.len() == column.len() && header.bytes().zip(column.bytes()).all(is_same)
}

/// The fields of the line that was read last.
#[derive(Debug)]
struct Fields {
    text: Vec<u8>,
    ends: [usize; MOST_COLUMNS],
}

impl Default for Fields {
    fn default() -> Self {
        Self { text: vec![0; MOST_LINE + 2], ends: [0; MOST_COLUMNS] }
    }
}

impl Fields {
    /// How many there are; `None` where there are more than anybody has.
    fn read(&mut self, reader: &mut Reader, line: &[u8]) -> Option<usize> {
        reader.reset();
        let (mut rest, mut written, mut count) = (line, 0, 0);
        loop {
            let (text, ends) = (self.text.get_mut(written..)?, self.ends.get_mut(count..)?);
            let (result, read, wrote, ended) = reader.read_record(rest, text, ends);
            rest = rest.get(read..)?;
            written += wrote;
            count += ended;
            match result {
                // An empty rest says that nothing follows.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record | ReadRecordResult::End => return Some(count),
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => return None,
            }
        }
    }

    fn get(&self, place: usize) -> &[u8] {
        let end = |place: usize| self.ends.get(place).copied().unwrap_or_default();
        let start = place.checked_sub(1).map_or(0, end);
        self.text.get(start..end(place)).unwrap_or_default()
    }
}
