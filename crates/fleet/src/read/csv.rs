//! The fields of a line under a header.

use std::borrow::Cow;

use certplan_export::csv::{MOST_BYTES, Record};

use super::{MOST_LINE, NO_TEXT};
use crate::line::{COLUMNS, Line};

/// The most columns.
const MOST_COLUMNS: usize = 64;

/// What the header says, and room for one line.
#[derive(Debug)]
pub(crate) struct Table {
    delimiter: u8,
    places: [Option<usize>; COLUMNS.len()],
    columns: usize,
    record: Record,
}

impl Table {
    /// The table of a header; `None` where it is none: commas, semicolons or tabs, the names in any case and order.
    ///
    /// Where the deployment is given for all lines, any known column makes a header.
    pub(crate) fn of(header: &[u8], deployment_is_given: bool) -> Option<Self> {
        for delimiter in *b",;\t" {
            let mut table =
                Self { delimiter, places: [None; COLUMNS.len()], columns: 0, record: Record::default() };
            table.columns = table.read(header);
            for (column, place) in COLUMNS.iter().zip(&mut table.places) {
                *place = (0..table.columns).find(|place| is_name_of(column, table.record.field(*place)));
            }
            if table.places[0].is_some() || (deployment_is_given && table.places != [None; COLUMNS.len()]) {
                return Some(table);
            }
        }
        None
    }

    /// How many fields a line has; none where there are more than anybody has.
    fn read(&mut self, line: &[u8]) -> usize {
        const { assert!(MOST_LINE <= MOST_BYTES, "every line has room in a record") };
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        self.record.read(line, self.delimiter, MOST_COLUMNS);
        self.record.len()
    }

    /// The fields of a line; an empty one says nothing.
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
            let Ok(text) = str::from_utf8(self.record.field(place)) else {
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
