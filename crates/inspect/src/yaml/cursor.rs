//! The place in the text: lines, columns, and what separates tokens.

use super::Refused;

/// Where reading stands.
pub(super) struct Cursor<'t> {
    text: &'t str,
    pub(super) at: usize,
    pub(super) line: usize,
    pub(super) line_start: usize,
    /// Nothing but separation is between the start of the line and here.
    pub(super) fresh: bool,
    /// There is a tab in the separation before the token here, on its line.
    pub(super) tabbed: bool,
    /// Where separation was passed over last.
    token: usize,
    /// Where a character stands that is nowhere allowed, or the end.
    end: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let end = text.find(['\0', '\u{feff}']).unwrap_or(text.len());
        Self { text, at: 0, line: 1, line_start: 0, fresh: true, tabbed: false, token: usize::MAX, end }
    }

    /// The byte so far from here; 0 is the end.
    pub(super) fn byte(&self, ahead: usize) -> u8 {
        let at = self.at + ahead;
        if at < self.end { self.text.as_bytes()[at] } else { 0 }
    }

    pub(super) fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    pub(super) fn take(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// How far from the start of the line. Where it counts, there is nothing but ASCII before it.
    pub(super) fn column(&self) -> usize {
        self.at - self.line_start
    }

    /// Refuses this line; at the end of the text it is the one that is missing.
    pub(super) fn malformed(&self) -> Refused {
        let missing = self.byte(0) == 0 && self.at != self.line_start;
        Refused::Malformed { line: self.line + usize::from(missing) }
    }

    /// Whether the end is that of the text.
    pub(super) fn finish(&self) -> Result<(), Refused> {
        if self.end == self.text.len() { Ok(()) } else { Err(self.malformed()) }
    }

    /// Passes over a line break, of any kind.
    pub(super) fn line_break(&mut self) {
        self.at += if self.byte(0) == b'\r' && self.byte(1) == b'\n' { 2 } else { 1 };
        self.line += 1;
        self.line_start = self.at;
    }

    pub(super) fn blanks(&mut self) {
        while is_blank(self.byte(0)) {
            self.at += 1;
        }
    }

    /// Passes over the rest of the line, not over its break.
    pub(super) fn rest(&mut self) {
        while !is_break(self.byte(0)) {
            self.at += 1;
        }
    }

    /// Passes over a comment. There has to be separation before it.
    pub(super) fn comment(&mut self) {
        let separate = self.at == 0 || is_blank_or_break(self.text.as_bytes()[self.at - 1]);
        if self.byte(0) == b'#' && separate {
            self.rest();
        }
    }

    /// Passes over blanks, comments and line breaks up to the next token; once there, it stays there.
    pub(super) fn skip(&mut self) {
        if self.at == self.token {
            return;
        }
        loop {
            let from = self.at;
            self.fresh = from == self.line_start;
            self.blanks();
            self.tabbed = self.slice(from, self.at).as_bytes().contains(&b'\t');
            self.comment();
            if self.byte(0) == 0 || !is_break(self.byte(0)) {
                break;
            }
            self.line_break();
        }
        self.token = self.at;
    }

    /// Whether the document ends here: at a line of dashes or dots, or with the text.
    pub(super) fn ends(&self) -> bool {
        let marker = [self.byte(0), self.byte(1), self.byte(2)];
        marker[0] == 0
            || self.at == self.line_start
                && matches!(&marker, b"---" | b"...")
                && is_blank_or_break(self.byte(3))
    }

    /// Whether a character that stands for something stands here, alone.
    pub(super) fn indicates(&self, indicator: u8) -> bool {
        self.byte(0) == indicator && is_blank_or_break(self.byte(1))
    }

    /// Whether so many brackets open here in a row.
    pub(super) fn opens(&self, brackets: usize) -> bool {
        (0..brackets).all(|ahead| matches!(self.byte(ahead), b'[' | b'{'))
    }

    /// Whether a question mark announces a key, after one space.
    pub(super) fn asks(&self) -> bool {
        let first = self.byte(2);
        self.byte(0) == b'?' && self.byte(1) == b' ' && !is_blank_or_break(first) && first != b'#'
    }
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// The end of the text ends its line, too.
pub(super) fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | 0)
}

pub(super) fn is_blank_or_break(byte: u8) -> bool {
    is_blank(byte) || is_break(byte)
}

/// What separates within brackets, and the brackets.
pub(super) fn is_flow(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}
