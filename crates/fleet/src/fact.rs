//! A fact of a whole deployment, which any of its lines may give, and several alike.

/// The fact, and what speaks against it.
#[derive(Debug)]
pub(crate) struct Fact<T> {
    value: Option<T>,
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
        Self { value: None, typed: [None, None, None], line: 0, other: None, unread: None }
    }
}

impl<T: PartialEq> Fact<T> {
    /// Takes what a line says of it; a line with none of the fields says nothing.
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
        let said = typed.iter().any(Option::is_some);
        let again = || self.typed.iter().zip(typed).all(|(known, text)| known.as_deref() == text);
        if !said || (self.value.is_some() && again()) {
            return Ok(());
        }
        let value = read().inspect_err(|_| self.unread = self.unread.or(Some(line)))?;
        match &self.value {
            Some(known) if *known == value => {}
            Some(_) => self.other = self.other.or(Some(line)),
            None => {
                self.value = Some(value);
                self.typed = typed.map(|text| text.map(str::to_owned));
                self.line = line;
            }
        }
        Ok(())
    }

    /// Why nothing can be built on it.
    pub(crate) fn doubt(&self, what: &str) -> Option<String> {
        match (self.other, self.unread) {
            (Some(other), _) => Some(format!(
                "its deployment has no plan, since lines {} and {other} disagree on {what}; accepted: the same on all its lines",
                self.line
            )),
            (None, Some(unread)) if self.value.is_none() => Some(format!(
                "its deployment has no plan, since only line {unread} says {what}, and was rejected; accepted: the fact on any of its lines"
            )),
            (None, _) => None,
        }
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
