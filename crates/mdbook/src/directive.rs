//! The text between the braces: a kind, then facts by their names.

use std::str::FromStr;

use certplan_core::facts::Quoted;
use certplan_export::rules::Table;
use certplan_view::Choose;
use certplan_view::embed::one_line;
use certplan_view::render_html;
use yew::html;

use crate::answer::{Given, Kind};
use crate::table;

/// A directive as it was written.
#[derive(Debug)]
pub(crate) enum Directive {
    /// An answer for facts.
    Answer(Kind, Box<Given>),
    /// A table of the rule-set.
    Table(Table),
    /// Every case, to choose from without a script.
    Choose,
}

impl Directive {
    /// Its answer: HTML on one line, or Markdown. Headings begin at this level unless it names one.
    ///
    /// # Errors
    ///
    /// Every fact that is wrong.
    pub(crate) fn expand(&self, heading: u8, answers: &mut usize, live: bool) -> Result<String, Vec<String>> {
        match self {
            Self::Answer(kind, given) => {
                *answers += 1;
                given.answer(*kind, heading, *answers, live)
            }
            Self::Table(table) => Ok(table.markdown()),
            Self::Choose => {
                *answers += 1;
                let prefix = format!("certplan-{answers}");
                Ok(one_line(&render_html(
                    html! { <Choose heading={heading.clamp(2, 6)} id_prefix={prefix} /> },
                )))
            }
        }
    }
}

/// Reads `plan shutdown=45d cluster=target=prod`; quotes work as in a shell.
impl FromStr for Directive {
    type Err = Vec<String>;

    fn from_str(text: &str) -> Result<Self, Vec<String>> {
        let words = shlex::split(text).ok_or_else(|| vec![NOT_CLOSED.to_owned()])?;
        let Some((kind, rest)) = words.split_first() else {
            return Err(vec![format!("no kind is named; {ACCEPTED}")]);
        };
        if kind == "table" {
            return table::named(rest).map(Self::Table).map_err(|reason| vec![reason]);
        }
        if kind == "choose" {
            return if rest.is_empty() {
                Ok(Self::Choose)
            } else {
                Err(vec!["choose takes no facts".into()])
            };
        }
        match Kind::ALL.iter().find(|known| known.as_str() == kind) {
            Some(known) => Given::read(rest).map(|given| Self::Answer(*known, Box::new(given))),
            None => Err(vec![format!("{} is no kind; {ACCEPTED}", Quoted(kind))]),
        }
    }
}

const ACCEPTED: &str = "accepted: plan, forecast, timeline, table, choose";

const NOT_CLOSED: &str = "a quote is not closed, or a backslash is the last character";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn mistake(text: &str) -> String {
        text.parse::<Directive>().expect_err(text).join("; ")
    }

    #[test]
    fn quotes_hold_a_word_together() {
        for text in [" plan  shutdown=\"1d 12h\"", "plan shutdown='1d 12h' cluster=\"target\""] {
            assert!(
                text.parse::<Directive>().is_ok_and(|directive| directive.expand(2, &mut 0, false).is_ok()),
                "{text}"
            );
        }
        assert!(mistake("plan a=\"1 d\" b=\"\"").starts_with("\"a\" is no fact; "));
        // Single quotes can be open too, since the shell's rules hold.
        assert_eq!(mistake(" plan a=\"1"), NOT_CLOSED);
    }

    #[test]
    fn what_is_not_known_is_named_with_what_is_accepted() {
        assert_eq!(mistake(""), "no kind is named; accepted: plan, forecast, timeline, table, choose");
        assert_eq!(
            mistake("plans"),
            "\"plans\" is no kind; accepted: plan, forecast, timeline, table, choose"
        );
        assert!(mistake("table").starts_with("no table is named; accepted: shutdown, "));
        assert!(mistake("table x").starts_with("\"x\" is no table; accepted: shutdown, "));
        assert!(mistake("table shutdown update").starts_with("one table at a time; accepted: "));
        assert!(mistake("plan shutdowns=1d").starts_with("\"shutdowns\" is no fact; accepted: shutdown, "));
        assert!(mistake("plan 45d").starts_with("\"45d\" has no name; accepted: shutdown=45d"));
        assert_eq!(mistake("plan shutdown=1d shutdown=2d"), "shutdown: is given twice");
        assert_eq!(mistake("plan heading=7"), "heading: \"7\" is no level; accepted: 2 to 5");
    }
}
