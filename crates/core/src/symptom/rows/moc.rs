//! What hosts, agents and in-cluster plugins log in with.

use super::{MOC_EXPIRED, ROW, TOKEN};
use crate::note::ConflictId;
use crate::playbook::StepId;
use crate::source::{
    CAPH_SOURCE, CERTIFICATES_OVERVIEW, CMDLET_UPDATE, FIELD_CERTIFICATES, ISSUE_107, ISSUE_127, ISSUE_168,
    ISSUE_169, ISSUE_171, ISSUE_173, ISSUE_203, ISSUE_204, ISSUE_365, KNOWN_ISSUES, KNOWN_ISSUES_SECURITY,
    KNOWN_ISSUES_UPGRADE, KNOWN_ISSUES_WORKLOAD,
};
use crate::symptom::mark::Mark;
use crate::symptom::text::{expired, text};
use crate::symptom::{Action, AdviceId, Fix, Kind, Place, Symptom, SymptomId as S, TextBasis};

const MOC: Symptom = Symptom { place: Place::Moc, ..ROW };

/// What shows that a message is of the infrastructure layer.
const OURS: crate::closed::Set<Mark> =
    Mark::Product.only().or(Mark::Agent.only()).or(Mark::BalancerAgent.only());

/// What shows that a certificate is not of the deployment.
const ELSEWHERE: crate::closed::Set<Mark> =
    Mark::Foreign.only().or(Mark::OtherAddress.only()).or(Mark::OtherVendor.only());

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
        texts: &[
            text(&["code = unauthenticated desc = valid token required"])
                .unless(Mark::Foreign.only().or(Mark::OtherAddress.only()).or(Mark::OtherVendor.only())),
            text(&[TOKEN]).beside(OURS).unless(Mark::Foreign.only().or(Mark::OtherVendor.only())),
        ],
        yields_to: S::ProviderLoginRefused
            .only()
            .or(S::KmsLoginRefused.only())
            .or(S::BalancerNotProgrammed.only()),
        fix: &[Fix::Step(StepId::RenewManagement), Fix::Step(StepId::FixCloud)],
        avoid: &[AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_SECURITY, &ISSUE_169, &CMDLET_UPDATE],
        ..MOC
    },
    Symptom {
        id: S::ProviderLoginRefused,
        texts: &[
            text(&["failed to create wssd session", TOKEN]),
            text(&["failed to create wssd session", "login failed"]),
        ],
        fix: &[Fix::Step(StepId::RenewManagement), Fix::Action(Action::RestartProvider)],
        sources: &[&ISSUE_107],
        ..MOC
    },
    Symptom {
        id: S::UpgradeWaits,
        kind: Kind::Possible,
        texts: &[text(&["controlplane machines are still upgrading"])],
        yields_to: S::ProviderLoginRefused.only(),
        look_alikes: &[S::ScaleOutWaits],
        fix: &[Fix::Action(Action::FindOwner), Fix::Step(StepId::RenewManagement)],
        sources: &[&ISSUE_107],
        ..MOC
    },
    Symptom {
        id: S::KmsLoginRefused,
        texts: &[
            text(&["starting login to cloud agent", TOKEN]).in_several_messages(),
            text(&["kms", TOKEN]).unless(Mark::OtherVendor.only()),
            text(&["failed to repair cluster certificates"]),
        ],
        sources: &[&ISSUE_127, &KNOWN_ISSUES_WORKLOAD],
        ..KMS
    },
    Symptom {
        id: S::KmsSocketMissing,
        texts: &[
            text(&["kmsplugin.sock", "no such file or directory"]),
            text(&["kmsplugin.sock", "connection refused"]),
        ],
        sources: &[&KNOWN_ISSUES, &KNOWN_ISSUES_SECURITY],
        ..KMS
    },
    Symptom {
        id: S::KmsTokenInvalid,
        text_basis: TextBasis::Inferred,
        texts: &[
            text(&["kms", "invalid token"]).beside(OURS).unless(Mark::OtherVendor.only()),
            text(&["invalid token", "kms-plugin"]).unless(Mark::OtherVendor.only()),
            text(&["kms plugin: login failed", "invalid token"]),
            text(&["moc-kms-plugin", "crashloopbackoff"]),
        ],
        sources: &[&KNOWN_ISSUES_SECURITY],
        ..KMS
    },
    Symptom {
        id: S::SecretsUnreadable,
        text_basis: TextBasis::Inferred,
        texts: &[
            text(&["get secrets", "error from server", "internal error"]).unless(Mark::Foreign.only()),
            text(&["get secrets", "internalerror"]).unless(Mark::Foreign.only()),
            text(&["get secrets", "internal error"]).unless(Mark::Foreign.only()),
            text(&["unable to transform key", "/registry/secrets/"]).unless(Mark::OtherVendor.only()),
        ],
        look_alikes: &[S::ApiInternalError],
        sources: &[&KNOWN_ISSUES_SECURITY],
        ..KMS
    },
    Symptom {
        id: S::ProviderNotRenewing,
        text_basis: TextBasis::Inferred,
        texts: &[text(&[" caph-"]).with_expiry().unless(Mark::OtherVendor.only().or(Mark::Foreign.only()))],
        fix: &[Fix::Action(Action::RestartProvider), Fix::Step(StepId::RenewManagement)],
        sources: &[&CAPH_SOURCE, &KNOWN_ISSUES_SECURITY],
        ..MOC
    },
    Symptom {
        id: S::MocCertificateExpired,
        texts: &[
            text(&[MOC_EXPIRED]).unless(Mark::Foreign.only().or(Mark::OtherVendor.only())),
            text(&["unable to verify certificate to be renewed"]).with_expiry(),
            expired(Mark::Agent.only()).unless(ELSEWHERE),
            // What the plugins of a cluster say of the cloud agent.
            text(&["authentication handshake failed"]).with_expiry().beside(Mark::Product.only()).unless(
                ELSEWHERE.or(Mark::Etcd.only()).or(Mark::ApiServer.only()).or(Mark::KubeletServer.only()),
            ),
        ],
        yields_to: S::MocctlExpired
            .only()
            .or(S::KvactlExpired.only())
            .or(S::ProviderNotRenewing.only())
            .or(S::BalancerNotProgrammed.only())
            .or(S::ForeignCertificate.only()),
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
        texts: &[
            text(&["startpending", "wssdagent"]),
            text(&["start_pending", "wssdagent"]),
            text(&["wssdagent", "startpending"]),
            text(&["wssdagent", "start_pending"]),
            text(&["wssdagent", "stuck", "starting"]),
            text(&["wssdagent", "state: starting"]),
            text(&["wssdagent", "status: starting"]),
            text(&["get-service", "wssdagent", "starting"]),
            text(&["status", "name", "starting", "wssdagent"]),
            text(&["name", "status", "wssdagent", "starting"]),
        ],
        fix: &[Fix::Action(Action::RepairMoc)],
        avoid: &[AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_UPGRADE, &ISSUE_173],
        ..MOC
    },
    Symptom {
        id: S::NoNodes,
        kind: Kind::Possible,
        texts: &[text(&["doesnt expose any nodes"]), text(&["does not expose any nodes"])],
        fix: &[Fix::Action(Action::StartNodeAgent), Fix::Action(Action::RepairMoc)],
        sources: &[&KNOWN_ISSUES_UPGRADE, &ISSUE_171, &ISSUE_365],
        ..MOC
    },
    Symptom {
        id: S::BalancerNotProgrammed,
        text_basis: TextBasis::Inferred,
        texts: &[
            expired(Mark::BalancerAgent.only()).unless(Mark::OtherVendor.only()),
            text(&["lbagent", TOKEN]),
            text(&[":46000", "x509: "]),
            text(&["/etc/lbagent/pki/cloudagent.crt", "expired"]),
            text(&["vip", "haproxy.cfg", "missing"]),
            text(&["vip", "missing", "haproxy.cfg"]),
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
        texts: &[
            text(&["get-akshciversion", "get-mocversion"]).in_several_messages(),
            text(&["get-mocversion", "get-akshciversion"]).in_several_messages(),
        ],
        fix: &[Fix::Action(Action::CompareBuilds), Fix::Action(Action::AskSupport)],
        avoid: &[AdviceId::Reinstall, AdviceId::Uninstall],
        sources: &[&ISSUE_203, &ISSUE_204],
        ..MOC
    },
];
