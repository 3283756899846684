//! YAML as tools and people write kubeconfigs in it, as a stream of events: nothing is built, and no alias is followed.
//!
//! What is read is read as the library reads it, which is the oracle of the tests and would be a fifteenth of the code in the file
//! for use without a network (20 kB gzip; this is 3). What no kubeconfig has is refused: collections and nothing as keys,
//! pairs in lists without braces, directives, blocks that state their indentation or keep their ends, and tabs before
//! what begins a line.

mod flow;
mod scalar;

use std::borrow::Cow;

use certplan_core::spell::Spell as _;

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event<'t> {
    /// A key or a value.
    Scalar(Cow<'t, str>),
    /// The beginning of a mapping: keys and values follow by turns.
    Mapping,
    /// The beginning of a list.
    Sequence,
    /// The end of the mapping or list that was begun last.
    End,
}

/// Whoever takes events may end the reading with a reason. Nothing else bounds how deep collections are nested.
pub(crate) type Taker<'t, 's> = dyn FnMut(Event<'t>) -> Result<(), String> + 's;

type Read<T = ()> = Result<T, String>;

/// Hands every event of every document to the taker.
///
/// # Errors
///
/// The taker's, and where the text is none of this YAML: the line.
pub(crate) fn read<'t>(text: &'t str, take: &mut Taker<'t, '_>) -> Read {
    let mut reader = Reader { text, at: 0, line: 0, take };
    loop {
        reader.space()?;
        if reader.byte(0) == 0 {
            return if reader.at == text.len() { Ok(()) } else { reader.fault() };
        }
        if reader.is_marker() {
            reader.at += 3;
            if reader.text[..reader.at].ends_with('.') {
                reader.end_of_line()?;
                continue;
            }
        }
        reader.node(-1, reader.is_first(), false)?;
        reader.space()?;
        if reader.byte(0) != 0 && !reader.is_marker() {
            return reader.fault();
        }
    }
}

struct Reader<'t, 's> {
    text: &'t str,
    at: usize,
    /// Where the line begins.
    line: usize,
    take: &'s mut Taker<'t, 's>,
}

impl<'t> Reader<'t, '_> {
    /// The byte so many after the next one; 0 behind the end.
    fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or_default()
    }

    fn is_gap(&self, ahead: usize) -> bool {
        matches!(self.byte(ahead), b' ' | b'\t' | b'\n' | b'\r' | 0)
    }

    fn column(&self) -> isize {
        (self.at - self.line).cast_signed()
    }

    /// Whether nothing but spaces stands before it in its line.
    fn is_first(&self) -> bool {
        self.text.as_bytes()[self.line..self.at].iter().all(|byte| *byte == b' ')
    }

    /// Whether it is the hyphen before an entry of a list.
    fn is_entry(&self) -> bool {
        self.byte(0) == b'-' && self.is_gap(1)
    }

    /// Whether it is the colon after a key.
    fn is_colon(&self) -> bool {
        self.byte(0) == b':' && self.is_gap(1)
    }

    /// Whether a comment begins here: never behind a character.
    fn is_comment(&self) -> bool {
        self.byte(0) == b'#' && (self.at == self.line || self.text[..self.at].ends_with([' ', '\t']))
    }

    /// Whether a document begins or ends here.
    fn is_marker(&self) -> bool {
        let next = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at == self.line && (next.starts_with(b"---") || next.starts_with(b"...")) && self.is_gap(3)
    }

    fn fault<T>(&self) -> Read<T> {
        let mut line = 1;
        for (at, byte) in self.text.as_bytes()[..self.at].iter().enumerate() {
            let is_pair = *byte == b'\r' && self.text.as_bytes().get(at + 1) == Some(&b'\n');
            line += usize::from(matches!(byte, b'\n' | b'\r') && !is_pair);
        }
        // What is missing at the end is missing in the line after it.
        line += usize::from(self.byte(0) == 0 && self.at > self.line);
        Err("no good YAML: line ".to_owned() + &line.spelt())
    }

    fn give(&mut self, event: Event<'t>) -> Read {
        (self.take)(event)
    }

    fn empty(&mut self) -> Read {
        self.give(Event::Scalar(Cow::Borrowed("")))
    }

    /// Passes over spaces and tabs.
    fn blanks(&mut self) {
        while matches!(self.byte(0), b' ' | b'\t') {
            self.at += 1;
        }
    }

    /// Passes over the end of a line, if there is one.
    fn line_end(&mut self) -> bool {
        let length = match (self.byte(0), self.byte(1)) {
            (b'\r', b'\n') => 2,
            (b'\r' | b'\n', _) => 1,
            _ => return false,
        };
        self.at += length;
        self.line = self.at;
        true
    }

    /// Passes over what is left of the line.
    fn rest_of_line(&mut self) -> &'t str {
        let start = self.at;
        while !matches!(self.byte(0), b'\n' | b'\r' | 0) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    /// Passes over spaces, comments and ends of lines; says whether it went to another line.
    fn space(&mut self) -> Read<bool> {
        let mut is_new = false;
        loop {
            self.blanks();
            if self.is_comment() {
                self.rest_of_line();
            }
            if !self.line_end() {
                return Ok(is_new);
            }
            is_new = true;
        }
    }

    /// The same outside of brackets, where no tab stands before what begins a line.
    fn block_space(&mut self) -> Read<bool> {
        let is_new = self.space()?;
        if self.byte(0) != 0 && self.has_tab() { self.fault() } else { Ok(is_new) }
    }

    /// Whether it begins a line, after a tab.
    fn has_tab(&self) -> bool {
        let before = self.text[self.line..self.at].trim_start_matches(' ');
        before.starts_with('\t') && before.trim_start_matches([' ', '\t']).is_empty()
    }

    /// Passes over the rest of a line in which nothing more may stand but a comment.
    fn end_of_line(&mut self) -> Read {
        let line = self.line;
        self.space()?;
        if self.line == line && self.byte(0) != 0 { self.fault() } else { Ok(()) }
    }

    /// Reads what stands further right than `parent`: a scalar, a list or a mapping, or nothing.
    ///
    /// A collection may begin in the same line where that is said, and a list as far left as the key that it is the value of.
    fn node(&mut self, parent: isize, may_begin: bool, may_be_left: bool) -> Read {
        let mut may_begin = may_begin;
        let (mut start, mut has_property) = (None, false);
        loop {
            if self.block_space()? {
                (may_begin, start) = (true, None);
            }
            let column = self.column();
            let is_left = column <= parent && !(may_be_left && column == parent && self.is_entry());
            if is_left || self.byte(0) == 0 || self.is_marker() {
                return self.empty();
            }
            start.get_or_insert(column);
            if has_property || !self.property()? {
                break;
            }
            has_property = true;
        }
        let column = start.unwrap_or_default();
        match self.byte(0) {
            b'-' if self.is_gap(1) => {
                let has_tab = self.text[self.line..self.at].contains('\t');
                if may_begin && column == self.column() && !has_tab {
                    self.sequence(column)
                } else {
                    self.fault()
                }
            }
            b'[' | b'{' => {
                self.flow(parent)?;
                self.end_of_line()
            }
            b'|' | b'>' => self.block_scalar(parent),
            _ => {
                let line = self.line;
                let value = self.scalar(parent)?;
                if self.is_colon() {
                    if may_begin && self.line == line { self.mapping(column, value) } else { self.fault() }
                } else {
                    self.give(Event::Scalar(value))
                }
            }
        }
    }

    /// Passes over an anchor or a tag, if there is one. An alias is refused, for one that stands for itself many times over
    /// is how small files become large.
    fn property(&mut self) -> Read<bool> {
        match self.byte(0) {
            b'*' => Err("it has YAML aliases, which no kubeconfig needs".to_owned()),
            b'&' if self.is_gap(1) => self.fault(),
            b'&' | b'!' => {
                while !self.is_gap(0) && !matches!(self.byte(0), b',' | b'[' | b']' | b'{' | b'}') {
                    self.at += 1;
                }
                if self.is_gap(0) { Ok(true) } else { self.fault() }
            }
            _ => Ok(false),
        }
    }

    /// Reads the entries whose hyphens stand in that column.
    fn sequence(&mut self, column: isize) -> Read {
        self.give(Event::Sequence)?;
        while self.is_entry() {
            self.at += 1;
            if self.byte(0) == b'\t' {
                return self.fault();
            }
            self.node(column, true, false)?;
            if !self.goes_on(column)? {
                break;
            }
        }
        self.give(Event::End)
    }

    /// Reads the keys that stand in that column with their values; the first key has been read up to its colon.
    fn mapping(&mut self, column: isize, first: Cow<'t, str>) -> Read {
        self.give(Event::Mapping)?;
        let mut key = first;
        loop {
            self.give(Event::Scalar(key))?;
            self.at += 1;
            if self.byte(0) == b'\t' {
                return self.fault();
            }
            self.node(column, false, true)?;
            if !self.goes_on(column)? {
                break;
            }
            let line = self.line;
            if self.property()? {
                self.blanks();
            }
            if self.is_entry() || matches!(self.byte(0), b'[' | b'{' | b'|' | b'>') {
                return self.fault();
            }
            key = self.scalar(column)?;
            if self.line != line || !self.is_colon() {
                // The colon is missed where something else stands in its place.
                self.space()?;
                return self.fault();
            }
        }
        self.give(Event::End)
    }

    /// Whether more of the same collection follows.
    fn goes_on(&mut self, column: isize) -> Read<bool> {
        self.block_space()?;
        if self.byte(0) == 0 || self.is_marker() || self.column() < column {
            return Ok(false);
        }
        if self.column() > column || !self.is_first() { self.fault() } else { Ok(true) }
    }
}

#[cfg(test)]
mod tests;
