//! What is true of an incident, one bit each: what steps and notes make their appearance depend on.

use crate::case::{self, ShutdownCase, UpdateCase};
use crate::closed::{Set, closed_enum};
use crate::command::Cmdlets;
use crate::facts::{Build, Facts, Shutdown, Timestamp};
use crate::finding::Finding;
use crate::lifecycle::{CredentialId, Outlook, Outlooks};
use crate::outage::Outage;
use crate::rules;
use crate::source::RULES_AS_OF_UNIX;

closed_enum! {
    /// Something that is true of an incident or not.
    pub enum Circumstance {
        /// Some layer is to be repaired, or to be checked for it.
        AnyRepair = "any-repair",
        /// The infrastructure layer is.
        MocRepair = "moc-repair",
        /// The Kubernetes layer is.
        KubernetesRepair = "kubernetes-repair",
        /// An administrator's logins of `mocctl` and `kvactl` may have expired.
        AdminLoginsInDoubt = "admin-logins-in-doubt",
        /// The cloud agent's authority may have expired.
        AuthorityInDoubt = "authority-in-doubt",
        /// The identity of Azure Arc may have expired.
        ArcInDoubt = "arc-in-doubt",
        /// The kubeconfig of the management cluster has expired.
        ManagementKubeconfigLapsed = "management-kubeconfig-lapsed",
        /// Billing and policy may not have synchronised in time.
        BillingOverdue = "billing-overdue",
        /// A certificate was read whose validity has not begun.
        NotYetValid = "not-yet-valid",
        /// 30 days to the second.
        ExactlyThirtyDays = "exactly-30-days",
        /// Given as two plain dates.
        GivenInDates = "given-in-dates",
        /// An ended certificate proves a longer outage than was typed.
        OutageByEvidence = "outage-by-evidence",
        /// A length was typed, and an ended certificate proves a longer one.
        ShorterThanEvidence = "shorter-than-evidence",
        /// Nothing was given as switched off, and a certificate that renews itself has ended.
        RenewalFailed = "renewal-failed",
        /// What ended certificates prove leaves both sides of 30 days open.
        EvidenceSpansTheLimit = "evidence-spans-the-limit",
        /// Two plain dates between which 30 days may lie.
        DatesSpanTheLimit = "dates-span-the-limit",
        /// Switched off for so short a time that the Kubernetes certificates may still be valid.
        WithinKubernetesLife = "within-kubernetes-life",
        /// Switched off; for how long is not known.
        ShutdownUnknown = "shutdown-unknown",
        /// It is not known when the last update was.
        UpdateUnknown = "update-unknown",
        /// The last update is more than 60 days ago.
        NotUpdatedWithin60d = "not-updated-within-60d",
        /// The last update is more than 90 days ago.
        NotUpdatedWithin90d = "not-updated-within-90d",
        /// The last update is younger than the shutdown is long.
        UpdatedDuringShutdown = "updated-during-shutdown",
        /// The management cluster is to be repaired.
        ManagementChosen = "management-chosen",
        /// A target cluster is.
        TargetChosen = "target-chosen",
        /// A load balancer is, of the kind that is repaired.
        LoadBalancerChosen = "load-balancer-chosen",
        /// The load balancers are of another kind, which has no repair, or there are none.
        OtherLoadBalancer = "other-load-balancer",
        /// The load balancers are known to be of the kind that is repaired.
        LoadBalancerKindKnown = "load-balancer-kind-known",
        /// A load balancer is to be repaired, and its target is not.
        LoneLoadBalancer = "lone-load-balancer",
        /// A cluster's name is not known.
        NameMissing = "name-missing",
        /// A name has a hyphen.
        HyphenInName = "hyphen-in-name",
        /// A cluster was given twice.
        DuplicatesMerged = "duplicates-merged",
        /// The build is not known.
        BuildUnknown = "build-unknown",
        /// The build has the `Repair-*` cmdlets.
        RepairCmdlets = "repair-cmdlets",
        /// The build is known to be older than that of September 2022.
        BeforeSeptember2022 = "before-september-2022",
        /// The version of Kubernetes is known.
        KubernetesVersionKnown = "kubernetes-version-known",
        /// A date-time had no offset and was read in a zone.
        ZoneAssumed = "zone-assumed",
        /// What is planned or judged lies beyond the support of the product.
        BeyondSupport = "beyond-support",
        /// The rule-set is more than a year older than now.
        RulesOld = "rules-old",
    }
}

/// What must hold, and what must not, for something to be part of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Every one of these holds.
    pub all: Set<Circumstance>,
    /// None of these does.
    pub none: Set<Circumstance>,
}

impl Condition {
    /// Every one of these holds.
    pub const fn all(all: Set<Circumstance>) -> Self {
        Self { all, none: Set::NONE }
    }

    /// The same, and none of these does.
    #[must_use]
    pub const fn none(self, none: Set<Circumstance>) -> Self {
        Self { none, ..self }
    }

    /// Whether it holds.
    pub const fn holds(self, circumstances: Set<Circumstance>) -> bool {
        circumstances.includes(self.all) && !circumstances.meets(self.none)
    }
}

/// Everything that is true of these facts and findings.
pub(crate) fn circumstances(
    facts: &Facts,
    outage: Outage<'_>,
    (shutdown, update): (ShutdownCase, UpdateCase),
    findings: &[Finding; 2],
    outlooks: &Outlooks<'_>,
) -> Set<Circumstance> {
    use Circumstance as C;

    let [moc, kubernetes] = findings.each_ref().map(|finding| is_to_be_repaired(finding, facts, outlooks));
    let in_dates = outage.is_in_dates();
    let length = outage.length();
    let proved = outage.proof.is_some();
    let mut set = Set::NONE;

    set.add_if(moc || kubernetes, C::AnyRepair);
    set.add_if(moc, C::MocRepair);
    set.add_if(kubernetes, C::KubernetesRepair);
    set.add_if(proved, C::OutageByEvidence);
    set.add_if(proved && facts.shutdown.length().is_some(), C::ShorterThanEvidence);
    set.add_if(proved && facts.shutdown == Shutdown::None, C::RenewalFailed);
    set.add_if(proved && shutdown == ShutdownCase::At30d, C::EvidenceSpansTheLimit);
    set.add_if(!proved && shutdown == ShutdownCase::At30d && !in_dates, C::ExactlyThirtyDays);
    set.add_if(in_dates, C::GivenInDates);
    set.add_if(shutdown == ShutdownCase::At30d && in_dates, C::DatesSpanTheLimit);
    let may_be_alive = outage.bounds().is_some_and(|(least, _)| least <= case::KUBERNETES_LIFE.seconds());
    set.add_if(shutdown == ShutdownCase::Under30d && may_be_alive, C::WithinKubernetesLife);
    set.add_if(shutdown == ShutdownCase::Unknown, C::ShutdownUnknown);

    set.add_if(update == UpdateCase::Unknown, C::UpdateUnknown);
    set.add_if(facts.since_update.is_some_and(|age| age > case::OLD_TOKEN_LIFE), C::NotUpdatedWithin60d);
    set.add_if(update == UpdateCase::Over90d, C::NotUpdatedWithin90d);
    let during = facts.since_update.zip(length).is_some_and(|(age, length)| age < length);
    set.add_if(during, C::UpdatedDuringShutdown);

    let lapsed = |id| outlooks.of_credential(id) == Some(Outlook::Lapsed);
    let in_doubt = |id| matches!(outlooks.of_credential(id), Some(Outlook::Unsure | Outlook::Lapsed));
    let mocctl_or_kvactl = in_doubt(CredentialId::MocctlLogin) || in_doubt(CredentialId::KvactlLogin);
    set.add_if(mocctl_or_kvactl, C::AdminLoginsInDoubt);
    set.add_if(in_doubt(CredentialId::ArcIdentity), C::ArcInDoubt);
    set.add_if(lapsed(CredentialId::ManagementKubeconfig), C::ManagementKubeconfigLapsed);
    set.add_if(
        lapsed(CredentialId::CloudAgentCa) || authority_may_be_old(facts, outage),
        C::AuthorityInDoubt,
    );
    set.add_if(case::billing_is_overdue(outage), C::BillingOverdue);
    set.add_if(a_validity_has_not_begun(facts), C::NotYetValid);

    let clusters = &facts.clusters;
    set.add_if(clusters.has_management(), C::ManagementChosen);
    set.add_if(!clusters.targets().is_empty(), C::TargetChosen);
    let patches = facts.patches_load_balancers();
    set.add_if(patches && !clusters.load_balancers().is_empty(), C::LoadBalancerChosen);
    set.add_if(!patches, C::OtherLoadBalancer);
    set.add_if(patches && facts.load_balancer_kind.is_some(), C::LoadBalancerKindKnown);
    set.add_if(patches && clusters.have_lone_load_balancer(), C::LoneLoadBalancer);
    set.add_if(clusters.lack_a_name(), C::NameMissing);
    set.add_if(clusters.have_hyphen(), C::HyphenInName);
    set.add_if(clusters.were_merged(), C::DuplicatesMerged);

    set.add_if(facts.build.is_none(), C::BuildUnknown);
    set.add_if(Cmdlets::of(facts.build) == Cmdlets::Repair, C::RepairCmdlets);
    set.add_if(facts.build.is_some_and(|build| build < Build::SEPTEMBER_2022), C::BeforeSeptember2022);
    set.add_if(facts.kubernetes_version.is_some(), C::KubernetesVersionKnown);
    set.add_if(facts.zone.is_some(), C::ZoneAssumed);
    set.add_if(facts.judged_at().is_some_and(|at| at.unix() >= END_OF_SUPPORT), C::BeyondSupport);
    set.add_if(facts.at.is_some_and(rules_are_old), C::RulesOld);
    set
}

/// Whether a repair of the layer is in the plan: by the model, or by the dates that were read of the chosen clusters.
fn is_to_be_repaired(finding: &Finding, facts: &Facts, outlooks: &Outlooks<'_>) -> bool {
    if facts.clusters.iter().next().is_none() {
        return finding.repair_policy().is_some();
    }
    facts.clusters.iter().any(|(_, name)| {
        let outlook = outlooks.of_cluster(finding.layer, name).outlook;
        rules::repair_policy::decide(finding.verdict, outlook).is_some()
    })
}

/// Whether the cloud agent's authority, which nothing renews by itself, may be near its end and was not read.
///
/// While everything was off nothing was updated, so the last update is at least as old as the shutdown is long.
fn authority_may_be_old(facts: &Facts, outage: Outage<'_>) -> bool {
    let was_read = facts.evidence.iter().any(|item| item.credential == CredentialId::CloudAgentCa);
    !was_read && case::authority_is_in_doubt(outage, facts.since_update)
}

fn a_validity_has_not_begun(facts: &Facts) -> bool {
    !facts.evidence.is_empty()
        && facts.judged_at().is_some_and(|at| facts.evidence.iter().any(|item| item.is_not_yet_valid(at)))
}

/// The end of March 2028 in seconds since 1970: the page of November 2025 names that month.
const END_OF_SUPPORT: i64 = 1_838_160_000;

/// Whether the rule-set is more than a year old at that instant: long enough for the documents to have changed.
pub const fn rules_are_old(at: Timestamp) -> bool {
    const YEAR: i64 = 365 * 86_400;
    at.unix() - RULES_AS_OF_UNIX > YEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_old_after_a_year() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert!(!rules_are_old(at("2027-11-22T00:00:00Z")));
        assert!(rules_are_old(at("2027-11-22T00:00:01Z")));
        assert_eq!(at("2028-04-01T00:00:00Z").unix(), END_OF_SUPPORT);
    }
}
