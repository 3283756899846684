//! Durations as people write them.

use std::fmt;
use std::str::FromStr;

use chrono::TimeDelta;

use super::Quoted;
use super::number::ascii_digit;

/// A duration in whole seconds, from 0 up to 36,500 days.
///
/// # Example: the same duration, written in five ways
///
/// ```
/// use certplan_core::facts::Duration;
/// for text in ["45d", "45", "1080h", "P45D", "45.00:00:00"] {
///     assert_eq!(text.parse::<Duration>().unwrap(), Duration::from_days(45), "{text}");
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(TimeDelta);

impl Duration {
    /// The longest duration: 36,500 days.
    pub const MAX: Self = Self::from_days(36_500);

    /// A number of whole days.
    pub const fn from_days(days: u32) -> Self {
        Self(TimeDelta::days(days as i64))
    }

    /// A number of seconds; `None` above 36,500 days.
    pub const fn from_seconds(seconds: u64) -> Option<Self> {
        if seconds <= Self::MAX.seconds() {
            Some(Self(TimeDelta::seconds(seconds.cast_signed())))
        } else {
            None
        }
    }

    /// The duration in seconds.
    pub const fn seconds(self) -> u64 {
        self.0.num_seconds().unsigned_abs()
    }

    /// The duration as chrono counts with it.
    pub const fn delta(self) -> TimeDelta {
        self.0
    }

    /// Whether it is no time at all.
    pub const fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The duration as days, hours, minutes and seconds, in that order.
    pub const fn parts(self) -> [u64; 4] {
        let s = self.seconds();
        [s / DAY, s % DAY / HOUR, s % HOUR / MINUTE, s % MINUTE]
    }
}

/// The shortest text that reads back as the same duration: `30d1m`, `0d`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return f.write_str("0d");
        }
        let mut parts = self.parts().into_iter().zip(['d', 'h', 'm', 's']);
        parts.try_for_each(|(count, unit)| if count > 0 { write!(f, "{count}{unit}") } else { Ok(()) })
    }
}

/// Reads `45d`, `36h`, `90m`, `30s`, `6w`, `1.5d`, `1d12h`, `45 days`, ISO 8601 (`P45D`, `PT36H`, `P6W`), PowerShell's
/// `45.00:00:00`, and a bare number as days.
///
/// # Errors
///
/// Anything else, with the reason, what is accepted, and the nearest good spelling where there is one.
impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        read(text).map_err(|reason| DurationError {
            value: text.into(),
            nearest: nearest(text, reason),
            reason,
        })
    }
}

/// Why a text is not a duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationError {
    value: Box<str>,
    reason: Reason,
    nearest: Option<String>,
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            Reason::Empty => "is empty",
            Reason::Sign => " has a sign; a length has none",
            Reason::Comma => " has a comma; write decimals with a point",
            Reason::ForeignDigit => " has digits other than 0 to 9",
            Reason::MonthOrYear => " is in months or years, whose length varies; give days or two dates",
            Reason::RepeatedUnit => " has a unit twice",
            Reason::UnitOrder => " has its units out of order; write the largest first",
            Reason::Fraction => " is finer than a whole second",
            Reason::TooLong => " is above 36500 days",
            Reason::Unreadable => " is not a length of time",
        };
        if self.reason != Reason::Empty {
            Quoted(&self.value).fmt(f)?;
        }
        write!(f, "{reason}; accepted: 0 to 36500 days as 45d, 36h, 1.5d, 1d12h, 6w, P45D or 45 (days)")?;
        match &self.nearest {
            Some(nearest) => write!(f, "; did you mean {nearest}?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DurationError {}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Comma,
    Empty,
    ForeignDigit,
    Fraction,
    MonthOrYear,
    RepeatedUnit,
    Sign,
    TooLong,
    UnitOrder,
    Unreadable,
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;

/// The names of each unit, the largest unit first. Letters are compared in lower case.
const UNITS: [(u64, &[&str]); 5] = [
    (WEEK, &["w", "wk", "wks", "week", "weeks"]),
    (DAY, &["d", "day", "days"]),
    (HOUR, &["h", "hr", "hrs", "hour", "hours"]),
    (MINUTE, &["m", "min", "mins", "minute", "minutes"]),
    (1, &["s", "sec", "secs", "second", "seconds"]),
];

const REFUSED_UNITS: [&str; 8] = ["mo", "mon", "month", "months", "y", "yr", "year", "years"];

fn read(text: &str) -> Result<Duration, Reason> {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    if text.is_empty() {
        return Err(Reason::Empty);
    }
    if text.starts_with(SIGNS) {
        return Err(Reason::Sign);
    }
    if text.chars().any(|c| c.is_numeric() && !c.is_ascii_digit()) {
        return Err(Reason::ForeignDigit);
    }
    if text.contains(',') {
        return Err(Reason::Comma);
    }
    let seconds = if let Some(iso) = text.strip_prefix(['P', 'p']) {
        read_iso(iso)
    } else if text.contains(':') {
        read_time_span(text)
    } else if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        in_seconds(text, DAY)
    } else {
        read_units(text)
    }?;
    Duration::from_seconds(seconds).ok_or(Reason::TooLong)
}

/// The signs that people type or paste, the dashes of word processors among them.
const SIGNS: [char; 5] = ['-', '+', '\u{2212}', '\u{2013}', '\u{2014}'];

/// Reads `1d12h` and `45 days`: every part a number and a unit.
fn read_units(text: &str) -> Result<u64, Reason> {
    let mut seconds = 0_u64;
    let mut last = u64::MAX;
    let mut rest = text;
    while !rest.is_empty() {
        let (number, after) = rest.split_at(span(rest, |b| b.is_ascii_digit() || b == b'.'));
        let after = after.trim_start_matches(' ');
        let (unit, after) = after.split_at(span(after, |b| b.is_ascii_alphabetic()));
        let size = unit_size(unit)?;
        if size >= last {
            return Err(if size == last { Reason::RepeatedUnit } else { Reason::UnitOrder });
        }
        last = size;
        seconds = seconds.checked_add(in_seconds(number, size)?).ok_or(Reason::TooLong)?;
        rest = after.trim_start_matches(' ');
    }
    Ok(seconds)
}

/// Reads what follows the `P` of ISO 8601.
fn read_iso(text: &str) -> Result<u64, Reason> {
    let (date, time) = match text.split_once(['T', 't']) {
        Some((_, "")) => return Err(Reason::Unreadable),
        Some((date, time)) => (date, time),
        None => (text, ""),
    };
    if date.contains(['M', 'm', 'Y', 'y']) {
        return Err(Reason::MonthOrYear);
    }
    if text.contains(' ') || text.is_empty() {
        return Err(Reason::Unreadable);
    }
    let only = |part: &str, letters: &[u8]| {
        part.bytes().all(|b| b.is_ascii_digit() || b == b'.' || letters.contains(&b.to_ascii_lowercase()))
    };
    if !only(date, b"wd") || !only(time, b"hms") {
        return Err(Reason::Unreadable);
    }
    let time = time.replace('M', "m");
    read_units(date)?.checked_add(read_units(&time)?).ok_or(Reason::TooLong)
}

/// Reads `[d.]hh:mm:ss`, as PowerShell prints a time span.
fn read_time_span(text: &str) -> Result<u64, Reason> {
    let mut fields = text.split(':');
    let (Some(first), Some(minutes), Some(rest), None) =
        (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(Reason::Unreadable);
    };
    let (days, hours) = first.split_once('.').unwrap_or(("0", first));
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    if fraction.bytes().any(|b| b != b'0') {
        return Err(if number(fraction).is_ok() { Reason::Fraction } else { Reason::Unreadable });
    }
    let field = |text: &str, below: u64| match number(text)? {
        value if text.len() <= 2 && value < below => Ok(value),
        _ => Err(Reason::Unreadable),
    };
    let days = number(days)?.checked_mul(DAY).ok_or(Reason::TooLong)?;
    let clock = field(hours, 24)? * HOUR + field(minutes, 60)? * MINUTE + field(whole, 60)?;
    days.checked_add(clock).ok_or(Reason::TooLong)
}

/// The seconds of a decimal number of units, exactly.
fn in_seconds(text: &str, unit: u64) -> Result<u64, Reason> {
    let (whole, fraction) = match text.split_once('.') {
        Some((_, "")) => return Err(Reason::Unreadable),
        Some((whole, fraction)) => (whole, fraction),
        None => (text, ""),
    };
    let whole = number(whole)?.checked_mul(unit).ok_or(Reason::TooLong)?;
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Reason::Unreadable);
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        return Ok(whole);
    }
    // No unit divides by 10 more than seven times, so a longer fraction cannot come out in whole seconds.
    let places = u32::try_from(fraction.len()).ok().filter(|places| *places <= 7).ok_or(Reason::Fraction)?;
    let scaled = number(fraction)? * unit;
    let scale = 10_u64.pow(places);
    if scaled.is_multiple_of(scale) {
        whole.checked_add(scaled / scale).ok_or(Reason::TooLong)
    } else {
        Err(Reason::Fraction)
    }
}

fn number(text: &str) -> Result<u64, Reason> {
    match super::number(text) {
        None => Err(Reason::Unreadable),
        Some(u64::MAX) => Err(Reason::TooLong),
        Some(number) => Ok(number),
    }
}

fn unit_size(unit: &str) -> Result<u64, Reason> {
    // `1M` is a month in ISO 8601 and in many tools, so it must not be read as a minute.
    if unit == "M" || REFUSED_UNITS.iter().any(|refused| unit.eq_ignore_ascii_case(refused)) {
        return Err(Reason::MonthOrYear);
    }
    UNITS
        .iter()
        .find(|(_, names)| names.iter().any(|name| unit.eq_ignore_ascii_case(name)))
        .map(|(size, _)| *size)
        .ok_or(Reason::Unreadable)
}

fn span(text: &str, belongs: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|byte| belongs(*byte)).count()
}

/// The text that was probably meant, where a small repair makes it readable.
fn nearest(text: &str, reason: Reason) -> Option<String> {
    let text = text.trim();
    // A long text is not read a second time.
    if text.len() > 64 {
        return None;
    }
    let repaired = match reason {
        Reason::Sign => text.trim_start_matches(SIGNS).trim_start_matches([' ', '\t']).into(),
        Reason::Comma => text.replace(',', "."),
        Reason::ForeignDigit => text.chars().map(|c| ascii_digit(c).unwrap_or(c)).collect(),
        Reason::MonthOrYear => {
            format!("{}m", text.strip_suffix('M').filter(|_| !text.starts_with(['P', 'p']))?)
        }
        Reason::RepeatedUnit | Reason::UnitOrder => sorted(text)?,
        Reason::Empty | Reason::Fraction | Reason::TooLong | Reason::Unreadable => return None,
    };
    read(&repaired).is_ok().then_some(repaired)
}

/// The same parts added up, where every one of them is readable.
fn sorted(text: &str) -> Option<String> {
    let mut seconds = 0_u64;
    let mut rest = text;
    while !rest.is_empty() {
        let end = span(rest, |b| !b.is_ascii_alphabetic());
        let end = end + span(&rest[end..], |b| b.is_ascii_alphabetic());
        seconds = seconds.checked_add(read_units(rest[..end].trim()).ok()?)?;
        rest = &rest[end..];
    }
    Some(Duration::from_seconds(seconds)?.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seconds(text: &str) -> u64 {
        text.parse::<Duration>().unwrap_or_else(|error| panic!("{text}: {error}")).seconds()
    }

    #[track_caller]
    fn refused(text: &str, start: &str) {
        let error = text.parse::<Duration>().expect_err(text).to_string();
        assert!(error.starts_with(start), "{text:?} gives: {error}");
    }

    #[test]
    fn every_documented_spelling_is_read() {
        for (text, expected) in [
            ("45d", 45 * DAY),
            ("36h", 36 * HOUR),
            ("90m", 90 * MINUTE),
            ("30s", 30),
            ("6w", 42 * DAY),
            ("1.5d", 36 * HOUR),
            ("1d12h", 36 * HOUR),
            ("P45D", 45 * DAY),
            ("PT36H", 36 * HOUR),
            ("P6W", 6 * WEEK),
            ("P1DT12H", 36 * HOUR),
            ("PT5M", 5 * MINUTE),
            ("pt5m", 5 * MINUTE),
            ("30", 30 * DAY),
            ("0", 0),
            ("0.5", 12 * HOUR),
            ("45.00:00:00", 45 * DAY),
            ("12:30:00", 12 * HOUR + 30 * MINUTE),
            ("1.00:00:01.0000000", DAY + 1),
            ("45 days", 45 * DAY),
            ("1 day 12 hours", 36 * HOUR),
            (" 45D ", 45 * DAY),
            ("36500d", 36_500 * DAY),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn refusals_say_what_is_wrong_and_what_was_meant() {
        refused("", "is empty");
        refused("   ", "is empty");
        refused("-3d", "\"-3d\" has a sign; a length has none");
        refused("\u{2013}3d", "\"\u{2013}3d\" has a sign");
        refused("1,5d", "\"1,5d\" has a comma");
        refused("\u{FF13}\u{FF10}d", "\"\u{FF13}\u{FF10}d\" has digits other than 0 to 9");
        refused("1M", "\"1M\" is in months or years");
        refused("1 month", "\"1 month\" is in months or years");
        refused("P1M", "\"P1M\" is in months or years");
        refused("P1Y", "\"P1Y\" is in months or years");
        refused("1d1d", "\"1d1d\" has a unit twice");
        refused("12h1d", "\"12h1d\" has its units out of order");
        refused("0.5s", "\"0.5s\" is finer than a whole second");
        refused("0.00001157407407407", "\"0.00001157407407407\" is finer than a whole second");
        refused("99999999999999d", "\"99999999999999d\" is above 36500 days");
        refused("36500d1s", "\"36500d1s\" is above 36500 days");
        refused("99999999999999999999999999", "\"99999999999999999999999999\" is above 36500 days");
        for text in [
            "NaN", "inf", "d", "1.d", ".5d", "1.2.3", "P", "PT", "P1H", "PTD", "1e3", "24:00:00", "1:2",
            "::", "45x", "1d 5",
        ] {
            refused(text, &format!("{} is not a length of time", Quoted(text)));
        }
        for (text, meant) in [
            ("-3d", "3d"),
            ("1,5d", "1.5d"),
            ("\u{FF13}\u{FF10}d", "30d"),
            ("12h1d", "1d12h"),
            ("1d1d", "2d"),
            ("1M", "1m"),
        ] {
            let error = text.parse::<Duration>().expect_err(text).to_string();
            assert!(error.ends_with(&format!("did you mean {meant}?")), "{error}");
        }
    }

    #[test]
    fn a_text_of_64_bytes_gets_a_second_reading_and_a_longer_one_none() {
        let error = |spaces: usize| {
            let text = format!("-{}1d", " ".repeat(spaces));
            text.parse::<Duration>().expect_err("it has a sign").to_string()
        };
        assert!(error(61).ends_with("did you mean 1d?"));
        assert!(!error(62).contains("did you mean"));
    }

    #[test]
    fn a_long_text_is_refused_with_its_beginning_only() {
        let error = "9x".repeat(5_000).parse::<Duration>().expect_err("no length").to_string();
        assert!(error.len() < 250, "{error}");
        assert!(error.contains("(10000 characters)"), "{error}");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(seconds in 0..=Duration::MAX.seconds()) {
            let length = Duration::from_seconds(seconds).unwrap();
            prop_assert_eq!(length.to_string().parse::<Duration>().unwrap(), length);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}|[0-9dhmswPT.:, -]{0,20}") {
            if let Err(error) = text.parse::<Duration>() {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
