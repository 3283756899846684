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
    let widget = context.pointer("/config/preprocessor/certplan/widget");
    let widget = match widget.map(|value| value.as_str().ok_or(value)) {
        None => None,
        Some(Ok(address)) if !address.is_empty() && !address.contains(['"', '<', '>', '&', '\n']) => {
            Some(address.to_owned())
        }
        Some(_) => {
            return Err(vec![
                "book.toml: widget is no address; accepted: \"../widget/certplan-calculator.js\" and the like".into(),
            ]);
        }
    };
    let mut walk = Walk { source, widget, answers: 0, errors: Vec::new() };
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
    /// Where the element's script is: an address, or a path from the book's first page.
    widget: Option<String>,
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
        let script = self.script(chapter);
        let Some(Value::String(content)) = chapter.get_mut("content") else { return };
        match chapter::expand(content, &mut self.answers, script.is_some()) {
            Ok(expanded) => {
                let is_live = expanded.contains(LIVE);
                *content = expanded;
                content.extend(script.filter(|_| is_live));
            }
            Err(mistakes) => self.errors.extend(
                mistakes.into_iter().map(|mistake| format!("{file}:{}: {}", mistake.line, mistake.reason)),
            ),
        }
    }
}

impl Walk {
    /// The element's script, as this chapter names it.
    fn script(&self, chapter: &Value) -> Option<String> {
        let widget = self.widget.as_deref()?;
        let is_elsewhere = widget.starts_with('/') || widget.contains("://");
        let depth =
            chapter.get("path").and_then(Value::as_str).unwrap_or_default().matches(['/', '\\']).count();
        let up = if is_elsewhere { String::new() } else { "../".repeat(depth) };
        Some(format!("\n\n<script type=\"module\" src=\"{up}{widget}\"></script>\n"))
    }
}

/// How a live answer begins; a chapter without one needs no script.
const LIVE: &str = "<div><certplan-calculator ";

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
    fn a_book_with_a_widget_loads_it_where_a_plan_stands() {
        let with = |address: &str| {
            let mut input: Value = serde_json::from_str(&book("{{#certplan plan shutdown=10d}}")).unwrap();
            input[0]["config"]["preprocessor"] = json!({ "certplan": { "widget": address } });
            expand(&input.to_string())
        };
        let out: Value = serde_json::from_str(&with("../widget/x.js").unwrap()).unwrap();
        let text = |at: &str| out.pointer(at).and_then(Value::as_str).unwrap().to_owned();
        let outer = text("/items/2/Chapter/content");
        assert!(outer.contains("<certplan-calculator shutdown=\"10d\""), "{outer}");
        assert!(outer.ends_with("\n\n<script type=\"module\" src=\"../widget/x.js\"></script>\n"), "{outer}");
        let inner = text("/items/2/Chapter/sub_items/0/Chapter/content");
        assert!(inner.contains("src=\"../../widget/x.js\""), "{inner}");
        assert!(with("https://docs.example/x.js").unwrap().contains("src=\\\"https://docs.example/x.js\\\""));
        assert!(with("\"><script>").unwrap_err()[0].starts_with("book.toml: widget is no address"));
        assert!(!expand(&book("{{#certplan plan shutdown=10d}}")).unwrap().contains("<script"));
    }

    #[test]
    fn other_input_is_no_book() {
        for input in ["", "{}", "[1]", "[1,2,3]"] {
            assert!(expand(input).unwrap_err()[0].starts_with("standard input is no book"), "{input}");
        }
    }
}
