//! The texts that a symptom is known by.

use super::expiry::EXPIRED;
use super::mark::{Mark, Marks};
use super::read::{Squeezed, find};
use crate::closed::Set;

/// A text that a symptom is known by: its parts, and what must be beside them in the same message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// All of them must be there, in this order and close to each other.
    ///
    /// Parts are lower-case ASCII without quotes and backslashes. Spaces in them are for the reader: messages are compared
    /// without any, since windows break lines where they like. A space at the beginning of a part says that a word begins there.
    pub parts: &'static [&'static str],
    /// Whether the message must also say, in the words of any TLS library, that a certificate has expired.
    pub expired: bool,
    /// One of these must be in the same message; nothing where it is empty.
    pub beside: Set<Mark>,
    /// None of these may be in the same message.
    pub unless: Set<Mark>,
    /// Whether the parts may lie in several messages of a paste.
    pub across: bool,
}

/// A text that is specific: nothing else has to be beside it.
pub(super) const fn text(parts: &'static [&'static str]) -> Text {
    Text { parts, expired: false, beside: Set::NONE, unless: Set::NONE, across: false }
}

/// That a certificate has expired, beside one of these.
pub(super) const fn expired(beside: Set<Mark>) -> Text {
    Text { parts: &[], expired: true, beside, unless: Set::NONE, across: false }
}

impl Text {
    /// The same text, and one of these beside it.
    pub(super) const fn beside(self, beside: Set<Mark>) -> Self {
        Self { beside, ..self }
    }

    /// The same text, and none of these beside it.
    pub(super) const fn unless(self, unless: Set<Mark>) -> Self {
        Self { unless, ..self }
    }

    /// The same text, and the message says that a certificate has expired.
    pub(super) const fn with_expiry(self) -> Self {
        Self { expired: true, ..self }
    }

    /// The same text, whose parts may lie in several messages.
    pub(super) const fn in_several_messages(self) -> Self {
        Self { across: true, ..self }
    }

    /// Whether the parts speak of a certificate's dates, so that the dates of the message belong to them.
    pub(super) fn is_dated(&self) -> bool {
        let dated = |part: &&str| part.contains("x509") || part.contains("expired");
        self.expired || self.parts.iter().any(dated)
    }

    /// Whether some message of a whole paste can have this text: each of its pieces is somewhere in it.
    pub(super) fn may_be_in(&self, whole: &Squeezed, marks: &Marks) -> bool {
        self.parts.iter().all(|part| find(whole, &[*part]).is_some())
            && (!self.expired || EXPIRED.iter().any(|phrase| find(whole, &[*phrase]).is_some()))
            && (self.beside == Set::NONE || self.beside.meets(marks.set))
    }

    /// The words of a message that this text is found by; `None` where it is not in it.
    pub(super) fn found_in(&self, message: &Squeezed, marks: &Marks) -> Option<Vec<String>> {
        if self.unless.meets(marks.set) {
            return None;
        }
        let mut words: Vec<String> = self.parts.iter().map(|part| part.trim_start().to_owned()).collect();
        if !self.parts.is_empty() {
            find(message, self.parts)?;
        }
        if self.expired {
            let phrase = EXPIRED.iter().find(|phrase| find(message, &[**phrase]).is_some())?;
            words.push((*phrase).to_owned());
        }
        if self.beside != Set::NONE {
            let mark = self.beside.values().find(|mark| marks.set.contains(*mark))?;
            words.extend(marks.words(mark).map(str::to_owned));
        }
        Some(words)
    }
}
