//! One chapter: finds the directives that are not code, and replaces each with its answer.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use crate::directive::Directive;

const OPEN: &str = "{{#certplan";
const CLOSE: &str = "}}";

/// Why a directive cannot be expanded, and its line, counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    pub(crate) line: usize,
    pub(crate) reason: String,
}

/// The chapter with every directive expanded; `answers` counts the answers of the whole book, and `live` plans answer other
/// questions too.
///
/// # Errors
///
/// Every directive that cannot be expanded.
pub(crate) fn expand(content: &str, answers: &mut usize, live: bool) -> Result<String, Vec<Mistake>> {
    if !content.contains(OPEN) {
        return Ok(content.to_owned());
    }
    let outline = Outline::of(content);
    let (mut expanded, mut mistakes) = (String::new(), Vec::new());
    let mut done = 0;
    while let Some(start) = content[done..].find(OPEN).map(|found| done + found) {
        let name_end = start + OPEN.len();
        if outline.is_code(start) || is_escaped(&content[..start]) || is_longer_name(&content[name_end..]) {
            expanded += &content[done..name_end];
            done = name_end;
            continue;
        }
        let place = Place::of(content, start);
        expanded += &content[done..start];
        done = match content[name_end..].find(CLOSE) {
            Some(length) => name_end + length + CLOSE.len(),
            None => content.len(),
        };
        match place.expand(&content[start..done], &content[done..], &outline, (answers, live)) {
            Ok(text) => expanded += &text,
            Err(reasons) => {
                mistakes.extend(reasons.into_iter().map(|reason| Mistake { line: place.line, reason }));
            }
        }
    }
    expanded += &content[done..];
    if mistakes.is_empty() { Ok(expanded) } else { Err(mistakes) }
}

/// A backslash stays: Markdown, or mdBook's own preprocessor, takes it away.
fn is_escaped(before: &str) -> bool {
    before.ends_with('\\')
}

/// `{{#certplanner}}` belongs to another preprocessor.
fn is_longer_name(after: &str) -> bool {
    after.starts_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
}

/// Where a directive is.
struct Place<'c> {
    start: usize,
    line: usize,
    /// The text before it on its line.
    before: &'c str,
}

impl<'c> Place<'c> {
    fn of(content: &'c str, start: usize) -> Self {
        let line_start = content[..start].rfind('\n').map_or(0, |end| end + 1);
        let line = content[..start].matches('\n').count() + 1;
        Self { start, line, before: &content[line_start..start] }
    }

    fn expand(
        &self,
        directive: &str,
        after: &str,
        outline: &Outline,
        (answers, live): (&mut usize, bool),
    ) -> Result<String, Vec<String>> {
        let inside = directive.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix(CLOSE));
        let Some(inside) = inside else { return Err(vec!["{{#certplan has no }}".into()]) };
        let line_ends = after.split('\n').next().unwrap_or_default().trim().is_empty();
        if inside.contains('\n')
            || !line_ends
            || !self.before.chars().all(|letter| letter == '>' || letter.is_whitespace())
        {
            return Err(vec!["a directive must be alone on its line; to show one, write it as code".into()]);
        }
        let text =
            inside.parse::<Directive>()?.expand(outline.heading_before(self.start) + 1, answers, live)?;
        // Markup lasts until a blank line, and a table begins after one: in a list or a quotation with its indentation.
        let lines = text.trim_end().replace('\n', &format!("\n{}", self.before));
        Ok(format!("\n{}{lines}\n{}", self.before, self.before.trim_end()))
    }
}

/// What of a chapter is code or a comment, and its headings.
struct Outline {
    code: Vec<Range<usize>>,
    headings: Vec<(usize, u8)>,
}

impl Outline {
    fn of(content: &str) -> Self {
        let (mut code, mut headings) = (Vec::new(), Vec::new());
        for (event, range) in Parser::new_ext(content, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => code.push(range),
                Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)
                    if content[range.clone()].trim_start().starts_with("<!--") =>
                {
                    code.push(range);
                }
                Event::Start(Tag::Heading { level, .. }) => headings.push((range.start, number(level))),
                _ => {}
            }
        }
        Self { code, headings }
    }

    fn is_code(&self, at: usize) -> bool {
        self.code.iter().any(|range| range.contains(&at))
    }

    /// The level of the last heading before this place; 1 where there is none.
    fn heading_before(&self, at: usize) -> u8 {
        self.headings.iter().rev().find(|(start, _)| *start < at).map_or(1, |(_, level)| *level)
    }
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn expanded(content: &str) -> String {
        expand(content, &mut 0, false).expect(content)
    }

    #[track_caller]
    fn mistake(content: &str) -> Mistake {
        expand(content, &mut 0, false).expect_err(content).remove(0)
    }

    #[test]
    fn code_escapes_and_comments_stay_as_they_are() {
        for content in [
            "```text\n{{#certplan plan}}\n```\n",
            "~~~\n{{#certplan}}\n~~~\n",
            "    {{#certplan plan}}\n",
            "1. A\n\n   ```\n   {{#certplan plan}}\n   ```\n",
            "Write `{{#certplan plan}}` there.\n",
            "\\{{#certplan plan}}\n",
            "<!-- {{#certplan plan}} -->\n",
            "{{#certplans plan}}\n",
            "{{#include certplan.md}}\n",
            "",
        ] {
            assert_eq!(expanded(content), content);
        }
    }

    #[test]
    fn text_around_an_answer_stays_markdown() {
        let text = expanded("Before.\n{{#certplan timeline shutdown=28d}}\nAfter, *really*.\n");
        let (before, rest) = text.split_once("\n\n<div class=\"certplan\">").expect("a block of its own");
        assert_eq!(before, "Before.");
        assert!(rest.ends_with("</div>\n\nAfter, *really*.\n"), "{rest}");
        assert!(!rest.trim_end_matches("\n\nAfter, *really*.\n").contains('\n'), "an answer is one line");
    }

    #[test]
    fn a_table_in_a_list_keeps_the_indentation() {
        let text = expanded("- A\n\n  {{#certplan table shutdown}}\n");
        let table: Vec<&str> = text.lines().filter(|line| line.contains('|')).collect();
        assert!(table.len() > 5, "{text}");
        assert!(table.iter().all(|line| line.starts_with("  | ") || line.starts_with("  |-")), "{text}");
    }

    #[test]
    fn headings_continue_those_of_the_chapter() {
        assert!(
            expanded("# A\n\n{{#certplan plan shutdown=10d}}\n")
                .contains("<h2 id=\"certplan-1-commands-title\">")
        );
        assert!(
            expanded("# A\n\n### B\n\n{{#certplan plan shutdown=10d}}\n")
                .contains("<h4 id=\"certplan-1-commands-title\">")
        );
        assert!(
            expanded("###### A\n\n{{#certplan plan shutdown=10d}}\n")
                .contains("<h5 id=\"certplan-1-commands-title\">")
        );
        assert!(
            expanded("# A\n\n{{#certplan plan shutdown=10d heading=5}}\n")
                .contains("<h5 id=\"certplan-1-commands-title\">")
        );
    }

    #[test]
    fn a_mistake_names_its_line() {
        let no_end = mistake("# A\n\n{{#certplan plan");
        assert_eq!(no_end, Mistake { line: 3, reason: "{{#certplan has no }}".into() });
        for content in [
            "See {{#certplan plan}}",
            "{{#certplan plan}} there",
            "| {{#certplan plan}} |",
            "{{#certplan\nplan}}",
        ] {
            assert!(
                mistake(content).reason.starts_with("a directive must be alone on its line"),
                "{content}"
            );
        }
    }

    #[test]
    fn every_mistake_is_reported() {
        let content = "{{#certplan plan shutdown=1M cluster=x}}\n\n{{#certplan plans}}\n";
        let lines: Vec<usize> =
            expand(content, &mut 0, false).unwrap_err().iter().map(|mistake| mistake.line).collect();
        assert_eq!(lines, [1, 1, 3]);
    }
}
