//! Facts that were not typed: which question a file of the collector answers, and where the answer comes from.

use crate::facts::{Question, Timestamp};

/// Where an answer comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The question.
    pub question: Question,
    /// What the file says.
    pub what: Told,
}

/// What a collector's file says about a question.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Told {
    /// Power events give the outage.
    PowerEvents {
        /// When the host stopped, after which renewal cannot have worked.
        from: Timestamp,
        /// When the file was written.
        to: Timestamp,
    },
    /// Power events show no outage that lasts.
    NoOutage,
    /// The log reaches back to this instant, and renewal did not work within it.
    LogTooShort {
        /// The oldest event that was read.
        since: Timestamp,
    },
    /// The logs of so many hosts differ by more than a day; the longest outage counts.
    HostsDiffer {
        /// How many hosts.
        hosts: usize,
    },
    /// Clusters, by `Get-AksHciCluster`.
    Clusters {
        /// How many target clusters.
        targets: usize,
    },
    /// A cluster's name that no cluster can have.
    NotAName(String),
    /// The module or its files give the value.
    Module,
}
