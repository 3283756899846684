//! Dates as tools print them.

use certplan_core::facts::Timestamp;

use crate::time;

/// Why a date is not read: the order of its parts, or its zone, is not known.
pub(crate) const AMBIGUOUS: &str = "the order of day and month in this date is not known, and neither is its time zone; print it with \
                                    .ToString('o'), or run openssl x509 -dates on the file";

/// A date of any tool that leaves no doubt: OpenSSL, Go, Java, kubeadm, RFC 3339.
pub(crate) fn of_tool(text: &str) -> Option<Timestamp> {
    let text = text.trim().trim_matches(['"', '\'', ',']).trim();
    time::of_openssl(text)
        .or_else(|| of_rfc3339(text))
        .or_else(|| of_kubeadm(text))
        .or_else(|| of_go(text))
        .or_else(|| of_java(text))
        .or_else(|| of_json(text))
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

/// `2026-12-02 00:00:00 +0000 UTC`.
fn of_go(text: &str) -> Option<Timestamp> {
    let text = text.strip_suffix(" UTC").unwrap_or(text);
    let (civil, offset) = text.rsplit_once(' ')?;
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
    text.len() < 60 && (is_split_by('/') || is_split_by('.') || is_split_by('-') && of_tool(text).is_none())
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
            ["12/2/2026 12:00:00 AM", "02.12.2026 00:00", "11/20/2026 12:00:00 AM", "2.12.2026", "2026-12-02"]
        {
            assert!(of_tool(text).is_none() && is_ambiguous(text), "{text}");
        }
        for text in
            ["Wed Dec 02 08:39:00 CET 2026", "2026-12-02T08:39:00", "soon", "", "Dec 02, 2026 08:39 CET"]
        {
            assert!(of_tool(text).is_none() && !is_ambiguous(text), "{text}");
        }
        assert!(!is_ambiguous("1.0.24.11029") && !is_ambiguous("10.0.0.5"));
    }
}
