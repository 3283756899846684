//! Dates as certificates and OpenSSL write them.

use certplan_core::facts::Timestamp;
use chrono::NaiveDate;

use crate::tlv::{Element, GENERALIZED_TIME, UTC_TIME};

/// The instant of a certificate's date.
///
/// A `UTCTime` of the years 50 to 99 is of the last century, as RFC 5280 has it. That standard forbids offsets, fractions and
/// dates without seconds; `openssl` reads them, so they are read here. The year 0 is rejected.
pub(crate) fn of_element(element: Element<'_>) -> Option<Timestamp> {
    let (digits, ahead) = zone(element.content)?;
    let (year, digits) = match element.tag {
        UTC_TIME => {
            let (year, digits) = digits.split_at_checked(2)?;
            let short = number(year)?;
            (if short < 50 { 2000 + short } else { 1900 + short }, digits)
        }
        GENERALIZED_TIME => {
            let (year, digits) = without_fraction(digits)?.split_at_checked(4)?;
            (number(year)?, digits)
        }
        _ => return None,
    };
    Timestamp::from_unix(of_digits(year, digits)?.unix() - ahead)
}

/// The digits of a date, and by how many seconds its zone is ahead of UTC.
fn zone(date: &[u8]) -> Option<(&[u8], i64)> {
    if let Some(digits) = date.strip_suffix(b"Z") {
        return Some((digits, 0));
    }
    let (digits, offset) = date.split_at_checked(date.len().checked_sub(5)?)?;
    let (sign, offset) = offset.split_first()?;
    let (hours, minutes) = (number(&offset[..2])?, number(&offset[2..])?);
    let seconds = i64::from(hours * 3600 + minutes * 60);
    match sign {
        b'+' if hours <= 12 && minutes < 60 => Some((digits, seconds)),
        b'-' if hours <= 12 && minutes < 60 => Some((digits, -seconds)),
        _ => None,
    }
}

/// Whole seconds.
fn without_fraction(digits: &[u8]) -> Option<&[u8]> {
    let Some(point) = digits.iter().position(|byte| *byte == b'.') else { return Some(digits) };
    let (whole, fraction) = digits.split_at(point);
    (fraction.len() > 1 && fraction[1..].iter().all(u8::is_ascii_digit)).then_some(whole)
}

/// Month, day, hour, minute, and perhaps second: two digits each.
fn of_digits(year: u32, digits: &[u8]) -> Option<Timestamp> {
    let mut parts = digits.chunks(2).map(|part| number(part).filter(|_| part.len() == 2));
    let mut part = || parts.next().flatten();
    let (month, day, hour, minute) = (part()?, part()?, part()?, part()?);
    let second = if digits.len() == 8 { 0 } else { part()? };
    instant(year, month, day, [hour, minute, second]).filter(|_| digits.len() <= 10)
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
            // The standard forbids these, and openssl reads them.
            (UTC_TIME, "4912312359Z", "2049-12-31T23:59:00Z"),
            (UTC_TIME, "491231235959+0130", "2049-12-31T22:29:59Z"),
            (UTC_TIME, "4912312359-0100", "2050-01-01T00:59:00Z"),
            (GENERALIZED_TIME, "20500101000000.5Z", "2050-01-01T00:00:00Z"),
            (GENERALIZED_TIME, "205001010000Z", "2050-01-01T00:00:00Z"),
        ] {
            assert_eq!(of(tag, text).as_deref(), Some(instant), "{text}");
        }
    }

    #[test]
    fn what_openssl_does_not_read_is_no_date() {
        for text in [
            "",
            "+0100",
            "49123123Z",
            "491231235959",
            "491231235959+1300",
            "491231235959+0060",
            "491231235959+01",
            "4912312359591Z",
            "49123123595900Z",
            "491231235959.5Z",
            "491331235959Z",
            "49123123595 Z",
            "490230000000Z",
        ] {
            assert_eq!(of(UTC_TIME, text), None, "{text}");
        }
        for text in
            ["00000101000000Z", "20500101000000.Z", "20500101000000.5", "20500101240000Z", "20500101Z", ""]
        {
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
