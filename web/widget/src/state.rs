//! What the calculator knows: the page's questions, and what only facts of the contract can say.

use std::rc::Rc;

use certplan_core::Facts;
use certplan_core::facts::Utc;
use certplan_export::link::Mode;
use certplan_view::form::{Field, FormEvent, Text};
use certplan_view::{Copied, Shown, Tick};
use certplan_web::questions::Questions;
use certplan_words::page::{app, widget};
use yew::Reducible;

use crate::asked::Asked;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    pub(crate) questions: Questions,
    /// The facts that a script has set: their evidence and time are kept when a person changes a field.
    given: Option<Facts>,
    notices: Vec<String>,
    pub(crate) shown: Shown,
}

#[derive(Debug)]
pub(crate) enum Action {
    Asked(Rc<Asked>),
    Form(FormEvent),
    Copied(Option<Copied>),
    Ticked(Tick),
    OpenedAll(bool),
}

impl State {
    pub(crate) fn new(asked: &Asked) -> Self {
        let mut state = Self {
            questions: Questions::example(Rc::new(Utc)),
            given: None,
            notices: Vec::new(),
            shown: Shown::default(),
        };
        state.ask(asked);
        state
    }

    /// The facts of the answer.
    pub(crate) fn facts(&self) -> Rc<Facts> {
        let facts = &self.questions.facts;
        match &self.given {
            Some(given) if facts.evidence != given.evidence || facts.at != given.at => Rc::new(Facts {
                evidence: given.evidence.clone(),
                at: facts.at.or(given.at),
                ..(**facts).clone()
            }),
            _ => facts.clone(),
        }
    }

    /// What a person must know about what was asked.
    pub(crate) fn notices(&self) -> String {
        let is_stale = self.questions.shown_errors().next().is_some();
        let stale = is_stale.then_some(app::STALE);
        self.notices.iter().map(String::as_str).chain(stale).collect::<Vec<_>>().join(" ")
    }

    fn ask(&mut self, asked: &Asked) {
        self.notices.clear();
        if !matches!(asked.mode.as_str(), "" | "after") {
            self.notices.push(widget::unknown_mode(&asked.mode));
        }
        match asked.facts() {
            Ok(Some(facts)) => {
                self.questions.set(facts.clone());
                self.given = Some(facts);
            }
            Ok(None) => {
                self.given = None;
                self.questions.fill(asked.attributes.form(), Mode::After, None);
                // Nobody types an attribute: what is wrong with it is told at once.
                for text in Text::ALL {
                    self.questions.change(&FormEvent::Left(Field::Text(text)), Mode::After, None);
                }
            }
            Err(reason) => self.notices.push(reason),
        }
        for (name, value, checked) in asked.typed.iter().flatten() {
            if let Some(field) = Field::named(name) {
                let typed = FormEvent::Typed { field, value: value.clone(), checked: *checked };
                self.questions.change(&typed, Mode::After, None);
            }
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = Rc::unwrap_or_clone(self);
        match action {
            Action::Asked(asked) => state.ask(&asked),
            Action::Form(event) => {
                state.questions.change(&event, Mode::After, None);
            }
            Action::Copied(copied) => state.shown.copied = copied,
            Action::OpenedAll(open) => state.shown.open_all = open,
            Action::Ticked(Tick { step, done }) => {
                let steps = Rc::make_mut(&mut state.shown.done);
                if done {
                    steps.insert(step);
                } else {
                    steps.remove(&step);
                }
            }
        }
        state.into()
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Answers, Duration};
    use certplan_view::form;
    use certplan_view::form::How;

    use super::*;
    use crate::asked::Attributes;

    fn asked(shutdown: &str, cluster: &str) -> Asked {
        let attributes =
            Attributes { shutdown: shutdown.into(), cluster: cluster.into(), ..Attributes::default() };
        Asked { attributes, ..Asked::default() }
    }

    fn typed(state: State, field: Text, value: &str) -> State {
        let event = FormEvent::Typed { field: Field::Text(field), value: value.into(), checked: false };
        Rc::unwrap_or_clone(Rc::new(state).reduce(Action::Form(event)))
    }

    #[test]
    fn attributes_are_read_as_the_command_reads_them() {
        let state = State::new(&asked("45d", "management target=prod load-balancer=prod"));
        let answers = Answers {
            shutdown: Some("45d"),
            clusters: vec!["management", "target=prod", "load-balancer=prod"],
            ..Answers::default()
        };
        assert_eq!(*state.facts(), answers.read(&Utc).unwrap());
        assert_eq!((&*state.questions.form[Text::Amount], state.notices().as_str()), ("45", ""));
    }

    #[test]
    fn without_clusters_the_management_cluster_and_a_target_are_meant() {
        let state = State::new(&asked("", ""));
        assert!(state.questions.form[form::Tick::Management] && state.questions.form[form::Tick::Target]);
        assert_eq!(state.questions.form.how, How::None);
        assert_eq!(State::new(&asked("unknown", "")).questions.form.how, How::Unknown);
    }

    #[test]
    fn a_wrong_attribute_is_told_beside_its_field() {
        for (state, field, part) in [
            (State::new(&asked("1M", "")), Text::Amount, "months or years"),
            (State::new(&asked("3d", "node=x")), Text::Targets, "node=x"),
        ] {
            let error = state.questions.shown_errors().find(|error| error.field == field).expect(part);
            assert!(error.reason.contains(part), "{}", error.reason);
            assert!(state.notices().contains("last valid ones"));
        }
    }

    #[test]
    fn evidence_survives_a_change_of_the_fields() {
        let facts = r#"{"schema": "certplan/facts/1", "at": "2026-11-01T00:00:00Z", "evidence": [
            {"credential": "moc-token", "not_after": "2026-10-01T00:00:00Z"}]}"#;
        let state = State::new(&Asked { facts: Some(facts.into()), ..Asked::default() });
        assert_eq!(state.facts().evidence.len(), 1);
        let how = FormEvent::Typed { field: Field::How, value: "lasted".into(), checked: true };
        let state = Rc::unwrap_or_clone(Rc::new(state).reduce(Action::Form(how)));
        let state = typed(state, Text::Amount, "3");
        assert_eq!(state.facts().shutdown.length(), Some(Duration::from_days(3)));
        assert_eq!(state.facts().evidence.len(), 1);
        assert_eq!(state.facts().at.map(|at| at.to_string()).as_deref(), Some("2026-11-01T00:00:00Z"));
    }

    #[test]
    fn wrong_facts_and_another_mode_are_told() {
        for facts in ["{}", "[", r#"{"schema":"certplan/facts/1","shutdown_seconds":99999999999}"#] {
            let state = State::new(&Asked { facts: Some(facts.into()), ..Asked::default() });
            assert!(!state.notices().is_empty(), "{facts}");
        }
        let state = State::new(&Asked { mode: "fleet".into(), ..Asked::default() });
        assert!(state.notices().contains("accepted: after"));
    }

    #[test]
    fn what_was_typed_before_the_start_counts() {
        let typed = Some(vec![("amount".into(), "10".into(), false), ("gone".into(), "x".into(), true)]);
        let state = State::new(&Asked { typed, ..asked("45d", "") });
        assert_eq!(state.facts().shutdown.length(), Some(Duration::from_days(10)));
    }

    #[test]
    fn steps_are_ticked_and_everything_is_opened() {
        let state = Rc::new(State::new(&asked("45d", "management")));
        let state = state
            .reduce(Action::OpenedAll(true))
            .reduce(Action::Ticked(Tick { step: "a".into(), done: true }));
        assert!(state.shown.open_all && state.shown.done.contains("a"));
        let state = state.reduce(Action::Ticked(Tick { step: "a".into(), done: false }));
        assert!(state.shown.done.is_empty());
    }
}
