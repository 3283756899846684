//! Reminders for a shutdown that lies ahead.
//!
//! Where only dates are known the events last all day. Each event's id follows from what it reminds of and from the shutdown's two moments, so that a file that is read
//! again moves its events and makes no new ones.

use certplan_core::facts::{Moment, Shutdown, Timestamp};
use certplan_core::forecast::{Forecast, Point};
use certplan_core::layer::Layer;
use certplan_core::source::RULES_AS_OF_UNIX;
use chrono::Days;

use super::{Calendar, bare, day, instant};
use crate::words;

/// The reminders; none where only a length is known, since nothing can be put into a calendar then.
pub fn forecast(forecast: &Forecast<'_>) -> String {
    let facts = forecast.plan.assessment.facts;
    let stamp = facts.at.or_else(|| Timestamp::from_unix(RULES_AS_OF_UNIX));
    let mut calendar = Calendar::new("Certplan");
    let (Shutdown::Between(span), Some(stamp)) = (facts.shutdown, stamp) else { return calendar.end() };
    let shutdown = ["-", &bare(span.from()), "-", &bare(span.to()), "@certplan.invalid"].concat();
    let mut event = |id: [&str; 2], at, texts, ahead| {
        let id = ["certplan-", id[0], id[1], &shutdown].concat();
        write(&mut calendar, &Event { id, stamp, at, texts, ahead });
    };
    event(["off", ""], point(span.from()), words::reminder_off(), "P1D");
    for (layer, back) in [Layer::Moc, Layer::Kubernetes].into_iter().zip(forecast.latest_safe_return) {
        if let Some(back) = back {
            event(["safe-return-", layer.as_str()], back, words::reminder_safe_return(layer), "P2D");
        }
    }
    if let Some(limit) = forecast.documented_limit[Layer::Moc as usize] {
        event(["documented-limit", ""], limit, words::reminder_limit(), "P2D");
    }
    event(["on", ""], point(span.to()), words::reminder_on(), "P1D");
    calendar.end()
}

struct Event<'t> {
    id: String,
    stamp: Timestamp,
    at: Point,
    /// Its title and what it says.
    texts: (&'t str, &'t str),
    /// How long before it one is reminded.
    ahead: &'t str,
}

fn write(calendar: &mut Calendar, event: &Event<'_>) {
    let (start, end) = match event.at {
        Point::At(at) => (["DTSTART:", &instant(at)].concat(), "DURATION:PT1H".into()),
        Point::On(date) => {
            let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
            (["DTSTART;VALUE=DATE:", &day(date)].concat(), ["DTEND;VALUE=DATE:", &day(next)].concat())
        }
        Point::After(_) => return,
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
