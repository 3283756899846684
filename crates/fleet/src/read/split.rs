//! Where lines, and elements of a list, begin and end.

use super::MOST_LINE;
use super::list::List;

/// The input's form, which its first character shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// An object of JSON on every line.
    Lines,
    /// One list of JSON.
    List,
    /// Anything else: columns under a header.
    Table,
}

/// One line, or one element of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    /// The number of the line on which it begins, counted from 1.
    pub(crate) line: u64,
    /// The bytes, without the end of the line.
    pub(crate) text: &'a [u8],
    /// Whether these are all of them, or only the first [`MOST_LINE`].
    pub(crate) is_whole: bool,
}

/// Cuts what comes in pieces of any size.
#[derive(Debug)]
pub(crate) struct Splitter {
    state: State,
    line: u64,
    carried: Carried,
}

#[derive(Debug)]
enum State {
    Undecided,
    Lines(Form),
    List(List),
}

/// The beginning of a line whose end has not come.
#[derive(Debug, Default)]
pub(super) struct Carried {
    text: Vec<u8>,
    is_cut: bool,
}

impl Carried {
    pub(super) fn keep(&mut self, bytes: &[u8]) {
        let room = MOST_LINE.saturating_sub(self.text.len());
        self.is_cut |= bytes.len() > room;
        self.text.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }

    pub(super) const fn is_cut(&self) -> bool {
        self.is_cut
    }

    pub(super) fn give(&mut self, line: u64, each: &mut dyn FnMut(Piece<'_>)) {
        each(Piece { line, text: &self.text, is_whole: !self.is_cut });
        self.text.clear();
        self.is_cut = false;
    }

    const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl Default for Splitter {
    fn default() -> Self {
        Self { state: State::Undecided, line: 1, carried: Carried::default() }
    }
}

impl Splitter {
    /// What the whole is made of, once that is known.
    pub(crate) const fn form(&self) -> Option<Form> {
        match self.state {
            State::Undecided => None,
            State::Lines(form) => Some(form),
            State::List(_) => Some(Form::List),
        }
    }

    pub(crate) fn push(&mut self, mut bytes: &[u8], each: &mut dyn FnMut(Form, Piece<'_>)) {
        if matches!(self.state, State::Undecided) {
            let blank = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let (before, rest) = bytes.split_at(blank);
            self.line += before.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
            bytes = rest;
            match rest.split_first() {
                None => return,
                Some((b'[', rest)) => {
                    self.state = State::List(List::default());
                    bytes = rest;
                }
                Some((b'{', _)) => self.state = State::Lines(Form::Lines),
                Some(_) => self.state = State::Lines(Form::Table),
            }
        }
        match &mut self.state {
            State::Undecided => {}
            State::Lines(form) => {
                let form = *form;
                self.lines(bytes, &mut |piece| each(form, piece));
            }
            State::List(list) => {
                list.push(bytes, &mut self.line, &mut self.carried, &mut |piece| each(Form::List, piece));
            }
        }
    }

    /// The last line, where nothing ends it.
    pub(crate) fn finish(&mut self, each: &mut dyn FnMut(Form, Piece<'_>)) {
        match &mut self.state {
            State::Undecided => {}
            State::Lines(form) => {
                if !self.carried.is_empty() {
                    self.carried.give(self.line, &mut |piece| each(*form, piece));
                }
            }
            State::List(list) => {
                list.finish(self.line, &mut self.carried, &mut |piece| each(Form::List, piece));
            }
        }
    }

    fn lines(&mut self, mut bytes: &[u8], each: &mut dyn FnMut(Piece<'_>)) {
        while let Some(end) = memchr::memchr(b'\n', bytes) {
            let (text, rest) = bytes.split_at(end);
            if self.carried.is_empty() && text.len() <= MOST_LINE {
                // Nothing is copied where a line is in one piece.
                each(Piece { line: self.line, text, is_whole: true });
            } else {
                self.carried.keep(text);
                self.carried.give(self.line, each);
            }
            self.line += 1;
            bytes = rest.get(1..).unwrap_or_default();
        }
        self.carried.keep(bytes);
    }
}
