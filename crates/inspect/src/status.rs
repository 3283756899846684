//! Whether a certificate counts at an instant, in the words that verifiers use.

use certplan_core::closed_enum;
use certplan_core::facts::{Duration, Timestamp};

use crate::reading::Item;

closed_enum! {
    /// Whether a certificate counts.
    pub enum Status {
        /// It does.
        Valid = "valid",
        /// It does, and ends within the time of warning.
        Expiring = "expiring",
        /// Its end is past. Its last second still counts.
        Expired = "expired",
        /// Its beginning is ahead: a clock may be wrong.
        NotYetValid = "not_yet_valid",
    }
}

impl Status {
    /// The status of a certificate at an instant.
    ///
    /// One that is past its end is expired, whatever its beginning says.
    pub fn of(item: &Item, at: Timestamp, warn: Option<Duration>) -> Self {
        let left = residual(item, at);
        if left < 0 {
            Self::Expired
        } else if item.not_before.is_some_and(|not_before| at < not_before) {
            Self::NotYetValid
        } else if warn.is_some_and(|warn| left.unsigned_abs() <= warn.seconds()) {
            Self::Expiring
        } else {
            Self::Valid
        }
    }

    /// Whether nothing has to be done about it.
    pub const fn is_good(self) -> bool {
        matches!(self, Self::Valid)
    }
}

/// Seconds from the instant to the end; below zero where the end is past.
pub(crate) const fn residual(item: &Item, at: Timestamp) -> i64 {
    item.not_after.unix() - at.unix()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::PrivateKey;

    fn status(at: &str, warn: Option<&str>) -> Status {
        let text = String::new;
        let item = Item {
            origin: text(),
            subject: text(),
            issuer: text(),
            serial: text(),
            not_before: "2026-01-01T00:00:00Z".parse().ok(),
            not_after: "2026-01-05T00:00:00Z".parse().expect("an instant"),
            identity: None,
            cluster: None,
            private_key: PrivateKey::Absent,
        };
        Status::of(&item, at.parse().expect("an instant"), warn.map(|warn| warn.parse().expect("a length")))
    }

    #[test]
    fn the_first_and_the_last_second_count() {
        assert_eq!(status("2025-12-31T23:59:59Z", None), Status::NotYetValid);
        assert_eq!(status("2026-01-01T00:00:00Z", None), Status::Valid);
        assert_eq!(status("2026-01-05T00:00:00Z", None), Status::Valid);
        assert_eq!(status("2026-01-05T00:00:01Z", None), Status::Expired);
    }

    #[test]
    fn a_warning_reaches_as_far_as_it_says() {
        assert_eq!(status("2026-01-03T23:59:59Z", Some("1d")), Status::Valid);
        assert_eq!(status("2026-01-04T00:00:00Z", Some("1d")), Status::Expiring);
        assert_eq!(status("2026-01-05T00:00:00Z", Some("0d")), Status::Expiring);
        assert_eq!(status("2025-12-31T00:00:00Z", Some("30d")), Status::NotYetValid);
    }
}
