//! The lines that every text for a terminal is made of.

use core::fmt::Write;

use super::Style;
use crate::document::{RuleSetDocument, SourceDocument};
use crate::wrap::{columns, wrap};

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
        let widths = [first, rest].map(|indent| self.style.width.saturating_sub(columns(indent)));
        let mut indent = first;
        wrap(text, widths, &mut |line| {
            let begin = self.text.len();
            // Nothing to say is no label, either.
            if !line.is_empty() {
                self.text.push_str(indent);
                self.text.push_str(line);
            }
            self.text.truncate(begin + self.text[begin..].trim_end().len());
            self.text.push('\n');
            indent = rest;
        });
    }

    pub(super) fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }
}
