//! Texts: plain, in quotes, and as blocks of lines.

use std::borrow::Cow;

use super::{Event, Read, Reader};

impl<'t> Reader<'t, '_> {
    /// Reads a plain or quoted text of a block, and the spaces after it; its lines stand further right than `parent`.
    pub(super) fn scalar(&mut self, parent: isize) -> Read<Cow<'t, str>> {
        let start = self.at;
        let text = match self.byte(0) {
            b'"' | b'\'' => {
                let text = self.quoted(parent)?;
                self.blanks();
                if !self.is_colon() {
                    self.at_end_of_line()?;
                }
                text
            }
            _ => {
                let text = self.plain(parent, false)?;
                self.blanks();
                text
            }
        };
        // A key is not longer.
        if self.is_colon() && self.text[start..self.at].chars().count() > 1024 {
            self.fault()
        } else {
            Ok(text)
        }
    }

    /// Reads a plain or quoted text between brackets.
    pub(super) fn flow_scalar(&mut self, parent: isize) -> Read<Cow<'t, str>> {
        if matches!(self.byte(0), b'"' | b'\'') {
            return self.quoted(parent);
        }
        let text = self.plain(parent, true)?;
        // A hyphen by itself would be the beginning of an entry.
        let is_entry = text.strip_suffix('-').is_some_and(|rest| rest.ends_with([' ', '\n']));
        if is_entry { self.fault() } else { Ok(text) }
    }

    fn at_end_of_line(&self) -> Read {
        if self.is_comment() || matches!(self.byte(0), b'\n' | b'\r' | 0) { Ok(()) } else { self.fault() }
    }

    /// Whether a plain text between brackets ends here after a colon.
    pub(super) fn is_flow_gap(&self, ahead: usize) -> bool {
        self.is_gap(ahead) || is_bracket(self.byte(ahead))
    }

    fn plain(&mut self, parent: isize, in_flow: bool) -> Read<Cow<'t, str>> {
        let begins = match self.byte(0) {
            b'-' | b'?' | b':' => !(self.is_gap(1) || in_flow && is_bracket(self.byte(1))),
            b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@'
            | b'`' | b'"' | b'\'' | 0 => false,
            _ => true,
        };
        if !begins {
            return self.fault();
        }
        let mut text = Cow::Borrowed(self.plain_line(in_flow));
        loop {
            let (at, line) = (self.at, self.line);
            let breaks = self.breaks();
            let column = self.column();
            let next = self.byte(0);
            if breaks > 0 && !in_flow && next != 0 && next != b'#' && self.has_tab() {
                return self.fault();
            }
            let has_more = breaks > 0
                && column > parent
                && !self.is_marker()
                && next != 0
                && next != b'#'
                && !(in_flow && (is_bracket(next) || next == b':' && self.is_flow_gap(1)))
                && !(next == b':' && self.is_gap(1));
            if !has_more {
                (self.at, self.line) = (at, line);
                return Ok(text);
            }
            let more = self.plain_line(in_flow);
            let joined = text.to_mut();
            fold(joined, breaks);
            joined.push_str(more);
        }
    }

    /// The rest of a plain text that stands in this line.
    fn plain_line(&mut self, in_flow: bool) -> &'t str {
        let start = self.at;
        let mut end = start;
        loop {
            match self.byte(0) {
                b'\n' | b'\r' | 0 => break,
                b':' if self.is_gap(1) || in_flow && is_bracket(self.byte(1)) => break,
                b'#' if self.at > end => break,
                byte if in_flow && is_bracket(byte) => break,
                byte => {
                    self.at += 1;
                    if !matches!(byte, b' ' | b'\t') {
                        end = self.at;
                    }
                }
            }
        }
        self.at = end;
        &self.text[start..end]
    }

    /// Passes over spaces and ends of lines; gives the number of these.
    fn breaks(&mut self) -> usize {
        let mut breaks = 0;
        loop {
            self.blanks();
            if !self.line_end() {
                return breaks;
            }
            breaks += 1;
        }
    }

    /// Reads a text in quotes; of one that is broken or does not end it is said where it begins.
    fn quoted(&mut self, parent: isize) -> Read<Cow<'t, str>> {
        let start = (self.at, self.line);
        let text = self.between_quotes(parent);
        if text.is_err() {
            (self.at, self.line) = start;
            return self.fault();
        }
        text
    }

    fn between_quotes(&mut self, parent: isize) -> Read<Cow<'t, str>> {
        let quote = self.byte(0);
        self.at += 1;
        let mut text = Cow::Borrowed("");
        loop {
            // Text up to what is special; spaces before the end of a line are not part of it.
            let start = self.at;
            while !matches!(self.byte(0), b'"' | b'\'' | b'\\' | b' ' | b'\t' | b'\n' | b'\r' | 0) {
                self.at += 1;
            }
            add(&mut text, &self.text[start..self.at]);
            let special = self.byte(0);
            match special {
                0 => return self.fault(),
                b' ' | b'\t' | b'\n' | b'\r' => {
                    let (start, line) = (self.at, self.line);
                    let breaks = self.breaks();
                    if self.line == line {
                        add(&mut text, &self.text[start..self.at]);
                    } else {
                        self.goes_on_in_line(parent)?;
                        fold(text.to_mut(), breaks);
                    }
                }
                _ if special == quote => {
                    self.at += 1;
                    if quote == b'"' || self.byte(0) != quote {
                        return Ok(text);
                    }
                    self.at += 1;
                    add(&mut text, "'");
                }
                b'\\' if quote == b'"' => {
                    self.at += 1;
                    if self.line_end() {
                        let breaks = self.breaks();
                        self.goes_on_in_line(parent)?;
                        text.to_mut().extend(std::iter::repeat_n('\n', breaks));
                    } else {
                        let character = self.escaped()?;
                        text.to_mut().push(character);
                    }
                }
                _ => {
                    self.at += 1;
                    add(&mut text, &self.text[self.at - 1..self.at]);
                }
            }
        }
    }

    /// Whether a line may go on with a text in quotes.
    fn goes_on_in_line(&self, parent: isize) -> Read {
        let is_left = self.column() <= parent || parent >= 0 && self.has_tab();
        if is_left || self.is_marker() { self.fault() } else { Ok(()) }
    }

    fn escaped(&mut self) -> Read<char> {
        let digits = match self.byte(0) {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            byte => {
                let known = ESCAPES.iter().find(|(name, _)| *name == byte);
                let Some((_, character)) = known else { return self.fault() };
                self.at += 1;
                return Ok(*character);
            }
        };
        let start = self.at + 1;
        let number =
            self.text.get(start..start + digits).filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()));
        let number = number.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let Some(character) = number.and_then(char::from_u32) else { return self.fault() };
        self.at = start + digits;
        Ok(character)
    }

    /// Reads a text that is a block of lines.
    pub(super) fn block_scalar(&mut self, parent: isize) -> Read {
        let is_folded = self.byte(0) == b'>';
        self.at += 1;
        let is_stripped = self.byte(0) == b'-';
        self.at += usize::from(is_stripped);
        self.blanks();
        self.at_end_of_line()?;
        self.rest_of_line();
        self.line_end();
        let mut text = String::new();
        // How many lines have ended since the last one with text, and whether that began with a space.
        let (mut breaks, mut was_spaced, mut is_begun) = (0, false, false);
        let (mut deepest, mut indent) = (0, None);
        loop {
            let start = (self.at, self.line);
            while self.byte(0) == b' ' && indent.is_none_or(|indent| self.column() < indent) {
                self.at += 1;
            }
            if matches!(self.byte(0), b'\n' | b'\r') && indent.is_none_or(|indent| self.column() <= indent) {
                deepest = deepest.max(self.column());
                self.line_end();
                breaks += 1;
                continue;
            }
            let column = indent.unwrap_or(self.column());
            let is_end = self.byte(0) == 0;
            // Lines of nothing but spaces must not be deeper than the first one with text, nor end the text.
            let is_shallow = self.column() > parent && self.column() < deepest;
            if !is_begun && !is_end && (self.byte(0) == b'\t' || is_shallow)
                || is_end && is_begun && self.column() > 0 && self.column() >= column && self.is_first()
            {
                return self.fault();
            }
            if is_end || self.column() < column || column <= parent || self.is_marker() {
                (self.at, self.line) = start;
                break;
            }
            indent = Some(column);
            let is_spaced = matches!(self.byte(0), b' ' | b'\t');
            if is_begun && is_folded && !is_spaced && !was_spaced {
                fold(&mut text, breaks);
            } else {
                text.extend(std::iter::repeat_n('\n', breaks));
            }
            (was_spaced, is_begun) = (is_spaced, true);
            text.push_str(self.rest_of_line());
            // The end of the text ends its last line, too.
            self.line_end();
            breaks = 1;
        }
        if is_begun && !is_stripped {
            text.push('\n');
        }
        self.give(Event::Scalar(Cow::Owned(text)))
    }
}

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

fn is_bracket(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

/// Adds to a text, which stays where it was as long as it is in one piece.
fn add<'t>(text: &mut Cow<'t, str>, more: &'t str) {
    if text.is_empty() {
        *text = Cow::Borrowed(more);
    } else if !more.is_empty() {
        text.to_mut().push_str(more);
    }
}

/// Joins lines: one end of a line is a space, of several each but the first stays.
fn fold(text: &mut String, breaks: usize) {
    match breaks {
        1 => text.push(' '),
        _ => text.extend(std::iter::repeat_n('\n', breaks - 1)),
    }
}
