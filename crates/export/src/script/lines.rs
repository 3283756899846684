//! Lines with their indent, ended as Windows ends them.

use crate::powershell::{comment, fill};

/// Lines with their indent.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) text: String,
    pub(super) depth: usize,
}

impl Lines {
    pub(super) fn add(&mut self, line: &str) {
        if !line.is_empty() {
            self.indent();
            self.text.push_str(line);
        }
        self.text.push_str("\r\n");
    }

    /// A line with values in it: see [`fill`].
    pub(super) fn fill(&mut self, line: &str, values: &[&str]) {
        self.indent();
        fill(&mut self.text, line, values);
        self.text.push_str("\r\n");
    }

    /// The lines of a text.
    pub(super) fn all(&mut self, text: &str) {
        for line in text.lines() {
            self.add(line);
        }
    }

    pub(super) fn comment(&mut self, text: &str) {
        self.add(&comment(text));
    }

    pub(super) fn open(&mut self, line: &str) {
        self.add(line);
        self.depth += 1;
    }

    pub(super) fn close(&mut self, line: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.add(line);
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
    }
}
