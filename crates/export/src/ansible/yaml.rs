//! YAML by hand, in three shapes only: plain words of ours, JSON strings (which YAML reads as they are), and block scalars.

use crate::json;
use crate::powershell::push_ascii;
use crate::text::wrap;
use crate::words::filled;

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
    depth: usize,
}

impl Yaml {
    /// A line; one without a word stays empty.
    pub(super) fn line(&mut self, line: &str) {
        if !line.is_empty() {
            for _ in 0..self.depth {
                self.text.push_str("  ");
            }
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// The lines of a text.
    pub(super) fn all(&mut self, text: &str) {
        for line in text.lines() {
            self.line(line);
        }
    }

    /// Lines with values in them, each on one line: see [`filled`].
    pub(super) fn fill(&mut self, lines: &str, values: &[&str]) {
        self.all(&filled(lines, values));
    }

    /// A line, and everything up to [`Self::close`] belongs to it.
    pub(super) fn open(&mut self, line: &str) {
        self.line(line);
        self.depth += 1;
    }

    /// A task or a block of tasks, and everything up to [`Self::close`] belongs to it.
    pub(super) fn task(&mut self, title: &[&str]) {
        self.open(&["- name: ", &quoted(&title.concat())].concat());
    }

    /// Ends what was opened last.
    pub(super) fn close(&mut self) {
        self.depth -= 1;
    }

    /// A comment, wrapped; ASCII, so that no line end of another alphabet can end it.
    pub(super) fn comment(&mut self, text: &str) {
        if text.is_empty() {
            return self.line("#");
        }
        let mut begin = String::from("# ");
        let inner = text.len() - text.trim_start_matches(' ').len();
        begin.push_str(&text[..inner]);
        let mut plain = String::new();
        push_ascii(&mut plain, &text[inner..]);
        for line in wrap(&plain, WIDTH - inner, [""; 2]) {
            self.line(&[&begin, line.trim_end()].concat());
        }
    }

    /// Prose of its own lines, within a block scalar.
    pub(super) fn wrapped(&mut self, text: &str) {
        for line in wrap(text, WIDTH, [""; 2]) {
            self.line(line.trim_end());
        }
    }

    /// Prose as a folded scalar: read back, it is the text on one line.
    pub(super) fn text_block(&mut self, key: &str, text: &str) {
        self.open(&[key, ": >-"].concat());
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
        self.depth += 1;
        self.open(&[key, ": |-"].concat());
        self.all(text);
        self.depth -= 2;
    }
}
