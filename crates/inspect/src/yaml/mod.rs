//! YAML as kubeconfigs and login files are written in it, as a stream of events.
//!
//! The promise: what this reads, `saphyr-parser` reads as the same events; it is the oracle of the tests. What tools write is read:
//! collections in blocks and in brackets, scalars in all five styles, comments, several documents, anchors and tags, which are passed
//! over. What only a book about YAML shows is refused like what is malformed: directives, named and verbatim tags, collections and
//! nothing as the key of a line, a pair alone in a list in brackets, a tab where another editor shows another indentation.
//!
//! Nothing calls itself here, so that no nesting is too deep, and every character is looked at a few times at most.
//! The library weighs 15 kB compressed in the file for use without a network.

mod block;
mod block_scalar;
mod cursor;
mod flow;
mod plain;
mod property;
mod quoted;
mod scalar;
#[cfg(test)]
mod tests;

use self::cursor::Cursor;
pub(crate) use self::scalar::Scalar;

/// What comes next in the text.
#[cfg_attr(test, derive(Debug, PartialEq))]
pub(crate) enum Event<'t> {
    DocumentStart,
    DocumentEnd,
    MappingStart,
    MappingEnd,
    SequenceStart,
    SequenceEnd,
    /// A key or a value; where there is none, it is empty.
    Scalar(Scalar<'t>),
}

/// Why reading ends before the text does. It holds nothing of the text.
#[cfg_attr(test, derive(Debug, PartialEq))]
pub(crate) enum Refused {
    /// It says that something stands here once more.
    Alias,
    Malformed {
        line: usize,
    },
}

/// Gives the events of a text, one after the other.
pub(crate) struct Reader<'t> {
    cursor: Cursor<'t>,
    levels: Vec<Level>,
    state: State,
    /// A collection in block style may begin on the line of what comes before it, as after a dash.
    compact: bool,
    /// The least column within brackets.
    floor: usize,
    /// What follows the event that was given last.
    waiting: Option<Scalar<'t>>,
}

/// A collection that has begun.
#[derive(Clone, Copy)]
struct Level {
    kind: Kind,
    /// The least column of what is in it: in block style the one after that of its keys or dashes; brackets change nothing.
    inside: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Sequence,
    Mapping,
    /// A mapping whose key was announced by a question mark; its value comes next.
    Asked,
    FlowSequence,
    FlowMapping,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// A document, or the end.
    Between,
    /// A value.
    Node,
    /// In brackets, after the opening one or a comma: an entry, or the closing one.
    Entry,
    /// What separates values, or the end of the collection.
    After,
}

/// The most collections within each other, which is the oracle's bound, too.
const DEEPEST: usize = 255;

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            cursor: Cursor::new(text),
            levels: Vec::new(),
            state: State::Between,
            compact: false,
            floor: 0,
            waiting: None,
        }
    }

    /// The next event, `None` at the end.
    pub(crate) fn event(&mut self) -> Result<Option<Event<'t>>, Refused> {
        if let Some(scalar) = self.waiting.take() {
            return Ok(Some(Event::Scalar(scalar)));
        }
        if self.state == State::Between {
            return self.document();
        }
        let event = match self.levels.last() {
            Some(Level { kind: Kind::FlowSequence, .. }) => self.flow(false),
            Some(Level { kind: Kind::FlowMapping, .. }) => self.flow(true),
            _ if self.state == State::Node => self.block_node(),
            _ => self.block_next(),
        };
        event.map(Some)
    }

    fn document(&mut self) -> Result<Option<Event<'t>>, Refused> {
        loop {
            self.cursor.skip();
            let first = self.cursor.byte(0);
            if !self.cursor.ends() {
                break;
            }
            if first == 0 {
                return self.cursor.finish().map(|()| None);
            }
            self.cursor.take(3);
            if first == b'-' {
                break;
            }
            self.cursor.skip();
            if !self.cursor.fresh && self.cursor.byte(0) != 0 {
                return Err(self.cursor.malformed());
            }
        }
        self.compact = false;
        self.state = State::Node;
        Ok(Some(Event::DocumentStart))
    }

    /// The least column of what is in the innermost collection.
    fn inside(&self) -> usize {
        self.levels.last().map_or(0, |level| level.inside)
    }

    fn open(&mut self, kind: Kind, inside: usize) -> Result<Event<'t>, Refused> {
        if self.levels.len() >= DEEPEST {
            return Err(self.cursor.malformed());
        }
        self.levels.push(Level { kind, inside });
        let sequence = matches!(kind, Kind::Sequence | Kind::FlowSequence);
        Ok(if sequence { Event::SequenceStart } else { Event::MappingStart })
    }

    fn close(&mut self, sequence: bool) -> Event<'t> {
        self.levels.pop();
        self.state = State::After;
        if sequence { Event::SequenceEnd } else { Event::MappingEnd }
    }

    fn scalar(&mut self, flow: bool) -> Result<Scalar<'t>, Refused> {
        let inside = self.inside();
        match self.cursor.byte(0) {
            quote @ (b'"' | b'\'') => self.cursor.quoted(quote, if flow { self.floor } else { inside }),
            b'*' => Err(Refused::Alias),
            _ => {
                if flow {
                    // So does the oracle: what was a column too far to the left is none after a plain scalar.
                    self.floor = inside.saturating_sub(1);
                }
                self.cursor.plain(flow, inside)
            }
        }
    }
}
