//! Scalars in quotes.

use super::Refused;
use super::cursor::{Cursor, is_blank, is_blank_or_break, is_break};
use super::scalar::{Parts, Scalar};

/// What stands for another character after a backslash, and for which.
const ESCAPES: [(u8, char); 18] = [
    (b'0', '\0'),
    (b'a', '\x07'),
    (b'b', '\x08'),
    (b't', '\t'),
    (b'\t', '\t'),
    (b'n', '\n'),
    (b'v', '\x0b'),
    (b'f', '\x0c'),
    (b'r', '\r'),
    (b'e', '\x1b'),
    (b' ', ' '),
    (b'"', '"'),
    (b'/', '/'),
    (b'\\', '\\'),
    (b'N', '\u{85}'),
    (b'_', '\u{a0}'),
    (b'L', '\u{2028}'),
    (b'P', '\u{2029}'),
];

impl<'t> Cursor<'t> {
    /// Reads up to the closing quote. Its further lines do not begin to the left of that column.
    pub(super) fn quoted(&mut self, quote: u8, column: usize) -> Result<Scalar<'t>, Refused> {
        // What was never closed is reported where it was opened.
        let opened = Refused::Malformed { line: self.line };
        self.take(1);
        let mut parts = Parts::new(self.at);
        loop {
            let from = self.at;
            let byte = self.byte(0);
            if byte == quote {
                self.take(1);
                if quote == b'"' || self.byte(0) != quote {
                    return Ok(parts.end(self, from));
                }
                self.take(1);
                parts.instead(self, from, "'", self.at);
            } else if byte == b'\\' && quote == b'"' && !is_break(self.byte(1)) {
                let Some(character) = self.escape() else { return Err(opened) };
                parts.instead(self, from, character.encode_utf8(&mut [0; 4]), self.at);
            } else if byte == b'\\' && quote == b'"' || is_blank_or_break(byte) {
                let escaped = byte == b'\\';
                if escaped {
                    self.take(1);
                }
                self.blanks();
                let Some(breaks) = self.breaks(column) else { return Err(opened) };
                if escaped {
                    parts.instead(self, from, "", self.at);
                    parts.breaks(breaks.saturating_sub(1));
                } else if breaks > 0 {
                    parts.folded(self, from, breaks, self.at);
                }
            } else {
                self.take(1);
            }
        }
    }

    /// Passes over line breaks and the blanks after them, and counts the breaks; `None` where the scalar cannot go on.
    fn breaks(&mut self, column: usize) -> Option<usize> {
        let mut count = 0;
        while is_break(self.byte(0)) {
            if self.byte(0) == 0 {
                return None;
            }
            self.line_break();
            count += 1;
            while is_blank(self.byte(0)) {
                if self.byte(0) == b'\t' && self.column() < column {
                    return None;
                }
                self.take(1);
            }
        }
        (count == 0 || self.column() >= column && !self.ends()).then_some(count)
    }

    /// Reads the backslash and what follows it.
    fn escape(&mut self) -> Option<char> {
        let byte = self.byte(1);
        self.take(2);
        let digits = match byte {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            _ => return ESCAPES.iter().find(|(escape, _)| *escape == byte).map(|(_, character)| *character),
        };
        let mut code = 0_u32;
        for _ in 0..digits {
            code = code << 4 | char::from(self.byte(0)).to_digit(16)?;
            self.take(1);
        }
        char::from_u32(code)
    }
}
