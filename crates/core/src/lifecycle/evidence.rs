//! The dates of a real credential, which say more than any model.

use alloc::string::String;

use super::{CredentialId, Era, Outlook, credential, outlook, speakers};
use crate::facts::{ClusterName, Facts, Instant};
use crate::layer::Layer;

/// The validity of one real credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Which credential it is.
    pub credential: CredentialId,
    /// The target cluster it belongs to; `None` where it belongs to the hosts or the management cluster.
    pub cluster: Option<ClusterName>,
    /// From when it is valid; `None` where only the end is known.
    pub not_before: Option<Instant>,
    /// The last second of its validity.
    pub not_after: Instant,
    /// Where it was read, as a person would say it: a file, a line.
    pub origin: String,
}

impl Evidence {
    /// Whether it is valid at an instant; valid to the last second, as the products compare it.
    pub fn outlook(&self, at: Instant) -> Outlook {
        if at > self.not_after { Outlook::Lapsed } else { Outlook::StillValid }
    }

    /// Whether its validity begins only later, which points to a clock that is wrong.
    pub fn is_not_yet_valid(&self, at: Instant) -> bool {
        self.not_before.is_some_and(|not_before| at < not_before)
    }
}

/// What the lives of the certificates say of one layer of one cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClusterOutlook {
    /// What they say; `None` where nothing was switched off and nothing was read.
    pub outlook: Option<Outlook>,
    /// Whether real dates decided it.
    pub by_evidence: bool,
}

/// The outlook of one layer of one cluster: real dates where there are any, the model where there are none.
///
/// The management cluster's evidence is that without a name.
pub fn cluster_outlook(layer: Layer, name: Option<&ClusterName>, facts: &Facts) -> ClusterOutlook {
    let mut worst = ClusterOutlook { outlook: None, by_evidence: false };
    for credential in speakers(layer, Era::of(facts.build)) {
        let read =
            read_outlook(facts, |item| item.credential == credential.id && item.cluster.as_ref() == name);
        let outlook = read.or_else(|| outlook(credential, facts));
        if outlook > worst.outlook {
            worst = ClusterOutlook { outlook, by_evidence: read.is_some() };
        }
    }
    worst
}

/// The outlook of a credential of the deployment: real dates where there are any, the model where there are none.
pub fn credential_outlook(id: CredentialId, facts: &Facts) -> Option<Outlook> {
    let read = read_outlook(facts, |item| item.credential == id);
    read.or_else(|| outlook(credential(id, Era::of(facts.build)), facts))
}

/// The worst of the real dates that are meant.
fn read_outlook(facts: &Facts, meant: impl Fn(&Evidence) -> bool) -> Option<Outlook> {
    if facts.evidence.is_empty() {
        return None;
    }
    let at = facts.judged_at()?;
    facts.evidence.iter().filter(|item| meant(item)).map(|item| item.outlook(at)).max()
}
