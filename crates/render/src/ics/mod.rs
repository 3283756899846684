//! Calendars (RFC 5545). Instants are written in UTC, which every calendar shows in its own zone.

mod forecast;

use certplan_core::facts::Instant;
use chrono::{Datelike as _, NaiveDate, Timelike as _};

pub use forecast::forecast;

/// The most octets of a line without its end.
const LONGEST: usize = 75;

/// A calendar that is being written.
#[derive(Debug)]
pub struct Calendar {
    written: String,
}

impl Calendar {
    /// A calendar without events, from that program.
    pub fn new(program: &str) -> Self {
        let mut calendar = Self { written: String::new() };
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line(&format!("PRODID:-//Certplan//{program}//EN"));
        calendar.line("CALSCALE:GREGORIAN");
        calendar
    }

    /// A content line as it is, folded where it is too long and never inside a character.
    pub fn line(&mut self, line: &str) {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > LONGEST {
                self.written.push_str("\r\n ");
                octets = 1;
            }
            self.written.push(character);
            octets += character.len_utf8();
        }
        self.written.push_str("\r\n");
    }

    /// A property whose value is a person's text: nothing in it ends the value.
    pub fn text(&mut self, property: &str, text: &str) {
        let escaped = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
        self.line(&format!("{property}:{escaped}"));
    }

    /// A reminder so long before the event, as RFC 5545 writes a duration.
    pub fn alarm(&mut self, title: &str, ahead: &str) {
        self.line("BEGIN:VALARM");
        self.line("ACTION:DISPLAY");
        self.text("DESCRIPTION", title);
        self.line(&format!("TRIGGER:-{ahead}"));
        self.line("END:VALARM");
    }

    /// The whole calendar.
    pub fn end(mut self) -> String {
        self.line("END:VCALENDAR");
        self.written
    }
}

/// An instant, as a calendar writes it.
pub fn instant(at: Instant) -> String {
    let civil = at.civil();
    format!("{}T{:02}{:02}{:02}Z", day(civil.date()), civil.hour(), civil.minute(), civil.second())
}

/// A day, as a calendar writes it.
pub fn day(date: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}
