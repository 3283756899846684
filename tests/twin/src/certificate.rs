//! A certificate or token: from when and until when it is valid.

use crate::clock::Seconds;

/// The validity of a certificate or token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The first second of its validity.
    pub not_before: Seconds,
    /// The last second of its validity.
    pub not_after: Seconds,
}

impl Certificate {
    /// Issued at that instant for that life.
    pub fn issued(at: Seconds, life: Seconds) -> Self {
        Self { not_before: at, not_after: at + life }
    }

    /// Whether it is valid; the products compare strictly, so the last second still counts.
    pub fn is_valid(self, at: Seconds) -> bool {
        self.not_before <= at && at <= self.not_after
    }

    /// Its whole life.
    pub fn life(self) -> Seconds {
        self.not_after - self.not_before
    }

    /// The instant at which only so many hundredths of its life are left.
    pub fn when_left(self, percent: Seconds) -> Seconds {
        self.not_after - self.life() * percent / 100
    }
}
