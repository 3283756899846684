//! The later checks as reminders for a calendar.

use certplan_export::ics::{Calendar, instant};
use certplan_words::verify_check;

use super::Verification;

impl Verification {
    /// One reminder a check, on its day at the hour of the second collection.
    pub fn calendar(&self) -> String {
        let mut calendar = Calendar::new("certplan verify");
        let now = self.compared_at;
        for check in &self.checks {
            let Some(day) =
                certplan_core::facts::Timestamp::from_unix(now.unix() + i64::from(check.day) * 86_400)
            else {
                continue;
            };
            let text = verify_check(check.day, check.credential);
            calendar.line("BEGIN:VEVENT");
            calendar.line(&format!("UID:verify-{}-{}@certplan", now.unix(), check.day));
            calendar.line(&("DTSTAMP:".to_owned() + &instant(now)));
            calendar.line(&("DTSTART:".to_owned() + &instant(day)));
            calendar.text("SUMMARY", &format!("Certificates: check of day {}", check.day));
            calendar.text("DESCRIPTION", &text);
            calendar.line("TRANSP:TRANSPARENT");
            calendar.line("END:VEVENT");
        }
        calendar.end()
    }
}
