//! Certificates of a cluster's control plane and nodes.

use super::{ROW, X509_DATES};
use crate::note::ConflictId;
use crate::playbook::StepId;
use crate::source::{
    ISSUE_233, ISSUE_237, ISSUE_285, KNOWN_ISSUES_SECURITY, KNOWN_ISSUES_UPGRADE, KNOWN_ISSUES_WORKLOAD,
    KUBERNETES_114588,
};
use crate::symptom::{Action, AdviceId, Fix, Place, Symptom, SymptomId as S, TextBasis};

const KUBERNETES: Symptom = Symptom { place: Place::Kubernetes, ..ROW };

pub(super) const ROWS: [Symptom; 5] = [
    Symptom {
        id: S::ApiCertificateExpired,
        parts: &[
            &["unable to connect to the server", X509_DATES],
            &["unable to connect to the server", "certificate has expired"],
            &[":6443", X509_DATES],
            &[X509_DATES, ":6443"],
            &["kube-apiserver", X509_DATES],
            &["certificate expired - ", "x509"],
        ],
        yields_to: S::ForeignCertificate.only(),
        look_alikes: &[S::ClockWrong, S::ApiAddressUnreachable],
        fix: &[
            Fix::Step(StepId::CheckClocks),
            Fix::Step(StepId::FixKubelet),
            Fix::Step(StepId::FetchCredential),
        ],
        conflicts: &[ConflictId::FixedInSeptember2022, ConflictId::ManagementNotApplicable],
        avoid: &[AdviceId::KubeadmRenew, AdviceId::SkipVerification, AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_WORKLOAD, &KNOWN_ISSUES_SECURITY, &ISSUE_233],
        ..KUBERNETES
    },
    Symptom {
        id: S::NodeTlsInternalError,
        parts: &[&["remote error: tls: internal error"]],
        look_alikes: &[S::ClientCertificateNotLoaded],
        fix: &[Fix::Step(StepId::FixKubelet), Fix::Step(StepId::FixCloud)],
        conflicts: &[ConflictId::TlsInternalError],
        avoid: &[AdviceId::SkipVerification],
        sources: &[&KNOWN_ISSUES_SECURITY, &ISSUE_237],
        ..KUBERNETES
    },
    Symptom {
        id: S::ClientCertificateNotLoaded,
        parts: &[&["the server has asked for the client to provide credentials"]],
        look_alikes: &[S::ManagementKubeconfigExpired, S::NodeTlsInternalError],
        fix: &[Fix::Action(Action::TryAgain), Fix::Action(Action::RestartApiServer)],
        sources: &[&ISSUE_285, &KUBERNETES_114588],
        ..KUBERNETES
    },
    Symptom {
        id: S::ApiInternalError,
        parts: &[&["internalerror", "an error on the server () has prevented the request from succeeding"]],
        look_alikes: &[S::SecretsUnreadable],
        fix: &[
            Fix::Step(StepId::CheckClocks),
            Fix::Step(StepId::FixKubelet),
            Fix::Step(StepId::FetchCredential),
        ],
        conflicts: &[ConflictId::ManagementNotApplicable],
        avoid: &[AdviceId::KubeadmRenew],
        sources: &[&KNOWN_ISSUES_WORKLOAD],
        ..KUBERNETES
    },
    Symptom {
        id: S::RenewalFileMissing,
        text_basis: TextBasis::Inferred,
        parts: &[
            &["cert-tattoo-kubelet.yaml", "no such file or directory"],
            &["cert-tattoo-kubelet.yaml", "not found"],
            &["cert-tattoo-kubelet.yaml", "does not exist"],
            &["cert-tattoo-kubelet.yaml", "missing"],
            &["missing", "cert-tattoo-kubelet.yaml"],
            &["cert-tattoo-kubelet.yaml", "cannot find"],
        ],
        fix: &[Fix::Action(Action::CopyRenewalFile)],
        avoid: &[AdviceId::KubeadmRenew],
        sources: &[&KNOWN_ISSUES_UPGRADE, &KNOWN_ISSUES_WORKLOAD],
        ..KUBERNETES
    },
];
