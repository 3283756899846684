//! Documents as tools and people write them: a tree, and for every part of it one of the ways to write it.

use proptest::prelude::*;

use super::is_read;
use super::noise::cases;

#[derive(Clone, Debug)]
enum Tree {
    Scalar(String),
    Sequence(Vec<Tree>),
    Mapping(Vec<(String, Tree)>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let scalar = text().prop_map(Tree::Scalar);
    scalar.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Tree::Sequence),
            prop::collection::vec((text(), inner), 0..4).prop_map(Tree::Mapping),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}",
        "[a-zA-Z0-9+/]{20,90}={0,2}",
        "https://[a-z]{1,6}:6443/#a\\?b=\\[c\\],d",
        "[a-z:#&'\"\\\\,{}*|>!?%@\u{e9}\u{1f600} \n\t\\-]{0,14}",
        "([a-z'\"]{1,6} ){1,12}[a-z]{1,6}",
        "( ?[a-z#]{1,6}\n{1,2}){1,3}",
        "",
    ]
}

/// A text that the reader has to accept.
pub(super) fn document() -> impl Strategy<Value = String> {
    (prop::collection::vec(tree(), 1..3), prop::collection::vec(any::<u8>(), 64)).prop_map(
        |(trees, whims)| {
            let mut writer = Writer { whims, next: 0, out: String::new() };
            if writer.whim(8) == 0 {
                writer.out.push('\u{feff}');
            }
            for (place, tree) in trees.iter().enumerate() {
                let mut before = Before::Marker;
                match writer.whim(4) {
                    0 if place == 0 => before = Before::Nothing,
                    0 => writer.out += "...\n---",
                    1 => {
                        writer.out += "--- # a\n";
                        before = Before::Nothing;
                    }
                    _ => writer.out += "---",
                }
                writer.value(tree, 0, before);
            }
            let ends = ["\n", "\n", "\r\n", "\r"];
            let end = ends[writer.whim(4)];
            writer.out.replace('\n', end)
        },
    )
}

/// What stands before a value.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Nothing,
    Marker,
    Key,
    Dash,
}

struct Writer {
    whims: Vec<u8>,
    next: usize,
    out: String,
}

impl Writer {
    /// One of so many.
    fn whim(&mut self, of: usize) -> usize {
        self.next += 1;
        usize::from(
            self.whims[self.next % self.whims.len()]
                .rotate_left(u32::try_from(self.next / 64 % 8).unwrap_or(0)),
        ) % of
    }

    fn one_of(&mut self, ways: &[&str]) {
        let way = self.whim(ways.len());
        self.out += ways[way];
    }

    fn spaces(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(' ', count));
    }

    /// Ends the line, with a comment or with lines that say nothing.
    fn line(&mut self) {
        self.one_of(&["", "", "", "", " # a: [b", "\n", "\n   # \"c\n", "  ", "\n  "]);
        self.out.push('\n');
    }

    /// A value, and the end of its line. What is in it is indented at least so far.
    fn value(&mut self, tree: &Tree, indent: usize, before: Before) {
        let collection = !matches!(tree, Tree::Scalar(_));
        if before != Before::Nothing && self.whim(6) == 0 {
            self.one_of(&[" !!str", " !a", " &b", " &c !d"]);
            if collection && self.block(tree) {
                self.line();
                return self.fresh(tree, indent, before == Before::Key);
            }
        } else if collection && self.block(tree) {
            if before == Before::Dash && self.whim(3) > 0 {
                let more = self.whim(3);
                self.spaces(1 + more);
                return self.collection(tree, indent + 1 + more, true);
            }
            if before != Before::Nothing {
                self.line();
            }
            return self.fresh(tree, indent, before == Before::Key);
        }
        if before != Before::Nothing {
            if self.whim(9) == 0 {
                self.line();
                self.spaces(indent.max(1));
            }
            self.out.push(' ');
        }
        if let Tree::Scalar(text) = tree {
            self.scalar(text, indent);
        } else {
            self.flow(tree, indent + 1);
            self.line();
        }
    }

    /// Whether it is written as a block.
    fn block(&mut self, tree: &Tree) -> bool {
        let empty = match tree {
            Tree::Scalar(_) => true,
            Tree::Sequence(items) => items.is_empty(),
            Tree::Mapping(entries) => entries.is_empty(),
        };
        !empty && self.whim(4) > 0
    }

    /// A block on lines of its own.
    fn fresh(&mut self, tree: &Tree, indent: usize, of_key: bool) {
        let under_key = of_key && matches!(tree, Tree::Sequence(_)) && self.whim(2) == 0;
        let indent = if under_key { indent - 1 } else { indent + self.whim(3) };
        self.collection(tree, indent, false);
    }

    fn collection(&mut self, tree: &Tree, indent: usize, mut inline: bool) {
        let mut start = |writer: &mut Self| {
            if !std::mem::take(&mut inline) {
                writer.spaces(indent);
            }
        };
        match tree {
            Tree::Scalar(_) => {}
            Tree::Sequence(items) => {
                for item in items {
                    start(self);
                    self.out.push('-');
                    self.value(item, indent + 1, Before::Dash);
                }
            }
            Tree::Mapping(entries) => {
                for (key, value) in entries {
                    start(self);
                    self.key(key, false);
                    self.one_of(&[":", ":", ":", " :"]);
                    self.value(value, indent + 1, Before::Key);
                }
            }
        }
    }

    /// A key, or a scalar in brackets; gives whether it is quoted.
    fn key(&mut self, key: &str, flow: bool) -> bool {
        if self.whim(12) == 0 {
            self.one_of(&["&k ", "!t "]);
        }
        match self.whim(3) {
            0 if is_plain(key, flow) => {
                self.out += key;
                return false;
            }
            1 if !key.contains('\n') => self.single(key),
            _ => self.double(key, None),
        }
        true
    }

    fn scalar(&mut self, text: &str, indent: usize) {
        let lines = self.whim(3) == 0;
        match self.whim(5) {
            0 | 1 if is_plain(text, false) => self.words(text, indent, lines),
            0 if text.is_empty() => {}
            2 if !text.contains('\n') && !text.contains('\t') => {
                self.out.push('\'');
                self.words(&text.replace('\'', "''"), indent, lines && text.trim() == text);
                self.out.push('\'');
            }
            3 | 4 if !text.trim().is_empty() && !text.contains(['\t', '\r']) => {
                return self.lines(text, indent);
            }
            _ => self.double(text, lines.then_some(indent)),
        }
        self.line();
    }

    /// A text that may be folded at its single spaces.
    fn words(&mut self, text: &str, indent: usize, lines: bool) {
        for (place, word) in text.split(' ').enumerate() {
            if place > 0 {
                let folds = lines
                    && !word.is_empty()
                    && !self.out.ends_with(' ')
                    && !word.starts_with(['#', '-', '.', '?', ':'])
                    && self.whim(3) == 0;
                if folds {
                    self.out.push('\n');
                    let more = self.whim(3);
                    self.spaces(indent + 1 + more);
                } else {
                    self.out.push(' ');
                }
            }
            self.out += word;
        }
    }

    fn single(&mut self, text: &str) {
        self.out.push('\'');
        self.out += &text.replace('\'', "''");
        self.out.push('\'');
    }

    fn double(&mut self, text: &str, lines: Option<usize>) {
        self.out.push('"');
        for character in text.chars() {
            if let Some(indent) = lines.filter(|_| self.whim(12) == 0) {
                self.out += "\\\n";
                self.spaces(indent + 1);
                if matches!(character, ' ' | '\t') {
                    self.out.push('\\');
                }
            }
            match character {
                '"' => self.out += "\\\"",
                '\\' => self.out += "\\\\",
                '\n' => self.one_of(&["\\n", "\\x0a", "\\u000A"]),
                '\t' => self.out += "\\t",
                '\u{e9}' => self.one_of(&["\u{e9}", "\\xe9", "\\u00e9", "\\U000000E9"]),
                '/' => self.one_of(&["/", "\\/"]),
                _ => self.out.push(character),
            }
        }
        self.out.push('"');
    }

    /// A literal or a folded block.
    fn lines(&mut self, text: &str, indent: usize) {
        let more = self.whim(3) + usize::from(indent == 0);
        self.one_of(&["|", ">"]);
        if text.starts_with([' ', '\n']) || self.whim(4) == 0 {
            // Of the column of the key or the dash; at the top of a document, of the left edge.
            self.out += &(more + usize::from(indent > 0)).to_string();
        }
        self.one_of(&["", "-", "+"]);
        self.one_of(&["", " # a"]);
        self.out.push('\n');
        for line in text.split('\n') {
            if !line.is_empty() {
                self.spaces(indent + more);
            }
            self.out += line;
            self.out.push('\n');
        }
    }

    fn flow(&mut self, tree: &Tree, indent: usize) {
        match tree {
            Tree::Scalar(text) => {
                self.key(text, true);
            }
            Tree::Sequence(items) => {
                self.out.push('[');
                for (place, item) in items.iter().enumerate() {
                    self.separate(indent, place > 0);
                    self.flow(item, indent);
                }
                self.trail(indent, !items.is_empty());
                self.out.push(']');
            }
            Tree::Mapping(entries) => {
                self.out.push('{');
                for (place, (key, value)) in entries.iter().enumerate() {
                    self.separate(indent, place > 0);
                    let quoted = self.key(key, true);
                    if matches!(value, Tree::Scalar(text) if text.is_empty()) && self.whim(2) == 0 {
                        self.one_of(&["", ":", ": "]);
                        continue;
                    }
                    let json = quoted && self.whim(2) == 0;
                    self.out += if json { ":" } else { ": " };
                    self.flow(value, indent);
                }
                self.trail(indent, !entries.is_empty());
                self.out.push('}');
            }
        }
    }

    fn separate(&mut self, indent: usize, comma: bool) {
        if comma {
            self.out.push(',');
        }
        match self.whim(4) {
            0 => {
                self.line();
                self.spaces(indent);
            }
            1 => {}
            _ => self.out.push(' '),
        }
    }

    fn trail(&mut self, indent: usize, comma: bool) {
        let comma = comma && self.whim(3) == 0;
        self.separate(indent, comma);
    }
}

fn is_plain(text: &str, flow: bool) -> bool {
    let starts = |text: &str| text.starts_with(|it: char| it.is_alphanumeric());
    starts(text)
        && text.trim() == text
        && !text.contains(['\n', '\t'])
        && !text.contains(" #")
        && !text.contains(": ")
        && !text.ends_with(':')
        && !(flow && text.contains([',', '[', ']', '{', '}']))
        && !(flow && (text.contains(" -") || text.contains('?')))
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn what_is_written_is_read_as_the_oracle_reads_it(text in document()) {
        is_read(&text);
    }
}
