//! JSON as every contract is written.
//!
//! Reading it is a library's affair. Written is little of it: texts, whole numbers, lists, objects. One writer for both layouts takes
//! 5 kB (zopfli) less of the file that is used without a network than the library's, which is compiled for each layout and
//! asks every field whether it failed.

mod writer;

use core::mem;

use serde::Serialize;

use writer::Writer;

/// Indented, with a newline at its end.
pub fn written(document: &impl Serialize) -> String {
    Writer::indented().written(document) + "\n"
}

/// On one line, without a newline.
pub fn line(document: &impl Serialize) -> String {
    Writer::default().written(document)
}

/// Adds it to a text, on one line.
pub fn push(text: &mut String, document: &impl Serialize) {
    *text = Writer::behind(mem::take(text)).written(document);
}

/// A text in double quotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    writer::quote(&mut json, text);
    json
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug, Serialize)]
    struct Document {
        text: String,
        count: Option<u64>,
        days: i64,
        sure: bool,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pairs: Vec<(&'static str, u32)>,
        parts: Vec<Document>,
        nothing: (),
    }

    fn document() -> impl Strategy<Value = Document> {
        let leaf = (any::<String>(), any::<Option<u64>>(), any::<i64>(), any::<bool>(), 0..3_usize).prop_map(
            |(text, count, days, sure, pairs)| Document {
                text,
                count,
                days,
                sure,
                pairs: vec![("a", 1); pairs],
                parts: Vec::new(),
                nothing: (),
            },
        );
        leaf.prop_recursive(3, 12, 3, |inner| {
            (inner.clone(), prop::collection::vec(inner, 0..3))
                .prop_map(|(document, parts)| Document { parts, ..document })
        })
    }

    proptest! {
        #[test]
        fn it_is_what_the_library_writes(document in document()) {
            prop_assert_eq!(written(&document), serde_json::to_string_pretty(&document).unwrap() + "\n");
            prop_assert_eq!(line(&document), serde_json::to_string(&document).unwrap());
            prop_assert_eq!(quoted(&document.text), serde_json::to_string(&document.text).unwrap());
        }

        #[test]
        fn a_value_of_the_library_is_written_as_the_library_does(keys: Vec<String>) {
            let map: serde_json::Map<_, _> = keys.into_iter().map(|key| (key, serde_json::json!([{}, [], null]))).collect();
            prop_assert_eq!(line(&map), serde_json::to_string(&map).unwrap());
            prop_assert_eq!(written(&map), serde_json::to_string_pretty(&map).unwrap() + "\n");
        }
    }

    #[test]
    fn every_character_that_json_escapes_is_escaped() {
        let text: String = ('\0'..='\u{a0}').collect();
        assert_eq!(quoted(&text), serde_json::to_string(&text).unwrap());
    }
}
