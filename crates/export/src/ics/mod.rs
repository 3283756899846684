//! Calendars (RFC 5545). Instants are written in UTC, which every calendar shows in its own zone.

mod forecast;

use certplan_core::facts::{Moment, Timestamp};
use chrono::NaiveDate;

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
        calendar.line(&["PRODID:-//Certplan//", program, "//EN"].concat());
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
        let mut line = [property, ":"].concat();
        for letter in text.chars() {
            match letter {
                '\n' => line.push_str("\\n"),
                '\\' | ';' | ',' => {
                    line.push('\\');
                    line.push(letter);
                }
                _ => line.push(letter),
            }
        }
        self.line(&line);
    }

    /// A reminder so long before the event, as RFC 5545 writes a duration.
    pub fn alarm(&mut self, title: &str, ahead: &str) {
        self.line("BEGIN:VALARM");
        self.line("ACTION:DISPLAY");
        self.text("DESCRIPTION", title);
        self.line(&["TRIGGER:-", ahead].concat());
        self.line("END:VALARM");
    }

    /// The whole calendar.
    pub fn end(mut self) -> String {
        self.line("END:VCALENDAR");
        self.written
    }
}

/// An instant, as a calendar writes it.
pub fn instant(at: Timestamp) -> String {
    bare(Moment::Timestamp(at))
}

/// A day, as a calendar writes it.
pub fn day(date: NaiveDate) -> String {
    bare(Moment::Date(date))
}

/// A moment without the marks between its digits: `20261218T160000Z`, `20261218`.
fn bare(moment: Moment) -> String {
    let mut text = moment.to_string();
    text.retain(|letter| letter != '-' && letter != ':');
    text
}
