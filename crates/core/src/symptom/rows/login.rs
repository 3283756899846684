//! What the person at the host logs in with.

use super::{MOC_EXPIRED, ROW};
use crate::playbook::StepId;
use crate::source::{
    ADMINISTRATORS, ISSUE_145, ISSUE_146, ISSUE_160, ISSUE_168, KNOWN_ISSUES_SECURITY, KNOWN_ISSUES_WORKLOAD,
    KUBERNETES_120890,
};
use crate::symptom::mark::Mark;
use crate::symptom::text::text;
use crate::symptom::{Action, AdviceId, Fix, Place, Symptom, SymptomId as S};

const LOGIN: Symptom = Symptom { place: Place::AdminLogin, ..ROW };

pub(super) const ROWS: [Symptom; 5] = [
    Symptom {
        id: S::MocctlExpired,
        texts: &[
            text(&["hashtable.generic_non_zero", MOC_EXPIRED]),
            text(&["mocctl", MOC_EXPIRED]),
            text(&["[error: certificate has expired: expired]"]),
        ],
        look_alikes: &[S::KvactlExpired, S::ApiCertificateExpired],
        fix: &[Fix::Action(Action::RepairMocLogin), Fix::Step(StepId::ReachManagement)],
        avoid: &[AdviceId::DeleteAccessFile, AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_SECURITY, &ISSUE_168],
        ..LOGIN
    },
    Symptom {
        id: S::KvactlExpired,
        texts: &[
            text(&["failed to create azurestackhci session", MOC_EXPIRED]),
            text(&["kvactl", MOC_EXPIRED]),
        ],
        look_alikes: &[S::MocctlExpired, S::UnknownAuthority],
        fix: &[Fix::Action(Action::RenameAccessFile), Fix::Step(StepId::ReachManagement)],
        avoid: &[AdviceId::DeleteAccessFile, AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_SECURITY, &ISSUE_146, &ADMINISTRATORS],
        ..LOGIN
    },
    Symptom {
        id: S::UnknownAuthority,
        texts: &[text(&["authentication handshake failed", "x509: certificate signed by unknown authority"])
            .beside(Mark::Product.only().or(Mark::Agent.only()).or(Mark::KubernetesLog.only()))
            .unless(
                Mark::Etcd
                    .only()
                    .or(Mark::KubeletServer.only())
                    .or(Mark::ApiServer.only())
                    .or(Mark::Foreign.only())
                    .or(Mark::OtherAddress.only()),
            )],
        look_alikes: &[S::KvactlExpired],
        fix: &[
            Fix::Action(Action::RenameAccessFile),
            Fix::Step(StepId::RenewManagement),
            Fix::Step(StepId::ReachManagement),
        ],
        avoid: &[AdviceId::DeleteAccessFile],
        sources: &[&KNOWN_ISSUES_SECURITY, &ISSUE_160],
        ..LOGIN
    },
    Symptom {
        id: S::ManagementKubeconfigExpired,
        texts: &[text(&["you must be logged in to the server (unauthorized)"])],
        look_alikes: &[S::ClientCertificateNotLoaded],
        fix: &[Fix::Action(Action::CopyAdminConfig), Fix::Step(StepId::ReachManagement)],
        avoid: &[AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_WORKLOAD],
        ..LOGIN
    },
    Symptom {
        id: S::KubeconfigRefused,
        texts: &[
            text(&["the server has asked for the client to provide credentials"])
                .unless(Mark::PodStream.only().or(Mark::Foreign.only()).or(Mark::OtherAddress.only())),
            text(&["current server api group list", "unauthorized"]),
            // A refused list of what there is means that every call is refused, whatever was called.
            text(&[
                "current server api group list",
                "the server has asked for the client to provide credentials",
            ])
            .in_several_messages(),
        ],
        yields_to: S::ManagementKubeconfigExpired.only(),
        look_alikes: &[S::ClientCertificateNotLoaded, S::ManagementKubeconfigExpired],
        fix: &[
            Fix::Step(StepId::CheckClocks),
            Fix::Step(StepId::FetchCredential),
            Fix::Step(StepId::ReachManagement),
        ],
        avoid: &[AdviceId::SkipVerification],
        sources: &[&KUBERNETES_120890, &ISSUE_145],
        ..LOGIN
    },
];
