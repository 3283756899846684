//! The fields of an object of JSON.

use std::borrow::Cow;
use std::fmt;
use std::mem;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};

use super::NO_TEXT;
use crate::line::{COLUMNS, Line};

/// The fields, which borrow from the bytes, or from the copy where something in them is no UTF-8.
///
/// # Errors
///
/// Where it is no object with such fields: the reason.
pub(crate) fn fields<'a>(bytes: &'a [u8], copy: &'a mut String) -> Result<Line<'a>, String> {
    if let Ok(text) = str::from_utf8(bytes) {
        return read(text);
    }
    *copy = String::from_utf8_lossy(bytes).into_owned();
    let line = read(copy)?;
    // In other fields it is ignored.
    if line.0.iter().flatten().any(|value| value.contains('\u{fffd}')) {
        return Err(NO_TEXT.to_owned());
    }
    Ok(line)
}

fn read(text: &str) -> Result<Line<'_>, String> {
    serde_json::from_str(text).map_err(|error| reason(&error.to_string(), error.column()))
}

/// The reason in words that repeat no value.
fn reason(message: &str, column: usize) -> String {
    let what = message.split_once(" at line ").map_or(message, |(what, _)| what);
    let what = match what.strip_prefix("invalid type: ").and_then(|what| what.rsplit_once(", expected ")) {
        Some((found, expected)) => {
            let kind = found.split(['`', '"']).next().unwrap_or_default().trim_end();
            format!("invalid type: {kind}, expected {expected}")
        }
        None => what.replace('\\', "\\\\").replace('"', "\\\"").replace('\'', "\\'"),
    };
    format!("no object of JSON: {what} at column {column}; accepted: such as {EXAMPLE}")
}

const EXAMPLE: &str = r#"{"deployment": "berlin", "cluster": "prod", "shutdown": "45d"}"#;

impl<'de> Deserialize<'de> for Line<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LineVisitor)
    }
}

/// Reads by the names in [`COLUMNS`], so that a fact has its name there alone.
struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = Line<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a deployment")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut line = Line::default();
        let mut given = [false; COLUMNS.len()];
        while let Some(Key(place)) = map.next_key()? {
            let Some(place) = place else {
                // New fields may appear within a version.
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if mem::replace(&mut given[place], true) {
                return Err(A::Error::duplicate_field(COLUMNS[place]));
            }
            line.0[place] = map.next_value::<Text<'de>>()?.0;
        }
        Ok(line)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        // Of a list it is said first where it is broken.
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Err(A::Error::invalid_type(Unexpected::Seq, &self))
    }
}

/// The place of a column in the contract; `None` for any other field.
struct Key(Option<usize>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("field identifier")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(Key(COLUMNS.iter().position(|column| *column == name)))
    }
}

/// A text that borrows from the line wherever it can; `None` where it is null.
struct Text<'a>(Option<Cow<'a, str>>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a whole number, true, false or null")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Borrowed(text))))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Owned(text.to_owned()))))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Borrowed(if value { "true" } else { "false" }))))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Owned(number.to_string()))))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Owned(number.to_string()))))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Text(None))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_field_that_is_given_twice_is_refused() {
        let reason = read(r#"{"host": null, "x": {}, "host": "a"}"#).unwrap_err();
        assert!(reason.starts_with("no object of JSON: duplicate field `host` at column 30; "), "{reason}");
    }

    #[test]
    fn bytes_that_are_no_text_do_harm_in_fields_of_ours_only() {
        let read = |bytes: &[u8]| fields(bytes, &mut String::new()).map(|line| line.0[1].is_some());
        assert_eq!(read(b"{\"host\": \"hv\", \"city\": \"K\xf6ln\"}"), Ok(true));
        assert_eq!(read(b"{\"host\": \"K\xf6ln\"}"), Err(NO_TEXT.to_owned()));
    }

    #[test]
    fn a_list_is_no_line() {
        for (list, expected) in [
            (r#"["berlin"]"#, "invalid type: sequence, expected an object with a deployment at column 10"),
            ("[", "EOF while parsing a list at column 1"),
        ] {
            let reason = read(list).unwrap_err();
            assert!(reason.contains(expected), "{reason}");
        }
    }

    #[test]
    fn no_reason_repeats_a_value() {
        for (line, found) in [
            ("\"secret\"", "string"),
            ("4711", "integer"),
            ("true", "boolean"),
            ("null", "null"),
            ("{\"host\": 4711.5}", "floating point"),
            ("{\"host\": [\"secret\"]}", "sequence"),
            ("{\"host\": {\"secret\": 1}}", "map"),
        ] {
            let reason = read(line).unwrap_err();
            assert!(
                reason.starts_with(&format!("no object of JSON: invalid type: {found}, expected ")),
                "{reason}"
            );
            assert!(!reason.contains("secret") && !reason.contains("4711"), "{reason}");
        }
    }

    proptest! {
        #[test]
        fn what_cannot_be_seen_is_escaped(text in "\\PC{0,30}|[ -~\u{300}\u{202e}\u{1b}\u{e9}'\"\\\\]{0,30}", number: i64) {
            let value = serde_json::to_string(&text).unwrap();
            for line in [text, value.clone(), format!("{{\"host\": {{{value}: 1}}}}"), format!("{{{value}: x")] {
                if let Err(reason) = read(&line) {
                    prop_assert!(!reason.contains(|c: char| c.is_control() || c == '\u{202e}'), "{reason}");
                }
            }
            let line = format!("{{\"shutdown\": {number}}}");
            let read = read(&line).unwrap();
            prop_assert_eq!(read.0[5].as_deref(), Some(&*number.to_string()));
        }
    }
}
