//! What tools print as YAML, as JSON: kubeadm, machines of Cluster API, cert-manager, and `az -o yaml`.

use std::borrow::Cow;

use certplan_text::place_in;
use saphyr_parser::{Event, Parser, ScalarStyle};
use zeroize::Zeroizing;

use crate::prompt::is_prompt;

/// The names of the fields that hold the end of a certificate.
const ENDS: [&str; 5] = [
    "notAfter:",
    "expirationDate:",
    "certificatesExpiryDate:",
    "managedIdentityCertificateExpirationTime:",
    "ExpiryTime:",
];

/// The most bytes of such a text.
const MOST: usize = 1 << 20;

/// The most characters of a value; a longer one is no name and no date.
const LONGEST: usize = 512;

const DEEPEST: usize = 64;

/// The YAML in a text as JSON, one value a document; `None` where there is no end of a certificate in it, or it is no YAML.
pub(crate) fn as_json(text: &str) -> Option<Zeroizing<String>> {
    let is_end = |line: &str| {
        let line = line.trim_start_matches([' ', '-']);
        ENDS.iter().any(|name| line.starts_with(name))
    };
    if text.len() > MOST || !text.lines().any(is_end) {
        return None;
    }
    // Prompts and the fences of Markdown may be around it.
    let is_around = |line: &str| line.starts_with("```") || is_prompt(line);
    let place = |line: &str| place_in(text, line);
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty() || is_around(line));
    let begin = place(lines.next()?);
    let end = lines.find(|line| is_around(line)).map_or(text.len(), place);
    let mut writer = Writer::default();
    for event in Parser::new_from_str(&text[begin..end]) {
        writer.add(event.ok()?.0)?;
    }
    Some(writer.json)
}

/// Writes the events of the parser as JSON. A tree of values would keep copies of keys and tokens in memory, which could not
/// be overwritten; this text can.
#[derive(Default)]
struct Writer {
    json: Zeroizing<String>,
    open: Vec<Open>,
}

/// A collection that is open.
struct Open {
    is_mapping: bool,
    /// How many keys and values it has.
    count: usize,
}

impl Writer {
    fn add(&mut self, event: Event<'_>) -> Option<()> {
        match event {
            Event::Scalar(value, style, ..) => {
                self.scalar(&value, style);
                // A copy may be a key or a token, so it is overwritten.
                if let Cow::Owned(copy) = value {
                    drop(Zeroizing::new(copy));
                }
            }
            Event::MappingStart(..) => self.begin(true)?,
            Event::SequenceStart(..) => self.begin(false)?,
            Event::MappingEnd => self.end('}'),
            Event::SequenceEnd => self.end(']'),
            Event::DocumentEnd => self.json.push('\n'),
            Event::Alias(_) => return None,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
        Some(())
    }

    /// Writes what comes before a key or a value; says whether it is a key.
    fn separate(&mut self) -> bool {
        let Some(open) = self.open.last_mut() else { return false };
        let is_key = open.is_mapping && open.count % 2 == 0;
        if open.is_mapping && !is_key {
            self.json.push(':');
        } else if open.count > 0 {
            self.json.push(',');
        }
        open.count += 1;
        is_key
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle) {
        let is_key = self.separate();
        let is_plain = style == ScalarStyle::Plain && !is_key;
        match value {
            "true" | "false" if is_plain => self.json.push_str(value),
            "" | "~" | "null" if is_plain => self.json.push_str("null"),
            long if long.len() > LONGEST && !is_key => self.json.push_str("null"),
            text => {
                let text = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default();
                self.json.push_str(&Zeroizing::new(serde_json::Value::from(text).to_string()));
            }
        }
    }

    fn begin(&mut self, is_mapping: bool) -> Option<()> {
        // A collection as a key is none of any tool.
        if self.separate() || self.open.len() >= DEEPEST {
            return None;
        }
        self.json.push(if is_mapping { '{' } else { '[' });
        self.open.push(Open { is_mapping, count: 0 });
        Some(())
    }

    fn end(&mut self, mark: char) {
        self.open.pop();
        self.json.push(mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Option<String> {
        as_json(text).map(|json| json.trim().to_owned())
    }

    #[test]
    fn yaml_of_a_tool_is_written_as_json() {
        let text = "PS C:\\> kubeadm\ncertificates:\n- expirationDate: \"2026-12-02T08:39:44Z\"\n  name: admin.conf\n  missing: true\n  caName:\nPS C:\\> \n";
        let expected = r#"{"certificates":[{"expirationDate":"2026-12-02T08:39:44Z","name":"admin.conf","missing":true,"caName":null}]}"#;
        assert_eq!(json(text).as_deref(), Some(expected));
        let two = "notAfter: a\n---\nnotAfter: 'b \"c\"'\n";
        assert_eq!(json(two).as_deref(), Some("{\"notAfter\":\"a\"}\n{\"notAfter\":\"b \\\"c\\\"\"}"));
    }

    #[test]
    fn other_texts_are_none() {
        for text in
            ["", "name: a\n", "notAfter: [a\nb: c", "a: &x b\nnotAfter: *x\n", "? [a]\n: b\nnotAfter: c\n"]
        {
            assert_eq!(json(text), None, "{text}");
        }
        let deep = format!("notAfter: a\nb: {}", "[".repeat(1_000));
        assert_eq!(json(&deep), None);
    }
}
