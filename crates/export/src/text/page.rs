//! The lines that every text for a terminal is made of.

use textwrap::{Options, WordSplitter, core::display_width};

use super::Style;
use crate::document::{NoteDocument, RuleSetDocument, SourceDocument};
use crate::words::labels;

/// A text that is being written.
pub(super) struct Page {
    pub(super) text: String,
    style: Style,
}

impl Page {
    pub(super) fn new(style: Style) -> Self {
        Self { text: String::new(), style }
    }

    /// Whether everything is printed.
    pub(super) fn is_full(&self) -> bool {
        self.style.full
    }

    /// The sources, and which rules decided.
    pub(super) fn sources(
        &mut self,
        sources: &[SourceDocument],
        others: &[SourceDocument],
        rules: RuleSetDocument,
    ) {
        if !sources.is_empty() || !others.is_empty() {
            self.heading(labels::SOURCES);
        }
        for source in sources.iter().chain(others) {
            let SourceDocument { id, title, as_of, strength_words, url, .. } = source;
            self.wrapped_after("  ", "      ", &format!("[{id}] {title}, {as_of}, {strength_words}"));
            self.line("      ", url);
        }
        self.blank();
        let RuleSetDocument { version, as_of } = rules;
        self.line("", &format!("Certplan rules {version}, checked against their sources on {as_of}."));
    }

    /// The end of a text of one screen: which rules decided, and how to get what it leaves out.
    pub(super) fn how_to_get_the_rest(&mut self, sources: usize, rules: RuleSetDocument) {
        self.blank();
        let RuleSetDocument { version, as_of } = rules;
        let sources = match sources {
            0 => String::new(),
            1 => " and its source".into(),
            many => format!(" and its {many} sources"),
        };
        let rest = format!(
            "The whole answer{sources}: add --full. As a checklist: --format markdown. Certplan rules {version} of {as_of}."
        );
        self.wrapped("", &rest);
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        self.line("", &self.strong(&text.to_ascii_uppercase()));
        self.blank();
    }

    pub(super) fn strong(&self, text: &str) -> String {
        if self.style.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.into() }
    }

    /// A text after its label; nothing where the text is empty.
    pub(super) fn labelled(&mut self, indent: &str, label: &str, width: usize, text: &str) {
        if !text.is_empty() {
            let first = format!("{indent}{label:<width$}");
            let rest = format!("{indent}{:width$}", "");
            self.wrapped_after(&first, &rest, text);
        }
    }

    /// Commands after a label, one a line, none of them wrapped.
    pub(super) fn commands(&mut self, indent: &str, label: &str, width: usize, commands: &str) {
        let mut label = label;
        for command in commands.lines() {
            self.line(indent, &format!("{label:<width$}{command}"));
            label = "";
        }
    }

    /// A text of a list, with its sources.
    pub(super) fn item(&mut self, text: &str, sources: &[&str]) {
        let sources = if sources.is_empty() { String::new() } else { format!(" [{}]", sources.join(", ")) };
        self.wrapped_after("  - ", "    ", &format!("{text}{sources}"));
    }

    /// Notes under a heading; nothing where there are none.
    pub(super) fn notes(&mut self, heading: &str, notes: &[NoteDocument]) {
        if !notes.is_empty() {
            self.heading(heading);
        }
        for note in notes {
            self.item(&note.text, &note.sources);
        }
    }

    pub(super) fn wrapped(&mut self, indent: &str, text: &str) {
        self.wrapped_after(indent, indent, text);
    }

    pub(super) fn wrapped_after(&mut self, first: &str, rest: &str, text: &str) {
        for line in wrap(text, self.style.width, [first, rest]) {
            self.line("", line.trim_end());
        }
    }

    pub(super) fn line(&mut self, indent: &str, line: &str) {
        self.text.push_str(indent);
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }
}

/// The lines of a text after an indent for the first and one for those after it. A word that is too wide has a line to itself.
pub(crate) fn wrap(text: &str, width: usize, [first, rest]: [&str; 2]) -> Vec<String> {
    let options = Options::new(width.max(display_width(first) + 1))
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}
