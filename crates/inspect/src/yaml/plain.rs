//! Scalars without quotes.

use super::Refused;
use super::cursor::{Cursor, is_blank_or_break, is_break, is_flow};
use super::scalar::{Parts, Scalar};

impl<'t> Cursor<'t> {
    /// Reads up to what cannot be part of it. In a block, its further lines do not begin to the left of that column.
    pub(super) fn plain(&mut self, flow: bool, column: usize) -> Result<Scalar<'t>, Refused> {
        let starts = match self.byte(0) {
            b'-' | b'?' => !is_blank_or_break(self.byte(1)),
            b':' => !flow && !is_blank_or_break(self.byte(1)),
            byte => !is_blank_or_break(byte) && !is_flow(byte) && !b"#&*!|>'\"%@`".contains(&byte),
        };
        if !starts || flow && self.column() < column {
            return Err(self.malformed());
        }
        let mut parts = Parts::new(self.at);
        let mut end = self.at;
        let mut breaks = 0;
        // Word by word.
        while self.byte(0) != b'#' && !self.ends() {
            if flow && self.byte(0) == b'-' && is_flow(self.byte(1)) {
                return Err(self.malformed());
            }
            let word = self.at;
            while !self.ends_plain(flow) {
                self.take(1);
            }
            if self.at == word {
                break;
            }
            if breaks > 0 {
                parts.folded(self, end, breaks, word);
            }
            end = self.at;
            breaks = 0;
            self.blanks();
            while self.byte(0) != 0 && is_break(self.byte(0)) {
                self.line_break();
                breaks += 1;
                self.blanks();
            }
            // Where it cannot go on: to the left of its column, or where a tab shows that column.
            let line = self.slice(self.line_start, self.at);
            let shallow = self.column() < column;
            if breaks > 0
                && (shallow && !flow || line.as_bytes().iter().take(column).any(|byte| *byte == b'\t'))
            {
                break;
            }
        }
        if breaks > 0 {
            // For whoever comes next, the line begins at its start.
            self.at = self.line_start;
        }
        Ok(parts.end(self, end))
    }

    fn ends_plain(&self, flow: bool) -> bool {
        let (byte, next) = (self.byte(0), self.byte(1));
        is_blank_or_break(byte)
            || flow && is_flow(byte)
            || byte == b':' && (is_blank_or_break(next) || flow && is_flow(next))
    }
}
