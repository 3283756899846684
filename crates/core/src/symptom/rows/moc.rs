//! What hosts, agents and in-cluster plugins log in with.

use super::{MOC_EXPIRED, ROW, TOKEN, X509_DATES};
use crate::note::ConflictId;
use crate::playbook::StepId;
use crate::source::{
    CAPH_SOURCE, CERTIFICATES_OVERVIEW, CMDLET_UPDATE, FIELD_CERTIFICATES, ISSUE_107, ISSUE_127, ISSUE_168,
    ISSUE_169, ISSUE_171, ISSUE_173, ISSUE_203, ISSUE_204, ISSUE_365, KNOWN_ISSUES, KNOWN_ISSUES_SECURITY,
    KNOWN_ISSUES_UPGRADE, KNOWN_ISSUES_WORKLOAD,
};
use crate::symptom::{Action, AdviceId, Fix, Kind, Place, Symptom, SymptomId as S, TextBasis};

const MOC: Symptom = Symptom { place: Place::Moc, ..ROW };

/// What helps a KMS plugin without a valid token: cmdlets as long as an API server answers, by hand where none does.
const KMS: Symptom = Symptom {
    fix: &[
        Fix::Step(StepId::RenewManagement),
        Fix::Step(StepId::FixCloud),
        Fix::Action(Action::RotateKmsToken),
    ],
    avoid: &[AdviceId::Reinstall, AdviceId::RemoveCluster],
    ..MOC
};

pub(super) const ROWS: [Symptom; 13] = [
    Symptom {
        id: S::TokenRequired,
        parts: &[&[TOKEN]],
        yields_to: S::ProviderLoginRefused.only().or(S::KmsLoginRefused.only()),
        fix: &[Fix::Step(StepId::RenewManagement), Fix::Step(StepId::FixCloud)],
        avoid: &[AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_SECURITY, &ISSUE_169, &CMDLET_UPDATE],
        ..MOC
    },
    Symptom {
        id: S::ProviderLoginRefused,
        parts: &[
            &["failed to create wssd session", TOKEN],
            &["failed to create wssd session", "login failed"],
        ],
        fix: &[Fix::Step(StepId::RenewManagement), Fix::Action(Action::RestartProvider)],
        sources: &[&ISSUE_107],
        ..MOC
    },
    Symptom {
        id: S::UpgradeWaits,
        kind: Kind::Possible,
        parts: &[&["controlplane machines are still upgrading"]],
        yields_to: S::ProviderLoginRefused.only(),
        look_alikes: &[S::ScaleOutWaits],
        fix: &[Fix::Action(Action::FindOwner), Fix::Step(StepId::RenewManagement)],
        sources: &[&ISSUE_107],
        ..MOC
    },
    Symptom {
        id: S::KmsLoginRefused,
        parts: &[
            &["starting login to cloud agent", TOKEN],
            &["kms", TOKEN],
            &["failed to repair cluster certificates"],
        ],
        sources: &[&ISSUE_127, &KNOWN_ISSUES_WORKLOAD],
        ..KMS
    },
    Symptom {
        id: S::KmsSocketMissing,
        parts: &[&["kmsplugin.sock", "no such file or directory"], &["kmsplugin.sock", "connection refused"]],
        sources: &[&KNOWN_ISSUES, &KNOWN_ISSUES_SECURITY],
        ..KMS
    },
    Symptom {
        id: S::KmsTokenInvalid,
        text_basis: TextBasis::Inferred,
        parts: &[
            &["kms", "invalid token"],
            &["invalid token", "kms-plugin"],
            &["kms-plugin", "crashloopbackoff"],
        ],
        sources: &[&KNOWN_ISSUES_SECURITY],
        ..KMS
    },
    Symptom {
        id: S::SecretsUnreadable,
        text_basis: TextBasis::Inferred,
        parts: &[
            &["get secrets", "internal error"],
            &["get secrets", "internalerror"],
            &["unable to transform key", "/registry/secrets/"],
        ],
        look_alikes: &[S::ApiInternalError],
        sources: &[&KNOWN_ISSUES_SECURITY],
        ..KMS
    },
    Symptom {
        id: S::ProviderNotRenewing,
        text_basis: TextBasis::Inferred,
        parts: &[&["caph-", "certificate has expired"], &["caph-", "certificate is expired"]],
        fix: &[Fix::Action(Action::RestartProvider), Fix::Step(StepId::RenewManagement)],
        sources: &[&CAPH_SOURCE, &KNOWN_ISSUES_SECURITY],
        ..MOC
    },
    Symptom {
        id: S::MocCertificateExpired,
        parts: &[
            &[MOC_EXPIRED],
            &["wssdagent", X509_DATES],
            &["wssdcloudagent", X509_DATES],
            &[":55000", X509_DATES],
            &[":65000", X509_DATES],
        ],
        yields_to: S::MocctlExpired
            .only()
            .or(S::KvactlExpired.only())
            .or(S::ProviderNotRenewing.only())
            .or(S::BalancerNotProgrammed.only()),
        look_alikes: &[S::MocctlExpired, S::KvactlExpired],
        fix: &[
            Fix::Step(StepId::ReachManagement),
            Fix::Action(Action::RepairMocLogin),
            Fix::Step(StepId::RenewManagement),
            Fix::Step(StepId::FixCloud),
        ],
        avoid: &[AdviceId::DeleteAccessFile, AdviceId::Reinstall],
        sources: &[&ISSUE_168, &CERTIFICATES_OVERVIEW],
        ..MOC
    },
    Symptom {
        id: S::NodeAgentStarting,
        text_basis: TextBasis::Inferred,
        kind: Kind::Possible,
        parts: &[
            &["startpending", "wssdagent"],
            &["start_pending", "wssdagent"],
            &["wssdagent", "startpending"],
            &["wssdagent", "start_pending"],
            &["wssdagent", "stuck", "starting"],
            &["wssdagent", "state: starting"],
        ],
        fix: &[Fix::Action(Action::RepairMoc)],
        avoid: &[AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_UPGRADE, &ISSUE_173],
        ..MOC
    },
    Symptom {
        id: S::NoNodes,
        kind: Kind::Possible,
        parts: &[&["doesnt expose any nodes"], &["does not expose any nodes"]],
        fix: &[Fix::Action(Action::StartNodeAgent), Fix::Action(Action::RepairMoc)],
        sources: &[&KNOWN_ISSUES_UPGRADE, &ISSUE_171, &ISSUE_365],
        ..MOC
    },
    Symptom {
        id: S::BalancerNotProgrammed,
        text_basis: TextBasis::Inferred,
        parts: &[
            &["lbagent", "certificate has expired"],
            &["lbagent", TOKEN],
            &["/etc/lbagent/pki/cloudagent.crt", "expired"],
            &["vip", "haproxy.cfg", "missing"],
            &["vip", "missing", "haproxy.cfg"],
        ],
        fix: &[Fix::Step(StepId::FixCloudAndBalancer)],
        conflicts: &[ConflictId::BalancerNotInReference],
        avoid: &[AdviceId::RemoveCluster],
        sources: &[&FIELD_CERTIFICATES],
        ..MOC
    },
    Symptom {
        id: S::MixedBuilds,
        text_basis: TextBasis::Inferred,
        kind: Kind::Possible,
        parts: &[&["get-akshciversion", "get-mocversion"], &["get-mocversion", "get-akshciversion"]],
        fix: &[Fix::Action(Action::CompareBuilds), Fix::Action(Action::AskSupport)],
        avoid: &[AdviceId::Reinstall, AdviceId::Uninstall],
        sources: &[&ISSUE_203, &ISSUE_204],
        ..MOC
    },
];
