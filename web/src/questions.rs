//! The questions: what was typed, what is wrong with it, and the facts of the last valid answers.

use std::fmt;
use std::rc::Rc;

use certplan_core::Facts;
use certplan_core::facts::{Shutdown, Timestamp, Utc, Zone};
use certplan_export::link::{self, Linked, Mode};
use certplan_view::form::{Field, Form, FormError, FormEvent, Topic};
use certplan_worker::protocol::CollectedFacts;

/// The state of the questions.
#[derive(Clone)]
pub struct Questions {
    /// The values of the fields.
    pub form: Form,
    /// The facts of the last valid input.
    pub facts: Rc<Facts>,
    /// What is wrong with the present input.
    pub errors: Vec<FormError>,
    /// The topics whose errors are shown: those of which a field was left.
    left: Vec<Topic>,
    /// Whether nothing has been typed yet: the answer is an example.
    pub is_example: bool,
    /// Where the facts come from that a collector's file told, in words; nothing once they are changed.
    pub origins: Vec<String>,
    zone: Rc<dyn Zone>,
}

impl Questions {
    /// The worked example.
    pub fn example(zone: Rc<dyn Zone>) -> Self {
        let form = Form::example();
        let facts = form.read(&Utc, None).unwrap_or_default().into();
        Self {
            form,
            facts,
            errors: Vec::new(),
            left: Vec::new(),
            is_example: true,
            origins: Vec::new(),
            zone,
        }
    }

    /// The zone in which date-times without an offset are read.
    pub fn zone(&self) -> &str {
        self.zone.name()
    }

    /// Takes a form that was filled in before the app was there.
    pub fn fill(&mut self, form: Form, mode: Mode, now: Option<Timestamp>) {
        self.form = form;
        self.is_example = false;
        self.read(mode, now);
    }

    /// Takes the facts of a link.
    pub fn set(&mut self, facts: Facts) {
        self.form = Form::from(&facts);
        self.facts = facts.into();
        self.errors.clear();
        self.left.clear();
        self.is_example = false;
        self.origins.clear();
    }

    /// Takes the facts that a collector's file told. What it does not tell stays as it was typed.
    pub fn fill_in(&mut self, told: &CollectedFacts) {
        let Some(Ok(Linked { facts, .. })) = link::parse(&told.link) else { return };
        let typed = if self.is_example {
            Facts { shutdown: Shutdown::Unknown, clusters: facts.clusters.clone(), ..Facts::default() }
        } else {
            (*self.facts).clone()
        };
        self.set(Facts {
            shutdown: if told.tells_length { facts.shutdown } else { typed.shutdown },
            clusters: if told.tells_clusters { facts.clusters } else { typed.clusters },
            since_update: facts.since_update.or(typed.since_update),
            build: facts.build.or(typed.build),
            kubernetes_version: facts.kubernetes_version.or(typed.kubernetes_version),
            load_balancer_kind: facts.load_balancer_kind.or(typed.load_balancer_kind),
            zone: facts.zone.or(typed.zone),
            at: facts.at,
            evidence: Vec::new(),
        });
        self.origins.clone_from(&told.origins);
    }

    /// Takes what the user did with the form; whether that changed it.
    pub fn change(&mut self, event: &FormEvent, mode: Mode, now: Option<Timestamp>) -> bool {
        match event {
            FormEvent::Left(field) => {
                self.leave(*field);
                false
            }
            FormEvent::Typed { field, .. } => {
                self.keep_judgement(*field);
                let before = self.form.clone();
                self.form.apply(event);
                let is_changed = self.form != before;
                if is_changed {
                    self.is_example = false;
                    self.origins.clear();
                    self.read(mode, now);
                }
                is_changed
            }
        }
    }

    /// An error that is shown stays until it is corrected; otherwise a field that is typed into again is not judged yet.
    fn keep_judgement(&mut self, field: Field) {
        let topic = field.topic();
        if !self.shown_errors().any(|error| error.field.topic() == topic) {
            self.left.retain(|left| *left != topic);
        }
    }

    /// The errors of a field that was left are shown from now on.
    fn leave(&mut self, field: Field) {
        // Leaving a choice is no answer yet.
        if matches!(field, Field::Text(text) if text.is_typed()) {
            let topic = field.topic();
            self.left.push(topic);
            if topic != Topic::Duration {
                self.left.push(Topic::Times);
            }
        }
    }

    /// The errors to show: those of fields that were left, since an error never interrupts typing.
    pub fn shown_errors(&self) -> impl Iterator<Item = &FormError> {
        self.errors.iter().filter(|error| self.left.contains(&error.field.topic()))
    }

    /// Reads the form; where it is wrong the facts stay those of the last valid input.
    pub fn read(&mut self, mode: Mode, now: Option<Timestamp>) {
        // A shutdown that lies ahead needs its end: it does not last until now.
        let now = now.filter(|_| mode != Mode::Before);
        match self.form.read(self.zone.as_ref(), now) {
            Ok(facts) => {
                self.facts = facts.into();
                self.errors.clear();
            }
            Err(errors) => self.errors = errors,
        }
    }
}

impl PartialEq for Questions {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form
            && self.facts == other.facts
            && self.errors == other.errors
            && self.left == other.left
            && self.is_example == other.is_example
            && self.origins == other.origins
    }
}

impl fmt::Debug for Questions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Questions")
            .field("form", &self.form)
            .field("facts", &self.facts)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::Duration;
    use certplan_view::form::Text;

    use super::*;

    fn example() -> Questions {
        Questions::example(Rc::new(Utc))
    }

    fn typed(mut questions: Questions, field: &str, value: &str) -> Questions {
        let now = Timestamp::from_unix(2_000_000_000);
        let typed =
            FormEvent::Typed { field: Field::named(field).unwrap(), value: value.into(), checked: true };
        questions.change(&typed, Mode::After, now);
        questions
    }

    fn left(mut questions: Questions, field: &str) -> Questions {
        questions.leave(Field::named(field).unwrap());
        questions
    }

    fn error_of(questions: &Questions, field: Text) -> Option<&str> {
        questions.shown_errors().find(|error| error.field == field).map(|error| error.reason.as_str())
    }

    #[test]
    fn a_wrong_value_keeps_the_last_answer_and_waits_with_its_error() {
        let questions = typed(example(), "amount", "-3");
        assert_eq!(questions.facts.shutdown.length(), Some(Duration::from_days(45)));
        assert_eq!(error_of(&questions, Text::Amount), None);
        let questions = left(questions, "amount");
        assert!(error_of(&questions, Text::Amount).unwrap().starts_with("\"-3d\" has a sign"));
        let questions = typed(questions, "amount", "3");
        assert_eq!(questions.shown_errors().count(), 0);
        assert_eq!(questions.facts.shutdown.length(), Some(Duration::from_days(3)));
    }

    #[test]
    fn a_wrong_name_is_shown_in_its_own_field() {
        let questions = left(typed(example(), "balancers", "Prod"), "balancers");
        assert!(error_of(&questions, Text::Balancers).is_some());
        let questions = left(typed(example(), "targets", "a'b"), "targets");
        assert!(error_of(&questions, Text::Targets).is_some());
    }

    #[test]
    fn coming_back_to_a_question_is_not_interrupted() {
        let questions = left(typed(example(), "amount", "10"), "amount");
        let questions = typed(questions, "amount", "1 mon");
        assert_eq!(questions.shown_errors().count(), 0);
        let questions = left(questions, "amount");
        assert_eq!(questions.shown_errors().count(), 1);
        // An error that is shown stays until it is corrected.
        assert_eq!(typed(questions, "amount", "1 mont").shown_errors().count(), 1);
    }

    #[test]
    fn the_other_moment_is_judged_when_both_were_typed() {
        let questions = left(typed(example(), "how", "between"), "how");
        assert_eq!(questions.shown_errors().count(), 0);
        let questions = left(typed(questions, "from", "2026-10-01T06:00"), "from");
        // On the way to 2026-10-31T06:00 this is a plain date, which does not go with a date-time.
        let questions = typed(questions, "to", "2026-10-31");
        assert!(!questions.errors.is_empty());
        assert_eq!(questions.shown_errors().count(), 0);
        assert_eq!(left(questions, "to").shown_errors().count(), 1);
    }

    #[test]
    fn one_time_alone_is_judged_when_the_other_was_left() {
        let mut questions = typed(example(), "how", "between");
        for (field, value) in [("from", "2026-10-01"), ("from-time", "06:00"), ("to", "2026-10-31")] {
            questions = left(typed(questions, field, value), field);
            assert_eq!(questions.shown_errors().count(), 0, "{field}");
        }
        let without = left(questions.clone(), "to-time");
        assert!(error_of(&without, Text::ToTime).unwrap().contains("both times"));
        assert_eq!(left(questions.clone(), "targets").shown_errors().count(), 1);
        let questions = left(typed(questions, "to-time", "06:00"), "to-time");
        assert_eq!(questions.shown_errors().count(), 0);
        assert_eq!(questions.facts.shutdown.length(), Some(Duration::from_days(30)));
    }

    fn told(link: &str, tells_length: bool, tells_clusters: bool) -> CollectedFacts {
        CollectedFacts { link: link.into(), tells_length, tells_clusters, origins: vec!["from it".into()] }
    }

    #[test]
    fn a_collectors_file_fills_in_what_it_tells_and_leaves_the_rest() {
        let link =
            "#/after?v=1&rules=1&off=864000&updated=unknown&c=management&c=target.shop&build=1.0.24.11029";
        let mut questions = example();
        questions.fill_in(&told(link, true, true));
        assert_eq!(questions.form[Text::Amount], "10");
        assert_eq!(questions.form[Text::Targets], "shop");
        assert_eq!((questions.is_example, questions.origins.len()), (false, 1));
        // What is typed afterwards wins, and no longer comes from the file.
        let mut questions = typed(questions, "amount", "20");
        assert_eq!(questions.facts.shutdown.length(), Some(Duration::from_days(20)));
        assert!(questions.origins.is_empty());
        questions.fill_in(&told(link, false, false));
        assert_eq!(questions.facts.shutdown.length(), Some(Duration::from_days(20)));
        let mut questions = example();
        questions.fill_in(&told(link, false, true));
        assert_eq!(questions.facts.shutdown, Shutdown::Unknown, "the example's length is nobody's");
    }

    #[test]
    fn the_answer_is_an_example_until_something_is_typed() {
        assert!(example().is_example);
        assert!(!typed(example(), "unit", "h").is_example);
    }
}
