//! Whatever happens in whatever order: the page does not panic, form and answer agree, nothing typed is lost.

use std::rc::Rc;

use certplan_core::facts::{Timestamp, Utc};
use certplan_export::link::{self, Mode};
use certplan_view::form::{Field, Form, FormEvent, INCOMPLETE, Text, Tick};
use certplan_web::action::Action;
use certplan_web::browser::{Failure, FromWorker};
use certplan_web::state::State;
use proptest::prelude::*;

fn field() -> impl Strategy<Value = Field> {
    prop_oneof![
        Just(Field::How),
        prop::sample::select(Text::ALL.to_vec()).prop_map(Field::Text),
        prop::sample::select(Tick::ALL.to_vec()).prop_map(Field::Tick),
    ]
}

fn value() -> impl Strategy<Value = String> {
    let known = [
        "",
        "45",
        "30",
        "1d12h",
        "-3",
        "1 month",
        "d",
        "h",
        "lasted",
        "between",
        "unknown",
        "none",
        "prod",
        "prod test1",
        "a'b",
        "2026-10-01",
        "2026-11-15",
        "06:00",
        "2026-10-01T06:00+02:00",
        INCOMPLETE,
        "1.0.24.11029",
    ];
    prop_oneof![4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

fn now() -> Option<Timestamp> {
    Timestamp::from_unix(1_800_000_000)
}

fn fragment() -> impl Strategy<Value = String> {
    let known = [
        "",
        "#cases",
        "#/error",
        "#/evidence",
        "#/fleet",
        "#/after?v=2",
        "#/after?v=1&rules=1&off=864000&updated=unknown&c=management&c=target&build=unknown",
        "#/after?v=1&rules=0&off=unknown&updated=unknown&c=target.prod&build=unknown",
        "#/before?v=1&rules=1&from=2026-12-18T16:00:00Z&to=2027-01-08T07:00:00Z&updated=3456000&c=management&build=unknown",
        "#/nothing?v=1",
    ];
    prop_oneof![4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => "#/after\\?v=1&\\PC{0,30}"]
}

fn from_worker() -> impl Strategy<Value = FromWorker> {
    let failures = [Failure::Missing, Failure::Crashed, Failure::Hung, Failure::Stopped];
    prop_oneof![
        (0..3_u32, 0..=100_u8).prop_map(|(id, percent)| FromWorker::Progress(id, percent)),
        (0..3_u32, value()).prop_map(|(id, reason)| FromWorker::Failed(id, reason)),
        prop::sample::select(failures.to_vec()).prop_map(FromWorker::Ended),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        8 => (field(), value(), any::<bool>()).prop_map(|(field, value, checked)| Action::Form(FormEvent::Typed { field, value, checked }, now())),
        4 => field().prop_map(|field| Action::Form(FormEvent::Left(field), now())),
        3 => fragment().prop_map(Action::Addressed),
        3 => prop::sample::select(Mode::ALL.to_vec()).prop_map(Action::Chosen),
        1 => Just(Action::Change),
        1 => any::<bool>().prop_map(Action::Named),
        1 => ("[a-z]{1,3}", any::<bool>()).prop_map(|(step, done)| Action::Ticked { step: step.into(), done }),
        1 => value().prop_map(|text| Action::Said { text: text.into(), shown: true }),
        2 => value().prop_map(Action::Edited),
        2 => value().prop_map(Action::Message),
        1 => any::<bool>().prop_map(Action::FormatsOpened),
        1 => prop::sample::select(vec!["json", "powershell", "calendar"]).prop_map(Action::FormatChosen),
        2 => from_worker().prop_map(Action::Worker),
    ]
}

proptest! {
    #[test]
    fn form_and_answer_agree_and_nothing_typed_is_lost(actions in prop::collection::vec(action(), 0..40)) {
        let mut state = State::example(Rc::new(Utc));
        for action in actions {
            let before = state.clone();
            state = state.after(action.clone());
            let questions = &state.questions;
            // With no error the answer is that of the form; the time of the last key is the only other input.
            if questions.errors.is_empty() {
                let mut read = questions.form.read(&Utc, now()).expect("no error was found in it");
                let mut facts = (*questions.facts).clone();
                (read.at, facts.at) = (None, None);
                prop_assert_eq!(facts, read);
            }
            // Only typing and the facts of a link change the form.
            let changes_form = match &action {
                Action::Form(FormEvent::Typed { .. }, _) | Action::Filled(..) => true,
                Action::Addressed(fragment) => matches!(link::parse(fragment), Some(Ok(_))),
                _ => false,
            };
            prop_assert!(changes_form || before.questions.form == questions.form, "{:?}", action);
            // What was typed to be read stays until it is edited or read.
            if !matches!(action, Action::Message(_)) {
                prop_assert_eq!(&before.readings.message, &state.readings.message);
            }
            if !matches!(action, Action::Edited(_)) {
                prop_assert_eq!(&before.readings.box_text, &state.readings.box_text);
            }
            // What was typed into one field stays whatever is typed into another; dates change shape with their box.
            if let Action::Form(FormEvent::Typed { field, .. }, _) = &action
                && *field != Field::Tick(Tick::AsText)
            {
                for text in Text::ALL.into_iter().filter(|text| *field != Field::Text(*text)) {
                    prop_assert_eq!(&before.questions.form[text], &questions.form[text]);
                }
            }
        }
    }

    #[test]
    fn the_link_of_an_answer_gives_it_again(actions in prop::collection::vec(action(), 0..20)) {
        let state = actions.into_iter().fold(State::example(Rc::new(Utc)), State::after).after(Action::Named(true));
        if !state.mode.is_tool() {
            let again = State::example(Rc::new(Utc)).after(Action::Addressed(state.link()));
            prop_assert_eq!(&again.questions.facts, &state.questions.facts);
            prop_assert_eq!(again.mode, state.mode);
        }
    }
}

fn typed(state: State, field: &str, value: &str) -> State {
    let field = Field::named(field).unwrap();
    state.after(Action::Form(FormEvent::Typed { field, value: value.into(), checked: true }, now()))
}

#[test]
fn a_link_keeps_the_names_it_came_with() {
    let opened =
        |link: String| State::example(Rc::new(Utc)).after(Action::Named(true)).after(Action::Addressed(link));
    let rest = "&updated=unknown&c=management";
    assert!(opened(format!("#/after?v=1&rules=1&off=1{rest}&c=target.prod&build=unknown")).names);
    assert!(!opened(format!("#/after?v=1&rules=1&off=1{rest}&c=target&build=unknown")).names);
}

#[test]
fn back_to_the_address_without_a_mode_shows_the_example_or_what_was_typed() {
    let example = State::example(Rc::new(Utc));
    for mode in [Mode::Before, Mode::Error] {
        let back = example.clone().after(Action::Chosen(mode)).after(Action::Addressed(String::new()));
        assert_eq!((back.mode, back.is_example()), (Mode::After, true));
    }
    let typed = typed(example, "amount", "10")
        .after(Action::Chosen(Mode::Fleet))
        .after(Action::Addressed(String::new()));
    assert_eq!((typed.mode, typed.is_example()), (Mode::After, false));
    assert_eq!(typed.questions.form[Text::Amount], "10");
}

#[test]
fn back_to_the_link_of_these_facts_keeps_the_names() {
    let state = typed(State::example(Rc::new(Utc)), "targets", "prod test1");
    let link = state.link();
    assert!(!link.contains("test1"), "{link}");
    let back = state.after(Action::Chosen(Mode::Error)).after(Action::Addressed(link));
    assert_eq!(back.questions.form[Text::Targets], "prod test1");
}

#[test]
fn a_form_that_was_filled_in_before_the_start_is_read() {
    let mut form = Form::example();
    form.set(Field::Text(Text::Amount), "12", false);
    let state = State::example(Rc::new(Utc)).after(Action::Filled(form.into(), None));
    assert!(!state.is_example());
    assert!(state.link().contains("off=1036800"), "{}", state.link());
}

#[test]
fn old_links_are_read() {
    for line in
        include_str!("../../crates/export/tests/links.txt").lines().filter(|line| line.starts_with('#'))
    {
        let state = State::example(Rc::new(Utc)).after(Action::Addressed(line.to_owned()));
        assert!(state.from_link && !state.is_example(), "{line}");
    }
}
