//! What the page knows, and how it changes.

use core::fmt;
use std::rc::Rc;

use certplan_core::Facts;
use certplan_core::facts::{FactError, Timestamp, Utc, Zone};
use certplan_core::spell::Spell;

use crate::field::{Field, Text, Tick, Topic};
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
    pub errors: Vec<(Text, String)>,
    /// The topics whose errors are shown: those of which a field was left.
    pub left: Vec<Topic>,
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
    Filled(Form, Option<Timestamp>),
    /// A field has another value.
    Typed {
        /// The field.
        field: Field,
        /// Its value.
        value: String,
        /// Whether it is ticked.
        checked: bool,
        /// Now.
        now: Option<Timestamp>,
    },
    /// A field was left.
    Left(Field),
    /// A link was opened.
    Linked(Result<Linked, String>),
    /// Links shall carry names, or not.
    Named(bool),
    /// Somebody went back to the address that asks nothing.
    Returned,
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
                let topic = field.topic();
                if !self.shown_errors().any(|(text, _)| text.topic() == topic) {
                    self.left.retain(|left| *left != topic);
                }
                let before = self.form.clone();
                self.form.set(field, &value, checked);
                if self.form == before {
                    return;
                }
                self.is_example = false;
                self.notices.clear();
                self.read(now);
            }
            Action::Left(field) => {
                // Leaving a choice is no answer yet.
                if matches!(field, Field::Text(text) if text.is_typed()) {
                    let topic = field.topic();
                    self.left.push(topic);
                    if topic != Topic::Duration {
                        self.left.push(Topic::Times);
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
            Action::Returned if self.mode == Mode::After => {}
            Action::Returned => {
                self.go(Mode::After);
                self.notices.clear();
                self.is_example |= self.form == Form::example();
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
    pub fn error_of(&self, text: Text) -> Option<&str> {
        let left = self.left.contains(&text.topic());
        self.errors.iter().find(|(of, _)| *of == text && left).map(|(_, reason)| reason.as_str())
    }

    /// The errors to show in the summary.
    pub fn shown_errors(&self) -> impl Iterator<Item = (Text, &str)> {
        self.errors
            .iter()
            .filter(|(text, _)| self.error_of(*text).is_some())
            .map(|(text, reason)| (*text, reason.as_str()))
    }

    fn read(&mut self, now: Option<Timestamp>) {
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
                for error in &errors {
                    let text = self.field(error);
                    if whole || !matches!(text, Text::From | Text::To) {
                        self.errors.push((text, error.spelt()));
                    }
                }
            }
        }
    }

    /// The field an error belongs to; of the two lists of names the one that holds the wrong name.
    fn field(&self, error: &FactError) -> Text {
        let field = field_of(error.question());
        let mut alone = self.form.clone();
        alone[Tick::Target] = false;
        alone[Tick::Balancer] &= field == Text::Targets;
        let in_balancers = alone[Tick::Balancer]
            && alone.read(self.zone.as_ref(), None).is_err_and(|errors| errors.contains(error));
        if in_balancers { Text::Balancers } else { field }
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("form", &self.form).field("facts", &self.facts).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::Duration;

    use super::*;

    fn typed(state: State, field: &str, value: &str) -> State {
        state.after(Action::Typed {
            field: Field::named(field).unwrap(),
            value: value.into(),
            checked: true,
            now: Timestamp::from_unix(2_000_000_000),
        })
    }

    #[test]
    fn a_wrong_value_keeps_the_last_answer_and_waits_with_its_error() {
        let state = typed(State::example(Rc::new(Utc)), "amount", "-3");
        assert_eq!(state.facts.shutdown.length(), Some(Duration::from_days(45)));
        assert_eq!(state.error_of(Text::Amount), None);
        let state = state.after(Action::Left(Field::named("amount").unwrap()));
        assert!(state.error_of(Text::Amount).unwrap().starts_with("\"-3d\" has a sign"));
        let state = typed(state, "amount", "3");
        assert_eq!(state.shown_errors().count(), 0);
        assert_eq!(state.facts.shutdown.length(), Some(Duration::from_days(3)));
    }

    #[test]
    fn a_wrong_name_is_shown_where_it_stands() {
        let state = typed(State::example(Rc::new(Utc)), "balancers", "Prod")
            .after(Action::Left(Field::named("balancers").unwrap()));
        assert!(state.error_of(Text::Balancers).is_some());
        let state = typed(State::example(Rc::new(Utc)), "targets", "a'b")
            .after(Action::Left(Field::named("targets").unwrap()));
        assert!(state.error_of(Text::Targets).is_some());
    }

    #[test]
    fn coming_back_to_a_question_is_not_interrupted() {
        let left = |state: State, field: &str| state.after(Action::Left(Field::named(field).unwrap()));
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
        let state = typed(State::example(Rc::new(Utc)), "how", "between")
            .after(Action::Left(Field::named("how").unwrap()));
        assert_eq!(state.shown_errors().count(), 0);
        let state =
            typed(state, "from", "2026-10-01T06:00").after(Action::Left(Field::named("from").unwrap()));
        // On the way to 2026-10-31T06:00 this is a plain date, which does not go with a date-time.
        let state = typed(state, "to", "2026-10-31");
        assert!(!state.errors.is_empty());
        assert_eq!(state.shown_errors().count(), 0);
        assert_eq!(state.after(Action::Left(Field::named("to").unwrap())).shown_errors().count(), 1);
    }

    #[test]
    fn one_time_alone_is_judged_when_the_other_was_left() {
        let mut state = typed(State::example(Rc::new(Utc)), "how", "between");
        for (field, value) in [("from", "2026-10-01"), ("from-time", "06:00"), ("to", "2026-10-31")] {
            state = typed(state, field, value).after(Action::Left(Field::named(field).unwrap()));
            assert_eq!(state.shown_errors().count(), 0, "{field}");
        }
        let left = state.clone().after(Action::Left(Field::named("to-time").unwrap()));
        assert_eq!(left.error_of(Text::ToTime), Some("Give both times or none."));
        assert_eq!(
            state.clone().after(Action::Left(Field::named("targets").unwrap())).shown_errors().count(),
            1
        );
        let state = typed(state, "to-time", "06:00").after(Action::Left(Field::named("to-time").unwrap()));
        assert_eq!(state.shown_errors().count(), 0);
        assert_eq!(state.facts.shutdown.length(), Some(Duration::from_days(30)));
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
    fn who_goes_back_to_the_address_that_asks_nothing_finds_the_example_or_what_was_typed() {
        let example = State::example(Rc::new(Utc));
        for mode in [Mode::Before, Mode::Error] {
            let back = example.clone().after(Action::Asked(mode)).after(Action::Returned);
            assert_eq!((back.mode, back.is_example), (Mode::After, true));
        }
        let typed = typed(example, "amount", "10").after(Action::Asked(Mode::Fleet)).after(Action::Returned);
        assert_eq!((typed.mode, typed.is_example), (Mode::After, false));
        assert_eq!(typed.facts.shutdown.length(), Some(Duration::from_days(10)));
    }

    #[test]
    fn what_was_filled_in_before_anybody_listened_is_read() {
        let mut form = Form::example();
        form.set(Field::Text(Text::Amount), "12", false);
        let state = State::example(Rc::new(Utc)).after(Action::Filled(form, None));
        assert!(!state.is_example);
        assert_eq!(state.facts.shutdown.length(), Some(Duration::from_days(12)));
    }

    #[test]
    fn the_first_answer_is_an_example_until_somebody_types() {
        let state = State::example(Rc::new(Utc));
        assert!(state.is_example);
        assert!(!typed(state, "unit", "h").is_example);
    }
}
