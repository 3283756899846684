//! Zones: of the IANA database, or a fixed offset.

use std::cell::OnceCell;
use std::str::FromStr;

use certplan_core::facts::{MappedLocalTime, Quoted, Timestamp, Zone, date_in, timestamp_in};
use chrono::{FixedOffset, NaiveDate, NaiveDateTime};
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

    fn timestamp(&self, civil: NaiveDateTime) -> MappedLocalTime<Timestamp> {
        match self {
            Self::Named(zone) => timestamp_in(zone, civil),
            Self::Offset(zone, _) => timestamp_in(zone, civil),
        }
    }

    fn date(&self, at: Timestamp) -> NaiveDate {
        match self {
            Self::Named(zone) => date_in(zone, at),
            Self::Offset(zone, _) => date_in(zone, at),
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

    fn timestamp(&self, civil: NaiveDateTime) -> MappedLocalTime<Timestamp> {
        timestamp_in(self.zone(), civil)
    }

    fn date(&self, at: Timestamp) -> NaiveDate {
        date_in(self.zone(), at)
    }
}

/// Reads `+01:00`, which chrono reads too, with more forms than a zone has here.
fn offset(text: &str) -> Option<FixedOffset> {
    let is_short = text.is_ascii() && text.len() == "+01:00".len() && text.as_bytes()[3] == b':';
    text.parse().ok().filter(|_| is_short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn meant(zone: &str, civil: &str) -> MappedLocalTime<Timestamp> {
        zone.parse::<TypedZone>().expect(zone).timestamp(civil.parse().expect(civil))
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_no_instant() {
        assert_eq!(meant("Europe/Berlin", "2026-03-29T02:30:00"), MappedLocalTime::None);
        assert_eq!(meant("+01:00", "2026-03-29T02:30:00"), meant("UTC", "2026-03-29T01:30:00"));
    }

    #[test]
    fn a_time_that_the_clocks_repeat_is_two_instants() {
        let at = |text: &str| text.parse().expect(text);
        assert_eq!(
            meant("Europe/Berlin", "2026-10-25T02:30:00"),
            MappedLocalTime::Ambiguous(at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"))
        );
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
