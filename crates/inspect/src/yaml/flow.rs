//! Collections in brackets and braces, JSON among them.

use super::{Event, Read, Reader};

impl Reader<'_, '_> {
    /// Reads the collection that begins here; all of it stands further right than `parent`.
    pub(super) fn flow(&mut self, parent: isize) -> Read {
        let is_mapping = self.byte(0) == b'{';
        let end = if is_mapping { b'}' } else { b']' };
        self.give(if is_mapping { Event::Mapping } else { Event::Sequence })?;
        self.at += 1;
        self.flow_space(parent)?;
        while self.byte(0) != end {
            if is_mapping {
                self.flow_key(parent)?;
            } else {
                self.flow_node(parent)?;
            }
            self.flow_space(parent)?;
            if self.byte(0) == b',' {
                self.at += 1;
                self.flow_space(parent)?;
            } else if self.byte(0) != end {
                return self.fault();
            }
        }
        self.at += 1;
        self.give(Event::End)
    }

    /// Reads a key and its value.
    fn flow_key(&mut self, parent: isize) -> Read {
        let is_quoted = matches!(self.byte(0), b'"' | b'\'');
        let line = self.line;
        let key = self.flow_scalar(parent)?;
        self.give(Event::Scalar(key))?;
        self.flow_space(parent)?;
        if self.byte(0) != b':' {
            return self.empty();
        }
        if self.line != line || !is_quoted && !self.is_flow_gap(1) {
            return self.fault();
        }
        self.at += 1;
        self.flow_space(parent)?;
        if matches!(self.byte(0), b',' | b'}') { self.empty() } else { self.flow_node(parent) }
    }

    fn flow_node(&mut self, parent: isize) -> Read {
        if self.property()? {
            self.flow_space(parent)?;
        }
        if matches!(self.byte(0), b'[' | b'{') {
            return self.flow(parent);
        }
        let value = self.flow_scalar(parent)?;
        self.give(Event::Scalar(value))
    }

    fn flow_space(&mut self, parent: isize) -> Read {
        let is_new = self.space()?;
        let is_left = is_new && (self.column() <= parent || parent >= 0 && self.has_tab());
        if is_left || self.byte(0) == 0 || self.is_marker() { self.fault() } else { Ok(()) }
    }
}
