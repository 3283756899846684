//! The lifetimes of the credentials: why 30 days is a rule of thumb, and what a shutdown means for each of them.
//!
//! One credential represents each layer; the others are only pointed out. A shutdown of length d, and a credential of which
//! between `least` and `most` was left when the renewal stopped: still valid where d is less than `least`, expired where d
//! is more than `most`, otherwise it cannot be known.

mod credentials;
mod outlooks;

pub use credentials::{CREDENTIALS, Credential, Left, Renewal};
pub use outlooks::{ClusterOutlook, Outlooks};

pub use crate::credential::CredentialId;
pub use crate::facts::Evidence;

use crate::closed::closed_enum;
use crate::facts::{Build, Duration};
use crate::layer::Layer;

closed_enum! {
    /// What the lives of the certificates say, the best first.
    ///
    /// Exhaustive: a certificate is valid, is not, or it cannot be known.
    pub enum Outlook {
        /// Even the oldest certificate is still valid.
        StillValid = "still_valid",
        /// It depends on when the certificate was renewed.
        Unsure = "unsure",
        /// Even the youngest certificate has expired.
        Lapsed = "lapsed",
    }
}

closed_enum! {
    /// How long the logins of a build live.
    pub enum Era {
        /// 60 days: builds before 1.0.10.10513.
        SixtyDays = "60-day",
        /// 90 days: builds from there, and where the build is not known.
        NinetyDays = "90-day",
    }
}

impl Era {
    /// The era of a build.
    ///
    /// One document dates the change to April 2022, the cmdlets of the change came in May: a build of April counts as old,
    /// which is the safe side.
    pub fn of(build: Option<Build>) -> Self {
        if build.is_some_and(|build| build < Build::UPDATE_CMDLETS) {
            Self::SixtyDays
        } else {
            Self::NinetyDays
        }
    }
}

/// The credentials of an era.
pub fn credentials(era: Era) -> impl Iterator<Item = &'static Credential> + Clone {
    CREDENTIALS.iter().filter(move |credential| credential.eras.contains(era))
}

/// The credential of that name in that era.
pub fn credential(id: CredentialId, era: Era) -> &'static Credential {
    credentials::ROW_OF[era as usize][id as usize]
}

/// The credentials that represent a layer in an era.
pub fn speakers(layer: Layer, era: Era) -> impl Iterator<Item = &'static Credential> + Clone {
    credentials::SPEAKERS[era as usize][layer as usize].iter().copied().flatten()
}

/// The time that was left of a credential when the renewal stopped: at least, and at most where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margin {
    /// It had at least this long.
    pub least: Duration,
    /// It had at most this long; `None` where it cannot be known.
    pub most: Option<Duration>,
}

impl Margin {
    /// The outlook after a shutdown of at least, and at most so many seconds.
    fn after(self, (shortest, longest): (u64, u64)) -> Outlook {
        if longest < self.least.seconds() {
            Outlook::StillValid
        } else if self.most.is_some_and(|most| shortest > most.seconds()) {
            Outlook::Lapsed
        } else {
            Outlook::Unsure
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARGIN: Margin = Margin { least: Duration::from_days(1), most: Some(Duration::from_days(4)) };
    const DAY: u64 = 86_400;

    #[test]
    fn both_bounds_are_compared_to_the_second() {
        for (seconds, expected) in [
            (1, Outlook::StillValid),
            (DAY - 1, Outlook::StillValid),
            (DAY, Outlook::Unsure),
            (DAY + 1, Outlook::Unsure),
            (4 * DAY, Outlook::Unsure),
            (4 * DAY + 1, Outlook::Lapsed),
        ] {
            assert_eq!(MARGIN.after((seconds, seconds)), expected, "{seconds} s");
        }
    }

    #[test]
    fn of_two_lengths_each_is_held_against_its_bound() {
        assert_eq!(MARGIN.after((1, DAY - 1)), Outlook::StillValid);
        assert_eq!(MARGIN.after((1, 2 * DAY - 1)), Outlook::Unsure);
        assert_eq!(MARGIN.after((3 * DAY + 1, 5 * DAY - 1)), Outlook::Unsure);
        assert_eq!(MARGIN.after((4 * DAY + 1, 6 * DAY - 1)), Outlook::Lapsed);
    }

    #[test]
    fn without_an_upper_bound_nothing_is_called_expired() {
        let open = Margin { most: None, ..MARGIN };
        assert_eq!(open.after((1_000 * DAY, 1_000 * DAY)), Outlook::Unsure);
    }

    #[test]
    fn the_build_decides_the_era_and_an_unknown_one_is_current() {
        let era = |text: &str| Era::of(Some(text.parse().unwrap()));
        assert_eq!(Era::of(None), Era::NinetyDays);
        assert_eq!(era("1.0.9.10413"), Era::SixtyDays);
        assert_eq!(era("1.0.10.10512"), Era::SixtyDays);
        assert_eq!(era("1.0.10.10513"), Era::NinetyDays);
        assert_eq!(era("1.0.24.11029"), Era::NinetyDays);
    }
}
