//! The report as a calendar: an event at the end of every certificate.

use std::collections::BTreeSet;

use certplan_core::report::{Row, common_name};
use certplan_export::ics::{Calendar, instant};
use uuid::Uuid;

use super::Report;

pub(super) fn write(report: &Report<'_>) -> String {
    let mut calendar = Calendar::new("certplan inspect");
    // A certificate that was given twice ends once.
    let mut seen = BTreeSet::new();
    for row in &report.rows {
        let uid = uid(row);
        if seen.insert(uid) {
            event(&mut calendar, report, row, uid);
        }
    }
    calendar.end()
}

fn event(calendar: &mut Calendar, report: &Report<'_>, row: &Row, uid: Uuid) {
    let name = common_name(&row.subject).filter(|name| !name.is_empty()).unwrap_or(&row.origin);
    let title = ["Certificate expires: ", name].concat();
    calendar.line("BEGIN:VEVENT");
    calendar.line(&format!("UID:{uid}"));
    calendar.line(&("DTSTAMP:".to_owned() + &instant(report.at)));
    calendar.line(&("DTSTART:".to_owned() + &instant(row.not_after)));
    calendar.text("SUMMARY", &title);
    calendar.text("DESCRIPTION", &description(row));
    calendar.line("TRANSP:TRANSPARENT");
    if let Some(warn) = report.warn.filter(|warn| !warn.is_zero()) {
        calendar.alarm(&title, &format!("PT{}S", warn.seconds()));
    }
    calendar.line("END:VEVENT");
}

fn description(row: &Row) -> String {
    let mut text = ["From: ", &row.origin, "\nSubject: ", &row.subject, "\nIssuer: ", &row.issuer].concat();
    if let (Some(credential), Some(sureness)) = (row.credential, row.sureness) {
        text += &["\nCredential: ", credential.as_str(), " (", sureness.as_str(), ")"].concat();
    }
    if let Some(command) = &row.renew_with {
        text += "\nRenew with: ";
        text += command;
    }
    text
}

/// The namespace of the ids; they must never change, so that a calendar read again has no event twice.
const NAMESPACE: Uuid = Uuid::from_u128(0x5d1c_a3f4_6b0e_4c55_9a37_2f6e_c0de_0509);

/// The same certificate always has the same id.
///
/// Where the input told no more than a date, the place it was found at has to tell certificates apart.
fn uid(row: &Row) -> Uuid {
    let end = row.not_after.to_string();
    let place = if row.serial.is_empty() { row.origin.as_str() } else { "" };
    // No text has this byte.
    let name = [row.subject.as_str(), &row.issuer, &row.serial, &end, place].map(str::as_bytes).join(&0xFF);
    Uuid::new_v5(&NAMESPACE, &name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use certplan_core::report::{PrivateKey, Status};

    use super::*;

    fn row(origin: &str, subject: &str, issuer: &str, serial: &str) -> Row {
        Row {
            origin: origin.into(),
            subject: subject.into(),
            issuer: issuer.into(),
            serial: serial.into(),
            not_before: None,
            not_after: "2026-12-18T16:00:00Z".parse().unwrap(),
            residual_seconds: 0,
            status: Status::Valid,
            credential: None,
            sureness: None,
            layer: None,
            cluster: None,
            renew_with: None,
            private_key: PrivateKey::Absent,
            trust: None,
        }
    }

    #[test]
    fn an_id_never_changes_and_belongs_to_one_certificate() {
        let first = uid(&row("a.pem", "CN=a", "CN=ca", "01"));
        assert_eq!(first.to_string(), "6974012b-4bd7-5e6b-9176-35d0b9efe1b8");
        assert_eq!(first, uid(&row("copy.pem", "CN=a", "CN=ca", "01")));
        let others = [
            row("a.pem", "CN=a", "CN=ca", "02"),
            row("a.pem", "CN=aCN=ca", "", "01"),
            row("a.pem", "CN=a", "CN=ca", ""),
            row("b.pem", "CN=a", "CN=ca", ""),
        ];
        let ids: BTreeSet<_> = others.iter().map(uid).chain([first]).collect();
        assert_eq!(ids.len(), 5);
    }
}
