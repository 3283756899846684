//! The text of a scalar: a part of the file where it stands there as it is, a copy where not.

use std::mem;
use std::ops::Deref;

use zeroize::Zeroizing;

use super::cursor::Cursor;

/// A key or a value. It may be a secret: a copy is overwritten when it is no longer needed.
pub(crate) enum Scalar<'t> {
    Borrowed(&'t str),
    Copied(Zeroizing<String>),
}

impl Deref for Scalar<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Copied(text) => text,
        }
    }
}

/// A scalar that is put together: what stands in the text from `from` on is not in the copy yet.
pub(super) struct Parts {
    from: usize,
    copy: Option<Zeroizing<String>>,
}

impl Parts {
    pub(super) fn new(from: usize) -> Self {
        Self { from, copy: None }
    }

    /// Up to `to`, the text is taken as it stands there, then comes another one; it goes on at `next`.
    pub(super) fn instead(&mut self, cursor: &Cursor<'_>, to: usize, other: &str, next: usize) {
        let copy = self.copy.get_or_insert_default();
        append(copy, cursor.slice(self.from, to));
        append(copy, other);
        self.from = next;
    }

    /// Up to `to`, the text is taken as it stands there, then it is folded: so many line breaks are one fewer, and one is a space. It goes on at `next`.
    pub(super) fn folded(&mut self, cursor: &Cursor<'_>, to: usize, breaks: usize, next: usize) {
        self.instead(cursor, to, if breaks == 1 { " " } else { "" }, next);
        self.breaks(breaks - 1);
    }

    pub(super) fn breaks(&mut self, count: usize) {
        append_breaks(self.copy.get_or_insert_default(), count);
    }

    pub(super) fn end<'t>(mut self, cursor: &Cursor<'t>, to: usize) -> Scalar<'t> {
        if self.copy.is_some() {
            self.instead(cursor, to, "", to);
        }
        match self.copy {
            Some(copy) => Scalar::Copied(copy),
            None => Scalar::Borrowed(cursor.slice(self.from, to)),
        }
    }
}

/// Adds to a copy. A buffer that became too small is overwritten, too.
pub(super) fn append(copy: &mut Zeroizing<String>, part: &str) {
    let length = copy.len() + part.len();
    if length > copy.capacity() {
        let small = mem::replace(copy, Zeroizing::new(String::with_capacity(2 * length)));
        copy.push_str(&small);
    }
    copy.push_str(part);
}

pub(super) fn append_breaks(copy: &mut Zeroizing<String>, count: usize) {
    for _ in 0..count {
        append(copy, "\n");
    }
}
