//! Lines that tools print, one field a line; what stands around them says which certificate it is.

use super::date::{of_tool, refusal};
use super::field::{Field, Split, split};
use crate::MOST_ITEMS;
use crate::classify::{Place, identity};
use crate::listing::clues;
use crate::printable::printable;
use crate::reading::{Identity, Item, Reading, part_of};
use certplan_core::report::{Credential, Sureness, common_name};

/// One certificate, as far as its lines have come.
#[derive(Default)]
struct Lines<'a> {
    name: Option<&'a str>,
    /// The value of each field.
    values: [Option<&'a str>; 5],
    /// Which credential the name of a field is of.
    credential: Option<Credential>,
}

impl<'a> Lines<'a> {
    fn value(&self, field: Field) -> Option<&'a str> {
        self.values[field as usize]
    }

    fn set(&mut self, field: Field, value: &'a str) {
        self.values[field as usize] = Some(value);
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
    for line in text.lines().flat_map(pieces).map(str::trim) {
        if std::mem::take(&mut wants_serial) && is_hexadecimal(line) {
            lines.set(Field::Serial, line);
            continue;
        }
        if let Some((end, subject, file)) = of_k3s(line) {
            add_k3s(&mut reading, origin, (end, subject, file));
            continue;
        }
        if let Some((begin, end)) = of_keytool(line) {
            lines.set(Field::NotBefore, begin);
            lines.set(Field::NotAfter, end);
            continue;
        }
        if let Some(fields) = of_gnutls(line).or_else(|| of_chain(line)) {
            let begins =
                |(field, value): &(Field, Option<&str>)| value.is_some() && lines.value(*field).is_some();
            if fields.iter().any(begins) {
                finish(&mut reading, origin, &std::mem::take(&mut lines));
            }
            for (field, value) in fields {
                lines.values[field as usize] = value.or(lines.value(field));
            }
            continue;
        }
        // step prints the two dates on two lines.
        if let Some(end) = line.strip_prefix("to:").map(str::trim)
            && lines.value(Field::NotBefore).is_some()
            && lines.value(Field::NotAfter).is_none()
        {
            lines.set(Field::NotAfter, end);
            continue;
        }
        let Some(Split { field, before, value, credential }) = split(line) else {
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
            lines.set(field, value);
        }
        lines.credential = lines.credential.or(credential);
        if lines.name.is_none() {
            let before = before.trim_end_matches([':', ' ']);
            lines.name = if before.is_empty() { name.take() } else { Some(before) };
        }
    }
    finish(&mut reading, origin, &lines);
    reading
}

/// The fields of a line: where line ends were lost, those of openssl are in one line.
fn pieces(line: &str) -> Vec<&str> {
    const MARKS: [&str; 6] =
        [" notBefore=", " notAfter=", " subject=", " issuer=", " serial=", " NotAfter: "];
    // openssl s_client has both dates in one line of its own.
    if line.trim_start().starts_with("v:NotBefore") {
        return vec![line];
    }
    let mut cuts: Vec<usize> =
        MARKS.iter().flat_map(|mark| line.match_indices(mark)).map(|(at, _)| at).collect();
    // What is before a field may be the name of its file.
    cuts.retain(|at| !line[..*at].trim_end().ends_with(':'));
    cuts.sort_unstable();
    let ends = cuts.iter().copied().chain([line.len()]);
    let begins = std::iter::once(0).chain(cuts.iter().copied());
    begins.zip(ends).map(|(begin, end)| &line[begin..end]).collect()
}

type Fields<'a> = [(Field, Option<&'a str>); 4];

fn fields<'a>(
    subject: Option<&'a str>,
    issuer: Option<&'a str>,
    begin: Option<&'a str>,
    end: Option<&'a str>,
) -> Fields<'a> {
    [(Field::Subject, subject), (Field::Issuer, issuer), (Field::NotBefore, begin), (Field::NotAfter, end)]
}

/// `- subject `CN=x', issuer `CN=y', ... activated `date', expires `date', ...`, as gnutls-cli prints it.
fn of_gnutls(line: &str) -> Option<Fields<'_>> {
    let value = |name: &str| {
        let (_, rest) = line.split_once(name)?;
        rest.strip_prefix('`')?.split('\'').next()
    };
    let (begin, end) = (value("activated ")?, value("expires ")?);
    Some(fields(value("subject "), value("issuer "), Some(begin), Some(end)))
}

/// The lines of `openssl s_client`: `depth=0 CN = x`, ` 0 s:CN = x`, `i:CN = y`, `v:NotBefore: date; NotAfter: date`.
fn of_chain(line: &str) -> Option<Fields<'_>> {
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let subject = if numbered.len() < line.len() { numbered.strip_prefix(" s:") } else { None };
    let depth = || line.strip_prefix("depth=")?.split_once(' ').map(|(_, name)| name);
    if let Some(subject) = subject.or_else(depth) {
        return Some(fields(Some(subject), None, None, None));
    }
    if let Some(issuer) = line.strip_prefix("i:").filter(|name| name.contains('=')) {
        return Some(fields(None, Some(issuer), None, None));
    }
    let (begin, end) = line.strip_prefix("v:NotBefore: ")?.split_once("; NotAfter: ")?;
    Some(fields(None, None, Some(begin), Some(end)))
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
    // head and tail write `==> file <==`; curl says where it connected.
    let line = line.trim_start_matches("==>").trim_end_matches("<==").trim();
    if let Some((_, address)) = line.split_once("Connected to ") {
        let (_, port) = address.split_once(" port ")?;
        let digits = port.find(|c: char| !c.is_ascii_digit()).unwrap_or(port.len());
        return address.get(..address.len() - port.len() + digits);
    }
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
    // A pattern or a variable of a shell names no file.
    if word.contains(['*', '$', '{']) {
        return false;
    }
    let word = word.trim_end_matches([':', '"', '\'']);
    [".crt", ".pem", ".cer", ".conf", ".cert"].into_iter().any(|ending| {
        let start = word.len().checked_sub(ending.len()).filter(|start| *start > 0);
        start.and_then(|start| word.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    })
}

/// `Wed Dec 02 08:39:00 CET 2026`.
fn has_java_zone(date: &str) -> bool {
    let words: Vec<_> = date.split_whitespace().collect();
    matches!(&*words, [_, _, _, clock, zone, _] if clock.contains(':') && zone.starts_with(|c: char| c.is_ascii_uppercase()))
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
    if let Some(reason) = [Some(end), begin].into_iter().flatten().find_map(refusal)
        && !has_java_zone(end)
    {
        return reading.reject(&origin, reason);
    }
    let not_before = begin.and_then(of_tool);
    let Some(not_after) = of_tool(end).filter(|_| begin.is_none() || not_before.is_some()) else {
        let reason = if has_java_zone(end) { ZONE } else { "a date in it is none that openssl prints" };
        return reading.reject(&origin, reason);
    };
    let text = |field| lines.value(field).unwrap_or_default();
    let (subject, issuer) = (text(Field::Subject), text(Field::Issuer));
    let serial: String =
        text(Field::Serial).split(" (").next().unwrap_or_default().replace(':', "").to_ascii_uppercase();
    let of_field = lines.credential.map(|credential| Identity { credential, sureness: Sureness::Likely });
    let of_names = || identity(Place::Loose, &origin, clues(common_name(subject), common_name(issuer)));
    // openssl s_client names the same certificate twice, the second time with both dates.
    let is_same = |item: &Item| {
        item.not_after == not_after && item.subject == printable(subject) && item.not_before.is_none()
    };
    if !subject.is_empty() && not_before.is_some() && reading.items.last().is_some_and(is_same) {
        reading.items.pop();
    }
    reading.items.push(Item {
        identity: of_field.or_else(of_names),
        subject: printable(subject),
        issuer: printable(issuer),
        serial: printable(&serial),
        not_before,
        ..Item::ending(&origin, not_after)
    });
}
