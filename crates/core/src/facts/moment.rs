//! Points in time: plain dates, date-times of a zone, and instants.

use alloc::boxed::Box;
use alloc::string::String;
use core::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::{Duration, Quoted, trimmed};
use crate::spell::{Spell, digits, display_as_spelt};

/// An instant in whole seconds, in the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    unix: i64,
}

impl Timestamp {
    /// The instant so many seconds after 1970-01-01T00:00:00Z, where its year is 1 to 9999.
    pub fn from_unix(unix: i64) -> Option<Self> {
        // 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
        (-62_135_596_800..=253_402_300_799).contains(&unix).then_some(Self { unix })
    }

    /// Seconds after 1970-01-01T00:00:00Z.
    pub const fn unix(self) -> i64 {
        self.unix
    }

    /// The instant so long after this one, where its year is at most 9999.
    pub fn plus(self, length: Duration) -> Option<Self> {
        Self::from_unix(self.unix.checked_add_unsigned(length.seconds())?)
    }

    /// The instant's date and time in UTC.
    pub fn civil(self) -> NaiveDateTime {
        DateTime::from_timestamp(self.unix, 0).unwrap_or_default().naive_utc()
    }
}

/// RFC 3339 in UTC: `2026-12-18T16:00:00Z`.
impl Spell for Timestamp {
    fn spell(&self, text: &mut String) {
        let civil = self.civil();
        spell_date(text, civil.date());
        for (mark, number) in [('T', civil.hour()), (':', civil.minute()), (':', civil.second())] {
            text.push(mark);
            digits(text, number.into(), 10, 2);
        }
        text.push('Z');
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

impl Spell for Moment {
    fn spell(&self, text: &mut String) {
        match self {
            Self::Date(date) => spell_date(text, *date),
            Self::Timestamp(instant) => instant.spell(text),
        }
    }
}

display_as_spelt!(
    /// RFC 3339 in UTC: `2026-12-18T16:00:00Z`.
    Timestamp,
    Moment,
    MomentError,
);

fn spell_date(text: &mut String, date: NaiveDate) {
    // Everywhere here years are those of instants, 1 to 9999.
    digits(text, date.year().unsigned_abs().into(), 10, 4);
    for number in [date.month(), date.day()] {
        text.push('-');
        digits(text, number.into(), 10, 2);
    }
}

/// What a date-time on the clocks of a zone means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CivilTime {
    /// One instant.
    Once(Timestamp),
    /// None: the clocks were put forward over it.
    Skipped,
    /// Two: the clocks were put back over it.
    Twice,
}

/// The zone in which date-times without an offset are read. The channel brings it: core knows no zone but [`Utc`].
pub trait Zone {
    /// The zone's name, as the answer states it.
    fn name(&self) -> &str;

    /// The instant of a date-time on the zone's clocks.
    fn instant(&self, civil: NaiveDateTime) -> CivilTime;

    /// The date on the zone's calendar at that instant.
    fn date(&self, instant: Timestamp) -> NaiveDate;
}

/// Whether a text can be a zone's name: 1 to 64 letters, digits and the marks that names of zones have.
///
/// Where a name is only shown and never looked up, this is all that is asked of it.
pub fn is_zone_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-:".contains(&byte))
}

/// Coordinated universal time.
#[derive(Clone, Copy, Debug)]
pub struct Utc;

impl Zone for Utc {
    fn name(&self) -> &'static str {
        "UTC"
    }

    fn instant(&self, civil: NaiveDateTime) -> CivilTime {
        Timestamp::from_unix(civil.and_utc().timestamp()).map_or(CivilTime::Skipped, CivilTime::Once)
    }

    fn date(&self, instant: Timestamp) -> NaiveDate {
        instant.civil().date()
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
        read(trimmed(text)).map_err(|reason| MomentError { value: text.into(), reason })
    }
}

impl Typed {
    /// The point in time that this means in the zone, and whether the zone was needed.
    pub(super) fn in_zone(self, text: &str, zone: &dyn Zone) -> Result<(Moment, bool), MomentError> {
        let refused = |reason| Err(MomentError { value: text.into(), reason });
        match self {
            Self::Date(date) => Ok((Moment::Date(date), false)),
            Self::Timestamp(instant) => Ok((Moment::Timestamp(instant), false)),
            Self::Civil(civil) => match zone.instant(civil) {
                CivilTime::Once(instant) => Ok((Moment::Timestamp(instant), true)),
                CivilTime::Skipped => refused(Reason::Skipped(zone.name().into())),
                CivilTime::Twice => refused(Reason::Twice(zone.name().into())),
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

impl Spell for MomentError {
    fn spell(&self, text: &mut String) {
        let [reason, zone, end] = match &self.reason {
            Reason::Empty => ["is empty", "", ""],
            Reason::Fraction => [" is finer than a whole second", "", ""],
            Reason::NoOffset => [" has no offset, which an instant needs", "", ""],
            Reason::NoSuchDate => [" is no date or time of the calendar", "", ""],
            Reason::Skipped(zone) => {
                [" does not exist in ", zone, ": the clocks were put forward over it; give an offset"]
            }
            Reason::Twice(zone) => {
                [" happens twice in ", zone, ": the clocks were put back over it; give an offset"]
            }
            Reason::Unreadable => [" is not a date or date-time", "", ""],
        };
        if self.reason != Reason::Empty {
            Quoted(&self.value).spell(text);
        }
        for part in [reason, zone, end, "; accepted: 2026-12-18, 2026-12-18T17:00 or 2026-12-18T17:00+01:00"]
        {
            text.push_str(part);
        }
    }
}

impl core::error::Error for MomentError {}

fn read(text: &str) -> Result<Typed, Reason> {
    if text.is_empty() {
        return Err(Reason::Empty);
    }
    let (date, rest) = text.split_at_checked(10).ok_or(Reason::Unreadable)?;
    let date = read_date(date)?;
    let Some(rest) = rest.strip_prefix(['T', 't', ' ']) else {
        return if rest.is_empty() { Ok(Typed::Date(date)) } else { Err(Reason::Unreadable) };
    };
    let zone_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (time, offset) = rest.split_at(zone_at);
    let civil = date.and_time(read_time(time)?);
    if offset.is_empty() {
        return Ok(Typed::Civil(civil));
    }
    let unix = civil.and_utc().timestamp() - read_offset(offset)?;
    Timestamp::from_unix(unix).map(Typed::Timestamp).ok_or(Reason::NoSuchDate)
}

fn read_date(text: &str) -> Result<NaiveDate, Reason> {
    let [year, month, day] = fields(text, '-', [4, 2, 2])?;
    let year = i32::try_from(year).map_err(|_| Reason::Unreadable)?;
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| year > 0).ok_or(Reason::NoSuchDate)
}

fn read_time(text: &str) -> Result<NaiveTime, Reason> {
    if text.contains(['.', ',']) {
        return Err(Reason::Fraction);
    }
    let [hour, minute, second] =
        if text.len() == 5 { fields(text, ':', [2, 2, 0])? } else { fields(text, ':', [2, 2, 2])? };
    NaiveTime::from_hms_opt(hour, minute, second).ok_or(Reason::NoSuchDate)
}

/// Seconds east of UTC.
fn read_offset(text: &str) -> Result<i64, Reason> {
    if text.eq_ignore_ascii_case("z") {
        return Ok(0);
    }
    let (sign, clock) = text.split_at(1);
    let [hours, minutes, _] = fields(clock, ':', [2, 2, 0])?;
    if hours > 23 || minutes > 59 {
        return Err(Reason::NoSuchDate);
    }
    let seconds = i64::from(hours * 3600 + minutes * 60);
    Ok(if sign == "-" { -seconds } else { seconds })
}

/// Three numbers of exactly so many digits, with the separator between them; a width of 0 stands for an absent last one.
fn fields(text: &str, separator: char, widths: [usize; 3]) -> Result<[u32; 3], Reason> {
    let mut parts = text.split(separator);
    let mut numbers = [0; 3];
    for (number, width) in numbers.iter_mut().zip(widths).filter(|(_, width)| *width > 0) {
        let part = parts.next().ok_or(Reason::Unreadable)?;
        let read = super::number(part).filter(|_| part.len() == width).ok_or(Reason::Unreadable)?;
        *number = u32::try_from(read).map_err(|_| Reason::Unreadable)?;
    }
    if parts.next().is_some() { Err(Reason::Unreadable) } else { Ok(numbers) }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

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
