//! What must be said beside the commands: notes, and places where the sources disagree or are silent.

use crate::circumstance::{Circumstance as C, Condition};
use crate::closed::closed_enum;
use crate::source::{
    ARC_CONNECTIVITY, CERTIFICATES_AND_TOKENS, CERTIFICATES_OVERVIEW, CMDLET_BILLING_STATUS,
    CMDLET_LOAD_BALANCER, CMDLET_NEW_CLUSTER, CMDLET_REPAIR, CMDLET_REPAIR_CLUSTER, CMDLET_SYNC_BILLING,
    CMDLET_UPDATE_CLUSTER, FIELD_CERTIFICATES, ISSUE_145, ISSUE_146, ISSUE_168, ISSUE_233, ISSUE_237,
    ISSUE_335, KNOWN_ISSUES_SECURITY, KNOWN_ISSUES_WORKLOAD, KUBERNETES_123372, MOC_RENEWAL, PLATFORMS,
    RETIREMENT_JULY, RETIREMENT_NOVEMBER, SYSTEM_REQUIREMENTS, Source, UPDATE_CERTIFICATES, UPDATE_HOST,
};

closed_enum! {
    /// The name of a note; once given, it stays.
    pub enum NoteId {
        /// Nothing is to be repaired.
        NothingToRun = "nothing-to-run",
        /// How to find out how long it was.
        ShutdownUnknown = "shutdown-unknown",
        /// How long renewal did not work, by an ended certificate.
        OutageByEvidence = "outage-by-evidence",
        /// The typed length is shorter than an ended certificate proves.
        ShorterThanEvidence = "shorter-than-evidence",
        /// Nothing was switched off, and a certificate that renews itself has ended.
        RenewalFailed = "renewal-failed",
        /// Two plain dates leave a day on either side.
        WholeDays = "whole-days",
        /// Which zone was assumed.
        ZoneAssumed = "zone-assumed",
        /// No call is documented for the management cluster's Kubernetes layer.
        NoManagementCall = "no-management-call",
        /// The page's full order begins with the management cluster.
        ManagementFirst = "management-first",
        /// Is a load balancer deployed?
        LoadBalancerQuestion = "load-balancer-question",
        /// Which kind of load balancer is meant.
        LoadBalancerKind = "load-balancer-kind",
        /// The load balancer is of a kind that has no repair.
        OtherLoadBalancer = "other-load-balancer",
        /// A load balancer without its target.
        LoneLoadBalancer = "lone-load-balancer",
        /// A name must be filled in.
        NameMissing = "name-missing",
        /// A hyphen in a name.
        HyphenInName = "hyphen-in-name",
        /// A cluster was given twice.
        DuplicatesMerged = "duplicates-merged",
        /// The last update matters.
        UpdateUnknown = "update-unknown",
        /// An update cannot have happened while it was off.
        UpdatedDuringShutdown = "updated-during-shutdown",
        /// Which build was assumed.
        BuildUnknown = "build-unknown",
        /// The cmdlets have older names.
        RepairCmdlets = "repair-cmdlets",
        /// A switch that is not documented for the older names.
        BalancerOnRepair = "load-balancer-on-repair",
        /// How to see the dates on a control-plane node.
        DatesOnNode = "dates-on-node",
        /// The rule-set is old.
        RulesOld = "rules-old",
        /// A certificate that was read is not valid yet: a clock is wrong.
        NotYetValid = "not-yet-valid",
        /// When to stop, and what to tell support.
        WhenStuck = "when-stuck",
        /// An administrator's logins of `mocctl` and `kvactl`.
        AdminLogins = "admin-logins",
        /// The authority that signs every login of the infrastructure layer.
        CloudAgentCa = "cloud-agent-ca",
        /// The kubeconfig of the management cluster.
        ManagementKubeconfig = "management-kubeconfig",
        /// The identity of Azure Arc.
        ArcIdentity = "arc-identity",
        /// Billing and policy.
        BillingSync = "billing-sync",
    }
}

closed_enum! {
    /// The name of a conflict or gap; once given, it stays.
    pub enum ConflictId {
        /// The page is silent at 30 days to the second.
        ExactlyThirtyDays = "exactly-30-days",
        /// The page has no lower bound for "less than 30 days".
        NoLowerBound = "no-lower-bound",
        /// Whether the management cluster's Kubernetes layer needs anything.
        ManagementNotApplicable = "management-not-applicable",
        /// Whether the builds since September 2022 lose their Kubernetes certificates.
        FixedInSeptember2022 = "fixed-in-september-2022",
        /// Whether it matters that there was no update within 90 days.
        NotUpdatedWithin90d = "not-updated-within-90d",
        /// Which call repairs `tls: internal error`.
        TlsInternalError = "tls-internal-error",
        /// A switch that the cmdlet's reference does not have.
        BalancerNotInReference = "load-balancer-not-in-reference",
        /// Which kinds of load balancers there are.
        LoadBalancerKinds = "load-balancer-kinds",
        /// 60 or 90 days.
        SixtyOrNinetyDays = "60-or-90-days",
        /// When the product is retired.
        Retirement = "retirement",
    }
}

/// Something a reader must know beside the commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its name.
    pub id: NoteId,
    /// When it is part of an answer.
    pub when: Condition,
    /// Where it comes from; a note on how an answer was understood needs no source.
    pub sources: &'static [&'static Source],
}

/// A question on which the sources disagree, or that none answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its name.
    pub id: ConflictId,
    /// When it touches an answer.
    pub when: Condition,
    /// Which source says what, in the order of the sentence.
    pub sides: &'static [&'static Source],
}

/// Every note, in the order in which an answer shows them.
#[rustfmt::skip]
pub const NOTES: [Note; 25] = [
    note(NoteId::NothingToRun,          Condition::all(crate::closed::Set::NONE).none(C::AnyRepair.only()), &[&UPDATE_CERTIFICATES]),
    note(NoteId::ShutdownUnknown,       Condition::all(C::ShutdownUnknown.only()), &[&UPDATE_CERTIFICATES]),
    note(NoteId::OutageByEvidence,      Condition::all(C::OutageByEvidence.only()), &[&CERTIFICATES_OVERVIEW, &MOC_RENEWAL]),
    note(NoteId::ShorterThanEvidence,   Condition::all(C::ShorterThanEvidence.only()), &[]),
    note(NoteId::RenewalFailed,         Condition::all(C::RenewalFailed.only()), &[&CERTIFICATES_OVERVIEW]),
    note(NoteId::WholeDays,             Condition::all(C::GivenInDates.only()), &[]),
    note(NoteId::ZoneAssumed,           Condition::all(C::ZoneAssumed.only()), &[]),
    note(NoteId::NoManagementCall,      Condition::all(C::KubernetesRepair.only().or(C::ManagementChosen.only())), &[&UPDATE_CERTIFICATES, &KNOWN_ISSUES_WORKLOAD]),
    note(NoteId::ManagementFirst,       Condition::all(C::MocRepair.only()).none(C::ManagementChosen.only()), &[&UPDATE_CERTIFICATES]),
    note(NoteId::LoadBalancerQuestion,  Condition::all(C::MocRepair.only().or(C::TargetChosen.only())).none(C::LoadBalancerChosen.only().or(C::OtherLoadBalancer.only())), &[&UPDATE_CERTIFICATES, &FIELD_CERTIFICATES]),
    note(NoteId::LoadBalancerKind,      Condition::all(C::MocRepair.only().or(C::LoadBalancerChosen.only())).none(C::LoadBalancerKindKnown.only()), &[&FIELD_CERTIFICATES]),
    note(NoteId::OtherLoadBalancer,     Condition::all(C::MocRepair.only().or(C::OtherLoadBalancer.only())), &[&FIELD_CERTIFICATES, &PLATFORMS, &SYSTEM_REQUIREMENTS]),
    note(NoteId::LoneLoadBalancer,      Condition::all(C::KubernetesRepair.only().or(C::LoneLoadBalancer.only())), &[&UPDATE_CERTIFICATES]),
    note(NoteId::NameMissing,           Condition::all(C::AnyRepair.only().or(C::NameMissing.only())), &[&CMDLET_UPDATE_CLUSTER]),
    note(NoteId::HyphenInName,          Condition::all(C::HyphenInName.only()), &[&CMDLET_NEW_CLUSTER]),
    note(NoteId::DuplicatesMerged,      Condition::all(C::DuplicatesMerged.only()), &[]),
    note(NoteId::UpdateUnknown,         Condition::all(C::UpdateUnknown.only()), &[&UPDATE_CERTIFICATES, &UPDATE_HOST]),
    note(NoteId::UpdatedDuringShutdown, Condition::all(C::UpdatedDuringShutdown.only()), &[]),
    note(NoteId::BuildUnknown,          Condition::all(C::AnyRepair.only().or(C::BuildUnknown.only())), &[&CERTIFICATES_OVERVIEW, &CMDLET_REPAIR]),
    note(NoteId::RepairCmdlets,         Condition::all(C::AnyRepair.only().or(C::RepairCmdlets.only())), &[&CMDLET_REPAIR, &CMDLET_REPAIR_CLUSTER]),
    note(NoteId::BalancerOnRepair,      Condition::all(C::MocRepair.only().or(C::RepairCmdlets.only()).or(C::LoadBalancerChosen.only())), &[&CMDLET_REPAIR_CLUSTER]),
    note(NoteId::DatesOnNode,           Condition::all(C::KubernetesRepair.only().or(C::KubernetesVersionKnown.only())), &[&KUBERNETES_123372]),
    note(NoteId::RulesOld,              Condition::all(C::RulesOld.only()), &[]),
    note(NoteId::NotYetValid,           Condition::all(C::NotYetValid.only()), &[&ISSUE_233]),
    note(NoteId::WhenStuck,             Condition::all(C::AnyRepair.only()), &[&UPDATE_HOST]),
];

/// What to know of the credentials that represent no layer, in the order in which an answer shows it.
#[rustfmt::skip]
pub const ADVISORIES: [Note; 5] = [
    note(NoteId::AdminLogins,          Condition::all(C::AdminLoginsInDoubt.only()), &[&CERTIFICATES_AND_TOKENS, &ISSUE_146, &ISSUE_168]),
    note(NoteId::CloudAgentCa,         Condition::all(C::AuthorityInDoubt.only()), &[&CERTIFICATES_OVERVIEW]),
    note(NoteId::ManagementKubeconfig, Condition::all(C::ManagementKubeconfigLapsed.only()), &[&ISSUE_145, &KNOWN_ISSUES_WORKLOAD]),
    note(NoteId::ArcIdentity,          Condition::all(C::ArcInDoubt.only()), &[&ARC_CONNECTIVITY]),
    note(NoteId::BillingSync,          Condition::all(C::BillingOverdue.only()), &[&CMDLET_SYNC_BILLING, &CMDLET_BILLING_STATUS]),
];

/// Every conflict and gap, in the order in which an answer shows them.
#[rustfmt::skip]
pub const CONFLICTS: [Conflict; 10] = [
    conflict(ConflictId::ExactlyThirtyDays,       Condition::all(C::ExactlyThirtyDays.only()), &[&UPDATE_CERTIFICATES, &UPDATE_CERTIFICATES]),
    conflict(ConflictId::NoLowerBound,            Condition::all(C::WithinKubernetesLife.only()), &[&UPDATE_CERTIFICATES, &CERTIFICATES_OVERVIEW]),
    conflict(ConflictId::ManagementNotApplicable, Condition::all(C::KubernetesRepair.only().or(C::ManagementChosen.only())), &[&UPDATE_CERTIFICATES, &KNOWN_ISSUES_WORKLOAD]),
    conflict(ConflictId::FixedInSeptember2022,    Condition::all(C::KubernetesRepair.only()).none(C::BeforeSeptember2022.only()), &[&KNOWN_ISSUES_SECURITY, &UPDATE_CERTIFICATES, &ISSUE_335]),
    conflict(ConflictId::NotUpdatedWithin90d,     Condition::all(C::NotUpdatedWithin90d.only()), &[&UPDATE_CERTIFICATES, &UPDATE_HOST]),
    conflict(ConflictId::TlsInternalError,        Condition::all(C::AnyRepair.only().or(C::TargetChosen.only())), &[&KNOWN_ISSUES_SECURITY, &ISSUE_237]),
    conflict(ConflictId::BalancerNotInReference,  Condition::all(C::MocRepair.only().or(C::LoadBalancerChosen.only())), &[&UPDATE_CERTIFICATES, &CMDLET_UPDATE_CLUSTER]),
    conflict(ConflictId::LoadBalancerKinds,       Condition::all(C::MocRepair.only().or(C::OtherLoadBalancer.only())), &[&PLATFORMS, &CMDLET_LOAD_BALANCER]),
    conflict(ConflictId::SixtyOrNinetyDays,       Condition::all(C::NotUpdatedWithin60d.only()), &[&CERTIFICATES_OVERVIEW, &KNOWN_ISSUES_WORKLOAD, &MOC_RENEWAL]),
    conflict(ConflictId::Retirement,              Condition::all(C::BeyondSupport.only()), &[&RETIREMENT_JULY, &RETIREMENT_NOVEMBER]),
];

const fn note(id: NoteId, when: Condition, sources: &'static [&'static Source]) -> Note {
    Note { id, when, sources }
}

const fn conflict(id: ConflictId, when: Condition, sides: &'static [&'static Source]) -> Conflict {
    Conflict { id, when, sides }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::closed::Closed;

    #[test]
    fn every_name_has_its_row() {
        let notes = NOTES.iter().chain(&ADVISORIES);
        assert_eq!(notes.map(|note| note.id).collect::<Vec<_>>(), NoteId::ALL);
        assert_eq!(CONFLICTS.iter().map(|conflict| conflict.id).collect::<Vec<_>>(), ConflictId::ALL);
    }

    #[test]
    fn a_conflict_has_two_sides() {
        for conflict in CONFLICTS {
            assert!(conflict.sides.len() >= 2, "{}", conflict.id);
        }
    }
}
