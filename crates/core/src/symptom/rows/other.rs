//! Certificates of something else, and what only looks like a certificate problem.

use super::{ROW, X509_DATES};
use crate::playbook::StepId;
use crate::source::{
    ARC_CONNECTIVITY, ARC_ISSUE_2654, AZURE_LOCAL, CLOUD_AKS, CMDLET_NEW_CLUSTER, CMDLET_SYNC_BILLING,
    CMDLET_UNINSTALL, GO_X509, ISSUE_145, ISSUE_372, KNOWN_ISSUES, KNOWN_ISSUES_ARC, KNOWN_ISSUES_SECURITY,
    KNOWN_ISSUES_STORAGE, KNOWN_ISSUES_UPGRADE, KNOWN_ISSUES_WORKLOAD, WINDOWS_TIME,
};
use crate::symptom::{Action, AdviceId, Fix, Kind, Symptom, SymptomId as S, TextBasis};

/// Certificates and clocks.
pub(super) const CERTIFICATES: [Symptom; 6] = [
    Symptom {
        id: S::ArcIdentityExpired,
        parts: &[
            &["connectivitystatus: expired"],
            &["managedidentitycertificateexpirationtime", "is in the past"],
            &["managed identity certificate", "expired"],
            &["status expired", "connectedclusters"],
        ],
        look_alikes: &[S::ArcOffline],
        fix: &[Fix::Action(Action::ReconnectArc)],
        sources: &[&ARC_CONNECTIVITY],
        ..ROW
    },
    Symptom {
        id: S::ArcOffline,
        kind: Kind::Possible,
        parts: &[&["connectivitystatus: offline"], &["connectedclusters", "status: offline"]],
        look_alikes: &[S::ArcIdentityExpired],
        fix: &[Fix::Action(Action::AwaitHeartbeat), Fix::Step(StepId::ReachTarget)],
        sources: &[&ARC_ISSUE_2654, &ARC_CONNECTIVITY],
        ..ROW
    },
    Symptom {
        id: S::TelemetryDumps,
        text_basis: TextBasis::Inferred,
        parts: &[&["mdsd", "no space left on device"], &["mdsd", "crash dump"], &["mdsd", "core dump"]],
        fix: &[Fix::Action(Action::UpdateDeployment)],
        sources: &[&KNOWN_ISSUES_STORAGE],
        ..ROW
    },
    Symptom {
        id: S::ClockWrong,
        kind: Kind::NotCertificate,
        parts: &[&["certificate is not yet valid"], &["clock skew detected"]],
        look_alikes: &[S::ApiCertificateExpired],
        fix: &[Fix::Step(StepId::CheckClocks)],
        avoid: &[AdviceId::SkipVerification, AdviceId::KubeadmRenew],
        sources: &[&GO_X509, &WINDOWS_TIME],
        ..ROW
    },
    Symptom {
        id: S::ForeignCertificate,
        kind: Kind::NotCertificate,
        parts: &[
            &["failed calling webhook", X509_DATES],
            &["failed to pull image", X509_DATES],
            &["failed to pull and unpack image", X509_DATES],
            &["error response from daemon", X509_DATES],
        ],
        look_alikes: &[S::ApiCertificateExpired],
        fix: &[Fix::Action(Action::FindOwner)],
        sources: &[&GO_X509],
        ..ROW
    },
    Symptom {
        id: S::SomeCertificateExpired,
        kind: Kind::Possible,
        parts: &[&[X509_DATES]],
        yields_to: S::ApiCertificateExpired
            .only()
            .or(S::ForeignCertificate.only())
            .or(S::ProviderNotRenewing.only())
            .or(S::MocCertificateExpired.only())
            .or(S::BalancerNotProgrammed.only()),
        look_alikes: &[S::ClockWrong],
        fix: &[Fix::Step(StepId::CheckClocks), Fix::Action(Action::FindOwner)],
        avoid: &[AdviceId::SkipVerification],
        sources: &[&GO_X509],
        ..ROW
    },
];

const LOOK_ALIKE: Symptom = Symptom { kind: Kind::NotCertificate, ..ROW };

const OTHER_PRODUCT: Symptom =
    Symptom { kind: Kind::OtherProduct, fix: &[Fix::Action(Action::ReadOtherDocs)], ..ROW };

/// No certificate at all.
pub(super) const LOOK_ALIKES: [Symptom; 12] = [
    Symptom {
        id: S::UnknownFlagTags,
        parts: &[&["unknown flag: --tags"]],
        fix: &[Fix::Action(Action::CompareBuilds)],
        sources: &[&ISSUE_145],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ScaleOutWaits,
        parts: &[&["control plane count at", "still waiting for desired state"]],
        look_alikes: &[S::UpgradeWaits],
        fix: &[Fix::Action(Action::CheckAddressPool)],
        sources: &[&KNOWN_ISSUES_WORKLOAD],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::DeadlineExceeded,
        parts: &[&["code = deadlineexceeded desc = context deadline exceeded"]],
        fix: &[Fix::Step(StepId::CheckBuild), Fix::Action(Action::UpdateDeployment)],
        sources: &[&KNOWN_ISSUES_WORKLOAD],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::KubeFolderMissing,
        parts: &[
            &[".kubeconfig: the system cannot find the path specified"],
            &[".kube/config: the system cannot find the path specified"],
        ],
        fix: &[Fix::Action(Action::MakeFolder)],
        sources: &[&KNOWN_ISSUES_SECURITY],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ApiAddressUnreachable,
        parts: &[&[":6443", "net/http: request canceled while waiting for connection"]],
        look_alikes: &[S::ApiCertificateExpired],
        fix: &[Fix::Step(StepId::ReachTarget), Fix::Action(Action::RestartAddress)],
        avoid: &[AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_UPGRADE],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ClusterNotFound,
        parts: &[&["a workload cluster with the name", "was not found"]],
        fix: &[Fix::Action(Action::LookUpName), Fix::Action(Action::CheckAddressPool)],
        sources: &[&KNOWN_ISSUES_WORKLOAD, &KNOWN_ISSUES_ARC],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ClusterNameInvalid,
        parts: &[&["is not a valid cluster name"]],
        fix: &[Fix::Action(Action::LowerCaseName)],
        sources: &[&CMDLET_NEW_CLUSTER],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ReleaseNotFound,
        parts: &[&["a release with version", "was not found"]],
        fix: &[Fix::Step(StepId::CheckBuild), Fix::Action(Action::AskSupport)],
        avoid: &[AdviceId::Uninstall],
        sources: &[&KNOWN_ISSUES_WORKLOAD, &CMDLET_UNINSTALL],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::PrincipalSecretExpired,
        parts: &[&["invalid_client", "client secret keys are expired"], &["aadsts7000222"]],
        fix: &[Fix::Action(Action::RenewPrincipal)],
        sources: &[&KNOWN_ISSUES],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::BillingOutOfPolicy,
        parts: &[
            &["waiting for deployment", "akshci billing operator"],
            &["outofpolicy"],
            &["out of policy", "billing"],
            &["billing", "out of policy"],
        ],
        fix: &[Fix::Action(Action::SyncBilling)],
        avoid: &[AdviceId::Reinstall],
        sources: &[&CMDLET_SYNC_BILLING, &ISSUE_372],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::AzureLocal,
        parts: &[
            &["az aksarc "],
            &["azure local"],
            &["microsoft.hybridcontainerservice"],
            &["provisionedclusterinstances"],
        ],
        sources: &[&AZURE_LOCAL],
        ..OTHER_PRODUCT
    },
    Symptom {
        id: S::CloudAks,
        parts: &[
            &[".azmk8s.io"],
            &["az aks get-credentials"],
            &["az aks rotate-certs"],
            &["az aks start"],
            &["microsoft.containerservice/managedclusters"],
        ],
        sources: &[&CLOUD_AKS],
        ..OTHER_PRODUCT
    },
];
