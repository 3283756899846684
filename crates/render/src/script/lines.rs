//! Lines with their indent, ended as Windows ends them.

use core::fmt::Display;

/// Lines with their indent.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) text: String,
    pub(super) depth: usize,
}

impl Lines {
    pub(super) fn add(&mut self, line: impl Display) {
        let line = line.to_string();
        if !line.is_empty() {
            self.text.push_str(&"    ".repeat(self.depth));
            self.text.push_str(&line);
        }
        self.text.push_str("\r\n");
    }

    pub(super) fn open(&mut self, line: &str) {
        self.add(line);
        self.depth += 1;
    }

    pub(super) fn close(&mut self, line: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.add(line);
    }
}
