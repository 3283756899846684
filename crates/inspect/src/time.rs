//! Dates as certificates and OpenSSL write them.

use certplan_core::facts::Timestamp;
use chrono::NaiveDate;

use crate::tlv::{Element, GENERALIZED_TIME, UTC_TIME};

/// The instant of a certificate's date.
///
/// A `UTCTime` of the years 50 to 99 is of the last century, as RFC 5280 has it. Fractions and offsets, which that standard
/// forbids, are none; so is the year 0.
pub(crate) fn of_element(element: Element<'_>) -> Option<Timestamp> {
    let digits = element.content.strip_suffix(b"Z")?;
    match (element.tag, digits.len()) {
        (UTC_TIME, 12) => {
            let short = number(digits.get(..2)?)?;
            of_digits(if short < 50 { 2000 + short } else { 1900 + short }, digits.get(2..)?)
        }
        (GENERALIZED_TIME, 14) => of_digits(number(digits.get(..4)?)?, digits.get(4..)?),
        _ => None,
    }
}

/// Month, day, hour, minute, second: two digits each.
fn of_digits(year: u32, digits: &[u8]) -> Option<Timestamp> {
    let at = |from: usize| number(digits.get(from..from + 2)?);
    instant(year, at(0)?, at(2)?, [at(4)?, at(6)?, at(8)?])
}

/// Reads `Feb  5 21:19:44 2024 GMT`, and `2024-02-05 21:19:44Z` as `-dateopt iso_8601` prints it.
pub(crate) fn of_openssl(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.as_bytes().first()?.is_ascii_digit() {
        return text.parse().ok();
    }
    let mut words = text.split_ascii_whitespace();
    let month = words.next()?;
    let month = MONTHS.iter().position(|name| *name == month)?;
    let day = number(words.next()?.as_bytes())?;
    let mut clock = words.next()?.split(':').map(|part| number(part.as_bytes()));
    let mut part = || clock.next().flatten();
    let time = [part()?, part()?, part()?];
    let year = number(words.next()?.as_bytes())?;
    let done = words.next() == Some("GMT") && words.next().is_none() && clock.next().is_none();
    instant(year, u32::try_from(month).ok()? + 1, day, time).filter(|_| done)
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn instant(year: u32, month: u32, day: u32, [hour, minute, second]: [u32; 3]) -> Option<Timestamp> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Timestamp::from_unix(date.and_hms_opt(hour, minute, second)?.and_utc().timestamp())
}

/// A number of one to four digits.
fn number(digits: &[u8]) -> Option<u32> {
    let decimal = (1..=4).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    decimal.then(|| digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tag: u8, text: &str) -> Option<String> {
        let content = text.as_bytes();
        of_element(Element { tag, content, whole: content }).map(|instant| instant.to_string())
    }

    #[test]
    fn both_kinds_of_dates_are_read() {
        for (tag, text, instant) in [
            (UTC_TIME, "491231235959Z", "2049-12-31T23:59:59Z"),
            (UTC_TIME, "500101000000Z", "1950-01-01T00:00:00Z"),
            (GENERALIZED_TIME, "20500101000000Z", "2050-01-01T00:00:00Z"),
            (GENERALIZED_TIME, "99991231235959Z", "9999-12-31T23:59:59Z"),
            (GENERALIZED_TIME, "00010101000000Z", "0001-01-01T00:00:00Z"),
        ] {
            assert_eq!(of(tag, text).as_deref(), Some(instant), "{text}");
        }
    }

    #[test]
    fn what_the_standard_forbids_is_no_date() {
        for text in [
            "4912312359Z",
            "491231235959",
            "491231235959+0100",
            "491331235959Z",
            "49123123595 Z",
            "490230000000Z",
        ] {
            assert_eq!(of(UTC_TIME, text), None, "{text}");
        }
        for text in ["00000101000000Z", "20500101000000.5Z", "20500101240000Z", "500101000000Z", ""] {
            assert_eq!(of(GENERALIZED_TIME, text), None, "{text}");
        }
    }

    #[test]
    fn dates_of_openssl_are_read() {
        for (text, instant) in [
            ("Feb  5 21:19:44 2024 GMT", "2024-02-05T21:19:44Z"),
            ("Dec 31 23:59:59 9999 GMT\r", "9999-12-31T23:59:59Z"),
            ("2024-02-05 21:19:44Z", "2024-02-05T21:19:44Z"),
        ] {
            assert_eq!(
                of_openssl(text).map(|instant| instant.to_string()).as_deref(),
                Some(instant),
                "{text}"
            );
        }
        for text in [
            "",
            "Feb",
            "Feb 30 00:00:00 2024 GMT",
            "Bad time value",
            "feb 5 21:19:44 2024 GMT",
            "Feb 5 21:19 2024 GMT",
            "Feb 5 21:19:44:00 2024 GMT",
            "Feb 5 21:19:44 2024",
            "Feb 5 21:19:44 2024 CET",
            "2024-02-05",
        ] {
            assert_eq!(of_openssl(text), None, "{text}");
        }
    }
}
