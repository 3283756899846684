//! Certificates of a cluster's control plane and nodes.

use super::ROW;
use crate::note::ConflictId;
use crate::playbook::StepId;
use crate::source::{
    GO_X509, ISSUE_233, ISSUE_237, ISSUE_285, KNOWN_ISSUES_SECURITY, KNOWN_ISSUES_UPGRADE,
    KNOWN_ISSUES_WORKLOAD, KUBELET_SERVING_REQUESTS, KUBERNETES_65991, KUBERNETES_114588, KUBERNETES_120890,
};
use crate::symptom::mark::Mark;
use crate::symptom::text::{expired, text};
use crate::symptom::{Action, AdviceId, Fix, Kind, Place, Symptom, SymptomId as S, TextBasis};

const KUBERNETES: Symptom = Symptom { place: Place::Kubernetes, ..ROW };

/// What repairs expired certificates of a control plane and its nodes.
const RENEWED: Symptom = Symptom {
    fix: &[Fix::Step(StepId::CheckClocks), Fix::Step(StepId::FixKubelet), Fix::Step(StepId::FetchCredential)],
    avoid: &[AdviceId::KubeadmRenew, AdviceId::SkipVerification, AdviceId::Reinstall],
    ..KUBERNETES
};

pub(super) const ROWS: [Symptom; 11] = [
    Symptom {
        id: S::ApiCertificateExpired,
        texts: &[
            expired(Mark::Kubectl.only())
                .unless(Mark::PodStream.only().or(Mark::KubeletServer.only()).or(Mark::OtherAddress.only())),
            expired(Mark::ApiServer.only()).unless(Mark::OtherAddress.only()),
            text(&["certificate expired - ", "x509"]),
        ],
        yields_to: S::ForeignCertificate
            .only()
            .or(S::EtcdCertificateExpired.only())
            .or(S::NodeServingExpired.only())
            .or(S::CallerCertificateExpired.only())
            .or(S::ProviderNotRenewing.only())
            .or(S::BalancerNotProgrammed.only())
            .or(S::MocctlExpired.only())
            .or(S::KvactlExpired.only()),
        look_alikes: &[S::ClockWrong, S::ApiAddressUnreachable],
        conflicts: &[ConflictId::FixedInSeptember2022, ConflictId::ManagementNotApplicable],
        sources: &[&KNOWN_ISSUES_WORKLOAD, &KNOWN_ISSUES_SECURITY, &ISSUE_233],
        ..RENEWED
    },
    Symptom {
        id: S::NodeTlsInternalError,
        texts: &[text(&["remote error: tls: internal error"])
            .beside(
                Mark::KubeletServer
                    .only()
                    .or(Mark::Kubectl.only())
                    .or(Mark::PodStream.only())
                    .or(Mark::KubernetesLog.only()),
            )
            .unless(Mark::Foreign.only())],
        look_alikes: &[S::ClientCertificateNotLoaded],
        fix: &[Fix::Step(StepId::FixKubelet), Fix::Step(StepId::FixCloud)],
        conflicts: &[ConflictId::TlsInternalError],
        avoid: &[AdviceId::SkipVerification],
        sources: &[&KNOWN_ISSUES_SECURITY, &ISSUE_237],
        ..KUBERNETES
    },
    Symptom {
        id: S::ClientCertificateNotLoaded,
        texts: &[
            text(&["the server has asked for the client to provide credentials"])
                .beside(Mark::PodStream.only()),
            text(&["unable to upgrade connection: unauthorized"]),
        ],
        yields_to: S::KubeconfigRefused.only(),
        look_alikes: &[S::KubeconfigRefused, S::NodeTlsInternalError],
        fix: &[Fix::Action(Action::TryAgain), Fix::Action(Action::RestartApiServer)],
        sources: &[&ISSUE_285, &KUBERNETES_114588],
        ..KUBERNETES
    },
    Symptom {
        id: S::ApiInternalError,
        texts: &[text(&[
            "internalerror",
            "an error on the server () has prevented the request from succeeding",
        ])],
        look_alikes: &[S::SecretsUnreadable],
        fix: RENEWED.fix,
        conflicts: &[ConflictId::ManagementNotApplicable],
        avoid: &[AdviceId::KubeadmRenew],
        sources: &[&KNOWN_ISSUES_WORKLOAD],
        ..KUBERNETES
    },
    Symptom {
        id: S::RenewalFileMissing,
        text_basis: TextBasis::Inferred,
        texts: &[
            text(&["cert-tattoo-kubelet.yaml", "no such file or directory"]),
            text(&["cert-tattoo-kubelet.yaml", "not found"]),
            text(&["cert-tattoo-kubelet.yaml", "does not exist"]),
            text(&["cert-tattoo-kubelet.yaml", "missing"]),
            text(&["missing", "cert-tattoo-kubelet.yaml"]),
            text(&["cert-tattoo-kubelet.yaml", "cannot find"]),
        ],
        fix: &[Fix::Action(Action::CopyRenewalFile)],
        avoid: &[AdviceId::KubeadmRenew],
        sources: &[&KNOWN_ISSUES_UPGRADE, &KNOWN_ISSUES_WORKLOAD],
        ..KUBERNETES
    },
    Symptom {
        id: S::EtcdCertificateExpired,
        text_basis: TextBasis::Inferred,
        texts: &[expired(Mark::Etcd.only()).unless(Mark::OtherAddress.only())],
        yields_to: S::ForeignCertificate.only(),
        look_alikes: &[S::ClockWrong],
        sources: &[&GO_X509, &ISSUE_233],
        ..RENEWED
    },
    Symptom {
        id: S::NodeServingExpired,
        text_basis: TextBasis::Inferred,
        texts: &[expired(Mark::KubeletServer.only())],
        yields_to: S::ForeignCertificate.only().or(S::CallerCertificateExpired.only()),
        look_alikes: &[S::NodeTlsInternalError, S::ClockWrong],
        fix: &[Fix::Step(StepId::CheckClocks), Fix::Step(StepId::FixKubelet), Fix::Step(StepId::FixCloud)],
        sources: &[&GO_X509, &KUBELET_SERVING_REQUESTS],
        ..RENEWED
    },
    Symptom {
        id: S::NodeClientExpired,
        texts: &[
            text(&["bootstrap client certificate", "is expired"]),
            text(&["unable to load bootstrap kubeconfig", "bootstrap-kubelet.conf"]),
            text(&["cannot create certificate signing request: unauthorized"]),
            text(&["current certificate is expired"]),
            text(&["the currently active client certificate has expired"]),
            text(&["since a valid client cert was found"]),
            expired(Mark::Kubelet.only())
                .unless(Mark::ApiServer.only().or(Mark::KubeletServer.only()).or(Mark::OtherAddress.only())),
        ],
        yields_to: S::ForeignCertificate
            .only()
            .or(S::NodeServingExpired.only())
            .or(S::EtcdCertificateExpired.only())
            .or(S::CallerCertificateExpired.only()),
        look_alikes: &[S::ApiCertificateExpired, S::ClockWrong],
        sources: &[&KUBERNETES_65991, &ISSUE_233],
        ..RENEWED
    },
    Symptom {
        id: S::CallerCertificateExpired,
        texts: &[
            expired(Mark::ApiServerLog.only()),
            text(&["remote error: tls: expired certificate"])
                .beside(Mark::ApiServer.only().or(Mark::Kubectl.only()))
                .unless(Mark::PodStream.only().or(Mark::KubeletServer.only())),
        ],
        look_alikes: &[S::ApiCertificateExpired, S::KubeconfigRefused],
        fix: &[
            Fix::Step(StepId::CheckClocks),
            Fix::Step(StepId::FetchCredential),
            Fix::Step(StepId::FixKubelet),
        ],
        sources: &[&KUBERNETES_120890, &KUBERNETES_65991],
        ..RENEWED
    },
    Symptom {
        id: S::ComponentLoginRefused,
        text_basis: TextBasis::Inferred,
        texts: &[
            text(&["error retrieving resource lock", "unauthorized"]).beside(Mark::Controller.only()),
            text(&["failed to list", "unauthorized"])
                .beside(Mark::Controller.only().or(Mark::Kubelet.only())),
            text(&["unable to register node", "unauthorized"]),
            text(&["error getting node", "unauthorized"]),
            text(&["failed to ensure lease exists", "unauthorized"]),
        ],
        look_alikes: &[S::CallerCertificateExpired],
        sources: &[&KUBERNETES_65991, &ISSUE_233],
        ..RENEWED
    },
    Symptom {
        id: S::NodeRequestNotSigned,
        kind: Kind::Possible,
        text_basis: TextBasis::Inferred,
        texts: &[
            text(&["certificate request was not signed"]),
            text(&["kubernetes.io/kubelet-serving", "pending"]),
            text(&["no serving certificate available for the kubelet"]),
        ],
        look_alikes: &[S::NodeTlsInternalError],
        fix: &[Fix::Step(StepId::FixKubelet), Fix::Step(StepId::FixCloud)],
        conflicts: &[ConflictId::TlsInternalError],
        sources: &[&KUBELET_SERVING_REQUESTS, &ISSUE_237],
        ..KUBERNETES
    },
];
