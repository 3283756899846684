//! Why there is no answer, as a program would look at it.

use core::fmt;

use certplan_core::facts::FactError;
use certplan_export::facts::FactsError;
use serde::Serialize;

/// A value as JSON on one line.
pub(crate) fn json(value: &impl Serialize) -> String {
    // Writing into a string fails only where a map has keys that are no strings; no answer has one.
    serde_json::to_string(value).unwrap_or_default()
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    kind: Kind,
    reasons: Vec<Reason>,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::exhaustive_enums, reason = "the package's types list them")]
pub enum Kind {
    /// A fact.
    Facts,
    /// An option beside the facts.
    Options,
    /// A text or file that nothing could be read from.
    Input,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The question that was answered wrongly, or the option.
    question: String,
    /// The way from the argument to the value; empty where it is the argument itself.
    path: Vec<Place>,
    /// What is wrong, and what is accepted.
    message: String,
}

/// One part of a way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Place {
    Field(&'static str),
    Element(usize),
}

impl Refusal {
    /// One option is wrong; it has the same name on both sides of the border.
    pub(crate) fn option(name: &'static str, message: &dyn fmt::Display) -> Self {
        Self { kind: Kind::Options, reasons: vec![Reason::new(name, vec![Place::Field(name)], message)] }
    }

    /// Some of the answers beside a fleet are wrong.
    pub(crate) fn options(errors: &[FactError]) -> Self {
        let reason = |error: &FactError| {
            let field = if error.question().as_str() == "since-update" {
                "sinceUpdate"
            } else {
                error.question().as_str()
            };
            Reason::new(error.question().as_str(), vec![Place::Field(field)], error)
        };
        Self { kind: Kind::Options, reasons: errors.iter().map(reason).collect() }
    }

    /// The text has nothing that can be used.
    pub(crate) fn input(question: &str, message: &dyn fmt::Display) -> Self {
        Self { kind: Kind::Input, reasons: vec![Reason::new(question, Vec::new(), message)] }
    }

    /// A length is needed and not given.
    pub(crate) fn no_length() -> Self {
        let message = "a forecast needs a length; accepted: shutdown_seconds, or from and to";
        let path = vec![Place::Field("shutdown_seconds")];
        Self { kind: Kind::Facts, reasons: vec![Reason::new("shutdown", path, &message)] }
    }

    /// The refusal as JSON, for the other side of the border.
    pub fn json(&self) -> String {
        json(self)
    }
}

impl Reason {
    fn new(question: &str, path: Vec<Place>, message: &dyn fmt::Display) -> Self {
        Self { question: question.to_owned(), path, message: message.to_string() }
    }
}

impl From<FactsError> for Refusal {
    fn from(error: FactsError) -> Self {
        let field = |name| vec![Place::Field(name)];
        let (question, path) = match &error {
            FactsError::Wrong(errors) => {
                return Self { kind: Kind::Facts, reasons: errors.iter().map(of_answer).collect() };
            }
            FactsError::Contradiction { .. } => ("shutdown", field("shutdown_seconds")),
            FactsError::KnownAndUnknown => ("shutdown", field("shutdown_unknown")),
            FactsError::TooLong { field: name, .. } => {
                (if *name == "shutdown_seconds" { "shutdown" } else { "since-update" }, field(name))
            }
            FactsError::NoOffset => ("from", field("from")),
            FactsError::Evidence { place, .. } => {
                ("evidence", vec![Place::Field("evidence"), Place::Element(*place)])
            }
            FactsError::Schema(_) => ("schema", field("schema")),
            FactsError::Zone(_) => ("zone", field("zone")),
            // `Unreadable`, and whatever is added.
            _ => ("facts", Vec::new()),
        };
        Self { kind: Kind::Facts, reasons: vec![Reason::new(question, path, &error)] }
    }
}

fn of_answer(error: &FactError) -> Reason {
    let question = error.question().as_str();
    let field = match question {
        "cluster" => "clusters",
        "shutdown" => "shutdown_seconds",
        "since-update" => "since_update_seconds",
        question => question,
    };
    Reason::new(question, vec![Place::Field(field)], error)
}
