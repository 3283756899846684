//! A fact of a whole deployment, which any of its lines may give.

/// The fact, and the lines that contradict it.
#[derive(Debug)]
pub(crate) struct Fact<T> {
    value: Option<T>,
    given: Given,
}

/// Where the fact was given, whatever its type.
#[derive(Debug, Default)]
struct Given {
    /// As it was typed in up to three fields, so that the same text is not read again.
    typed: [Option<String>; 3],
    /// The line that gave it.
    line: u64,
    /// A line that gave another.
    other: Option<u64>,
    /// A line on which it could not be read.
    unread: Option<u64>,
}

impl<T> Default for Fact<T> {
    fn default() -> Self {
        Self { value: None, given: Given::default() }
    }
}

impl<T: PartialEq> Fact<T> {
    /// Takes what a line gives; a line without any of the fields changes nothing.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub(crate) fn take_from(
        &mut self,
        typed: [Option<&str>; 3],
        line: u64,
        read: impl FnOnce() -> Result<T, String>,
    ) -> Result<(), String> {
        if typed == [None; 3] || (self.value.is_some() && self.given.is_again(typed)) {
            return Ok(());
        }
        match (read(), &self.value) {
            (Err(reason), _) => {
                self.given.unread.get_or_insert(line);
                return Err(reason);
            }
            (Ok(value), Some(known)) if *known == value => {}
            (Ok(_), Some(_)) => {
                self.given.other.get_or_insert(line);
            }
            (Ok(value), None) => {
                self.value = Some(value);
                self.given.keep(typed, line);
            }
        }
        Ok(())
    }

    /// Why it cannot be used.
    pub(crate) fn doubt(&self, what: &str) -> Option<String> {
        self.given.doubt(self.value.is_some(), what)
    }

    pub(crate) const fn is_known(&self) -> bool {
        self.value.is_some()
    }

    pub(crate) fn take(&mut self) -> Option<T> {
        self.value.take()
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

impl Given {
    fn is_again(&self, typed: [Option<&str>; 3]) -> bool {
        self.typed.iter().zip(typed).all(|(known, text)| known.as_deref() == text)
    }

    fn keep(&mut self, typed: [Option<&str>; 3], line: u64) {
        self.typed = typed.map(|text| text.map(str::to_owned));
        self.line = line;
    }

    fn doubt(&self, is_known: bool, what: &str) -> Option<String> {
        if let Some(other) = self.other {
            return Some(format!(
                "its deployment has no plan, since lines {} and {other} disagree on {what}; \
                 accepted: the same on all its lines",
                self.line
            ));
        }
        let unread = self.unread.filter(|_| !is_known)?;
        Some(format!(
            "its deployment has no plan, since only line {unread} says {what}, and was rejected; \
             accepted: the fact on any of its lines"
        ))
    }
}
