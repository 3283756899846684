//! mdBook's protocol: a context and a book in, the book out.

use serde_json::Value;

use crate::chapter;

/// Expands the directives of every chapter of `input`, which is `[context, book]` as mdBook writes it.
///
/// # Errors
///
/// Every directive that cannot be expanded, each with file and line; or that the input is no book.
pub(crate) fn expand(input: &str) -> Result<String, Vec<String>> {
    let input: Value = serde_json::from_str(input)
        .map_err(|error| vec![format!("standard input is no book: {error}; mdBook runs this program")])?;
    let Value::Array(parts) = input else { return Err(no_book()) };
    let Ok([context, mut book]) = <[Value; 2]>::try_from(parts) else { return Err(no_book()) };
    let source = context.pointer("/config/book/src").and_then(Value::as_str).unwrap_or("src").to_owned();
    let mut walk = Walk { source, answers: 0, errors: Vec::new() };
    // Up to mdBook 0.4 the items were called sections.
    for name in ["items", "sections"] {
        walk.items(book.get_mut(name));
    }
    if walk.errors.is_empty() { Ok(book.to_string()) } else { Err(walk.errors) }
}

fn no_book() -> Vec<String> {
    vec!["standard input is no book: expected [context, book]; mdBook runs this program".into()]
}

struct Walk {
    /// The folder of the chapters' files, from the book's folder.
    source: String,
    /// How many answers the book has so far: ids are unique in the whole book, since it is printed as one page.
    answers: usize,
    errors: Vec<String>,
}

impl Walk {
    fn items(&mut self, items: Option<&mut Value>) {
        let chapters = items.and_then(Value::as_array_mut).into_iter().flatten();
        // Separators and part titles are items too.
        for chapter in chapters.filter_map(|item| item.get_mut("Chapter")) {
            self.chapter(chapter);
            self.items(chapter.get_mut("sub_items"));
        }
    }

    fn chapter(&mut self, chapter: &mut Value) {
        let file = ["source_path", "path", "name"].iter().find_map(|key| chapter.get(key)?.as_str());
        let file = format!("{}/{}", self.source, file.unwrap_or_default());
        let Some(Value::String(content)) = chapter.get_mut("content") else { return };
        match chapter::expand(content, &mut self.answers) {
            Ok(expanded) => *content = expanded,
            Err(mistakes) => self.errors.extend(
                mistakes.into_iter().map(|mistake| format!("{file}:{}: {}", mistake.line, mistake.reason)),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn book(content: &str) -> String {
        let chapter = json!({ "Chapter": {
            "name": "A", "content": content, "path": "a.md", "source_path": "a.md", "future": [1],
            "sub_items": [{ "Chapter": { "name": "B", "content": content, "path": "b/b.md", "sub_items": [] } }],
        } });
        json!([{ "root": "/", "config": { "book": { "src": "text" } } },
               { "items": ["Separator", { "PartTitle": "Part" }, chapter], "extra": 1 }])
        .to_string()
    }

    #[test]
    fn what_is_not_known_passes_through() {
        let out: Value = serde_json::from_str(&expand(&book("# Plain")).unwrap()).unwrap();
        assert_eq!(out.pointer("/items/2/Chapter/future/0"), Some(&json!(1)));
        assert_eq!(out.pointer("/items/2/Chapter/content"), Some(&json!("# Plain")));
        assert_eq!(out["extra"], json!(1));
    }

    #[test]
    fn ids_are_unique_in_the_whole_book() {
        let out = expand(&book("{{#certplan timeline shutdown=28d}}\n\n{{#certplan timeline shutdown=2d}}"))
            .unwrap();
        let mut ids: Vec<&str> =
            out.split(" id=\\\"").skip(1).filter_map(|rest| rest.split('\\').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert_eq!(all, 4 * 3);
    }

    #[test]
    fn every_mistake_is_reported_with_file_and_line() {
        let errors = expand(&book("# A\n\n{{#certplan plan shutdown=1M}}\n")).unwrap_err();
        assert!(errors[0].starts_with("text/a.md:3: shutdown: \"1M\""), "{errors:?}");
        assert!(errors[1].starts_with("text/b/b.md:3: "), "{errors:?}");
    }

    #[test]
    fn other_input_is_no_book() {
        for input in ["", "{}", "[1]", "[1,2,3]"] {
            assert!(expand(input).unwrap_err()[0].starts_with("standard input is no book"), "{input}");
        }
    }
}
