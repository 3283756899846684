//! What is true of an incident, one bit each: what steps and notes make their appearance depend on.

use crate::assessment::Finding;
use crate::bucket::{self, ShutdownBucket, UpdateBucket};
use crate::closed::{Set, closed_enum};
use crate::command::Cmdlets;
use crate::facts::{Build, ClusterName, Facts, Instant};
use crate::layer::Layer;
use crate::rules::Verdict;
use crate::source::RULES_AS_OF_UNIX;

closed_enum! {
    /// Something that is true of an incident or not.
    pub enum Circumstance {
        /// Some layer is impacted.
        AnyImpacted = "any-impacted",
        /// The infrastructure layer is.
        MocImpacted = "moc-impacted",
        /// The Kubernetes layer is.
        KubernetesImpacted = "kubernetes-impacted",
        /// 30 days to the second.
        ExactlyThirtyDays = "exactly-30-days",
        /// Given as two plain dates.
        GivenInDates = "given-in-dates",
        /// Two plain dates between which 30 days may lie.
        DatesSpanTheLimit = "dates-span-the-limit",
        /// Switched off for so short a time that the Kubernetes certificates may still be valid.
        WithinKubernetesLife = "within-kubernetes-life",
        /// Switched off, nobody knows for how long.
        ShutdownUnknown = "shutdown-unknown",
        /// Nobody knows when the last update was.
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
        /// A load balancer is.
        LoadBalancerChosen = "load-balancer-chosen",
        /// A load balancer is, and its target is not.
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
        /// A date-time had no offset and was read in a zone.
        ZoneAssumed = "zone-assumed",
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
pub(crate) fn circumstances(facts: &Facts, findings: &[Finding; 2]) -> Set<Circumstance> {
    use Circumstance as C;

    let shutdown = bucket::shutdown(facts.shutdown);
    let impacted = |layer| findings.iter().any(|f| f.layer == layer && f.verdict == Verdict::Impacted);
    let (moc, kubernetes) = (impacted(Layer::Moc), impacted(Layer::Kubernetes));
    let in_dates = facts.shutdown.is_in_dates();
    let length = facts.shutdown.length();
    let mut set = Set::NONE;

    set.add_if(moc || kubernetes, C::AnyImpacted);
    set.add_if(moc, C::MocImpacted);
    set.add_if(kubernetes, C::KubernetesImpacted);
    set.add_if(shutdown == ShutdownBucket::At30d && !in_dates, C::ExactlyThirtyDays);
    set.add_if(in_dates, C::GivenInDates);
    set.add_if(shutdown == ShutdownBucket::At30d && in_dates, C::DatesSpanTheLimit);
    let may_be_alive =
        facts.shutdown.bounds().is_some_and(|(least, _)| least <= bucket::KUBERNETES_LIFE.seconds());
    set.add_if(shutdown == ShutdownBucket::Under30d && may_be_alive, C::WithinKubernetesLife);
    set.add_if(shutdown == ShutdownBucket::Unknown, C::ShutdownUnknown);

    let update = bucket::since_update(facts.since_update);
    set.add_if(update == UpdateBucket::Unknown, C::UpdateUnknown);
    set.add_if(facts.since_update.is_some_and(|age| age > bucket::OLD_TOKEN_LIFE), C::NotUpdatedWithin60d);
    set.add_if(update == UpdateBucket::Over90d, C::NotUpdatedWithin90d);
    let during = facts.since_update.zip(length).is_some_and(|(age, length)| age < length);
    set.add_if(during, C::UpdatedDuringShutdown);

    let clusters = &facts.clusters;
    set.add_if(clusters.has_management(), C::ManagementChosen);
    set.add_if(!clusters.targets().is_empty(), C::TargetChosen);
    set.add_if(!clusters.load_balancers().is_empty(), C::LoadBalancerChosen);
    set.add_if(clusters.lone_load_balancers().next().is_some(), C::LoneLoadBalancer);
    set.add_if(name_is_missing(facts), C::NameMissing);
    set.add_if(clusters.names().flatten().any(ClusterName::has_hyphen), C::HyphenInName);
    set.add_if(clusters.were_merged(), C::DuplicatesMerged);

    set.add_if(facts.build.is_none(), C::BuildUnknown);
    set.add_if(Cmdlets::of(facts.build) == Cmdlets::Repair, C::RepairCmdlets);
    set.add_if(facts.build.is_some_and(|build| build < Build::SEPTEMBER_2022), C::BeforeSeptember2022);
    set.add_if(facts.zone.is_some(), C::ZoneAssumed);
    set.add_if(facts.at.is_some_and(rules_are_old), C::RulesOld);
    set
}

/// Whether a call would carry a placeholder: a target without a name, or a load balancer that has none to take it from.
fn name_is_missing(facts: &Facts) -> bool {
    facts.clusters.targets().contains(&None)
        || facts.clusters.lone_load_balancers().any(|name| name.is_none())
}

/// Whether the rule-set is more than a year old at that instant: long enough for the documents to have changed.
pub const fn rules_are_old(at: Instant) -> bool {
    const YEAR: i64 = 365 * 86_400;
    at.unix() - RULES_AS_OF_UNIX > YEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_old_after_a_year() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        assert!(!rules_are_old(at("2027-11-22T00:00:00Z")));
        assert!(rules_are_old(at("2027-11-22T00:00:01Z")));
    }
}
