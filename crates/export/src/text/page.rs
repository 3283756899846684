//! The lines that every text for a terminal is made of.

use certplan_core::spell::Spell;

use super::Style;
use crate::document::{RuleSetDocument, SourceDocument};
use crate::words::filled;
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
    pub(super) fn sources(
        &mut self,
        sources: &[SourceDocument],
        others: &[SourceDocument],
        rules: RuleSetDocument,
    ) {
        if !sources.is_empty() || !others.is_empty() {
            self.heading("Sources");
        }
        for source in sources.iter().chain(others) {
            let values = [source.id, source.title, source.as_of, source.strength_words];
            self.wrapped_after("  ", "      ", &filled("[{}] {}, {}, {}", &values));
            self.line("      ", source.url);
        }
        self.line("", "");
        let rules = [&rules.version.spelt(), rules.as_of];
        self.line("", &filled("Certplan rules {}, held against their sources on {}.", &rules));
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.line("", "");
        self.line("", &self.strong(&text.to_ascii_uppercase()));
        self.line("", "");
    }

    pub(super) fn strong(&self, text: &str) -> String {
        if self.style.color { ["\u{1b}[1m", text, "\u{1b}[0m"].concat() } else { text.into() }
    }

    pub(super) fn labelled(&mut self, indent: &str, label: &str, width: usize, text: &str) {
        let first = [indent, &padded(label, width)].concat();
        let rest = [indent, &padded("", width)].concat();
        self.wrapped_after(&first, &rest, text);
    }

    /// A text of a list, with its sources.
    pub(super) fn item(&mut self, text: &str, sources: &[&str]) {
        let sources = if sources.is_empty() { "" } else { &filled(" [{}]", &[&sources.join(", ")]) };
        self.wrapped_after("  - ", "    ", &[text, sources].concat());
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

    pub(super) fn line(&mut self, indent: &str, line: &str) {
        self.text.push_str(indent);
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// A label with spaces up to a column.
pub(super) fn padded(label: &str, width: usize) -> String {
    let mut label = label.to_owned();
    while label.len() < width {
        label.push(' ');
    }
    label
}
