//! Calendars, read back by a reader that is not ours, and every format as reviewers read it.

use certplan_core::facts::{Answers, Utc};
use certplan_core::{Facts, forecast};
use certplan_export::ForecastFormat;
use certplan_export::forecast::ForecastDocument;
use certplan_export::text::{self, Style};
use icalendar::{Calendar, CalendarComponent, Component};

fn facts(from: &str, to: &str) -> Facts {
    let clusters = vec!["management", "target=prod"];
    let answers = Answers { from: Some(from), to: Some(to), clusters, ..Answers::default() };
    answers.read(&Utc).expect("facts").looking_ahead()
}

fn calendar(facts: &Facts) -> (String, Calendar) {
    let text = ForecastFormat::Ics.write(&forecast(facts));
    let calendar = text.parse::<Calendar>().expect("a calendar");
    (text, calendar)
}

/// Each event's id and beginning.
fn events(calendar: &Calendar) -> Vec<(String, String)> {
    let events = calendar.components.iter().filter_map(|component| match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    events
        .map(|event| {
            let start = event.properties().get("DTSTART").expect("a beginning");
            (event.get_uid().expect("an id").to_owned(), start.value().to_owned())
        })
        .collect()
}

#[test]
fn instants_are_events_in_utc() {
    let (text, calendar) = calendar(&facts("2026-12-18T17:00+01:00", "2027-01-08T08:00+01:00"));
    let starts: Vec<_> = events(&calendar).into_iter().map(|(_, start)| start).collect();
    assert_eq!(
        starts,
        ["20261218T160000Z", "20270114T160000Z", "20261219T160000Z", "20270117T160000Z", "20270108T070000Z"]
    );
    assert!(!text.contains("VALUE=DATE:"));
}

#[test]
fn plain_dates_last_all_day() {
    let (text, calendar) = calendar(&facts("2026-12-18", "2027-01-08"));
    let starts: Vec<_> = events(&calendar).into_iter().map(|(_, start)| start).collect();
    assert_eq!(starts, ["20261218", "20270113", "20261218", "20270116", "20270108"]);
    assert_eq!(text.matches("DTSTART;VALUE=DATE:").count(), 5);
    assert!(text.contains("DTEND;VALUE=DATE:20270114\r\n"), "an all-day event ends on the next day");
}

#[test]
fn the_same_shutdown_has_the_same_ids_and_another_has_others() {
    let ids = |from, to| {
        let (_, calendar) = calendar(&facts(from, to));
        events(&calendar).into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    let first = ids("2026-12-18T17:00Z", "2027-01-08T08:00Z");
    assert_eq!(first, ids("2026-12-18T18:00+01:00", "2027-01-08T08:00Z"));
    let unique: std::collections::BTreeSet<_> = first.iter().collect();
    assert_eq!(unique.len(), first.len());
    let other = ids("2026-12-19T17:00Z", "2027-01-08T08:00Z");
    assert!(first.iter().all(|id| !other.contains(id)));
}

#[test]
fn a_calendar_is_folded_and_ends_its_lines_as_the_standard_asks() {
    let (text, _) = calendar(&facts("2026-12-18", "2027-01-08"));
    assert!(text.is_ascii());
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
}

#[test]
fn forecasts_in_every_format() {
    let facts = facts("2026-12-18T17:00+01:00", "2027-01-08T08:00+01:00");
    let forecast = forecast(&facts);
    for (format, name) in [
        (ForecastFormat::Text, "text"),
        (ForecastFormat::Json, "json"),
        (ForecastFormat::Markdown, "markdown"),
        (ForecastFormat::Ics, "ics"),
    ] {
        insta::assert_snapshot!(name, format.write(&forecast));
    }
    insta::assert_snapshot!("full-text", text::forecast(&ForecastDocument::new(&forecast), Style::full()));
}

#[test]
fn a_calendar_reminds_of_the_times_to_be_on_during_a_long_stop() {
    let calendar = |from: &str, to: &str| {
        let answers =
            Answers { from: Some(from), to: Some(to), build: Some("1.0.24.11029"), ..Answers::default() };
        let facts = answers.read(&Utc).expect("facts").looking_ahead();
        ForecastFormat::Ics.write(&forecast(&facts))
    };
    let sixty_days = calendar("2026-11-30T12:00Z", "2027-01-29T12:00Z");
    for line in ["DTSTART:20261220T120000Z", "DTSTART:20270109T120000Z"] {
        assert_eq!(sixty_days.matches(line).count(), 1, "{sixty_days}");
    }
    // Sixty times for the Kubernetes layer are no plan, so they are left out.
    assert_eq!(sixty_days.matches("UID:certplan-break-").count(), 2, "{sixty_days}");
    // Plain dates have no zone: the times of the day are those of the reader.
    let in_dates = calendar("2026-11-30", "2027-01-29");
    assert_eq!(in_dates.matches("UID:certplan-break-moc-").count(), 2, "{in_dates}");
    assert!(
        in_dates.contains("DTSTART:20261220T") && !in_dates.contains("DTSTART:20261220T080000Z"),
        "{in_dates}"
    );
    assert_eq!(calendar("2026-11-30T12:00Z", "2026-12-20T12:00Z").matches("certplan-break-moc").count(), 0);
}
