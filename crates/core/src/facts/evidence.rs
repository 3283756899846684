//! The dates of a real credential, which say more than any model.

use serde::{Deserialize, Serialize};

use super::{ClusterName, Timestamp};
use crate::credential::CredentialId;

/// The validity of one real credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which credential it is.
    pub credential: CredentialId,
    /// The target cluster it belongs to; `None` where it belongs to the hosts or the management cluster.
    pub cluster: Option<ClusterName>,
    /// From when it is valid; `None` where only the end is known.
    pub not_before: Option<Timestamp>,
    /// The last second of its validity.
    pub not_after: Timestamp,
    /// Where it was read, as a person would say it: a file, a line.
    pub origin: String,
}

impl Evidence {
    /// Whether it has expired at that time; it is valid up to and including its last second, as the products compare it.
    pub fn is_expired(&self, at: Timestamp) -> bool {
        at > self.not_after
    }

    /// Whether its validity begins only later, which points to a clock that is wrong.
    pub fn is_not_yet_valid(&self, at: Timestamp) -> bool {
        self.not_before.is_some_and(|not_before| at < not_before)
    }
}
