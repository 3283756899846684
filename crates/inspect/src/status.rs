//! Whether a certificate is valid at a time.

use certplan_core::facts::{Duration, Timestamp};
use certplan_core::report::Status;

use crate::reading::Item;

/// The status of a certificate at a time.
///
/// One that is past its end is expired, whatever its beginning says.
pub(crate) fn of(item: &Item, at: Timestamp, warn: Option<Duration>) -> Status {
    let left = residual(item, at);
    if left < 0 {
        Status::Expired
    } else if item.not_before.is_some_and(|not_before| at < not_before) {
        Status::NotYetValid
    } else if warn.is_some_and(|warn| left.unsigned_abs() <= warn.seconds()) {
        Status::Expiring
    } else {
        Status::Valid
    }
}

/// Seconds from the instant to the end; below zero where the end is past.
pub(crate) const fn residual(item: &Item, at: Timestamp) -> i64 {
    item.not_after.unix() - at.unix()
}

#[cfg(test)]
mod tests {
    use certplan_core::report::PrivateKey;

    use super::*;

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
            trust: None,
        };
        of(&item, at.parse().expect("an instant"), warn.map(|warn| warn.parse().expect("a length")))
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
