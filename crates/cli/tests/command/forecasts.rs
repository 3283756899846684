//! `certplan forecast` as a person or a script runs it.

use serde_json::{Value, json};

use crate::run::run;

fn forecast(arguments: &[&str]) -> Value {
    let run = run(["forecast", "--format", "json"].iter().chain(arguments));
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&run.stdout).expect("the forecast is JSON")
}

fn credential<'v>(forecast: &'v Value, id: &str) -> &'v Value {
    let credentials = forecast["credentials"].as_array().expect("credentials");
    credentials.iter().find(|credential| credential["credential"] == id).expect(id)
}

#[test]
fn two_instants_give_each_credential_its_instants() {
    let forecast = forecast(&["--from", "2026-12-18T17:00+01:00", "--to", "2027-01-08T08:00+01:00"]);
    assert_eq!(forecast["schema"], "certplan/forecast/1");
    assert_eq!(forecast["off"], "2026-12-18T16:00:00Z");
    assert_eq!(forecast["on"], "2027-01-08T07:00:00Z");
    let kubernetes = credential(&forecast, "kubernetes-leaf");
    assert_eq!(kubernetes["lapses_from"], "2026-12-19T16:00:00Z");
    assert_eq!(kubernetes["lapses_by"], "2026-12-22T16:00:00Z");
    assert_eq!(kubernetes["outlook"], "lapsed");
    let login = credential(&forecast, "moc-client");
    assert_eq!(login["lapses_from"], "2027-01-14T16:00:00Z");
    assert_eq!(login["lapses_by"], "2027-03-18T16:00:00Z");
    assert_eq!(
        forecast["latest_safe_return"],
        json!({"moc": "2027-01-14T16:00:00Z", "kubernetes": "2026-12-19T16:00:00Z"})
    );
    assert_eq!(forecast["documented_limit"], json!({"moc": "2027-01-17T16:00:00Z", "kubernetes": null}));
    assert_eq!(forecast["plan"]["schema"], "certplan/plan/1");
}

#[test]
fn a_length_alone_gives_seconds() {
    let forecast = forecast(&["--shutdown", "21d", "--since-update", "40d"]);
    assert!(forecast.get("off").is_none());
    let token = credential(&forecast, "moc-token");
    assert_eq!(token["lapses_from_seconds"], 50 * 86_400);
    assert!(token.get("lapses_by_seconds").is_none());
    assert_eq!(forecast["latest_safe_return_seconds"], json!({"moc": 27 * 86_400, "kubernetes": 86_400}));
    assert_eq!(forecast["documented_limit_seconds"], json!({"moc": 30 * 86_400, "kubernetes": null}));
}

#[test]
fn the_clocks_that_are_put_back_in_between_count_as_they_happen() {
    let zoned = ["--from", "2026-10-24T12:00", "--to", "2026-11-20T12:00", "--zone", "Europe/Berlin"];
    let forecast = forecast(&zoned);
    assert_eq!(forecast["off"], "2026-10-24T10:00:00Z");
    assert_eq!(credential(&forecast, "kubernetes-leaf")["lapses_from"], "2026-10-25T10:00:00Z");
    // 27 days by the calendar, and an hour more by the clock.
    assert_eq!(credential(&forecast, "moc-client")["outlook"], "unsure");
}

#[test]
fn what_lies_ahead_needs_an_end() {
    run(["forecast", "--from", "2036-12-18"]).refused(1, "--from: has no end");
    run(["forecast"]).refused(1, "a forecast needs a length");
    run(["forecast", "--shutdown", "unknown"]).refused(1, "a forecast needs a length");
    let calendar = run(["forecast", "--shutdown", "21d", "--format", "ics"]);
    calendar.refused(1, "--format ics: a calendar needs dates");
}

#[test]
fn a_calendar_has_the_moments_in_it() {
    let run = run(["forecast", "--from", "2026-12-18", "--to", "2027-01-08", "--format", "ics"]);
    assert_eq!(run.status, 0);
    assert!(run.stdout.starts_with("BEGIN:VCALENDAR\r\n") && run.stdout.ends_with("END:VCALENDAR\r\n"));
    assert!(run.stdout.contains("DTSTART;VALUE=DATE:20270113\r\n"), "{}", run.stdout);
}
