//! What `openssl x509` prints: `-dates`, `-enddate`, and the validity in `-text`.

use crate::classify::{Place, identity};
use crate::listing::clues;
use crate::printable::printable;
use crate::reading::{Item, Reading, part_of};
use crate::{MOST_ITEMS, time};
use certplan_core::report::common_name;

/// One certificate, as far as its lines have come.
#[derive(Default)]
struct Lines<'a> {
    name: Option<&'a str>,
    /// The value of each field.
    values: [Option<&'a str>; 5],
}

/// A field by its place among the values.
#[derive(Clone, Copy)]
enum Field {
    Subject,
    Issuer,
    Serial,
    NotBefore,
    NotAfter,
}

impl<'a> Lines<'a> {
    fn value(&self, field: Field) -> Option<&'a str> {
        self.values[field as usize]
    }
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
        if lines.value(field).is_some() {
            finish(&mut reading, origin, &std::mem::take(&mut lines));
            if reading.items.len() >= MOST_ITEMS {
                reading.reject_rest(origin);
                return reading;
            }
        }
        lines.values[field as usize] = Some(value);
        if lines.name.is_none() {
            let before = before.trim_end_matches([':', ' ']);
            lines.name = if before.is_empty() { name.take() } else { Some(before) };
        }
    }
    finish(&mut reading, origin, &lines);
    reading
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
    for (mark, field) in FIELDS {
        // `grep` puts the name of the file before a date; a subject may say anything.
        if let Some((before, value)) = line.split_once(mark)
            && (before.is_empty() || before.ends_with(':') || before.ends_with(": "))
        {
            return Some((field, before, value.trim()));
        }
    }
    None
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
        Some(name) => part_of(origin, name),
        None => origin.to_owned(),
    };
    let begin = lines.value(Field::NotBefore);
    let Some(end) = lines.value(Field::NotAfter) else {
        if begin.is_some() {
            reading.reject(&origin, "the end of a certificate is missing; print it with -dates");
        }
        return;
    };
    let not_before = begin.and_then(time::of_openssl);
    let Some(not_after) = time::of_openssl(end).filter(|_| begin.is_none() || not_before.is_some()) else {
        return reading.reject(&origin, "a date in it is none that openssl prints");
    };
    let text = |field| lines.value(field).unwrap_or_default();
    let (subject, issuer) = (text(Field::Subject), text(Field::Issuer));
    reading.items.push(Item {
        identity: identity(Place::Loose, &origin, clues(common_name(subject), common_name(issuer))),
        subject: printable(subject),
        issuer: printable(issuer),
        serial: printable(text(Field::Serial)),
        not_before,
        ..Item::ending(&origin, not_after)
    });
}
