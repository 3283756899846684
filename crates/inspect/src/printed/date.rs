//! Dates as tools print them.

use certplan_core::facts::Timestamp;
use chrono::DateTime;

use crate::time;

/// Why a date is not read: the order of its parts, or its zone, is not known.
pub(crate) const AMBIGUOUS: &str = "the order of day and month in this date is not known, and neither is its time zone; print it with \
                                    .ToString('o'), or run openssl x509 -dates on the file";

/// Why a date without a zone is not read.
pub(crate) const LOCAL: &str = "the time zone of this date is not known; print it with .ToString('o'), or run openssl x509 -dates on the file";

/// Why a date is not read, where it looks like one.
pub(crate) fn refusal(text: &str) -> Option<&'static str> {
    if is_ambiguous(text) { Some(AMBIGUOUS) } else { is_local(text).then_some(LOCAL) }
}

/// A date of any tool that leaves no doubt: OpenSSL, Go, Java, kubeadm, RFC 3339.
pub(crate) fn of_tool(text: &str) -> Option<Timestamp> {
    let text = text.trim().trim_matches(['"', '\'', ',']).trim();
    time::of_openssl(text)
        .or_else(|| of_step(text))
        .or_else(|| of_rfc3339(text))
        .or_else(|| of_rfc2822(text))
        .or_else(|| of_kubeadm(text))
        .or_else(|| of_go(text))
        .or_else(|| of_java(text))
        .or_else(|| of_json(text))
}

/// `Dec  2 08:39:00 2026 UTC`, as step prints it.
fn of_step(text: &str) -> Option<Timestamp> {
    time::of_openssl(&format!("{} GMT", text.strip_suffix(" UTC")?))
}

/// `Wed, 02 Dec 2026 08:39:00 GMT`, as servers and their logs write it.
fn of_rfc2822(text: &str) -> Option<Timestamp> {
    let at = DateTime::parse_from_rfc2822(text).ok().filter(|_| text.contains(','))?;
    Timestamp::from_unix(at.timestamp())
}

/// RFC 3339; a fraction of a second is left out.
fn of_rfc3339(text: &str) -> Option<Timestamp> {
    if let Some((seconds, rest)) = text.split_once('.') {
        let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        return (zone.len() < rest.len()).then(|| [seconds, zone].concat().parse().ok())?;
    }
    text.parse().ok()
}

/// `Dec 02, 2026 08:39 UTC`.
fn of_kubeadm(text: &str) -> Option<Timestamp> {
    let mut words = text.split_ascii_whitespace();
    let (month, day, year, clock, zone) =
        (words.next()?, words.next()?, words.next()?, words.next()?, words.next()?);
    let day = day.strip_suffix(',')?;
    let is_whole = words.next().is_none() && matches!(zone, "UTC" | "GMT") && clock.len() == 5;
    time::of_openssl(&format!("{month} {day} {clock}:00 {year} GMT")).filter(|_| is_whole)
}

/// `2026-12-02 00:00:00 +0000 UTC`, and without the offset as `GnuTLS` prints it.
fn of_go(text: &str) -> Option<Timestamp> {
    let in_utc = text.strip_suffix(" UTC");
    let text = in_utc.unwrap_or(text);
    let (civil, offset) = text.rsplit_once(' ')?;
    if in_utc.is_some() && offset.contains(':') {
        return format!("{civil}T{offset}Z").parse().ok();
    }
    let (hours, minutes) = offset.strip_prefix(['+', '-'])?.split_at_checked(2)?;
    let sign = offset.get(..1)?;
    let (date, clock) = civil.split_once(' ')?;
    let clock = clock.split('.').next()?;
    format!("{date}T{clock}{sign}{hours}:{}", minutes.trim_start_matches(':')).parse().ok()
}

/// `Wed Dec 02 00:00:00 UTC 2026`.
fn of_java(text: &str) -> Option<Timestamp> {
    let words: Vec<_> = text.split_ascii_whitespace().collect();
    let [_, month, day, clock, zone, year] = words.as_slice() else { return None };
    matches!(*zone, "UTC" | "GMT" | "Z")
        .then(|| time::of_openssl(&format!("{month} {day} {clock} {year} GMT")))?
}

/// `/Date(1764633600000)/`, as Windows PowerShell writes dates in JSON.
fn of_json(text: &str) -> Option<Timestamp> {
    let digits = text.trim_matches(['\\', '/']).strip_prefix("Date(")?.strip_suffix(')')?;
    Timestamp::from_unix(digits.parse::<i64>().ok()?.div_euclid(1000))
}

/// Whether a text looks like a date whose order or zone is not known: `12/2/2026 12:00:00 AM`, `02.12.2026 00:00`.
pub(crate) fn is_ambiguous(text: &str) -> bool {
    let text = text.trim_matches(['"', '\'']);
    let date = text.split_ascii_whitespace().next().unwrap_or_default();
    let is_split_by = |mark: char| {
        let parts: Vec<_> = date.split(mark).collect();
        parts.len() == 3
            && parts
                .iter()
                .all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let begins_with_year = date.len() > 4 && date.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    text.len() < 60 && !begins_with_year && ['/', '.', '-'].into_iter().any(is_split_by)
}

/// Whether a text is a date and a time, and no zone that is known: `2026-12-02 08:39:00`, `Wednesday, December 2, 2026 8:39:00 AM`.
fn is_local(text: &str) -> bool {
    let text = text.trim_matches(['"', '\'', ',']);
    let words = || text.split([' ', 'T', '\u{a0}', '\u{202f}']).filter(|word| !word.is_empty());
    let is_year = |word: &str| {
        let year = word.trim_matches([',', '.']).split('-').next().unwrap_or_default();
        year.len() == 4
            && (year.starts_with("19") || year.starts_with("20"))
            && year.bytes().all(|b| b.is_ascii_digit())
    };
    let is_clock = |word: &str| {
        let parts: Vec<_> = word.split(['.', ':']).collect();
        word.contains(':')
            && (2..=4).contains(&parts.len())
            && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
    };
    text.len() < 60
        && words().count() <= 8
        && words().any(is_year)
        && words().any(is_clock)
        && of_tool(text).is_none()
}

/// Whether a line has a date whose order is not known as one of its words: `Nicht nach: 02.12.2026 00:00`.
pub(super) fn has_ambiguous(line: &str) -> bool {
    line.split_ascii_whitespace().any(|word| {
        let word = word.trim_matches([',', ';', '"', '\'', '(', ')']);
        let has_year = word.len() >= 8 && word.as_bytes()[word.len() - 4..].iter().all(u8::is_ascii_digit);
        has_year && is_ambiguous(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_tool_are_read() {
        for text in [
            "Dec  2 08:39:00 2026 GMT",
            "2026-12-02T08:39:00Z",
            "2026-12-02T08:39:00.0500000Z",
            "2026-12-02T09:39:00.1+01:00",
            "Dec 02, 2026 08:39 UTC",
            "2026-12-02 08:39:00 +0000 UTC",
            "2026-12-02 08:39:00.5 +0000 UTC",
            "Wed Dec 02 08:39:00 UTC 2026",
            "/Date(1796200740000)/",
            "\"2026-12-02T08:39:00Z\",",
            "Dec  2 08:39:00 2026 UTC",
            "2026-12-02 08:39:00 UTC",
            "Wed, 02 Dec 2026 08:39:00 GMT",
        ] {
            assert_eq!(
                of_tool(text).map(|at| at.to_string()).as_deref(),
                Some("2026-12-02T08:39:00Z"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_date_whose_order_or_zone_is_not_known_is_none() {
        for text in
            ["12/2/2026 12:00:00 AM", "02.12.2026 00:00", "11/20/2026 12:00:00 AM", "2.12.2026", "02-12-2026"]
        {
            assert!(of_tool(text).is_none() && refusal(text) == Some(AMBIGUOUS), "{text}");
            assert!(has_ambiguous(&format!("NotAfter: {text}")), "{text}");
        }
        // The order of these is known, their zone is not.
        for text in [
            "2026-12-02 08:39:00",
            "2026-12-02T08:39:00",
            "Wednesday, December 2, 2026 8:39:00 AM",
            "mercredi 2 d\u{e9}cembre 2026 08:39:00",
            "Mittwoch, 2. Dezember 2026 08:39:00",
            "Wed Dec  2 08:39:00 2026",
        ] {
            assert!(of_tool(text).is_none() && refusal(text) == Some(LOCAL), "{text}");
        }
        assert_eq!(refusal("2026-12-02"), None);
        for text in
            ["Wed Dec 02 08:39:00 CET 2026", "2026-12-02T08:39:00", "soon", "", "Dec 02, 2026 08:39 CET"]
        {
            assert!(of_tool(text).is_none() && !is_ambiguous(text), "{text}");
        }
        assert!(!is_ambiguous("1.0.24.11029") && !is_ambiguous("10.0.0.5"));
    }
}
