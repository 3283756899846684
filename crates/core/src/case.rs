//! From numbers to the few cases of the tables: the only place where a number is compared with a limit.

use crate::closed::closed_enum;
use crate::facts::Duration;
use crate::outage::Outage;

closed_enum! {
    /// A shutdown, as the page's table distinguishes it.
    pub enum ShutdownCase {
        /// Nothing was switched off, or for no time.
        None = "none",
        /// More than nothing, less than 30 days.
        Under30d = "under-30d",
        /// 30 days to the second, or two dates between which 30 days may lie.
        At30d = "at-30d",
        /// More than 30 days.
        Over30d = "over-30d",
        /// Something was switched off; for how long is not known.
        Unknown = "unknown",
    }
}

closed_enum! {
    /// The time since the last update, as the page's table distinguishes it.
    pub enum UpdateCase {
        /// Up to 90 days.
        Within90d = "within-90d",
        /// More than 90 days.
        Over90d = "over-90d",
        /// Not known.
        Unknown = "unknown",
    }
}

/// The page's limit for a shutdown: 30 days, 2,592,000 seconds.
pub const SHUTDOWN_LIMIT: Duration = Duration::from_days(30);

/// The page's limit for the time since an update: 90 days.
pub const UPDATE_LIMIT: Duration = Duration::from_days(90);

/// The life of the Kubernetes leaf certificates: 4 days.
pub const KUBERNETES_LIFE: Duration = Duration::from_days(4);

/// The life of tokens before the builds of spring 2022, and the interval that one page recommends for updates: 60 days.
pub const OLD_TOKEN_LIFE: Duration = Duration::from_days(60);

/// The age of an update past which the date of the cloud agent's authority is asked for: 200 days.
pub const AUTHORITY_DOUBT: Duration = Duration::from_days(200);

/// The interval in which billing and policy must synchronise: 30 days.
pub const BILLING_INTERVAL: Duration = Duration::from_days(30);

/// The least and the most that a shutdown can have lasted, in seconds; `None` where nothing was switched off for any time, or
/// the length is not known.
pub fn outage_seconds(outage: Outage<'_>) -> Option<(u64, u64)> {
    outage.bounds().filter(|(_, most)| *most > 0)
}

/// The case of the page's shutdown table.
pub fn shutdown(outage: Outage<'_>) -> ShutdownCase {
    let limit = SHUTDOWN_LIMIT.seconds();
    match outage.bounds() {
        None if outage.is_unknown() => ShutdownCase::Unknown,
        None | Some((_, 0)) => ShutdownCase::None,
        Some((_, most)) if most < limit => ShutdownCase::Under30d,
        Some((least, _)) if least > limit => ShutdownCase::Over30d,
        Some(_) => ShutdownCase::At30d,
    }
}

/// Whether the last update may be so old that the date of the cloud agent's authority must be asked for.
pub fn authority_is_in_doubt(outage: Outage<'_>, since_update: Option<Duration>) -> bool {
    let off = outage_seconds(outage).map_or(0, |(_, most)| most);
    let age = since_update.map_or(0, Duration::seconds);
    age.max(off) > AUTHORITY_DOUBT.seconds()
}

/// Whether billing and policy may not have synchronised in time.
pub fn billing_is_overdue(outage: Outage<'_>) -> bool {
    outage.is_unknown() || outage_seconds(outage).is_some_and(|(_, most)| most > BILLING_INTERVAL.seconds())
}

/// The case of the page's update table.
pub fn since_update(length: Option<Duration>) -> UpdateCase {
    match length {
        None => UpdateCase::Unknown,
        Some(length) if length <= UPDATE_LIMIT => UpdateCase::Within90d,
        Some(_) => UpdateCase::Over90d,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Moment, Shutdown, Span};

    fn seconds(seconds: u64) -> ShutdownCase {
        shutdown(Outage::typed(Shutdown::Lasted(Duration::from_seconds(seconds).unwrap())))
    }

    fn dates(from: &str, to: &str) -> ShutdownCase {
        let date = |text: &str| Moment::Date(text.parse().unwrap());
        shutdown(Outage::typed(Shutdown::Between(Span::new(date(from), date(to)).unwrap())))
    }

    #[test]
    fn the_limit_is_compared_to_the_second() {
        assert_eq!(shutdown(Outage::typed(Shutdown::None)), ShutdownCase::None);
        assert_eq!(shutdown(Outage::typed(Shutdown::Unknown)), ShutdownCase::Unknown);
        assert_eq!(seconds(0), ShutdownCase::None);
        assert_eq!(seconds(1), ShutdownCase::Under30d);
        assert_eq!(seconds(2_591_999), ShutdownCase::Under30d);
        assert_eq!(seconds(2_592_000), ShutdownCase::At30d);
        assert_eq!(seconds(2_592_001), ShutdownCase::Over30d);
    }

    #[test]
    fn two_dates_span_a_day_more_and_a_day_less() {
        assert_eq!(dates("2026-01-01", "2026-01-01"), ShutdownCase::Under30d);
        assert_eq!(dates("2026-01-01", "2026-01-30"), ShutdownCase::Under30d);
        assert_eq!(dates("2026-01-01", "2026-01-31"), ShutdownCase::At30d);
        assert_eq!(dates("2026-01-01", "2026-02-01"), ShutdownCase::Over30d);
    }

    #[test]
    fn billing_is_overdue_after_thirty_days_and_where_it_is_unknown() {
        let lasted = |seconds| Outage::typed(Shutdown::Lasted(Duration::from_seconds(seconds).unwrap()));
        assert!(!billing_is_overdue(Outage::typed(Shutdown::None)));
        assert!(!billing_is_overdue(lasted(2_591_999)));
        assert!(!billing_is_overdue(lasted(2_592_000)));
        assert!(billing_is_overdue(lasted(2_592_001)));
        assert!(billing_is_overdue(Outage::typed(Shutdown::Unknown)));
    }

    #[test]
    fn ninety_days_since_the_update_still_count_as_within() {
        let days = |seconds| since_update(Duration::from_seconds(seconds));
        assert_eq!(since_update(None), UpdateCase::Unknown);
        assert_eq!(days(7_775_999), UpdateCase::Within90d);
        assert_eq!(days(7_776_000), UpdateCase::Within90d);
        assert_eq!(days(7_776_001), UpdateCase::Over90d);
    }
}
