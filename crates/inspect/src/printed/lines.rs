//! Lines that tools print, one field a line; what stands around them says which certificate it is.

use super::date::{AMBIGUOUS, is_ambiguous, of_tool};
use super::field::{Field, split};
use crate::MOST_ITEMS;
use crate::classify::{Place, identity};
use crate::listing::clues;
use crate::printable::printable;
use crate::reading::{Item, Reading, part_of};
use certplan_core::report::common_name;

/// One certificate, as far as its lines have come.
#[derive(Default)]
struct Lines<'a> {
    name: Option<&'a str>,
    /// The value of each field.
    values: [Option<&'a str>; 5],
}

impl<'a> Lines<'a> {
    fn value(&self, field: Field) -> Option<&'a str> {
        self.values[field as usize]
    }

    fn is_empty(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }
}

/// Reads every certificate whose end is printed. A line that was there already, or the name of another file, begins the next one.
pub(super) fn read(origin: &str, text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut lines = Lines::default();
    let mut name = None;
    // A serial number of -text is on the line after its name.
    let mut wants_serial = false;
    for line in text.lines().map(str::trim) {
        if std::mem::take(&mut wants_serial) && is_hexadecimal(line) {
            lines.values[Field::Serial as usize] = Some(line);
            continue;
        }
        if let Some((end, subject, file)) = of_k3s(line) {
            add_k3s(&mut reading, origin, (end, subject, file));
            continue;
        }
        if let Some((begin, end)) = of_keytool(line) {
            lines.values[Field::NotBefore as usize] = Some(begin);
            lines.values[Field::NotAfter as usize] = Some(end);
            continue;
        }
        let Some((field, before, value)) = split(line) else {
            // "for f in *.crt; do echo $f; openssl ..." prints the name of each file first; a prompt shows the command.
            if let Some(new) = named(line) {
                if lines.value(Field::NotAfter).is_some() {
                    finish(&mut reading, origin, &std::mem::take(&mut lines));
                }
                name = Some(new);
            }
            continue;
        };
        if lines.value(field).is_some() {
            finish(&mut reading, origin, &std::mem::take(&mut lines));
        }
        if reading.items.len() >= MOST_ITEMS {
            reading.reject_rest(origin);
            return reading;
        }
        wants_serial = field == Field::Serial && value.is_empty();
        if !wants_serial {
            lines.values[field as usize] = Some(value);
        }
        if lines.name.is_none() {
            let before = before.trim_end_matches([':', ' ']);
            lines.name = if before.is_empty() { name.take() } else { Some(before) };
        }
    }
    finish(&mut reading, origin, &lines);
    reading
}

/// `Valid from: ... until: ...`.
fn of_keytool(line: &str) -> Option<(&str, &str)> {
    let (begin, end) = line.strip_prefix("Valid from:")?.split_once("until:")?;
    Some((begin.trim(), end.trim()))
}

/// `/path/x.crt: certificate CN=x,O=y will expire within 90 days at 2027-01-09T18:50:59Z`, as k3s logs it: end, subject, file.
fn of_k3s(line: &str) -> Option<(&str, &str, &str)> {
    let (file, rest) = line.split_once(": certificate ")?;
    let (subject, rest) = [" is ok", " will expire", " expired at", " has expired"]
        .iter()
        .find_map(|mark| rest.split_once(mark))?;
    let end = rest.rsplit(' ').next()?.trim_end_matches(['"', '.', ',']);
    let file = file.rsplit([' ', '"']).next()?;
    Some((end, subject, file))
}

/// The certificates of k3s are none of the product, so none is named.
fn add_k3s(reading: &mut Reading, origin: &str, (end, subject, file): (&str, &str, &str)) {
    let origin = part_of(origin, file);
    match of_tool(end) {
        Some(end) if reading.items.len() < MOST_ITEMS => {
            reading.items.push(Item { subject: printable(subject), ..Item::ending(&origin, end) });
        }
        Some(_) => {}
        None => reading.reject(&origin, "k3s prints no end of it; use k3s certificate check -o json"),
    }
}

fn is_hexadecimal(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':')
}

/// The file or address that a line names: a name of a file alone, or the one that a typed command reads.
fn named(line: &str) -> Option<&str> {
    if line.len() < 256 && is_file(line) && !line.contains(['=', '|']) && line.split_whitespace().count() <= 3
    {
        return Some(line.rsplit(char::is_whitespace).next().unwrap_or(line).trim_matches([':', '"', '\'']));
    }
    let is_command = ["openssl", "keytool", "certutil", "kubectl", "az connectedk8s", "cat "]
        .iter()
        .any(|it| line.contains(it));
    if !is_command || line.len() > 2_000 {
        return None;
    }
    let words =
        || line.split([' ', '"', '\'', '=', '(', ')', '<']).map(|word| word.trim_matches([',', ';', ':']));
    let connected = words().skip_while(|word| *word != "-connect").nth(1);
    connected.or_else(|| words().filter(|word| is_file(word)).reduce(|_, last| last))
}

fn is_file(word: &str) -> bool {
    let word = word.trim_end_matches([':', '"', '\'']);
    [".crt", ".pem", ".cer", ".conf", ".cert"].into_iter().any(|ending| {
        let start = word.len().checked_sub(ending.len()).filter(|start| *start > 0);
        start.and_then(|start| word.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    })
}

/// Java prints a date in the zone of its machine, by a name that several zones have.
const ZONE: &str = "the time zone of a date in it is not known; run keytool with -J-Duser.timezone=UTC";

fn finish(reading: &mut Reading, origin: &str, lines: &Lines<'_>) {
    if lines.is_empty() {
        return;
    }
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
    if [Some(end), begin].into_iter().flatten().any(is_ambiguous) {
        return reading.reject(&origin, AMBIGUOUS);
    }
    let not_before = begin.and_then(of_tool);
    let Some(not_after) = of_tool(end).filter(|_| begin.is_none() || not_before.is_some()) else {
        let has_zone =
            [Some(end), begin].into_iter().flatten().any(|date| date.split_whitespace().count() == 6);
        return reading
            .reject(&origin, if has_zone { ZONE } else { "a date in it is none that openssl prints" });
    };
    let text = |field| lines.value(field).unwrap_or_default();
    let (subject, issuer) = (text(Field::Subject), text(Field::Issuer));
    let serial: String =
        text(Field::Serial).split(" (").next().unwrap_or_default().replace(':', "").to_ascii_uppercase();
    reading.items.push(Item {
        identity: identity(Place::Loose, &origin, clues(common_name(subject), common_name(issuer))),
        subject: printable(subject),
        issuer: printable(issuer),
        serial: printable(&serial),
        not_before,
        ..Item::ending(&origin, not_after)
    });
}
