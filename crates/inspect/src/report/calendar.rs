//! The report as a calendar: an event at the end of every certificate.

use certplan_core::report::{Row, common_name};
use certplan_export::ics::{Calendar, instant};

use super::Report;
use crate::name::push_hex;

pub(super) fn write(report: &Report<'_>) -> String {
    let mut calendar = Calendar::new("certplan inspect");
    // A certificate that was given twice ends once.
    let mut seen = Seen::default();
    for row in &report.rows {
        let uid = uid(row);
        if seen.insert(uid) {
            event(&mut calendar, report, row, uid);
        }
    }
    calendar.end()
}

fn event(calendar: &mut Calendar, report: &Report<'_>, row: &Row, uid: u128) {
    let name = common_name(&row.subject).filter(|name| !name.is_empty()).unwrap_or(&row.origin);
    let title = ["Certificate expires: ", name].concat();
    calendar.line("BEGIN:VEVENT");
    let mut id = String::new();
    for byte in uid.to_be_bytes() {
        push_hex(&mut id, byte);
    }
    id.make_ascii_lowercase();
    calendar.line(&["UID:", &id, "@certplan"].concat());
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

/// Names in a tree that branches at their bits: however they were chosen, none is further down than it has bits.
///
/// The library's set, which nothing else in the page needs, weighs 0.7 kB gzip more.
#[derive(Default)]
struct Seen(Vec<Node>);

struct Node {
    name: u128,
    /// The places of what branches off; the first node branches off nowhere, so 0 is none.
    next: [usize; 2],
}

impl Seen {
    /// Adds a name; says whether it is new.
    fn insert(&mut self, name: u128) -> bool {
        let (mut place, mut bits) = (0, name);
        let new = self.0.len();
        while let Some(node) = self.0.get_mut(place) {
            if node.name == name {
                return false;
            }
            let next = &mut node.next[usize::from(bits & 1 == 1)];
            if *next == 0 {
                *next = new;
            }
            (place, bits) = (*next, bits >> 1);
        }
        self.0.push(Node { name, next: [0; 2] });
        true
    }
}

/// The same certificate always has the same name, so that a calendar read again has no event twice.
///
/// Where the input told no more than a date, the place it stood at has to tell certificates apart.
fn uid(row: &Row) -> u128 {
    let end = row.not_after.to_string();
    let place = if row.serial.is_empty() { row.origin.as_str() } else { "" };
    let mut hash = FNV_OFFSET;
    for part in [row.subject.as_str(), &row.issuer, &row.serial, &end, place] {
        for byte in part.bytes().chain([0xFF]) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(FNV_PRIME);
        }
    }
    hash
}

/// FNV-1a of 128 bits: names, not signatures.
const FNV_OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const FNV_PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_name_is_new_once(names in prop::collection::vec((0..8_u128, 0..128_u32), 0..60)) {
            let (mut seen, mut oracle) = (Seen::default(), HashSet::new());
            for (name, shift) in names {
                let name = name.rotate_right(shift);
                prop_assert_eq!(seen.insert(name), oracle.insert(name));
            }
        }
    }
}
