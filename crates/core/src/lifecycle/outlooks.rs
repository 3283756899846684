//! What the lives of the credentials say of one incident: real dates where there are any, the model where there are none.

use super::{Credential, CredentialId, Era, Evidence, Outlook, credential, speakers};
use crate::case;
use crate::facts::{ClusterName, Facts};
use crate::layer::Layer;
use crate::outage::Outage;

/// The outlooks of one incident. What all of them depend on is taken from the facts once.
///
/// # Example: 28 days and a login certificate of which at least 27 days were left
///
/// ```
/// use certplan_core::facts::{Answers, Utc};
/// use certplan_core::lifecycle::{CredentialId, Outlook, Outlooks};
///
/// let facts = Answers { shutdown: Some("28d"), ..Answers::default() }.read(&Utc).unwrap();
/// assert_eq!(Outlooks::of(&facts).of_credential(CredentialId::MocClient), Some(Outlook::Unsure));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Outlooks<'f> {
    facts: &'f Facts,
    era: Era,
    /// At least, and at most so many seconds; `None` where nothing was switched off.
    off: Option<(u64, u64)>,
}

/// What the lives of the certificates say of one layer of one cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClusterOutlook {
    /// What they say; `None` where nothing was switched off and nothing was read.
    pub outlook: Option<Outlook>,
    /// Whether real dates decided it.
    pub by_evidence: bool,
}

impl<'f> Outlooks<'f> {
    /// The outlooks of these facts.
    pub fn of(facts: &'f Facts) -> Self {
        Self::during(facts, Outage::of(facts))
    }

    /// The same, where the outage is known already.
    pub(crate) fn during(facts: &'f Facts, outage: Outage<'f>) -> Self {
        let off = if outage.is_unknown() { Some((0, u64::MAX)) } else { case::outage_seconds(outage) };
        Self { facts, era: Era::of(facts.build), off }
    }

    /// What the shutdown means for a credential by its life alone; `None` where nothing was switched off, or nothing is
    /// known of the credential.
    pub fn by_life(&self, credential: &Credential) -> Option<Outlook> {
        let off = self.off?;
        Some(credential.left_at_shutdown(self.facts.since_update)?.after(off))
    }

    /// The worst by their lives of those that represent a layer.
    pub fn of_layer(&self, layer: Layer) -> Option<Outlook> {
        speakers(layer, self.era).filter_map(|credential| self.by_life(credential)).max()
    }

    /// Whether a certificate that was read of a layer, of any cluster, has ended.
    pub(crate) fn has_ended(&self, layer: Layer) -> bool {
        speakers(layer, self.era)
            .any(|credential| self.by_dates(|item| item.credential == credential.id) == Some(Outlook::Lapsed))
    }

    /// The outlook of one layer of one cluster. The management cluster's evidence is that without a name.
    pub fn of_cluster(&self, layer: Layer, name: Option<&ClusterName>) -> ClusterOutlook {
        let mut worst = ClusterOutlook { outlook: None, by_evidence: false };
        for credential in speakers(layer, self.era) {
            let read =
                self.by_dates(|item| item.credential == credential.id && item.cluster.as_ref() == name);
            let outlook = read.or_else(|| self.by_life(credential));
            if outlook > worst.outlook {
                worst = ClusterOutlook { outlook, by_evidence: read.is_some() };
            }
        }
        worst
    }

    /// The outlook of a credential of the deployment.
    pub fn of_credential(&self, id: CredentialId) -> Option<Outlook> {
        let read = self.by_dates(|item| item.credential == id);
        read.or_else(|| self.by_life(credential(id, self.era)))
    }

    /// The worst of the real dates that are meant.
    fn by_dates(&self, meant: impl Fn(&Evidence) -> bool) -> Option<Outlook> {
        if self.facts.evidence.is_empty() {
            return None;
        }
        let at = self.facts.judged_at()?;
        let of = |item: &Evidence| if item.is_expired(at) { Outlook::Lapsed } else { Outlook::StillValid };
        self.facts.evidence.iter().filter(|item| meant(item)).map(of).max()
    }
}
