//! Calendar and picture, read back by readers that are not ours.

use certplan_core::facts::{Answers, Utc};
use certplan_core::{Facts, assess, forecast, plan};
use certplan_export::forecast::ForecastDocument;
use certplan_export::text::{self, Style};
use certplan_export::{ForecastForm, Form};
use icalendar::{Calendar, CalendarComponent, Component};

fn facts(from: &str, to: &str) -> Facts {
    let clusters = vec!["management", "target=prod"];
    let answers = Answers { from: Some(from), to: Some(to), clusters, ..Answers::default() };
    answers.read(&Utc).expect("facts").looking_ahead()
}

fn calendar(facts: &Facts) -> (String, Calendar) {
    let text = ForecastForm::Ics.write(&forecast(facts));
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

fn shutdowns() -> impl Iterator<Item = Facts> {
    let lengths = ["2h", "1d", "4d", "10d", "28d", "45d", "400d", "36500d", "unknown"].map(|shutdown| {
        Answers { shutdown: Some(shutdown), ..Answers::default() }.read(&Utc).expect(shutdown)
    });
    let at = Some("2027-01-02T00:00Z");
    let dated = Answers { from: Some("2026-12-18"), to: Some("2027-01-08"), at, ..Answers::default() };
    let late = Answers { shutdown: Some("2d"), since_update: Some("100d"), ..Answers::default() };
    lengths.into_iter().chain([dated, late].map(|answers| answers.read(&Utc).expect("facts")))
}

#[test]
fn a_picture_is_well_formed_named_and_stays_inside_its_frame() {
    for facts in shutdowns() {
        let svg = Form::Svg.write(&plan(&assess(&facts)));
        let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
        let root = document.root_element();
        let text = |name| {
            let found = root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
            found.and_then(|node| node.text()).unwrap_or_default().to_owned()
        };
        assert!(!text("title").is_empty() && !text("desc").is_empty(), "{svg}");
        let frame: Vec<i64> =
            root.attribute("viewBox").unwrap().split(' ').map(|n| n.parse().unwrap()).collect();
        for node in document.descendants() {
            let number = |name| node.attribute(name).map_or(0, |n: &str| n.parse::<i64>().unwrap_or(0));
            if node.tag_name().name() != "pattern" {
                assert!((0..=frame[2]).contains(&(number("x") + number("width"))), "{node:?}");
                assert!((0..=frame[3]).contains(&(number("y") + number("height"))), "{node:?}");
            }
        }
    }
}

#[test]
fn a_picture_needs_neither_style_nor_script_nor_address() {
    for facts in shutdowns() {
        let svg = Form::Svg.write(&plan(&assess(&facts)));
        for never in ["<style", "style=", "<script", "href", " on", "#0", "#f"] {
            let named = svg.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
            let markup: String =
                named.split('>').map(|tag| tag.split_once('<').map_or("", |(_, tag)| tag)).collect();
            assert!(!markup.contains(never), "{never} in {markup}");
        }
    }
}

#[test]
fn forecasts_in_every_form() {
    let facts = facts("2026-12-18T17:00+01:00", "2027-01-08T08:00+01:00");
    let forecast = forecast(&facts);
    for (form, name) in [
        (ForecastForm::Text, "text"),
        (ForecastForm::Json, "json"),
        (ForecastForm::Markdown, "markdown"),
        (ForecastForm::Html, "html"),
        (ForecastForm::Ics, "ics"),
        (ForecastForm::Svg, "svg"),
    ] {
        insta::assert_snapshot!(name, form.write(&forecast));
    }
    insta::assert_snapshot!("full-text", text::forecast(&ForecastDocument::new(&forecast), Style::full()));
}

#[test]
fn a_calendar_reminds_of_the_times_to_be_on_during_a_long_stop() {
    let calendar = |from: &str, to: &str| {
        let answers =
            Answers { from: Some(from), to: Some(to), build: Some("1.0.24.11029"), ..Answers::default() };
        let facts = answers.read(&Utc).expect("facts").looking_ahead();
        ForecastForm::Ics.write(&forecast(&facts))
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
