//! The report as RFC 5545: an event at the end of every certificate.

use std::collections::HashSet;
use std::fmt::Write;

use certplan_core::facts::Instant;
use chrono::{Datelike as _, Timelike as _};

use super::{Line, Report};
use crate::name::common_name;
use crate::reading::Item;

pub(super) fn write(report: &Report<'_>) -> String {
    let mut out = String::new();
    for text in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Certplan//certplan inspect//EN", "CALSCALE:GREGORIAN"]
    {
        line(&mut out, text);
    }
    // A certificate that was given twice ends once.
    let mut seen = HashSet::new();
    for entry in &report.lines {
        let uid = uid(entry.item);
        if seen.insert(uid) {
            event(&mut out, report, entry, uid);
        }
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, report: &Report<'_>, entry: &Line<'_>, uid: u128) {
    let item = entry.item;
    let name = common_name(&item.subject).filter(|name| !name.is_empty()).unwrap_or(&item.origin);
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{uid:032x}@certplan"));
    line(out, &format!("DTSTAMP:{}", stamp(report.at)));
    line(out, &format!("DTSTART:{}", stamp(item.not_after)));
    line(out, &format!("SUMMARY:{}", escaped(&format!("Certificate expires: {name}"))));
    line(out, &format!("DESCRIPTION:{}", escaped(&description(entry))));
    line(out, "TRANSP:TRANSPARENT");
    if let Some(warn) = report.warn.filter(|warn| !warn.is_zero()) {
        line(out, "BEGIN:VALARM");
        line(out, "ACTION:DISPLAY");
        line(out, &format!("DESCRIPTION:{}", escaped(&format!("Certificate expires: {name}"))));
        line(out, &format!("TRIGGER:-PT{}S", warn.seconds()));
        line(out, "END:VALARM");
    }
    line(out, "END:VEVENT");
}

fn description(entry: &Line<'_>) -> String {
    let item = entry.item;
    let mut text = format!("From: {}\nSubject: {}\nIssuer: {}", item.origin, item.subject, item.issuer);
    if let Some(identity) = item.identity {
        let _ = write!(text, "\nCredential: {} ({})", identity.credential, identity.sureness);
    }
    if let Some(command) = &entry.renew_with {
        let _ = write!(text, "\nRenew with: {command}");
    }
    text
}

/// The same certificate always has the same name, so that a calendar read again has no event twice.
///
/// Where the input told no more than a date, the place it stood at has to tell certificates apart.
fn uid(item: &Item) -> u128 {
    let end = item.not_after.to_string();
    let place = if item.serial.is_empty() { item.origin.as_str() } else { "" };
    let mut hash = FNV_OFFSET;
    for part in [item.subject.as_str(), &item.issuer, &item.serial, &end, place] {
        for byte in part.bytes().chain([0xFF]) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(FNV_PRIME);
        }
    }
    hash
}

/// FNV-1a of 128 bits: names, not signatures.
const FNV_OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const FNV_PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

fn stamp(instant: Instant) -> String {
    let civil = instant.civil();
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        civil.year(),
        civil.month(),
        civil.day(),
        civil.hour(),
        civil.minute(),
        civil.second()
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            other => out.push(other),
        }
    }
    out
}

/// The most octets of a line without its end.
const LONGEST: usize = 75;

/// Writes a line, folded where it is too long and never inside a character.
fn line(out: &mut String, text: &str) {
    let mut octets = 0;
    for character in text.chars() {
        if octets + character.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(character);
        octets += character.len_utf8();
    }
    out.push_str("\r\n");
}
