//! YAML by hand, in three shapes only: plain words of ours, JSON strings (which YAML reads as they are), and block scalars.

use crate::json;
use crate::wrap::wrap;

/// Where the text that runs checks is put into a script.
pub(super) const WATCH_HERE: &str = "{{ certplan_watch }}";

/// The widest line of prose.
const WIDTH: usize = 118;

/// A value in double quotes, as JSON escapes it; YAML 1.2 reads the same text out of it.
pub(super) fn quoted(text: &str) -> String {
    json::quoted(text)
}

/// Lines with their indent, two spaces a level.
#[derive(Default)]
pub(super) struct Yaml {
    pub(super) text: String,
    levels: Vec<usize>,
}

impl Yaml {
    fn indent(&self) -> usize {
        self.levels.last().copied().unwrap_or(0)
    }

    /// A line; one without a word stays empty.
    pub(super) fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.push_str(&" ".repeat(self.indent()));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// A line, and everything up to [`Self::close`] belongs to it.
    pub(super) fn open(&mut self, line: &str) {
        self.line(line);
        self.levels.push(self.indent() + 2);
    }

    /// Ends what was opened last.
    pub(super) fn close(&mut self) {
        self.levels.pop();
    }

    /// A comment, wrapped; ASCII, so that no line end of another alphabet can end it.
    pub(super) fn comment(&mut self, text: &str) {
        let plain = |c: char| if c == ' ' || c.is_ascii_graphic() { c } else { '?' };
        let text: String = text.chars().map(plain).collect();
        let inner = text.len() - text.trim_start().len();
        if text.is_empty() {
            return self.line("#");
        }
        let begin = "# ".to_owned() + &text[..inner];
        wrap(&text[inner..], [WIDTH - inner; 2], &mut |line| self.line(&[&begin, line].concat()));
    }

    /// Prose of its own lines, within a block scalar.
    pub(super) fn wrapped(&mut self, text: &str) {
        wrap(text, [WIDTH; 2], &mut |line| self.line(line));
    }

    /// Prose as a folded scalar: read back, it is the text on one line.
    pub(super) fn text_block(&mut self, key: &str, text: &str) {
        self.open(&format!("{key}: >-"));
        self.wrapped(text);
        self.close();
    }

    /// Prose as an item of a list.
    pub(super) fn item_text(&mut self, text: &str) {
        self.open("- >-");
        self.wrapped(text);
        self.close();
    }

    /// A variable that holds lines as they are.
    pub(super) fn block(&mut self, key: &str, text: &str) {
        self.levels.push(self.indent() + 2);
        self.open(&format!("{key}: |-"));
        for line in text.lines() {
            self.line(line);
        }
        self.close();
        self.close();
    }

    /// A script as lines.
    pub(super) fn script(&mut self, lines: &[String]) {
        self.open("script: |-");
        for line in lines {
            self.line(line);
        }
        self.close();
    }
}
