//! What `openssl x509` prints: `-dates`, `-enddate`, and the validity in `-text`.

use certplan_core::facts::Instant;

use crate::classify::{Place, identity};
use crate::listing::clues;
use crate::name::common_name;
use crate::printable::printable;
use crate::reading::{Item, PrivateKey, Reading};
use crate::{MOST_ITEMS, time};

/// One certificate, as far as its lines have come.
#[derive(Default)]
struct Lines<'a> {
    name: Option<&'a str>,
    subject: Option<&'a str>,
    issuer: Option<&'a str>,
    serial: Option<&'a str>,
    not_before: Option<&'a str>,
    not_after: Option<&'a str>,
}

/// Reads every certificate whose end is printed. A line that was there already begins the next one.
pub(crate) fn read(origin: &str, text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut lines = Lines::default();
    let mut name = None;
    for line in text.lines().map(str::trim) {
        let Some((field, before, value)) = split(line) else {
            // "for f in *.crt; do echo $f; openssl ..." prints the name of each file first.
            if is_file_name(line) {
                name = Some(line);
            }
            continue;
        };
        let before = Some(before.trim_end_matches([':', ' '])).filter(|before| !before.is_empty());
        let slot = match field {
            Field::Subject => &mut lines.subject,
            Field::Issuer => &mut lines.issuer,
            Field::Serial => &mut lines.serial,
            Field::NotBefore => &mut lines.not_before,
            Field::NotAfter => &mut lines.not_after,
        };
        if slot.is_some() {
            finish(&mut reading, origin, &std::mem::take(&mut lines));
            if reading.items.len() >= MOST_ITEMS {
                reading.reject_rest(origin);
                return reading;
            }
        }
        let slot = match field {
            Field::Subject => &mut lines.subject,
            Field::Issuer => &mut lines.issuer,
            Field::Serial => &mut lines.serial,
            Field::NotBefore => &mut lines.not_before,
            Field::NotAfter => &mut lines.not_after,
        };
        *slot = Some(value);
        if lines.name.is_none() {
            lines.name = before.or_else(|| name.take());
        }
    }
    finish(&mut reading, origin, &lines);
    reading
}

#[derive(Clone, Copy)]
enum Field {
    Subject,
    Issuer,
    Serial,
    NotBefore,
    NotAfter,
}

const FIELDS: [(&str, Field); 7] = [
    ("notBefore=", Field::NotBefore),
    ("notAfter=", Field::NotAfter),
    ("Not Before:", Field::NotBefore),
    ("Not After :", Field::NotAfter),
    ("subject=", Field::Subject),
    ("issuer=", Field::Issuer),
    ("serial=", Field::Serial),
];

/// The field of a line, what stood before it, and its value.
fn split(line: &str) -> Option<(Field, &str, &str)> {
    // Most lines of a text that is none of openssl have neither.
    if !line.contains(['=', ':']) {
        return None;
    }
    FIELDS.iter().find_map(|(mark, field)| {
        let (before, value) = line.split_once(mark)?;
        // `grep` puts the name of the file before a date; a subject may say anything.
        let begins = before.is_empty() || before.ends_with(':') || before.ends_with(": ");
        begins.then_some((*field, before, value.trim()))
    })
}

fn is_file_name(line: &str) -> bool {
    let ends_in = |ending: &str| {
        let start = line.len().checked_sub(ending.len()).filter(|start| *start > 0);
        start.and_then(|start| line.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    line.len() < 256 && [".crt", ".pem", ".cer", ".conf", ".cert"].into_iter().any(ends_in)
}

fn finish(reading: &mut Reading, origin: &str, lines: &Lines<'_>) {
    let origin = match lines.name {
        Some(name) => format!("{origin}: {name}"),
        None => origin.to_owned(),
    };
    let Some(end) = lines.not_after else {
        if lines.not_before.is_some() {
            reading.reject(&origin, "the end of a certificate is missing; print it with -dates");
        }
        return;
    };
    let instant = |text: &str| time::of_openssl(text);
    let not_before: Option<Instant> = lines.not_before.and_then(instant);
    let Some(not_after) = instant(end).filter(|_| lines.not_before.is_none() || not_before.is_some()) else {
        return reading.reject(&origin, "a date in it is none that openssl prints");
    };
    let subject = lines.subject.unwrap_or_default();
    let issuer = lines.issuer.unwrap_or_default();
    reading.items.push(Item {
        identity: identity(Place::Loose, &origin, clues(common_name(subject), common_name(issuer))),
        origin: printable(&origin),
        subject: printable(subject),
        issuer: printable(issuer),
        serial: printable(lines.serial.unwrap_or_default()),
        not_before,
        not_after,
        cluster: None,
        private_key: PrivateKey::Absent,
    });
}
