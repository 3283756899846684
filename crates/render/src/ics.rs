//! Reminders for a shutdown that lies ahead, as an iCalendar file (RFC 5545).
//!
//! Instants are written in UTC, which every calendar shows in its own zone; where only dates are known the events last all
//! day. Each event's id follows from what it reminds of and from the shutdown's two moments, so that a file that is read
//! again moves its events and makes no new ones.

use certplan_core::facts::{Instant, Moment, Shutdown};
use certplan_core::forecast::{Forecast, Point};
use certplan_core::layer::Layer;
use certplan_core::source::RULES_AS_OF_UNIX;
use chrono::Days;

use crate::words;

/// The reminders; none where only a length is known, since nothing can be put into a calendar then.
pub fn forecast(forecast: &Forecast<'_>) -> String {
    let facts = forecast.plan.assessment.facts;
    let stamp = facts.at.map_or_else(|| Instant::from_unix(RULES_AS_OF_UNIX), Some);
    let mut calendar = Calendar { text: String::new(), stamp: stamp.map(instant).unwrap_or_default() };
    calendar.line("BEGIN:VCALENDAR");
    calendar.line("VERSION:2.0");
    calendar.line("PRODID:-//Certplan//Certplan//EN");
    calendar.line("CALSCALE:GREGORIAN");
    if let Shutdown::Between(span) = facts.shutdown {
        let shutdown = format!("{}-{}", key(span.from()), key(span.to()));
        calendar.event("off", &shutdown, point(span.from()), words::reminder_off(), "P1D");
        for (layer, back) in [Layer::Moc, Layer::Kubernetes].into_iter().zip(forecast.latest_safe_return) {
            if let Some(back) = back {
                let id = format!("safe-return-{layer}");
                calendar.event(&id, &shutdown, back, words::reminder_safe_return(layer), "P2D");
            }
        }
        if let Some(limit) = forecast.documented_limit[Layer::Moc as usize] {
            calendar.event("documented-limit", &shutdown, limit, words::reminder_limit(), "P2D");
        }
        calendar.event("on", &shutdown, point(span.to()), words::reminder_on(), "P1D");
    }
    calendar.line("END:VCALENDAR");
    calendar.text
}

struct Calendar {
    text: String,
    stamp: String,
}

impl Calendar {
    fn event(
        &mut self,
        id: &str,
        shutdown: &str,
        at: Point,
        (summary, description): (&str, &str),
        ahead: &str,
    ) {
        let (start, end) = match at {
            Point::At(at) => (format!("DTSTART:{}", instant(at)), "DURATION:PT1H".into()),
            Point::On(date) => {
                let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
                let day = |date: chrono::NaiveDate| date.format("%Y%m%d").to_string();
                (format!("DTSTART;VALUE=DATE:{}", day(date)), format!("DTEND;VALUE=DATE:{}", day(next)))
            }
            Point::After(_) => return,
        };
        let stamp = self.stamp.clone();
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:certplan-{id}-{shutdown}@certplan.invalid"));
        self.line(&format!("DTSTAMP:{stamp}"));
        self.line(&start);
        self.line(&end);
        self.line("TRANSP:TRANSPARENT");
        self.line(&format!("SUMMARY:{}", escaped(summary)));
        self.line(&format!("DESCRIPTION:{}", escaped(description)));
        self.line("BEGIN:VALARM");
        self.line("ACTION:DISPLAY");
        self.line(&format!("DESCRIPTION:{}", escaped(summary)));
        self.line(&format!("TRIGGER:-{ahead}"));
        self.line("END:VALARM");
        self.line("END:VEVENT");
    }

    /// A content line, folded where it passes 75 octets.
    fn line(&mut self, line: &str) {
        let mut width = 0;
        for character in line.chars() {
            if width + character.len_utf8() > 75 {
                self.text.push_str("\r\n ");
                width = 1;
            }
            self.text.push(character);
            width += character.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn point(moment: Moment) -> Point {
    match moment {
        Moment::Instant(at) => Point::At(at),
        Moment::Date(date) => Point::On(date),
    }
}

fn instant(at: Instant) -> String {
    at.civil().format("%Y%m%dT%H%M%SZ").to_string()
}

/// A moment in letters that an id may have.
fn key(moment: Moment) -> String {
    moment.to_string().replace([':', '-'], "")
}

/// Text in which commas, semicolons and line ends do not end the value.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}
