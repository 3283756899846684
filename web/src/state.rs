//! What the page knows, and how it changes.

use core::fmt;
use std::rc::Rc;

use certplan_core::Facts;
use certplan_core::facts::{FactError, Instant, Utc, Zone};

use crate::form::{Form, field_of};
use crate::link::{self, Linked, Mode};

/// What the page knows.
#[derive(Clone)]
pub struct State {
    /// What is asked.
    pub mode: Mode,
    /// What stands in the fields.
    pub form: Form,
    /// The facts of the last valid input.
    pub facts: Facts,
    /// What is wrong with the present input: a field and the reason, in core's words.
    pub errors: Vec<(&'static str, String)>,
    /// The questions whose errors are shown: those of which a field was left.
    pub left: Vec<&'static str>,
    /// Whether nobody has typed anything: the answer is an example.
    pub is_example: bool,
    /// What a reader must be told about the link.
    pub notices: Vec<String>,
    /// Whether links carry the names of clusters.
    pub names: bool,
    /// The parts that are open.
    pub open: Vec<Part>,
    /// What the page's second module has written: the picture, or the forecast.
    pub written: Option<String>,
    zone: Rc<dyn Zone>,
}

/// A part of the page that is closed at first: the second module fills it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the parts that the page has")]
pub enum Part {
    /// The picture of the dates.
    Picture,
    /// The other forms.
    Forms,
}

/// What happened.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_enums, reason = "everything that can happen to the page")]
pub enum Action {
    /// The fields were filled in before anybody listened.
    Filled(Form, Option<Instant>),
    /// A field has another value.
    Typed {
        /// The field.
        field: String,
        /// Its value.
        value: String,
        /// Whether it is ticked.
        checked: bool,
        /// Now.
        now: Option<Instant>,
    },
    /// A field was left.
    Left(String),
    /// A link was opened.
    Linked(Result<Linked, String>),
    /// Links shall carry names, or not.
    Named(bool),
    /// Another question is asked of the same facts.
    Asked(Mode),
    /// A part was opened, or closed.
    Opened(Part, bool),
    /// The second module has written what it was asked for under this name.
    Written(String, String),
    /// The button of that id was pressed; that changes nothing here.
    Pressed(String),
}

impl State {
    /// The zone in which date-times without an offset are read.
    pub fn zone(&self) -> &str {
        self.zone.name()
    }

    /// The worked example.
    pub fn example(zone: Rc<dyn Zone>) -> Self {
        let form = Form::example();
        let facts = form.read(&Utc, None).unwrap_or_default();
        Self {
            mode: Mode::After,
            form,
            facts,
            errors: Vec::new(),
            left: Vec::new(),
            is_example: true,
            notices: Vec::new(),
            names: false,
            open: Vec::new(),
            written: None,
            zone,
        }
    }

    /// The state after what happened.
    #[must_use]
    pub fn after(mut self, action: Action) -> Self {
        self.change(action);
        self
    }

    /// The link of this answer.
    pub fn link(&self) -> String {
        link::write(self.mode, &self.facts, self.names)
    }

    /// What the second module is to write for this answer: the name of the form, and the facts as a link.
    pub fn asked(&self) -> Option<(&'static str, String)> {
        let form = match self.mode {
            Mode::Before => "forecast",
            Mode::After if self.open.contains(&Part::Picture) => "svg",
            Mode::After | Mode::Error | Mode::Evidence | Mode::Fleet => return None,
        };
        Some((form, link::whole(&self.facts)))
    }

    /// What the second module is to offer in other forms, while they are open: the mode, and the facts as a link.
    pub fn taken(&self) -> Option<(Mode, String)> {
        (self.open.contains(&Part::Forms) && !self.mode.is_tool())
            .then(|| (self.mode, link::whole(&self.facts)))
    }

    /// Changes by what happened.
    pub fn change(&mut self, action: Action) {
        match action {
            Action::Filled(form, now) => {
                self.form = form;
                self.is_example = false;
                self.read(now);
            }
            Action::Typed { field, value, checked, now } => {
                // Coming back to a question is typing again; an error that is on the page stays until it is mended.
                let question = question_of(&field);
                if !self.shown_errors().any(|(field, _)| question_of(field) == question) {
                    self.left.retain(|left| *left != question);
                }
                let before = self.form.clone();
                self.form.set(&field, &value, checked);
                if self.form == before {
                    return;
                }
                self.is_example = false;
                self.notices.clear();
                self.read(now);
            }
            Action::Left(field) => {
                if is_text(&field) {
                    let question = question_of(&field);
                    self.left.push(question);
                    if question != "length" {
                        self.left.push("times");
                    }
                }
            }
            Action::Linked(Ok(linked)) => {
                // A link that came with names keeps them when it is reloaded; one without does not gain any.
                self.go(linked.mode);
                self.names = linked.facts.clusters.names().any(|name| name.is_some());
                self.form = Form::from(&linked.facts);
                self.facts = linked.facts;
                self.notices = linked.notices;
                self.errors.clear();
                self.left.clear();
                self.is_example = false;
            }
            Action::Linked(Err(reason)) => self.notices = vec![reason],
            Action::Named(names) => self.names = names,
            Action::Asked(mode) => {
                self.go(mode);
                // A mode without facts leaves the example one.
                self.is_example &= mode.is_tool();
                self.notices.clear();
            }
            Action::Opened(part, open) => {
                self.open.retain(|known| *known != part);
                if open {
                    self.open.push(part);
                }
            }
            Action::Written(form, markup) => {
                // Who went elsewhere meanwhile has asked for something else.
                if self.asked().is_some_and(|(asked, _)| asked == form) {
                    self.written = Some(markup);
                }
            }
            Action::Pressed(_) => {}
        }
    }

    fn go(&mut self, mode: Mode) {
        if self.mode != mode {
            self.written = None;
            self.open.retain(|part| *part != Part::Picture);
        }
        self.mode = mode;
    }

    /// The error to show beside a field: nobody is interrupted while typing.
    pub fn error_of(&self, field: &str) -> Option<&str> {
        let left = self.left.contains(&question_of(field));
        self.errors.iter().find(|(of, _)| *of == field && left).map(|(_, reason)| reason.as_str())
    }

    /// The errors to show in the summary.
    pub fn shown_errors(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.errors
            .iter()
            .filter(|(field, _)| self.error_of(field).is_some())
            .map(|(field, reason)| (*field, reason.as_str()))
    }

    fn read(&mut self, now: Option<Instant>) {
        // What lies ahead does not reach until now: it needs its end.
        let now = now.filter(|_| self.mode == Mode::After);
        let read = self.form.read(self.zone.as_ref(), now);
        self.errors = self.form.incomplete().map(|(field, reason)| (field, reason.to_owned())).collect();
        let whole = self.errors.is_empty();
        match read {
            Ok(facts) if whole => self.facts = facts,
            Ok(_) => {}
            // The last good answer stays. Of a half moment nothing more can be said than that.
            Err(errors) => {
                let others = errors.iter().filter(|error| whole || field_of(error.question()) != "from");
                let others: Vec<_> = others.map(|error| (self.field(error), error.to_string())).collect();
                self.errors.extend(others.into_iter().filter(|(field, _)| whole || *field != "to"));
            }
        }
    }

    /// The field an error belongs to; of the two lists of names the one that holds the wrong name.
    fn field(&self, error: &FactError) -> &'static str {
        let field = field_of(error.question());
        let mut alone = Form { target: false, ..self.form.clone() };
        alone.balancer &= field == "targets";
        let in_balancers = alone.balancer
            && alone.read(self.zone.as_ref(), None).is_err_and(|errors| errors.contains(error));
        if in_balancers { "balancers" } else { field }
    }
}

/// The question that a field belongs to; who moves inside of one has not answered it yet.
fn question_of(field: &str) -> &'static str {
    match field {
        "how" | "amount" | "unit" | "from" | "from-time" | "to" | "as-text" => "length",
        // Whether both times are there can be judged after the last of them only.
        "to-time" => "times",
        "management" | "target" | "targets" | "balancer" | "balancers" => "clusters",
        "updated" | "updated-unit" => "update",
        _ => "build",
    }
}

/// Whether one types into the field; leaving a choice is no answer yet.
fn is_text(field: &str) -> bool {
    matches!(
        field,
        "amount" | "from" | "from-time" | "to" | "to-time" | "targets" | "balancers" | "updated" | "build"
    )
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("form", &self.form).field("facts", &self.facts).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::Length;

    use super::*;

    fn typed(state: State, field: &str, value: &str) -> State {
        state.after(Action::Typed {
            field: field.into(),
            value: value.into(),
            checked: true,
            now: Instant::from_unix(2_000_000_000),
        })
    }

    #[test]
    fn a_wrong_value_keeps_the_last_answer_and_waits_with_its_error() {
        let state = typed(State::example(Rc::new(Utc)), "amount", "-3");
        assert_eq!(state.facts.shutdown.length(), Some(Length::from_days(45)));
        assert_eq!(state.error_of("amount"), None);
        let state = state.after(Action::Left("amount".into()));
        assert!(state.error_of("amount").unwrap().starts_with("\"-3d\" has a sign"));
        let state = typed(state, "amount", "3");
        assert_eq!(state.shown_errors().count(), 0);
        assert_eq!(state.facts.shutdown.length(), Some(Length::from_days(3)));
    }

    #[test]
    fn a_wrong_name_is_shown_where_it_stands() {
        let state =
            typed(State::example(Rc::new(Utc)), "balancers", "Prod").after(Action::Left("balancers".into()));
        assert!(state.error_of("balancers").is_some());
        let state =
            typed(State::example(Rc::new(Utc)), "targets", "a'b").after(Action::Left("targets".into()));
        assert!(state.error_of("targets").is_some());
    }

    #[test]
    fn coming_back_to_a_question_is_not_interrupted() {
        let left = |state: State, field: &str| state.after(Action::Left(field.into()));
        let state = left(typed(State::example(Rc::new(Utc)), "amount", "10"), "amount");
        let state = typed(state, "amount", "1 mon");
        assert_eq!(state.shown_errors().count(), 0);
        let state = left(state, "amount");
        assert_eq!(state.shown_errors().count(), 1);
        // What is on the page stays until it is mended.
        assert_eq!(typed(state, "amount", "1 mont").shown_errors().count(), 1);
    }

    #[test]
    fn the_other_moment_is_judged_when_both_were_typed() {
        let state = typed(State::example(Rc::new(Utc)), "how", "between").after(Action::Left("how".into()));
        assert_eq!(state.shown_errors().count(), 0);
        let state = typed(state, "from", "2026-10-01T06:00").after(Action::Left("from".into()));
        // On the way to 2026-10-31T06:00 this is a plain date, which does not go with a date-time.
        let state = typed(state, "to", "2026-10-31");
        assert!(!state.errors.is_empty());
        assert_eq!(state.shown_errors().count(), 0);
        assert_eq!(state.after(Action::Left("to".into())).shown_errors().count(), 1);
    }

    #[test]
    fn one_time_alone_is_judged_when_the_other_was_left() {
        let mut state = typed(State::example(Rc::new(Utc)), "how", "between");
        for (field, value) in [("from", "2026-10-01"), ("from-time", "06:00"), ("to", "2026-10-31")] {
            state = typed(state, field, value).after(Action::Left(field.into()));
            assert_eq!(state.shown_errors().count(), 0, "{field}");
        }
        let left = state.clone().after(Action::Left("to-time".into()));
        assert_eq!(left.error_of("to-time"), Some("Give both times or none."));
        assert_eq!(state.clone().after(Action::Left("targets".into())).shown_errors().count(), 1);
        let state = typed(state, "to-time", "06:00").after(Action::Left("to-time".into()));
        assert_eq!(state.shown_errors().count(), 0);
        assert_eq!(state.facts.shutdown.length(), Some(Length::from_days(30)));
    }

    #[test]
    fn a_link_keeps_the_names_it_came_with() {
        let opened = |link: &str| {
            let linked = link::parse(link).unwrap();
            State::example(Rc::new(Utc)).after(Action::Named(true)).after(Action::Linked(linked))
        };
        let rest = "&updated=unknown&c=management";
        assert!(opened(&format!("#/after?v=1&rules=1&off=1{rest}&c=target.prod&build=unknown")).names);
        assert!(!opened(&format!("#/after?v=1&rules=1&off=1{rest}&c=target&build=unknown")).names);
    }

    #[test]
    fn the_first_answer_is_an_example_until_somebody_types() {
        let state = State::example(Rc::new(Utc));
        assert!(state.is_example);
        assert!(!typed(state, "unit", "h").is_example);
    }
}
