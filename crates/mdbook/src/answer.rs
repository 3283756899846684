//! Answers: facts to a plan, a forecast or a picture, as HTML on one line.

use std::rc::Rc;

use certplan_core::closed::Closed as _;
use certplan_core::facts::{FactsInput, Question, Quoted, Shutdown, Utc};
use certplan_view::embed::{calculator, one_line};
use certplan_view::render_html;
use certplan_view::{Answer, Forecast, Timeline};
use yew::{Html, html};

/// What is said about the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What a shutdown affected and what to run.
    Plan,
    /// What a shutdown that lies ahead will do.
    Forecast,
    /// How long each credential lasts, as a picture.
    Timeline,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Plan, Self::Forecast, Self::Timeline];

    /// Its name in a directive.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Forecast => "forecast",
            Self::Timeline => "timeline",
        }
    }
}

/// The facts of a directive, by the names that the command's switches have.
#[derive(Debug, Default)]
pub(crate) struct Given {
    input: FactsInput,
    /// The level of its first headings, 2 to 5, where the directive names one.
    heading: Option<u8>,
}

impl Given {
    /// Reads `name=value` words.
    ///
    /// # Errors
    ///
    /// Every word that is no fact.
    pub(crate) fn read(words: &[String]) -> Result<Self, Vec<String>> {
        let mut given = Self::default();
        let errors: Vec<_> = words.iter().filter_map(|word| given.take(word).err()).collect();
        if errors.is_empty() { Ok(given) } else { Err(errors) }
    }

    fn take(&mut self, word: &str) -> Result<(), String> {
        let Some((name, value)) = word.split_once('=') else {
            return Err(format!("{} has no name; accepted: shutdown=45d and the like", Quoted(word)));
        };
        if name == "heading" {
            self.heading = Some(level(value)?);
            return Ok(());
        }
        let Some(question) = Question::from_id(name) else {
            let names: Vec<_> = Question::ALL.iter().map(|question| question.as_str()).collect();
            return Err(format!("{} is no fact; accepted: {}, heading", Quoted(name), names.join(", ")));
        };
        self.input.give(question, value.into()).map_err(|_| format!("{name}: is given twice"))
    }

    /// The answer as one line of HTML, its headings beginning at `heading` unless the facts name a level; `number` makes its
    /// ids unique. A `live` plan is inside the element that answers other questions too.
    ///
    /// # Errors
    ///
    /// Every fact that is wrong, by its name.
    pub(crate) fn answer(
        &self,
        kind: Kind,
        heading: u8,
        number: usize,
        live: bool,
    ) -> Result<String, Vec<String>> {
        // Without a clock: a book has the same text on every day on which it is built.
        let facts = self.input.read(&Utc).map_err(|errors| {
            errors.iter().map(|error| format!("{}: {error}", error.question())).collect::<Vec<_>>()
        })?;
        let heading = self.heading.unwrap_or(heading).clamp(2, 5);
        let prefix = format!("certplan-{number}");
        if live && kind == Kind::Plan {
            // The element alone would begin a paragraph.
            return Ok(format!("<div>{}</div>", calculator(&facts, heading, &prefix)));
        }
        let needs_length = kind != Kind::Plan;
        if needs_length && matches!(facts.shutdown, Shutdown::None | Shutdown::Unknown) {
            let name = kind.as_str();
            return Err(vec![format!("a {name} needs a length; accepted: shutdown=21d, or from and to")]);
        }
        let answer = match kind {
            Kind::Plan => html! { <Answer facts={Rc::new(facts)} {heading} id_prefix={prefix} /> },
            Kind::Forecast => {
                html! { <Forecast facts={Rc::new(facts.looking_ahead())} {heading} id_prefix={prefix} /> }
            }
            Kind::Timeline => html! { <Timeline facts={Rc::new(facts)} id_prefix={prefix} /> },
        };
        Ok(one_line(&render_html(in_book(answer))))
    }
}

/// An answer in the element that carries its style.
fn in_book(answer: Html) -> Html {
    html! { <div class="certplan">{ answer }</div> }
}

fn level(value: &str) -> Result<u8, String> {
    let level = value.parse().ok().filter(|level| (2..=5).contains(level));
    level.ok_or_else(|| format!("heading: {} is no level; accepted: 2 to 5", Quoted(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn answer(kind: Kind, words: &str) -> Result<String, Vec<String>> {
        let words: Vec<String> = words.split(' ').map(String::from).collect();
        Given::read(&words).expect("facts").answer(kind, 2, 1, false)
    }

    #[test]
    fn a_plan_has_its_commands_in_order() {
        let html = answer(Kind::Plan, "shutdown=45d cluster=target=prod cluster=management").unwrap();
        // Each word of a command is an element.
        let html = html.replace("<span>", "").replace("</span>", "");
        let at = |command: &str| html.find(command).expect(command);
        assert!(at(">Update-AksHciCertificates<") < at("-Name 'prod' -fixKubeletCredentials"));
        assert!(html.find("-fixKubeletCredentials") < html.find("-fixCloudCredentials"));
    }

    #[test]
    fn a_live_plan_is_the_static_one_in_the_element() {
        let words = ["shutdown=45d".to_owned(), "cluster=target=prod".to_owned()];
        let given = Given::read(&words).unwrap();
        let (plain, live) = (given.answer(Kind::Plan, 2, 1, false), given.answer(Kind::Plan, 2, 1, true));
        let element =
            "<div><certplan-calculator shutdown=\"45d\" cluster=\"target=prod\" heading-level=\"2\">";
        assert_eq!(live.unwrap(), format!("{element}{}</certplan-calculator></div>", plain.unwrap()));
    }

    #[test]
    fn a_wrong_fact_is_named() {
        let errors = answer(Kind::Plan, "shutdown=45d cluster=target=<b>").unwrap_err();
        assert!(errors[0].starts_with("cluster: "), "{errors:?}");
        let errors = answer(Kind::Plan, "from=2026-11-01").unwrap_err();
        assert!(errors[0].starts_with("from: "), "{errors:?}");
    }

    #[test]
    fn what_lies_ahead_needs_a_length() {
        for kind in [Kind::Forecast, Kind::Timeline] {
            let errors = answer(kind, "since-update=10d").unwrap_err();
            assert!(
                errors[0].ends_with("needs a length; accepted: shutdown=21d, or from and to"),
                "{errors:?}"
            );
        }
        let html = answer(Kind::Forecast, "from=2026-12-18 to=2027-01-08").unwrap();
        assert!(html.contains(">When to be back<"), "{html}");
    }
}
