//! How long renewal did not work, as the decision takes it: what was typed, or more where an ended certificate proves more.

use crate::facts::{Duration, Facts, Shutdown};
use crate::lifecycle::{Era, Evidence, Left, Renewal, credential};

/// The outage that the tables and the outlook judge.
#[derive(Clone, Copy, Debug)]
pub struct Outage<'f> {
    /// What was typed.
    pub typed: Shutdown,
    /// What the certificates prove, where they prove that it was longer than was typed.
    pub proof: Option<Proof<'f>>,
}

/// What an ended certificate proves.
///
/// It was renewed on schedule until renewal stopped. At that moment it had at least `a` and at most `b` of its life left
/// ([`Left::Between`]); it ended at `e`; now it is `n`. So renewal has not worked for at least `n - e + a`, and for at most
/// `n - e + b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof<'f> {
    /// The certificate.
    pub evidence: &'f Evidence,
    /// How long ago it ended.
    pub ended_ago: Duration,
    /// The shortest outage that fits.
    pub least: Duration,
    /// The longest outage that fits.
    pub most: Duration,
}

impl<'f> Outage<'f> {
    /// What was typed, without any certificate.
    pub const fn typed(typed: Shutdown) -> Self {
        Self { typed, proof: None }
    }

    /// The outage of these facts.
    pub fn of(facts: &'f Facts) -> Self {
        let typed = facts.shutdown;
        let typed_most = typed.bounds().map_or(0, |(_, most)| most);
        let proof = longest_proof(facts).filter(|proof| typed_most < proof.least.seconds());
        Self { typed, proof }
    }

    /// The least and the most seconds that it can have lasted; `None` where nothing was switched off, or the length is not
    /// known.
    pub fn bounds(&self) -> Option<(u64, u64)> {
        match self.proof {
            Some(proof) => Some((proof.least.seconds(), proof.most.seconds())),
            None => self.typed.bounds(),
        }
    }

    /// Whether something was switched off and the length is not known.
    pub fn is_unknown(&self) -> bool {
        self.proof.is_none() && self.typed == Shutdown::Unknown
    }

    /// The length to compare other lengths with: what was typed, or the least that is proved.
    pub fn length(&self) -> Option<Duration> {
        match self.proof {
            Some(proof) => Some(proof.least),
            None => self.typed.length(),
        }
    }

    /// Whether it was typed as two plain dates, and nothing proves more.
    pub fn is_in_dates(&self) -> bool {
        self.proof.is_none() && self.typed.is_in_dates()
    }
}

fn longest_proof(facts: &Facts) -> Option<Proof<'_>> {
    if facts.evidence.is_empty() {
        return None;
    }
    let now = facts.judged_at()?;
    let era = Era::of(facts.build);
    let proofs = facts.evidence.iter().filter_map(|evidence| {
        let credential = credential(evidence.credential, era);
        let Left::Between(least_left, most_left) = credential.left else { return None };
        if credential.renewal != Renewal::ByItself || !evidence.is_expired(now) {
            return None;
        }
        let ended_ago = u64::try_from(now.unix() - evidence.not_after.unix()).ok()?;
        let outage = |left: Duration| {
            let seconds = ended_ago.saturating_add(left.seconds()).min(Duration::MAX.seconds());
            Duration::from_seconds(seconds)
        };
        Some(Proof {
            evidence,
            ended_ago: Duration::from_seconds(ended_ago.min(Duration::MAX.seconds()))?,
            least: outage(least_left)?,
            most: outage(most_left)?,
        })
    });
    proofs.max_by_key(|proof| proof.least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Timestamp;
    use crate::lifecycle::CredentialId;

    const DAY: u64 = 86_400;

    fn ended(credential: CredentialId, not_after: &str) -> Evidence {
        let not_after = not_after.parse().unwrap();
        Evidence { credential, cluster: None, not_before: None, not_after, origin: String::new() }
    }

    fn facts(shutdown: Shutdown, evidence: Vec<Evidence>) -> Facts {
        let at: Timestamp = "2026-11-30T12:00:00Z".parse().unwrap();
        Facts { shutdown, evidence, at: Some(at), ..Facts::default() }
    }

    fn lasted(days: u32) -> Shutdown {
        Shutdown::Lasted(Duration::from_days(days))
    }

    #[test]
    fn a_leaf_that_ended_56_days_ago_proves_57_to_60_days() {
        let facts = facts(Shutdown::None, vec![ended(CredentialId::KubernetesLeaf, "2026-10-05T12:00:00Z")]);
        let outage = Outage::of(&facts);
        assert_eq!(outage.bounds(), Some((57 * DAY, 60 * DAY)));
        assert_eq!(outage.proof.unwrap().ended_ago, Duration::from_days(56));
    }

    #[test]
    fn a_longer_typed_length_wins_and_a_shorter_one_yields() {
        let leaf = || vec![ended(CredentialId::KubernetesLeaf, "2026-10-05T12:00:00Z")];
        for (typed, wins) in [(56, false), (57, true), (90, true)] {
            let facts = facts(lasted(typed), leaf());
            assert_eq!(Outage::of(&facts).proof.is_none(), wins, "{typed} days");
        }
        assert!(Outage::of(&facts(Shutdown::Unknown, leaf())).proof.is_some());
    }

    #[test]
    fn what_is_valid_or_not_renewed_by_the_system_proves_nothing() {
        for item in [
            ended(CredentialId::KubernetesLeaf, "2026-11-30T12:00:00Z"),
            ended(CredentialId::MocctlLogin, "2026-01-01T00:00:00Z"),
            ended(CredentialId::KvactlLogin, "2026-01-01T00:00:00Z"),
            ended(CredentialId::MocToken, "2026-01-01T00:00:00Z"),
            ended(CredentialId::CloudAgentCa, "2026-01-01T00:00:00Z"),
            ended(CredentialId::ManagementKubeconfig, "2026-01-01T00:00:00Z"),
            ended(CredentialId::ArcIdentity, "2026-01-01T00:00:00Z"),
        ] {
            assert!(Outage::of(&facts(Shutdown::None, vec![item.clone()])).proof.is_none(), "{item:?}");
        }
    }

    #[test]
    fn the_longest_proof_counts_and_an_old_date_is_cut_at_the_longest_length() {
        let items = vec![
            ended(CredentialId::KubernetesLeaf, "2026-11-29T12:00:00Z"),
            ended(CredentialId::MocClient, "2026-11-29T12:00:00Z"),
        ];
        let with_two = facts(Shutdown::None, items);
        assert_eq!(Outage::of(&with_two).bounds(), Some((28 * DAY, 91 * DAY)));
        let old = facts(Shutdown::None, vec![ended(CredentialId::KubernetesLeaf, "1900-01-01T00:00:00Z")]);
        assert_eq!(Outage::of(&old).bounds(), Some((Duration::MAX.seconds(), Duration::MAX.seconds())));
    }
}
