//! Scalars that are a block of lines.

use zeroize::Zeroizing;

use super::Refused;
use super::cursor::{Cursor, is_blank, is_break};
use super::scalar::{Scalar, append, append_breaks};

impl<'t> Cursor<'t> {
    /// Reads the header and every line that is indented far enough, at least to that column.
    pub(super) fn block_scalar(&mut self, column: usize) -> Result<Scalar<'t>, Refused> {
        let literal = self.byte(0) == b'|';
        let header = self.malformed();
        let (mut chomping, mut indicated) = (b' ', 0);
        loop {
            self.take(1);
            match self.byte(0) {
                byte @ (b'+' | b'-') if chomping == b' ' => chomping = byte,
                byte @ b'1'..=b'9' if indicated == 0 => indicated = usize::from(byte - b'0'),
                _ => break,
            }
        }
        self.blanks();
        self.comment();
        if !is_break(self.byte(0)) {
            return Err(header);
        }
        let has_lines = self.byte(0) != 0;
        if has_lines {
            self.line_break();
        }
        if self.byte(0) == b'\t' {
            return Err(header);
        }
        let indicated = (indicated > 0).then(|| column.saturating_sub(1) + indicated);
        let (mut empty, widest) = self.empty_lines(indicated.unwrap_or(usize::MAX));
        let indent = indicated.unwrap_or(widest.max(column));
        let mut copy = Zeroizing::default();
        if self.byte(0) == 0 {
            if chomping == b'+' {
                let unended = empty == 0 && has_lines && self.column() > 0;
                append_breaks(&mut copy, empty + usize::from(unended));
            }
            return Ok(Scalar::Copied(copy));
        }
        if (column..indent).contains(&self.column()) {
            return Err(self.malformed());
        }
        let (mut ended, mut blank_before) = (false, false);
        while self.column() == indent && !is_break(self.byte(0)) && !(indent == 0 && self.ends()) {
            let blank = is_blank(self.byte(0));
            // Lines are folded where neither begins with a blank.
            let folds = ended && !literal && !blank_before && !blank;
            if folds && empty == 0 {
                append(&mut copy, " ");
            }
            append_breaks(&mut copy, empty + usize::from(ended && !folds));
            (ended, empty, blank_before) = (false, 0, blank);
            let from = self.at;
            self.rest();
            append(&mut copy, self.slice(from, self.at));
            if self.byte(0) == 0 {
                break;
            }
            self.line_break();
            ended = true;
            empty = self.empty_lines(indent).0;
        }
        if chomping != b'-' {
            // Where the last line lacks its break, it is given one.
            let unended = self.byte(0) == 0 && self.column() >= indent.max(1);
            append_breaks(&mut copy, usize::from(ended) + usize::from(unended));
        }
        if chomping == b'+' {
            append_breaks(&mut copy, empty);
        }
        if self.byte(0) != 0 {
            self.at = self.line_start;
        }
        Ok(Scalar::Copied(copy))
    }

    /// Passes over lines of up to so many spaces and counts them; then it stands behind the spaces of another line. Gives the widest, too.
    fn empty_lines(&mut self, most: usize) -> (usize, usize) {
        let (mut count, mut widest) = (0, 0);
        loop {
            while self.column() < most && self.byte(0) == b' ' {
                self.take(1);
            }
            widest = widest.max(self.column());
            if self.byte(0) == 0 || !is_break(self.byte(0)) {
                return (count, widest);
            }
            self.line_break();
            count += 1;
        }
    }
}
