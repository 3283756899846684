//! Reminders for a shutdown that lies ahead.
//!
//! Where only dates are known the events last all day. Each event's id follows from what it reminds of and from the shutdown's two moments, so that a file that is read
//! again moves its events and makes no new ones.

use certplan_core::facts::{Duration, Moment, Shutdown, Timestamp};
use certplan_core::forecast::{Forecast, Point};
use certplan_core::layer::Layer;
use certplan_core::long_stop::long_stops;
use certplan_core::source::RULES_AS_OF_UNIX;
use chrono::{Days, NaiveDateTime, TimeDelta};

use super::{Calendar, bare, day, instant};
use crate::words;

/// The reminders; none where only a length is known, since nothing can be put into a calendar then.
pub fn forecast(forecast: &Forecast<'_>) -> String {
    let facts = forecast.plan.assessment.facts;
    let stamp = facts.at.or_else(|| Timestamp::from_unix(RULES_AS_OF_UNIX));
    let mut calendar = Calendar::new("Certplan");
    let (Shutdown::Between(span), Some(stamp)) = (facts.shutdown, stamp) else { return calendar.end() };
    let shutdown = ["-", &bare(span.from()), "-", &bare(span.to()), "@certplan.invalid"].concat();
    let mut event = |id: [&str; 2], at: At, texts, ahead| {
        let id = ["certplan-", id[0], id[1], &shutdown].concat();
        write(&mut calendar, &Event { id, stamp, at, texts, ahead });
    };
    event(["off", ""], point(span.from()).into(), words::reminder_off(), "P1D");
    for (layer, back) in [Layer::Moc, Layer::Kubernetes].into_iter().zip(forecast.latest_safe_return) {
        if let Some(back) = back {
            event(["safe-return-", layer.as_str()], back.into(), words::reminder_safe_return(layer), "P2D");
        }
    }
    for stop in
        long_stops(facts).into_iter().flatten().filter(|stop| stop.breaks.len() <= words::MOST_BREAKS_LISTED)
    {
        for (place, start) in stop.breaks.iter().enumerate() {
            if let Some(at) = during(span.from(), *start) {
                let number = format!("{}-{}", stop.layer, place + 1);
                event(["break-", &number], at, words::reminder_break(stop.layer), "P2D");
            }
        }
    }
    if let Some(limit) = forecast.documented_limit[Layer::Moc as usize] {
        event(["documented-limit", ""], limit.into(), words::reminder_limit(), "P2D");
    }
    event(["on", ""], point(span.to()).into(), words::reminder_on(), "P1D");
    calendar.end()
}

struct Event<'t> {
    id: String,
    stamp: Timestamp,
    at: At,
    /// Its title and what it says.
    texts: (&'t str, &'t str),
    /// How long before it one is reminded.
    ahead: &'t str,
}

/// When an event is.
enum At {
    Point(Point),
    /// A time of the day wherever the reader is: where the stop begins on a date, its breaks have no zone.
    Anywhere(NaiveDateTime),
}

impl From<Point> for At {
    fn from(point: Point) -> Self {
        Self::Point(point)
    }
}

/// So long after the beginning of a stop; a date begins at midnight.
fn during(from: Moment, start: Duration) -> Option<At> {
    match from {
        Moment::Timestamp(at) => at.plus(start).map(|at| At::Point(Point::At(at))),
        Moment::Date(date) => {
            let length = TimeDelta::try_seconds(i64::try_from(start.seconds()).ok()?)?;
            date.and_hms_opt(0, 0, 0)?.checked_add_signed(length).map(At::Anywhere)
        }
    }
}

fn write(calendar: &mut Calendar, event: &Event<'_>) {
    let (start, end) = match event.at {
        At::Point(Point::At(at)) => (["DTSTART:", &instant(at)].concat(), "DURATION:PT1H".into()),
        At::Anywhere(at) => (at.format("DTSTART:%Y%m%dT%H%M%S").to_string(), "DURATION:PT2H".into()),
        At::Point(Point::On(date)) => {
            let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
            (["DTSTART;VALUE=DATE:", &day(date)].concat(), ["DTEND;VALUE=DATE:", &day(next)].concat())
        }
        At::Point(Point::After(_)) => return,
    };
    let (title, description) = event.texts;
    calendar.line("BEGIN:VEVENT");
    calendar.line(&["UID:", &event.id].concat());
    calendar.line(&["DTSTAMP:", &instant(event.stamp)].concat());
    calendar.line(&start);
    calendar.line(&end);
    calendar.line("TRANSP:TRANSPARENT");
    calendar.text("SUMMARY", title);
    calendar.text("DESCRIPTION", description);
    calendar.alarm(title, event.ahead);
    calendar.line("END:VEVENT");
}

fn point(moment: Moment) -> Point {
    match moment {
        Moment::Timestamp(at) => Point::At(at),
        Moment::Date(date) => Point::On(date),
    }
}
