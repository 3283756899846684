//! How long the renewal of certificates did not work.

use std::fmt;

use super::{Duration, Moment, Timestamp};

/// What is known of the shutdown.
///
/// The time that counts begins when the renewal last worked (API server and cloud agent both up), which may be before the
/// power went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shutdown {
    /// Nothing was switched off.
    #[default]
    None,
    /// Something was switched off; for how long is not known.
    Unknown,
    /// It lasted that long.
    Lasted(Duration),
    /// It lasted from one moment to another.
    Between(Span),
}

impl Shutdown {
    /// The stated length: of two plain dates, whole days.
    pub const fn length(self) -> Option<Duration> {
        match self {
            Self::None | Self::Unknown => None,
            Self::Lasted(length) => Some(length),
            Self::Between(span) => Some(span.length),
        }
    }

    /// The least and the most that it can have lasted, both in seconds. Two plain dates N days apart: a second more than N-1
    /// days, and a second less than N+1.
    pub const fn bounds(self) -> Option<(u64, u64)> {
        match self {
            Self::None | Self::Unknown => None,
            Self::Lasted(length) => Some((length.seconds(), length.seconds())),
            Self::Between(span) => Some(span.bounds()),
        }
    }

    /// The end, where it is known to the second.
    pub const fn ended(self) -> Option<Timestamp> {
        match self {
            Self::None | Self::Unknown | Self::Lasted(_) => None,
            Self::Between(span) => span.ended(),
        }
    }

    /// Whether it was given as two plain dates.
    pub const fn is_in_dates(self) -> bool {
        matches!(self, Self::Between(Span { from: Moment::Date(_), .. }))
    }
}

/// Two moments of the same precision, in order, at most 36,500 days apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    from: Moment,
    to: Moment,
    length: Duration,
}

impl Span {
    /// The span from one moment to another.
    ///
    /// # Errors
    ///
    /// Where the second is before the first, more than 36,500 days after it, or of another precision.
    pub fn new(from: Moment, to: Moment) -> Result<Self, SpanError> {
        let seconds = match (from, to) {
            (Moment::Date(from), Moment::Date(to)) => to.signed_duration_since(from).num_seconds(),
            (Moment::Timestamp(from), Moment::Timestamp(to)) => to.unix() - from.unix(),
            (Moment::Date(_), Moment::Timestamp(_)) | (Moment::Timestamp(_), Moment::Date(_)) => {
                return Err(SpanError::Mixed { from, to });
            }
        };
        let seconds = u64::try_from(seconds).map_err(|_| SpanError::Reversed { from, to })?;
        let length = Duration::from_seconds(seconds).ok_or(SpanError::TooLong { from, to })?;
        Ok(Self { from, to, length })
    }

    /// When it began.
    pub const fn from(self) -> Moment {
        self.from
    }

    /// When it ended.
    pub const fn to(self) -> Moment {
        self.to
    }

    /// The stated length.
    pub const fn length(self) -> Duration {
        self.length
    }

    /// The end, where it is known to the second.
    pub const fn ended(self) -> Option<Timestamp> {
        match self.to {
            Moment::Timestamp(instant) => Some(instant),
            Moment::Date(_) => None,
        }
    }

    const fn bounds(self) -> (u64, u64) {
        const DAY: u64 = Duration::from_days(1).seconds();
        let seconds = self.length.seconds();
        match self.from {
            Moment::Date(_) => (seconds.saturating_sub(DAY) + 1, seconds + DAY - 1),
            Moment::Timestamp(_) => (seconds, seconds),
        }
    }
}

/// Why two moments are no span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "these are the ways in which two moments can fail to make a span"
)]
pub enum SpanError {
    /// One is a plain date, the other an instant.
    Mixed {
        /// The beginning.
        from: Moment,
        /// The end.
        to: Moment,
    },
    /// The end is before the beginning.
    Reversed {
        /// The beginning.
        from: Moment,
        /// The end.
        to: Moment,
    },
    /// They are more than 36,500 days apart.
    TooLong {
        /// The beginning.
        from: Moment,
        /// The end.
        to: Moment,
    },
}

impl fmt::Display for SpanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mixed { from, to } => {
                write!(f, "{from} and {to} are a plain date and a date-time; give two of the same kind")
            }
            Self::Reversed { from, to } => {
                write!(f, "the end {to} is before the beginning {from}; accepted: a beginning before its end")
            }
            Self::TooLong { from, to } => {
                write!(f, "{from} to {to} is above 36500 days; accepted: up to 36500 days")
            }
        }
    }
}

impl std::error::Error for SpanError {}
