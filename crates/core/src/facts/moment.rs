//! Points in time: plain dates, date-times of a zone, and timestamps.

use std::fmt;
use std::str::FromStr;

use chrono::format::ParseErrorKind;
use chrono::{
    DateTime, Datelike, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc,
};

use super::{Duration, Quoted};

/// A point in time in whole seconds, in the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// The timestamp a number of seconds after 1970-01-01T00:00:00Z; `None` outside the years 1 to 9999.
    pub fn from_unix(unix: i64) -> Option<Self> {
        DateTime::from_timestamp(unix, 0).and_then(|time| Self::new(&time))
    }

    /// The timestamp at which a clock of a zone shows this; `None` outside the years 1 to 9999 in UTC.
    pub fn new<Z: TimeZone>(time: &DateTime<Z>) -> Option<Self> {
        let time = time.to_utc();
        (1..=9999).contains(&time.year()).then_some(Self(time))
    }

    /// Seconds after 1970-01-01T00:00:00Z.
    pub const fn unix(self) -> i64 {
        self.0.timestamp()
    }

    /// The timestamp after a duration; `None` after the year 9999.
    pub fn plus(self, duration: Duration) -> Option<Self> {
        self.0.checked_add_signed(duration.delta()).and_then(|time| Self::new(&time))
    }

    /// Its date and time in UTC.
    pub const fn civil(self) -> NaiveDateTime {
        self.0.naive_utc()
    }

    /// The timestamp as chrono counts with it.
    pub const fn utc(self) -> DateTime<Utc> {
        self.0
    }
}

/// RFC 3339 in UTC: `2026-12-18T16:00:00Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let civil = self.civil();
        write!(f, "{}T{}Z", civil.date(), civil.time())
    }
}

/// A point in time as precise as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Some time on that day.
    Date(NaiveDate),
    /// That second.
    Timestamp(Timestamp),
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Timestamp(timestamp) => timestamp.fmt(f),
        }
    }
}

/// The zone in which date-times without an offset are read. The caller brings it: core knows no zone but [`Utc`].
///
/// The methods of chrono's `TimeZone` that core needs, so that a zone can be chosen while the program runs.
pub trait Zone {
    /// The zone's name, as the answer states it.
    fn name(&self) -> &str;

    /// The timestamp of a date-time on the zone's clocks: none where they are put forward over it, two where they are put back.
    fn timestamp(&self, civil: NaiveDateTime) -> MappedLocalTime<Timestamp>;

    /// The date on the zone's calendar at that time.
    fn date(&self, at: Timestamp) -> NaiveDate;
}

/// [`Zone::timestamp`] for a zone of chrono.
pub fn timestamp_in<Z: TimeZone>(zone: &Z, civil: NaiveDateTime) -> MappedLocalTime<Timestamp> {
    match zone.from_local_datetime(&civil).map(|time| Timestamp::new(&time)) {
        MappedLocalTime::Single(Some(at)) => MappedLocalTime::Single(at),
        MappedLocalTime::Ambiguous(Some(first), Some(second)) => MappedLocalTime::Ambiguous(first, second),
        _ => MappedLocalTime::None,
    }
}

/// [`Zone::date`] for a zone of chrono.
pub fn date_in<Z: TimeZone>(zone: &Z, at: Timestamp) -> NaiveDate {
    at.utc().with_timezone(zone).date_naive()
}

/// Whether a text can be a zone's name: 1 to 64 letters, digits and the marks that names of zones have.
///
/// A name that is only shown and never looked up needs no other check.
pub fn is_zone_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-:".contains(&byte))
}

impl Zone for Utc {
    fn name(&self) -> &'static str {
        "UTC"
    }

    fn timestamp(&self, civil: NaiveDateTime) -> MappedLocalTime<Timestamp> {
        timestamp_in(self, civil)
    }

    fn date(&self, at: Timestamp) -> NaiveDate {
        date_in(self, at)
    }
}

/// A text read as a point in time, before the zone is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    Date(NaiveDate),
    /// A date-time without an offset.
    Civil(NaiveDateTime),
    Timestamp(Timestamp),
}

/// Reads `2026-12-18`, `2026-12-18T17:00`, `2026-12-18 17:00:00` and both with `Z` or an offset.
impl FromStr for Typed {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        read(text.trim()).map_err(|reason| MomentError { value: text.into(), reason })
    }
}

impl Typed {
    /// The point in time that this means in the zone, and whether the zone was needed.
    pub(super) fn in_zone(self, text: &str, zone: &dyn Zone) -> Result<(Moment, bool), MomentError> {
        let refused = |reason| Err(MomentError { value: text.into(), reason });
        match self {
            Self::Date(date) => Ok((Moment::Date(date), false)),
            Self::Timestamp(instant) => Ok((Moment::Timestamp(instant), false)),
            Self::Civil(civil) => match zone.timestamp(civil) {
                MappedLocalTime::Single(timestamp) => Ok((Moment::Timestamp(timestamp), true)),
                MappedLocalTime::None => refused(Reason::Skipped(zone.name().into())),
                MappedLocalTime::Ambiguous(..) => refused(Reason::Twice(zone.name().into())),
            },
        }
    }
}

/// Reads an instant in RFC 3339.
///
/// # Errors
///
/// Any other text, a plain date and a date-time without an offset among them.
impl FromStr for Timestamp {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        match text.parse()? {
            Typed::Timestamp(instant) => Ok(instant),
            Typed::Civil(_) | Typed::Date(_) => {
                Err(MomentError { value: text.into(), reason: Reason::NoOffset })
            }
        }
    }
}

/// Why a text is not a point in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentError {
    value: Box<str>,
    reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    Empty,
    Fraction,
    NoOffset,
    NoSuchDate,
    Skipped(Box<str>),
    Twice(Box<str>),
    Unreadable,
}

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.reason != Reason::Empty {
            Quoted(&self.value).fmt(f)?;
        }
        match &self.reason {
            Reason::Empty => f.write_str("is empty"),
            Reason::Fraction => f.write_str(" is finer than a whole second"),
            Reason::NoOffset => f.write_str(" has no offset, which an instant needs"),
            Reason::NoSuchDate => f.write_str(" is no date or time of the calendar"),
            Reason::Skipped(zone) => {
                write!(f, " does not exist in {zone}: the clocks were put forward over it; give an offset")
            }
            Reason::Twice(zone) => {
                write!(f, " happens twice in {zone}: the clocks were put back over it; give an offset")
            }
            Reason::Unreadable => f.write_str(" is not a date or date-time"),
        }?;
        f.write_str("; accepted: 2026-12-18, 2026-12-18T17:00 or 2026-12-18T17:00+01:00")
    }
}

impl std::error::Error for MomentError {}

/// Completes the text to RFC 3339, which chrono reads, and keeps what was typed.
fn read(text: &str) -> Result<Typed, Reason> {
    if text.is_empty() {
        return Err(Reason::Empty);
    }
    let (date, rest) = text.split_at_checked(10).filter(|_| text.is_ascii()).ok_or(Reason::Unreadable)?;
    if rest.is_empty() {
        return Ok(Typed::Date(rfc_3339(date, "00:00:00", "Z")?.date_naive()));
    }
    let rest = rest.strip_prefix(['T', 't', ' ']).ok_or(Reason::Unreadable)?;
    let (time, offset) = rest.split_at(rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len()));
    if time.contains(['.', ',']) {
        return Err(Reason::Fraction);
    }
    let seconds = if time.len() == "17:00".len() { ":00" } else { "" };
    let time = format!("{time}{seconds}");
    if offset.is_empty() {
        return Ok(Typed::Civil(rfc_3339(date, &time, "Z")?.naive_utc()));
    }
    Timestamp::new(&rfc_3339(date, &time, offset)?).map(Typed::Timestamp).ok_or(Reason::NoSuchDate)
}

fn rfc_3339(date: &str, time: &str, offset: &str) -> Result<DateTime<FixedOffset>, Reason> {
    let read = DateTime::parse_from_rfc3339(&format!("{date}T{time}{offset}"));
    let read = read.map_err(|error| match error.kind() {
        ParseErrorKind::OutOfRange | ParseErrorKind::Impossible => Reason::NoSuchDate,
        _ => Reason::Unreadable,
    })?;
    // Certplan counts years from 1 and knows no leap seconds, which chrono keeps as a second of a billion nanoseconds and more.
    let local = read.naive_local();
    let is_known = (1..=9999).contains(&local.year()) && local.nanosecond() == 0;
    is_known.then_some(read).ok_or(Reason::NoSuchDate)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn instant(text: &str) -> Timestamp {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn offsets_and_utc_meet() {
        assert_eq!(instant("2026-12-18T17:00+01:00"), instant("2026-12-18T16:00:00Z"));
        assert_eq!(instant("2026-12-18 00:30-09:30"), instant("2026-12-18T10:00:00z"));
        assert_eq!(instant("1969-12-31T23:59:59Z").unix(), -1);
        assert_eq!(instant("2026-12-18T17:00+01:00").to_string(), "2026-12-18T16:00:00Z");
        assert_eq!(instant("0001-01-01T00:00Z").to_string(), "0001-01-01T00:00:00Z");
    }

    #[test]
    fn an_offset_reaches_to_a_minute_below_a_day() {
        assert_eq!(instant("2026-12-18T23:59+23:59"), instant("2026-12-18T00:00Z"));
        assert_eq!(instant("2026-12-18T00:00-23:59"), instant("2026-12-18T23:59Z"));
    }

    #[test]
    fn a_zone_is_named_by_up_to_64_of_its_characters() {
        let longest = "a".repeat(64);
        for name in ["Europe/Berlin", "Etc/GMT+1", "America/Port-au-Prince", "W_1", "+01:00", "x", &longest] {
            assert!(is_zone_name(name), "{name}");
        }
        for name in ["", "Europe Berlin", "<b>", "\u{e9}", "a\n", &"a".repeat(65)] {
            assert!(!is_zone_name(name), "{name}");
        }
        assert_eq!(Utc.name(), "UTC");
    }

    #[test]
    fn refusals_say_what_is_wrong() {
        for (text, start) in [
            ("2026-1-02", "\"2026-1-02\" is not a date"),
            ("2026-001-2", "\"2026-001-2\" is not a date"),
            ("2026-+1-02", "\"2026-+1-02\" is not a date"),
            ("2026-12-18T17:00+24:00", "\"2026-12-18T17:00+24:00\" is no date or time"),
            ("2026-12-18T17:00+01:60", "\"2026-12-18T17:00+01:60\" is no date or time"),
            ("", "is empty"),
            ("yesterday", "\"yesterday\" is not a date"),
            ("2026-02-30", "\"2026-02-30\" is no date"),
            ("0000-01-01", "\"0000-01-01\" is no date"),
            ("2026-12-18T24:00", "\"2026-12-18T24:00\" is no date or time"),
            ("2026-12-18T17:00:00.5Z", "\"2026-12-18T17:00:00.5Z\" is finer"),
            ("2026-12-18T17:00+25:00", "\"2026-12-18T17:00+25:00\" is no date or time"),
            ("2026-12-18X17:00", "\"2026-12-18X17:00\" is not a date"),
            ("18.12.2026", "\"18.12.2026\" is not a date"),
            ("2026-12-1\u{e9}", "\"2026-12-1\u{e9}\" is not a date"),
            ("0001-01-01T00:00+01:00", "\"0001-01-01T00:00+01:00\" is no date"),
            ("2026-12-18T17:00+01", "\"2026-12-18T17:00+01\" is not a date"),
        ] {
            let error = text.parse::<Typed>().expect_err(text).to_string();
            assert!(error.starts_with(start), "{text:?} gives: {error}");
        }
        let error = "2026-12-18".parse::<Timestamp>().expect_err("a date").to_string();
        assert!(error.starts_with("\"2026-12-18\" has no offset"), "{error}");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(unix in -62_135_596_800_i64..=253_402_300_799) {
            let instant = Timestamp::from_unix(unix).unwrap();
            prop_assert_eq!(instant.to_string().parse::<Timestamp>().unwrap(), instant);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}|[0-9TZ:+. -]{0,30}") {
            if let Err(error) = text.parse::<Typed>() {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
