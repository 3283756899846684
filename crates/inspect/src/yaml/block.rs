//! Collections by indentation, and what stands in them.

use super::property::Properties;
use super::scalar::Scalar;
use super::{DEEPEST, Event, Kind, Level, Reader, Refused, State};

/// A key is no longer than this, says YAML; here, up to its colon.
const LONGEST_KEY: usize = 1024;

impl<'t> Reader<'t> {
    /// The next key, dash or value, the end of a collection, or that of the document.
    pub(super) fn block_next(&mut self) -> Result<Event<'t>, Refused> {
        self.cursor.skip();
        let ends = self.cursor.ends();
        let Some(&Level { kind, inside }) = self.levels.last() else {
            self.state = State::Between;
            return if ends { Ok(Event::DocumentEnd) } else { Err(self.cursor.malformed()) };
        };
        if !ends && (!self.cursor.fresh || self.cursor.tabbed) {
            return Err(self.cursor.malformed());
        }
        let column = self.cursor.column() + 1;
        let here = !ends && column == inside;
        let indicates = |indicator| here && self.cursor.indicates(indicator);
        if kind == Kind::Asked {
            let answered = indicates(b':');
            self.is_now(Kind::Mapping);
            if !answered {
                return Ok(Event::Scalar(Scalar::Borrowed("")));
            }
            return self.entry();
        }
        let (dash, asked) = (indicates(b'-'), here && self.cursor.asks());
        if kind == Kind::Sequence {
            if dash {
                return self.entry();
            }
        } else if asked {
            self.is_now(Kind::Asked);
            return self.entry();
        } else if here {
            return self.key();
        }
        // The dashes of a list may stand right under its key.
        let under_key = here
            && matches!(self.levels[..], [.., Level { kind: Kind::Mapping, inside: it }, _] if it == inside);
        if ends || column < inside || under_key {
            return Ok(self.close(kind == Kind::Sequence));
        }
        Err(self.cursor.malformed())
    }

    /// After a dash, or what else a whole block may follow on the same line.
    fn entry(&mut self) -> Result<Event<'t>, Refused> {
        self.cursor.take(1);
        self.compact = true;
        self.block_node()
    }

    fn is_now(&mut self, kind: Kind) {
        if let Some(level) = self.levels.last_mut() {
            level.kind = kind;
        }
    }

    fn key(&mut self) -> Result<Event<'t>, Refused> {
        let (start, line) = (self.cursor.at, self.cursor.line);
        let mut properties = 0;
        while self.cursor.has_property() {
            self.cursor.property(&mut properties, false)?;
            self.cursor.skip();
        }
        let scalar = self.scalar(false)?;
        if !self.colon(line) {
            return Err(self.cursor.malformed());
        }
        self.value(start)?;
        Ok(Event::Scalar(scalar))
    }

    /// Whether the scalar that began on that line is a key.
    fn colon(&mut self, line: usize) -> bool {
        self.cursor.skip();
        self.cursor.line == line && self.cursor.indicates(b':')
    }

    /// Passes over the colon of the key that began there.
    fn value(&mut self, start: usize) -> Result<(), Refused> {
        if self.cursor.at - start > LONGEST_KEY || self.cursor.byte(1) == b'\t' {
            return Err(self.cursor.malformed());
        }
        self.cursor.take(1);
        self.compact = false;
        self.state = State::Node;
        Ok(())
    }

    /// A value, which may be nothing.
    pub(super) fn block_node(&mut self) -> Result<Event<'t>, Refused> {
        self.state = State::After;
        let inside = self.inside();
        // Those on earlier lines are the value's own; those on its line are of its first key, if it begins with one.
        let (mut earlier, mut properties) = (0, 0);
        // Where the value begins, with its anchor and its tag, and whether a block may begin there.
        let (mut start, mut opens) = (0, false);
        loop {
            self.cursor.skip();
            let (fresh, column) = (self.cursor.fresh, self.cursor.column());
            let ends = self.cursor.ends();
            if ends || fresh && column < inside {
                self.once(earlier, properties)?;
                let of_key = matches!(self.levels.last(), Some(Level { kind: Kind::Mapping, .. }));
                if !ends
                    && of_key
                    && column + 1 == inside
                    && self.cursor.indicates(b'-')
                    && !self.cursor.tabbed
                {
                    return self.block_open(Kind::Sequence, inside);
                }
                return Ok(Event::Scalar(Scalar::Borrowed("")));
            }
            if self.cursor.tabbed && (fresh || self.compact) {
                return Err(self.cursor.malformed());
            }
            if fresh {
                self.once(earlier, properties)?;
                earlier |= properties;
                properties = 0;
            }
            if fresh || properties == 0 {
                (start, opens) = (self.cursor.at, fresh || self.compact);
            }
            self.compact = false;
            if !self.cursor.has_property() {
                break;
            }
            self.cursor.property(&mut properties, false)?;
        }
        let line = self.cursor.line;
        let column = start - self.cursor.line_start + 1;
        let byte = self.cursor.byte(0);
        if opens && start == self.cursor.at {
            if self.cursor.indicates(b'-') {
                return self.block_open(Kind::Sequence, column);
            }
            if self.cursor.asks() {
                return self.block_open(Kind::Asked, column);
            }
        }
        match byte {
            b'[' | b'{' => {
                self.once(earlier, properties)?;
                // What cannot end well is refused as no YAML at its first bracket, before it is too deep for a kubeconfig.
                if self.cursor.opens(DEEPEST) {
                    return Err(self.cursor.malformed());
                }
                self.floor = inside;
                return self.flow_open(byte);
            }
            b'|' | b'>' => {
                self.once(earlier, properties)?;
                return self.cursor.block_scalar(inside).map(Event::Scalar);
            }
            _ => {}
        }
        let scalar = self.scalar(false)?;
        if !self.colon(line) {
            self.once(earlier, properties)?;
            return Ok(Event::Scalar(scalar));
        }
        if !opens {
            return Err(self.cursor.malformed());
        }
        self.value(start)?;
        self.waiting = Some(scalar);
        self.open(Kind::Mapping, column)
    }

    fn once(&self, earlier: Properties, more: Properties) -> Result<(), Refused> {
        if earlier & more == 0 { Ok(()) } else { Err(self.cursor.malformed()) }
    }

    /// At the first dash or question mark of a collection.
    fn block_open(&mut self, kind: Kind, inside: usize) -> Result<Event<'t>, Refused> {
        self.cursor.take(1);
        self.compact = true;
        self.state = State::Node;
        self.open(kind, inside)
    }
}
