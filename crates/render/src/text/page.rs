//! The lines that every text for a terminal is made of.

use core::fmt::Write;

use super::Style;
use crate::document::{RuleSetDocument, SourceDocument};

/// A text that is being written.
pub(super) struct Page {
    pub(super) text: String,
    style: Style,
}

impl Page {
    pub(super) fn new(style: Style) -> Self {
        Self { text: String::new(), style }
    }

    /// What the text rests on, and which rules spoke.
    pub(super) fn sources<'d>(
        &mut self,
        sources: impl Iterator<Item = &'d SourceDocument>,
        rules: RuleSetDocument,
    ) {
        let mut sources = sources.peekable();
        if sources.peek().is_some() {
            self.heading("Sources");
        }
        for source in sources {
            self.wrapped_after(
                "  ",
                "      ",
                &format!("[{}] {}, {}, {}", source.id, source.title, source.as_of, source.strength_words),
            );
            self.line(&format!("      {}", source.url));
        }
        self.line("");
        self.line(&format!(
            "Certplan rules {}, held against their sources on {}.",
            rules.version, rules.as_of
        ));
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.line("");
        self.line(&self.strong(&text.to_ascii_uppercase()));
        self.line("");
    }

    pub(super) fn strong(&self, text: &str) -> String {
        if self.style.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.into() }
    }

    pub(super) fn labelled(&mut self, indent: &str, label: &str, width: usize, text: &str) {
        let first = format!("{indent}{label:<width$}");
        let rest = format!("{indent}{:<width$}", "");
        self.wrapped_after(&first, &rest, text);
    }

    pub(super) fn wrapped(&mut self, indent: &str, text: &str) {
        self.wrapped_after(indent, indent, text);
    }

    pub(super) fn wrapped_after(&mut self, first: &str, rest: &str, text: &str) {
        let options = textwrap::Options::new(self.style.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(text, options) {
            self.line(line.trim_end());
        }
    }

    pub(super) fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }
}
