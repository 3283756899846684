//! Collections in brackets, as in JSON.

use super::cursor::is_blank_or_break;
use super::scalar::Scalar;
use super::{Event, Kind, Reader, Refused, State};

impl<'t> Reader<'t> {
    /// The next event within the brackets of a mapping or a sequence.
    pub(super) fn flow(&mut self, mapping: bool) -> Result<Event<'t>, Refused> {
        self.flow_skip()?;
        let close = if mapping { b'}' } else { b']' };
        if self.state == State::After {
            if self.cursor.byte(0) == b',' {
                self.cursor.take(1);
                self.state = State::Entry;
                self.flow_skip()?;
            } else if self.cursor.byte(0) != close {
                return Err(self.cursor.malformed());
            }
        }
        if self.state != State::Node && self.cursor.byte(0) == close {
            self.cursor.take(1);
            return Ok(self.close(!mapping));
        }
        let is_key = self.state == State::Entry && mapping;
        let mut properties = 0;
        while self.cursor.has_property() {
            self.cursor.property(&mut properties, true)?;
            self.flow_skip()?;
        }
        self.state = State::After;
        let quoted = match self.cursor.byte(0) {
            b',' | b']' | b'}' if properties != 0 || mapping && !is_key => {
                if is_key {
                    self.waiting = Some(Scalar::Borrowed(""));
                }
                return Ok(Event::Scalar(Scalar::Borrowed("")));
            }
            bracket @ (b'[' | b'{') if !is_key => return self.flow_open(bracket),
            byte => matches!(byte, b'"' | b'\''),
        };
        let scalar = self.scalar(true)?;
        if is_key {
            self.flow_skip()?;
            self.flow_value(quoted)?;
        }
        Ok(Event::Scalar(scalar))
    }

    pub(super) fn flow_open(&mut self, bracket: u8) -> Result<Event<'t>, Refused> {
        self.cursor.take(1);
        self.state = State::Entry;
        self.open(if bracket == b'{' { Kind::FlowMapping } else { Kind::FlowSequence }, self.inside())
    }

    /// After a key: its value, or that it has none. After quotes it needs no space, as in JSON.
    fn flow_value(&mut self, quoted: bool) -> Result<(), Refused> {
        let next = self.cursor.byte(1);
        if self.cursor.byte(0) != b':' {
            self.waiting = Some(Scalar::Borrowed(""));
        } else if next != b'\t' && (quoted || is_blank_or_break(next) || b",]}".contains(&next)) {
            self.cursor.take(1);
            self.state = State::Node;
        } else {
            return Err(self.cursor.malformed());
        }
        Ok(())
    }

    /// Passes over separation. Brackets in a block are indented as the block is, with spaces.
    fn flow_skip(&mut self) -> Result<(), Refused> {
        self.cursor.skip();
        let tabbed = self.cursor.fresh && self.cursor.tabbed && self.inside() > 0;
        let shallow = self.cursor.column() < self.floor;
        if self.cursor.ends() || tabbed || shallow { Err(self.cursor.malformed()) } else { Ok(()) }
    }
}
