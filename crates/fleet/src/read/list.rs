//! The elements of a JSON list, cut out as they come.
//!
//! Only quotes and brackets are looked at; whether an element is JSON is checked by its reader.

use super::split::{Carried, Piece};

#[derive(Debug, Default)]
pub(super) struct List {
    /// Brackets that are open inside the element; `None` between elements.
    open: Option<u32>,
    /// The line on which the element begins.
    began: u64,
    within: Within,
    /// A text went over the end of a line, or the element is too long: the next line that begins with a brace begins the
    /// next element.
    is_broken: bool,
    line_is_blank: bool,
    ended: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Structure,
    Text,
    /// The next byte of a text means nothing by itself.
    Escape,
}

impl List {
    pub(super) fn push(
        &mut self,
        bytes: &[u8],
        line: &mut u64,
        carried: &mut Carried,
        each: &mut dyn FnMut(Piece<'_>),
    ) {
        let mut start = 0;
        for (at, byte) in bytes.iter().copied().enumerate() {
            let Some(open) = self.open else {
                if byte == b'\n' {
                    *line += 1;
                } else if byte == b']' {
                    self.ended = true;
                } else if !byte.is_ascii_whitespace() && byte != b',' {
                    start = at;
                    self.begin(byte, *line);
                }
                continue;
            };
            if byte == b'\n' {
                self.is_broken |= self.within != Within::Structure || carried.is_cut();
                self.within = Within::Structure;
                self.line_is_blank = true;
                *line += 1;
                if open == 0 {
                    self.end(bytes.get(start..at), carried, each);
                }
                continue;
            }
            if self.is_broken && self.line_is_blank && byte == b'{' {
                self.end(bytes.get(start..at), carried, each);
                start = at;
                self.begin(byte, *line);
                continue;
            }
            self.line_is_blank &= byte.is_ascii_whitespace();
            match (self.within, byte) {
                (Within::Escape, _) | (Within::Structure, b'"') => self.within = Within::Text,
                (Within::Text, b'\\') => self.within = Within::Escape,
                (Within::Text, b'"') => self.within = Within::Structure,
                (Within::Structure, b'{' | b'[') => self.open = Some(open.saturating_add(1)),
                (Within::Structure, b'}' | b']') if open > 1 => self.open = Some(open - 1),
                (Within::Structure, b'}' | b']') if open == 1 => {
                    self.end(bytes.get(start..=at), carried, each);
                }
                (Within::Structure, b',' | b']') if open == 0 => {
                    self.ended |= byte == b']';
                    self.end(bytes.get(start..at), carried, each);
                }
                (Within::Text | Within::Structure, _) => {}
            }
        }
        if self.open.is_some() {
            carried.keep(bytes.get(start..).unwrap_or_default());
        }
    }

    /// The last element, where its end or that of the list is missing.
    pub(super) fn finish(&mut self, line: u64, carried: &mut Carried, each: &mut dyn FnMut(Piece<'_>)) {
        if self.open.is_some() {
            self.end(None, carried, each);
        } else if !self.ended {
            // The reader refuses it, as it must: there may have been more.
            carried.keep(b"[");
            carried.give(line, each);
        }
        self.ended = true;
    }

    fn begin(&mut self, byte: u8, line: u64) {
        *self = Self {
            open: Some(u32::from(matches!(byte, b'{' | b'['))),
            began: line,
            within: if byte == b'"' { Within::Text } else { Within::Structure },
            ended: self.ended,
            ..Self::default()
        };
    }

    fn end(&mut self, text: Option<&[u8]>, carried: &mut Carried, each: &mut dyn FnMut(Piece<'_>)) {
        carried.keep(text.unwrap_or_default());
        carried.give(self.began, each);
        self.open = None;
    }
}
