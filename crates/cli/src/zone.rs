//! Zones: of the IANA database, or a fixed offset.

use std::cell::OnceCell;
use std::str::FromStr;

use certplan_core::facts::{CivilTime, Quoted, Timestamp, Zone};
use chrono::{DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use crate::machine;

/// A zone as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TypedZone {
    /// By its name.
    Named(Tz),
    /// By its distance from UTC, which is also its name: `+01:00`.
    Offset(FixedOffset, String),
}

/// Reads `Europe/Berlin` in any case, `UTC`, `Z` and `+01:00`.
impl FromStr for TypedZone {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("z") {
            return Ok(Self::Named(Tz::UTC));
        }
        let named = || Tz::from_str_insensitive(text).ok().map(Self::Named);
        let offset = || offset(text).map(|offset| Self::Offset(offset, offset.to_string()));
        named().or_else(offset).ok_or_else(|| {
            let what = if text.trim().is_empty() {
                "is empty".into()
            } else {
                format!("{} is no zone", Quoted(text))
            };
            format!("{what}; accepted: a name such as Europe/Berlin, an offset such as +01:00, or UTC")
        })
    }
}

impl Zone for TypedZone {
    fn name(&self) -> &str {
        match self {
            Self::Named(zone) => zone.name(),
            Self::Offset(_, name) => name,
        }
    }

    fn instant(&self, civil: NaiveDateTime) -> CivilTime {
        match self {
            Self::Named(zone) => instant(zone, civil),
            Self::Offset(zone, _) => instant(zone, civil),
        }
    }

    fn date(&self, instant: Timestamp) -> NaiveDate {
        match self {
            Self::Named(zone) => date(zone, instant),
            Self::Offset(zone, _) => date(zone, instant),
        }
    }
}

/// The machine's zone, looked up only where a date-time needs it.
#[derive(Debug, Default)]
pub(crate) struct MachineZone(OnceCell<Tz>);

impl MachineZone {
    fn zone(&self) -> &Tz {
        self.0.get_or_init(machine::zone)
    }
}

impl Zone for MachineZone {
    fn name(&self) -> &str {
        self.zone().name()
    }

    fn instant(&self, civil: NaiveDateTime) -> CivilTime {
        instant(self.zone(), civil)
    }

    fn date(&self, instant: Timestamp) -> NaiveDate {
        date(self.zone(), instant)
    }
}

fn instant<Z: TimeZone>(zone: &Z, civil: NaiveDateTime) -> CivilTime {
    match zone.from_local_datetime(&civil) {
        MappedLocalTime::Single(time) => {
            Timestamp::from_unix(time.timestamp()).map_or(CivilTime::Skipped, CivilTime::Once)
        }
        MappedLocalTime::Ambiguous(..) => CivilTime::Twice,
        MappedLocalTime::None => CivilTime::Skipped,
    }
}

fn date<Z: TimeZone>(zone: &Z, instant: Timestamp) -> NaiveDate {
    let utc = DateTime::from_timestamp(instant.unix(), 0).unwrap_or_default();
    utc.with_timezone(zone).date_naive()
}

/// Reads `+01:00`; hours and minutes as a clock has them.
fn offset(text: &str) -> Option<FixedOffset> {
    let (sign, clock) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let (hours, minutes) = clock.split_once(':')?;
    let number = |text: &str, below: i32| -> Option<i32> {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|number| digits && *number < below)
    };
    FixedOffset::east_opt(sign * (number(hours, 24)? * 3600 + number(minutes, 60)? * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn meant(zone: &str, civil: &str) -> CivilTime {
        zone.parse::<TypedZone>().expect(zone).instant(civil.parse().expect(civil))
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_no_instant() {
        assert_eq!(meant("Europe/Berlin", "2026-03-29T02:30:00"), CivilTime::Skipped);
        assert_eq!(meant("+01:00", "2026-03-29T02:30:00"), meant("UTC", "2026-03-29T01:30:00"));
    }

    #[test]
    fn a_time_that_the_clocks_repeat_is_two_instants() {
        assert_eq!(meant("Europe/Berlin", "2026-10-25T02:30:00"), CivilTime::Twice);
        assert_eq!(meant("Europe/Berlin", "2026-10-25T01:59:59"), meant("Z", "2026-10-24T23:59:59"));
        assert_eq!(meant("Europe/Berlin", "2026-10-25T03:00:00"), meant("Z", "2026-10-25T02:00:00"));
    }

    #[test]
    fn the_date_is_that_of_the_zone() {
        let midnight: Timestamp = "2026-12-31T23:30:00Z".parse().expect("an instant");
        let on = |zone: &str| zone.parse::<TypedZone>().expect(zone).date(midnight).to_string();
        assert_eq!(on("Europe/Berlin"), "2027-01-01");
        assert_eq!(on("-05:30"), "2026-12-31");
    }

    #[test]
    fn names_are_read_in_any_case_and_shown_as_the_database_has_them() {
        for (typed, name) in [
            ("europe/berlin", "Europe/Berlin"),
            ("utc", "UTC"),
            ("Z", "UTC"),
            ("+01:00", "+01:00"),
            ("-00:30", "-00:30"),
        ] {
            assert_eq!(typed.parse::<TypedZone>().expect(typed).name(), name);
        }
    }

    #[test]
    fn other_texts_are_refused_with_what_is_accepted() {
        for text in [
            "",
            " ",
            "Mars/Base",
            "+1",
            "+24:00",
            "+01:60",
            "+0100",
            "+01:+1",
            "\u{2013}01:00",
            "+\u{ff10}1:00",
            "CEST",
            "\u{1b}[31m",
        ] {
            let error = text.parse::<TypedZone>().expect_err(text);
            assert!(error.contains("accepted: a name such as Europe/Berlin"), "{error}");
            assert!(!error.contains('\u{1b}'), "{error}");
        }
    }
}
