//! From what a person types to facts, or to every reason why not.

use certplan_core::Facts;
use certplan_core::facts::{
    Answers, Duration, MappedLocalTime, Moment, Question, Shutdown, Timestamp, Utc, Zone,
};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// Central European time in 2026: forward at 2026-03-29T01:00Z, back at 2026-10-25T01:00Z.
struct Berlin;

impl Berlin {
    fn hours_east(unix: i64) -> i64 {
        let summer = instant("2026-03-29T01:00Z").unix()..instant("2026-10-25T01:00Z").unix();
        if summer.contains(&unix) { 2 } else { 1 }
    }
}

impl Zone for Berlin {
    fn name(&self) -> &'static str {
        "Europe/Berlin"
    }

    fn timestamp(&self, civil: NaiveDateTime) -> MappedLocalTime<Timestamp> {
        let at = |hours: i64| {
            let unix = civil.and_utc().timestamp() - hours * 3_600;
            Timestamp::from_unix(unix).filter(|_| Self::hours_east(unix) == hours)
        };
        match (at(2), at(1)) {
            (None, None) => MappedLocalTime::None,
            (Some(first), Some(second)) => MappedLocalTime::Ambiguous(first, second),
            (Some(one), None) | (None, Some(one)) => MappedLocalTime::Single(one),
        }
    }

    fn date(&self, instant: Timestamp) -> NaiveDate {
        (instant.civil() + TimeDelta::hours(Self::hours_east(instant.unix()))).date()
    }
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn read(answers: &Answers<'_>) -> Facts {
    read_at(answers, None)
}

#[track_caller]
fn read_at(answers: &Answers<'_>, now: Option<&str>) -> Facts {
    answers
        .read_at(&Berlin, now.map(instant))
        .unwrap_or_else(|errors| panic!("{answers:?} is refused: {errors:?}"))
}

/// The answers are refused with these errors, each with its question and how its words begin.
#[track_caller]
fn refused(answers: &Answers<'_>, expected: &[(Question, &str)]) {
    refused_at(answers, None, expected);
}

#[track_caller]
fn refused_at(answers: &Answers<'_>, now: Option<&str>, expected: &[(Question, &str)]) {
    let errors = answers.read_at(&Berlin, now.map(instant)).expect_err("a refusal");
    let given: Vec<_> = errors.iter().map(|error| (error.question(), error.to_string())).collect();
    assert_eq!(given.len(), expected.len(), "{given:#?}");
    for ((question, words), (expected, start)) in given.iter().zip(expected) {
        assert_eq!(question, expected, "{given:#?}");
        assert!(words.starts_with(start), "{words:?} does not begin with {start:?}");
    }
}

#[track_caller]
fn lasted(facts: &Facts, length: &str) {
    let seconds = facts.shutdown.length().map(Duration::seconds);
    assert_eq!(seconds, length.parse().ok().map(Duration::seconds), "{length} of {facts:?}");
}

fn between<'a>(from: &'a str, to: &'a str) -> Answers<'a> {
    Answers { from: Some(from), to: Some(to), ..Answers::default() }
}

fn since(from: &str) -> Answers<'_> {
    Answers { from: Some(from), ..Answers::default() }
}

#[test]
fn no_answer_means_that_nothing_was_switched_off_and_nothing_else_is_known() {
    let facts = read(&Answers::default());
    assert_eq!(facts, Facts::default());
    assert_eq!(facts.shutdown, Shutdown::None);
    assert!(facts.clusters.has_management());
    assert_eq!(facts.clusters.targets(), [None]);
    assert!(facts.clusters.load_balancers().is_empty());
}

#[test]
fn an_unknown_length_is_an_answer_in_any_case() {
    for text in ["unknown", "Unknown", " UNKNOWN "] {
        assert_eq!(
            read(&Answers { shutdown: Some(text), ..Answers::default() }).shutdown,
            Shutdown::Unknown,
            "{text}"
        );
    }
}

#[test]
fn an_empty_answer_is_no_answer_of_any_question() {
    let empty = Some("");
    let answers = Answers {
        shutdown: empty,
        since_update: empty,
        clusters: vec![""],
        build: empty,
        kubernetes_version: empty,
        load_balancer_kind: empty,
        ..Answers::default()
    };
    refused(
        &answers,
        &[
            (Question::Shutdown, "is empty"),
            (Question::SinceUpdate, "is empty"),
            (Question::Cluster, ""),
            (Question::Build, "is empty"),
            (Question::KubernetesVersion, "is empty"),
            (Question::LoadBalancerKind, "is empty"),
        ],
    );
}

#[test]
fn the_end_must_not_be_before_the_beginning() {
    refused(
        &between("2026-12-18", "2026-12-17"),
        &[(Question::From, "the end 2026-12-17 is before the beginning 2026-12-18")],
    );
    refused(
        &between("2026-12-18T17:00:01+01:00", "2026-12-18T16:00:00Z"),
        &[(Question::From, "the end 2026-12-18T16:00:00Z is before the beginning 2026-12-18T16:00:01Z")],
    );
    lasted(&read(&between("2026-12-18T17:00+01:00", "2026-12-18T16:00Z")), "0d");
}

#[test]
fn an_end_alone_is_refused() {
    let answers = Answers { to: Some("2026-12-18"), ..Answers::default() };
    refused_at(&answers, Some("2026-12-20T00:00Z"), &[(Question::To, "has no beginning; accepted: ")]);
}

#[test]
fn a_beginning_alone_reaches_until_now() {
    let facts = read_at(&since("2026-12-18T12:00Z"), Some("2026-12-20T13:00Z"));
    lasted(&facts, "2d1h");
    assert_eq!(facts.at, Some(instant("2026-12-20T13:00Z")), "what the answer depends on is part of it");
}

#[test]
fn a_beginning_alone_without_a_clock_is_refused() {
    refused(&since("2026-12-18T12:00Z"), &[(Question::From, "has no end; accepted: ")]);
    refused(&since("2026-12-18"), &[(Question::From, "has no end; accepted: ")]);
}

#[test]
fn a_stated_now_goes_before_the_clock_s() {
    let answers = Answers { at: Some("2026-12-19T12:00Z"), ..since("2026-12-18T12:00Z") };
    let facts = read_at(&answers, Some("2026-12-25T00:00Z"));
    lasted(&facts, "1d");
    assert_eq!(facts.at, Some(instant("2026-12-19T12:00Z")));
}

#[test]
fn a_beginning_in_the_future_is_refused() {
    let now = Some("2026-12-20T13:00Z");
    refused_at(&since("2026-12-21"), now, &[(Question::From, "the end 2026-12-20 is before the beg")]);
    refused_at(&since("2026-12-21T00:00Z"), now, &[(Question::From, "the end 2026-12-20T13:00:00Z is")]);
}

#[test]
fn a_plain_date_alone_reaches_until_today_in_the_zone() {
    // Still the 19th in UTC, already the 20th in Berlin.
    let answers = since("2026-12-18");
    let facts = read_at(&answers, Some("2026-12-19T23:30Z"));
    lasted(&facts, "2d");
    assert!(facts.shutdown.is_in_dates());
    lasted(&answers.read_at(&Utc, Some(instant("2026-12-19T23:30Z"))).expect("facts"), "1d");
}

#[test]
fn the_clock_is_no_fact_where_nothing_depends_on_it() {
    let now = Some("2026-12-20T13:00Z");
    assert_eq!(read_at(&Answers { shutdown: Some("45d"), ..Answers::default() }, now).at, None);
    assert_eq!(read_at(&between("2026-12-01", "2026-12-18"), now).at, None);
}

#[test]
fn a_length_and_two_moments_are_one_too_many() {
    for answers in [since("2026-12-01"), between("2026-12-01", "2026-12-18")] {
        let answers = Answers { shutdown: Some("45d"), ..answers };
        refused(&answers, &[(Question::Shutdown, "is given as a length and as two moments")]);
    }
    let answers = Answers { shutdown: Some("unknown"), ..since("2026-12-01") };
    refused(&answers, &[(Question::Shutdown, "is given as a length and as two moments")]);
}

#[test]
fn a_date_and_a_date_time_make_no_span() {
    refused(
        &between("2026-12-01", "2026-12-18T17:00Z"),
        &[(Question::From, "2026-12-01 and 2026-12-18T17:00:00Z are a plain")],
    );
    refused(
        &between("2026-12-01T17:00Z", "2026-12-18"),
        &[(Question::From, "2026-12-01T17:00:00Z and 2026-12-18 are a plain")],
    );
}

#[test]
fn a_span_has_the_limit_of_a_length() {
    lasted(&read(&between("1926-12-18", "2026-11-23")), "36500d");
    refused(
        &between("1926-12-18", "2026-11-24"),
        &[(Question::From, "1926-12-18 to 2026-11-24 is above 36500 days")],
    );
}

#[test]
fn every_wrong_answer_is_named_in_the_order_of_the_questions() {
    let answers = Answers {
        at: Some("soon"),
        build: Some("latest"),
        kubernetes_version: Some("stable"),
        load_balancer_kind: Some("metallb"),
        clusters: vec!["target=Prod", "target=prod", "node"],
        since_update: Some("1M"),
        to: Some("2026-02-30"),
        from: Some("yesterday"),
        ..Answers::default()
    };
    refused(
        &answers,
        &[
            (Question::From, "\"yesterday\" is not a date"),
            (Question::To, "\"2026-02-30\" is no date"),
            (Question::SinceUpdate, "\"1M\" is in months"),
            (Question::Cluster, "\"Prod\" is no cluster name"),
            (Question::Cluster, "\"node\" is no kind"),
            (Question::Build, "\"latest\" is no build"),
            (Question::KubernetesVersion, "\"stable\" is no version of Kubernetes"),
            (Question::LoadBalancerKind, "\"metallb\" is no kind of load balancer"),
            (Question::At, "\"soon\" is not a date"),
        ],
    );
}

#[test]
fn a_wrong_moment_is_not_reported_a_second_time_as_a_wrong_span() {
    refused(&between("2026-12-18", "soon"), &[(Question::To, "\"soon\" is not a date")]);
    refused(&between("soon", "2026-12-18"), &[(Question::From, "\"soon\" is not a date")]);
    refused_at(&since("soon"), Some("2026-12-18T00:00Z"), &[(Question::From, "\"soon\" is not a date")]);
}

#[test]
fn the_zone_is_stated_where_a_date_time_was_read_in_it_and_nowhere_else() {
    let zone = |answers: &Answers<'_>| read(answers).zone;
    assert_eq!(zone(&between("2026-12-01T17:00", "2026-12-18T17:00Z")).as_deref(), Some("Europe/Berlin"));
    assert_eq!(zone(&between("2026-12-01T17:00Z", "2026-12-18 17:00")).as_deref(), Some("Europe/Berlin"));
    assert_eq!(
        zone(&Answers { at: Some("2026-12-18T17:00"), ..Answers::default() }).as_deref(),
        Some("Europe/Berlin")
    );
    assert_eq!(zone(&between("2026-12-01T17:00Z", "2026-12-18T17:00+01:00")), None);
    assert_eq!(zone(&between("2026-12-01", "2026-12-18")), None);
    assert_eq!(zone(&Answers { shutdown: Some("45d"), ..Answers::default() }), None);
}

#[test]
fn a_clock_change_between_two_date_times_of_the_zone_counts_as_it_happened() {
    lasted(&read(&between("2026-03-10T12:00", "2026-04-09T12:00")), "29d23h");
    lasted(&read(&between("2026-10-10T12:00", "2026-11-09T12:00")), "30d1h");
    lasted(&read(&between("2026-11-01T12:00", "2026-12-01T12:00")), "30d");
}

#[test]
fn a_date_time_that_the_clocks_skipped_is_refused() {
    let words = "\"2026-03-29T02:30\" does not exist in Europe/Berlin: the clocks were put forward over it; give an offset";
    refused(&between("2026-03-29T02:30", "2026-04-09T12:00"), &[(Question::From, words)]);
    lasted(&read(&between("2026-03-29T01:59:59", "2026-03-29T03:00")), "1s");
}

#[test]
fn a_date_time_that_happened_twice_is_refused() {
    let words = "\"2026-10-25T02:30\" happens twice in Europe/Berlin: the clocks were put back over it; give an offset";
    refused(&between("2026-10-01T12:00", "2026-10-25T02:30"), &[(Question::To, words)]);
    lasted(&read(&between("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00")), "1h");
    lasted(&read(&between("2026-10-25T01:59:59", "2026-10-25T03:00")), "2h1s");
}

#[test]
fn now_must_be_an_instant() {
    let at = |at| Answers { at: Some(at), ..Answers::default() };
    refused(&at("2026-12-18"), &[(Question::At, "\"2026-12-18\" has no offset")]);
    refused(&at("2026-10-25T02:30"), &[(Question::At, "\"2026-10-25T02:30\" happens twice")]);
    assert_eq!(read(&at("2026-12-18T17:00")).at, Some(instant("2026-12-18T16:00Z")));
}

#[test]
fn two_moments_are_kept_as_they_were_given() {
    let Shutdown::Between(span) = read(&between("2026-12-01T17:00", "2026-12-18T17:00+01:00")).shutdown
    else {
        panic!("a span");
    };
    assert_eq!(span.from(), Moment::Timestamp(instant("2026-12-01T16:00Z")));
    assert_eq!(span.ended(), Some(instant("2026-12-18T16:00Z")));
}
