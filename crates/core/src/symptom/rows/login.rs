//! What the person at the host logs in with.

use super::{MOC_EXPIRED, ROW};
use crate::playbook::StepId;
use crate::source::{
    ADMINISTRATORS, ISSUE_146, ISSUE_160, ISSUE_168, KNOWN_ISSUES_SECURITY, KNOWN_ISSUES_WORKLOAD,
};
use crate::symptom::{Action, AdviceId, Fix, Place, Symptom, SymptomId as S};

const LOGIN: Symptom = Symptom { place: Place::AdminLogin, ..ROW };

pub(super) const ROWS: [Symptom; 4] = [
    Symptom {
        id: S::MocctlExpired,
        parts: &[
            &["hashtable.generic_non_zero", MOC_EXPIRED],
            &["mocctl", MOC_EXPIRED],
            &["[error: certificate has expired: expired]"],
        ],
        look_alikes: &[S::KvactlExpired, S::ApiCertificateExpired],
        fix: &[Fix::Action(Action::RepairMocLogin), Fix::Step(StepId::ReachManagement)],
        avoid: &[AdviceId::DeleteAccessFile, AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_SECURITY, &ISSUE_168],
        ..LOGIN
    },
    Symptom {
        id: S::KvactlExpired,
        parts: &[&["failed to create azurestackhci session", MOC_EXPIRED], &["kvactl", MOC_EXPIRED]],
        look_alikes: &[S::MocctlExpired, S::UnknownAuthority],
        fix: &[Fix::Action(Action::RenameAccessFile), Fix::Step(StepId::ReachManagement)],
        avoid: &[AdviceId::DeleteAccessFile, AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_SECURITY, &ISSUE_146, &ADMINISTRATORS],
        ..LOGIN
    },
    Symptom {
        id: S::UnknownAuthority,
        parts: &[&["authentication handshake failed", "x509: certificate signed by unknown authority"]],
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
        parts: &[&["you must be logged in to the server (unauthorized)"]],
        look_alikes: &[S::ClientCertificateNotLoaded],
        fix: &[Fix::Action(Action::CopyAdminConfig), Fix::Step(StepId::ReachManagement)],
        avoid: &[AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_WORKLOAD],
        ..LOGIN
    },
];
