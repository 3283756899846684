//! YAML as the playbooks need it: values written by a library, under a comment of our own.

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_saphyr::{DoubleQuoted, FlowSeq, FoldStr, LitStr, ser_options, to_string_with_options};

use crate::powershell::push_ascii;
use crate::text::wrap;

/// The widest line of prose.
const WIDTH: usize = 118;

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Yaml {
    /// A switch.
    Bool(bool),
    /// A number.
    Number(usize),
    /// Words of ours.
    Text(String),
    /// A name that a person gave: always in quotes, so that no reader takes it for a number or a switch.
    Name(String),
    /// Such names, on one line.
    Names(Vec<String>),
    /// Lines that are kept as they are.
    Lines(String),
    /// Values in order.
    List(Vec<Yaml>),
    /// Values by name, in order.
    Map(Vec<(String, Yaml)>),
}

impl Serialize for Yaml {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(is) => serializer.serialize_bool(*is),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) if text.len() > WIDTH => FoldStr(text).serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Name(name) => DoubleQuoted(name).serialize(serializer),
            Self::Names(names) => {
                FlowSeq(names.iter().map(DoubleQuoted).collect::<Vec<_>>()).serialize(serializer)
            }
            Self::Lines(lines) => LitStr(lines).serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

impl From<&str> for Yaml {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Yaml {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Yaml {
    fn from(is: bool) -> Self {
        Self::Bool(is)
    }
}

/// Values by name, in order.
pub(super) fn map<const N: usize>(entries: [(&str, Yaml); N]) -> Yaml {
    Yaml::Map(entries.map(|(name, value)| (name.to_owned(), value)).into())
}

/// Texts in order.
pub(super) fn texts<T: Into<Yaml>>(items: impl IntoIterator<Item = T>) -> Yaml {
    Yaml::List(items.into_iter().map(Into::into).collect())
}

/// The value, with a newline at its end.
pub(super) fn written(value: &Yaml) -> String {
    let options = ser_options! { compact_list_indent: false, folded_wrap_chars: WIDTH };
    let text = to_string_with_options(value, options).expect("a value of these kinds can be written");
    let mut lines = String::with_capacity(text.len());
    for line in text.lines() {
        // No line of a script ends in a space; an empty one is written with its indent. A folded text has no line end of its own.
        lines.push_str(line.trim_end());
        lines.push_str(if line.ends_with(": >") || line.ends_with("- >") { "-\n" } else { "\n" });
    }
    lines
}

/// A comment, wrapped; ASCII, so that no line end of another alphabet can end it.
pub(super) fn comment(text: &str) -> String {
    if text.is_empty() {
        return "#\n".into();
    }
    let words = text.trim_start_matches(' ');
    let inner = text.len() - words.len();
    let mut plain = String::new();
    push_ascii(&mut plain, words);
    let mut lines = String::new();
    let begin = format!("# {:inner$}", "");
    for line in wrap(&plain, WIDTH - inner, [""; 2]) {
        lines.extend([&*begin, line.trim_end(), "\n"]);
    }
    lines
}
