//! JSON as every contract is written.

use serde::Serialize;

/// Indented, with a newline at its end.
pub fn written(document: &impl Serialize) -> String {
    text_of(serde_json::to_string_pretty(document)) + "\n"
}

/// On one line, without a newline.
pub fn line(document: &impl Serialize) -> String {
    text_of(serde_json::to_string(document))
}

/// Adds it to a text, on one line.
pub fn push(text: &mut String, document: &impl Serialize) {
    text.push_str(&line(document));
}

/// A text in double quotes.
pub(crate) fn quoted(text: &str) -> String {
    line(&text)
}

fn text_of(written: serde_json::Result<String>) -> String {
    debug_assert!(written.is_ok(), "the types of the contracts have text keys and no failing serializer");
    written.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Document {
        text: &'static str,
        count: Option<u64>,
        parts: Vec<i64>,
    }

    const DOCUMENT: Document = Document { text: "a\"b\n\u{1}\u{e9}", count: None, parts: Vec::new() };

    #[test]
    fn both_layouts_are_those_of_the_contracts() {
        assert_eq!(line(&DOCUMENT), r#"{"text":"a\"b\n\u0001é","count":null,"parts":[]}"#);
        let indented =
            "{\n  \"text\": \"a\\\"b\\n\\u0001é\",\n  \"count\": null,\n  \"parts\": [\n    -1\n  ]\n}\n";
        assert_eq!(written(&Document { parts: vec![-1], ..DOCUMENT }), indented);
    }

    #[test]
    fn a_row_is_added_to_what_is_there() {
        let mut text = "x: ".to_owned();
        push(&mut text, &[1, 2]);
        assert_eq!(text, "x: [1,2]");
        assert_eq!(quoted("a\"b"), r#""a\"b""#);
    }
}
