//! Certificates of something else, and what only looks like a certificate problem.

use super::ROW;
use crate::playbook::StepId;
use crate::source::{
    ABOUT_EXECUTION_POLICIES, ABOUT_PARAMETERS, AKS_EDGE, ARC_CONNECTIVITY, ARC_ISSUE_2654, ARC_ISSUE_2751,
    AZURE_LOCAL, CLOUD_AKS, CMDLET_NEW_CLUSTER, CMDLET_REPAIR, CMDLET_SSH, CMDLET_SYNC_AZURE_STACK_HCI,
    CMDLET_SYNC_BILLING, CMDLET_UNINSTALL, CMDLET_UPDATE_CLUSTER, EKS_CERTIFICATES, GO_X509, ISSUE_145,
    ISSUE_184, ISSUE_372, K3S_CERTIFICATES, KNOWN_ISSUES, KNOWN_ISSUES_ARC, KNOWN_ISSUES_INSTALLATION,
    KNOWN_ISSUES_NETWORKING, KNOWN_ISSUES_SECURITY, KNOWN_ISSUES_STORAGE, KNOWN_ISSUES_UPGRADE,
    KNOWN_ISSUES_WORKLOAD, MINIKUBE_CERTIFICATES, OPENSHIFT_CERTIFICATES, TALOS_CERTIFICATES, WINDOWS_TIME,
};
use crate::symptom::mark::Mark;
use crate::symptom::text::{expired, text};
use crate::symptom::{Action, AdviceId, Fix, Kind, Symptom, SymptomId as S, TextBasis};

/// Certificates and clocks.
pub(super) const CERTIFICATES: [Symptom; 6] = [
    Symptom {
        id: S::ArcIdentityExpired,
        texts: &[
            text(&["connectivitystatus: expired"]),
            text(&["connectivitystatus expired"]),
            text(&["managedidentitycertificateexpirationtime", "is in the past"]),
            text(&["managed identity certificate", "expired"]),
            text(&["status expired", "connectedclusters"]),
        ],
        look_alikes: &[S::ArcOffline],
        fix: &[Fix::Action(Action::ReconnectArc)],
        sources: &[&ARC_CONNECTIVITY],
        ..ROW
    },
    Symptom {
        id: S::ArcOffline,
        kind: Kind::Possible,
        texts: &[
            text(&["connectivitystatus: offline"]),
            text(&["connectivitystatus offline"]),
            text(&["connectedclusters", "status: offline"]),
        ],
        look_alikes: &[S::ArcIdentityExpired],
        fix: &[Fix::Action(Action::AwaitHeartbeat), Fix::Step(StepId::ReachTarget)],
        sources: &[&ARC_ISSUE_2654, &ARC_CONNECTIVITY],
        ..ROW
    },
    Symptom {
        id: S::TelemetryDumps,
        text_basis: TextBasis::Inferred,
        texts: &[
            text(&["mdsd", "no space left on device"]),
            text(&["mdsd", "crash dump"]),
            text(&["mdsd", "core dump"]),
        ],
        fix: &[Fix::Action(Action::UpdateDeployment)],
        sources: &[&KNOWN_ISSUES_STORAGE],
        ..ROW
    },
    Symptom {
        id: S::ClockWrong,
        kind: Kind::NotCertificate,
        texts: &[
            text(&["certificate is not yet valid"]),
            text(&["certificate is not valid yet"]),
            text(&["certificatenotyetvalidexception"]),
            text(&["cert_not_yet_valid"]),
            text(&["invalid peer certificate: notvalidyet"]),
            text(&["clock skew detected"]),
        ],
        look_alikes: &[S::ApiCertificateExpired],
        fix: &[Fix::Step(StepId::CheckClocks)],
        avoid: &[AdviceId::SkipVerification, AdviceId::KubeadmRenew],
        sources: &[&GO_X509, &WINDOWS_TIME],
        ..ROW
    },
    Symptom {
        id: S::ForeignCertificate,
        kind: Kind::NotCertificate,
        texts: &[expired(Mark::Foreign.only())],
        look_alikes: &[S::ApiCertificateExpired],
        fix: &[Fix::Action(Action::FindOwner)],
        sources: &[&GO_X509],
        ..ROW
    },
    Symptom {
        id: S::SomeCertificateExpired,
        kind: Kind::Possible,
        texts: &[expired(crate::closed::Set::NONE)],
        yields_to: S::ApiCertificateExpired
            .only()
            .or(S::ForeignCertificate.only())
            .or(S::ProviderNotRenewing.only())
            .or(S::MocCertificateExpired.only())
            .or(S::BalancerNotProgrammed.only())
            .or(S::EtcdCertificateExpired.only())
            .or(S::NodeServingExpired.only())
            .or(S::NodeClientExpired.only())
            .or(S::CallerCertificateExpired.only())
            .or(S::MocctlExpired.only())
            .or(S::KvactlExpired.only())
            .or(S::ArcIdentityExpired.only()),
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
pub(super) const LOOK_ALIKES: [Symptom; 22] = [
    Symptom {
        id: S::UnknownFlagTags,
        texts: &[text(&["unknown flag: --tags"])],
        fix: &[Fix::Action(Action::CompareBuilds)],
        sources: &[&ISSUE_145],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ScaleOutWaits,
        texts: &[text(&["control plane count at", "still waiting for desired state"])],
        look_alikes: &[S::UpgradeWaits],
        fix: &[Fix::Action(Action::CheckAddressPool)],
        sources: &[&KNOWN_ISSUES_WORKLOAD],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::DeadlineExceeded,
        texts: &[text(&["code = deadlineexceeded desc = context deadline exceeded"])
            .beside(Mark::Product.only().or(Mark::Agent.only()))
            .unless(Mark::Storage.only())],
        fix: &[Fix::Step(StepId::CheckBuild), Fix::Action(Action::UpdateDeployment)],
        sources: &[&KNOWN_ISSUES_WORKLOAD, &KNOWN_ISSUES],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::KubeFolderMissing,
        texts: &[
            text(&[".kubeconfig: the system cannot find the path specified"]),
            text(&[".kube/config: the system cannot find the path specified"]),
        ],
        fix: &[Fix::Action(Action::MakeFolder)],
        sources: &[&KNOWN_ISSUES_SECURITY],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ApiAddressUnreachable,
        texts: &[text(&[":6443", "net/http: request canceled while waiting for connection"])],
        look_alikes: &[S::ApiCertificateExpired, S::ApiNotReached],
        fix: &[Fix::Step(StepId::ReachTarget), Fix::Action(Action::RestartAddress)],
        avoid: &[AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_UPGRADE],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ClusterNotFound,
        texts: &[text(&["a workload cluster with the name", "was not found"])],
        fix: &[Fix::Action(Action::LookUpName), Fix::Action(Action::CheckAddressPool)],
        sources: &[&KNOWN_ISSUES_WORKLOAD, &KNOWN_ISSUES_ARC],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ClusterNameInvalid,
        texts: &[
            text(&["is not a valid cluster name"]),
            text(&["parameterargumentvalidationerror", "update-akshciclustercertificates"]),
            text(&["parameterargumentvalidationerror", "repair-akshciclustercerts"]),
        ],
        fix: &[Fix::Action(Action::LowerCaseName)],
        sources: &[&CMDLET_NEW_CLUSTER],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ReleaseNotFound,
        texts: &[text(&["a release with version", "was not found"])],
        fix: &[Fix::Step(StepId::CheckBuild), Fix::Action(Action::AskSupport)],
        avoid: &[AdviceId::Uninstall],
        sources: &[&KNOWN_ISSUES_WORKLOAD, &CMDLET_UNINSTALL],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::PrincipalSecretExpired,
        texts: &[
            text(&["invalid_client", "client secret keys are expired"]),
            text(&["aadsts7000222"]),
            text(&["aadsts700027"]),
        ],
        yields_to: S::ArcIdentityExpired.only(),
        fix: &[Fix::Action(Action::RenewPrincipal)],
        sources: &[&KNOWN_ISSUES],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::BillingOutOfPolicy,
        texts: &[
            text(&["waiting for deployment", "akshci billing operator"]),
            text(&["outofpolicy"]).beside(Mark::Product.only()),
            text(&["out of policy", "billing"]),
            text(&["billing", "out of policy"]),
        ],
        yields_to: S::HostPolicy.only(),
        look_alikes: &[S::HostPolicy],
        fix: &[Fix::Action(Action::SyncBilling)],
        avoid: &[AdviceId::Reinstall],
        sources: &[&CMDLET_SYNC_BILLING, &ISSUE_372],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::CommandNotFound,
        texts: &[
            text(&["commandnotfoundexception"]).beside(Mark::Product.only()),
            text(&["is not recognized as", "name of a cmdlet"]).beside(Mark::Product.only()),
            text(&["modules_modulenotfound"]).beside(Mark::Product.only()),
            text(&["couldnotautoloadmatchingmodule"]).beside(Mark::Product.only()),
            text(&["modules_pseditionnotsupported"]).beside(Mark::Product.only()),
            text(&["does not support current powershell edition"]).beside(Mark::Product.only()),
        ],
        look_alikes: &[S::ParameterNotFound],
        fix: &[Fix::Action(Action::CompareBuilds), Fix::Step(StepId::CheckBuild)],
        sources: &[&CMDLET_REPAIR, &ISSUE_145],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ParameterNotFound,
        texts: &[
            text(&["namedparameternotfound"]).beside(Mark::Product.only()),
            text(&["parameter cannot be found that matches parameter name"]).beside(Mark::Product.only()),
            text(&["positionalparameternotfound"]).beside(Mark::Product.only()),
        ],
        look_alikes: &[S::CommandNotFound, S::ParametersConflict],
        fix: &[Fix::Step(StepId::CheckBuild), Fix::Action(Action::CompareBuilds)],
        sources: &[&CMDLET_UPDATE_CLUSTER, &ABOUT_PARAMETERS],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ParametersConflict,
        texts: &[
            text(&["ambiguousparameterset"]).beside(Mark::Product.only()),
            text(&["parameter set cannot be resolved"]).beside(Mark::Product.only()),
            text(&["missingmandatoryparameter"]).beside(Mark::Product.only()),
            text(&["missingargument"]).beside(Mark::Product.only()),
        ],
        look_alikes: &[S::ParameterNotFound],
        fix: &[Fix::Action(Action::RunOneSwitch)],
        sources: &[&CMDLET_UPDATE_CLUSTER, &ABOUT_PARAMETERS],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::WindowNotElevated,
        texts: &[
            text(&["scriptrequireselevation"]),
            text(&["run as administrator"]).beside(Mark::Product.only()),
            text(&["elevated"]).beside(Mark::Product.only()).unless(Mark::KubernetesLog.only()),
            text(&["access is denied"])
                .beside(Mark::Product.only())
                .unless(Mark::KubernetesLog.only().or(Mark::Storage.only())),
            text(&["unauthorizedaccessexception"]).beside(Mark::Product.only()),
        ],
        yields_to: S::RemotingFails.only(),
        fix: &[Fix::Step(StepId::OpenSession)],
        sources: &[&KNOWN_ISSUES_INSTALLATION],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ScriptsBlocked,
        texts: &[
            text(&["running scripts is disabled on this system"]),
            text(&["about_execution_policies"]),
            text(&["psinvalidoperation", "execution policy"]),
            text(&["is not digitally signed"]),
        ],
        fix: &[Fix::Action(Action::AllowScript)],
        sources: &[&ABOUT_EXECUTION_POLICIES],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ApiNotReached,
        texts: &[
            text(&["i/o timeout"]).beside(Mark::ApiServer.only()),
            text(&["no route to host"]).beside(Mark::ApiServer.only()),
            text(&["network is unreachable"]).beside(Mark::ApiServer.only()),
            text(&["did not properly respond after a period of time"]).beside(Mark::ApiServer.only()),
            text(&["connection timed out"]).beside(Mark::ApiServer.only()),
            text(&["net/http: tls handshake timeout"]).beside(Mark::ApiServer.only()),
        ],
        look_alikes: &[S::ApiAddressUnreachable, S::ApiCertificateExpired],
        fix: &[Fix::Action(Action::CheckNetwork), Fix::Step(StepId::ReachTarget)],
        avoid: &[AdviceId::Reinstall],
        sources: &[&KNOWN_ISSUES_INSTALLATION],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::NodeSshFails,
        texts: &[
            text(&["ssh: ", "dial tcp", ":22"]),
            text(&["ssh: handshake failed"]),
            text(&["ssh: connect to host"]),
            text(&["permission denied (publickey"]),
            text(&["unprotected private key file"]),
            text(&["ssh: unable to authenticate"]),
        ],
        fix: &[Fix::Action(Action::CheckNodeAccess)],
        sources: &[&CMDLET_SSH],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::AddressPoolEmpty,
        text_basis: TextBasis::Inferred,
        texts: &[
            text(&["no more ip"]).beside(Mark::Product.only()),
            text(&["not enough ip"]).beside(Mark::Product.only()),
            text(&["ip pool", "exhausted"]),
            text(&["vippool", "exhausted"]),
            text(&["ippool", "exhausted"]),
            text(&["no available ip"]),
            text(&["no free ip"]).beside(Mark::Product.only()),
            text(&["no free address"]).beside(Mark::Product.only()),
            text(&["address pool is full"]).beside(Mark::Product.only()),
            text(&["failed to allocate ip"]).beside(Mark::Product.only()),
            text(&["insufficient ip address"]),
            text(&["no ip addresses", "available"]).beside(Mark::Product.only()),
        ],
        yields_to: S::NoNodes.only(),
        look_alikes: &[S::ScaleOutWaits],
        fix: &[Fix::Action(Action::CheckAddressPool)],
        sources: &[&KNOWN_ISSUES_WORKLOAD, &KNOWN_ISSUES_NETWORKING],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::AzureSignIn,
        texts: &[
            text(&["run set-akshciregistration"]),
            text(&["connection to azure failed"]).beside(Mark::Product.only()),
            text(&["run connect-azaccount to login"]),
            text(&["your azure credentials have not been set up or have expired"]),
            text(&["aadsts700082"]),
            text(&["aadsts50173"]),
            text(&["aadsts70043"]),
            text(&["aadsts50076"]),
            text(&["aadsts50079"]),
            text(&["insufficient privileges to complete the operation"]),
            text(&["unable to check registered resource providers"]),
            text(&["unable to acquire token"]).beside(Mark::Product.only()),
        ],
        look_alikes: &[S::PrincipalSecretExpired],
        fix: &[Fix::Action(Action::SignInToAzure)],
        sources: &[&KNOWN_ISSUES_ARC, &KNOWN_ISSUES_INSTALLATION],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::ProxyRefused,
        texts: &[
            text(&["proxyconnect tcp"]),
            text(&["proxy authentication required"]),
            text(&["unable to connect to proxy"]),
            text(&["cannot connect to proxy"]),
            text(&["tunnel connection failed"]),
            text(&["error occurred while fetching platform upgrade information"]),
            text(&["msk8s.api.cdp.microsoft.com", "did not properly respond"]),
            text(&["msk8s.api.cdp.microsoft.com", "i/o timeout"]),
        ],
        look_alikes: &[S::ApiNotReached],
        fix: &[Fix::Action(Action::CheckProxy)],
        sources: &[&KNOWN_ISSUES_NETWORKING, &KNOWN_ISSUES_UPGRADE],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::NetworkCardLost,
        text_basis: TextBasis::Inferred,
        texts: &[
            text(&["vnic", "missing"]).beside(Mark::Product.only()),
            text(&["missing", "vnic"]).beside(Mark::Product.only()),
            text(&["network adapter", "not connected"]).beside(Mark::Product.only()),
            text(&["lost", "network adapter"]).beside(Mark::Product.only()),
            text(&["network interface", "not found"]).beside(Mark::Product.only()),
        ],
        fix: &[Fix::Action(Action::ConnectNetworkCard)],
        sources: &[&KNOWN_ISSUES_UPGRADE, &ISSUE_184],
        ..LOOK_ALIKE
    },
    Symptom {
        id: S::RemotingFails,
        texts: &[
            text(&["powershell remoting to", "was not successful"]),
            text(&["winrm", "cannot complete the operation"]).beside(Mark::Product.only()),
            text(&["psremotingtransportexception"]).beside(Mark::Product.only()),
            text(&["connecting to remote server", "failed"]).beside(Mark::Product.only()),
            text(&["about_remote_troubleshooting"]).beside(Mark::Product.only()),
        ],
        fix: &[Fix::Action(Action::SignInToWindows)],
        sources: &[&KNOWN_ISSUES_NETWORKING],
        ..LOOK_ALIKE
    },
];

/// Texts of other products.
pub(super) const OTHER_PRODUCTS: [Symptom; 10] = [
    Symptom {
        id: S::AzureLocal,
        texts: &[
            text(&["az aksarc "]),
            text(&["azure local"]).unless(Mark::Product.only()),
            text(&["microsoft.hybridcontainerservice"]),
            text(&["provisionedclusterinstances"]),
            text(&["support.aksarc"]),
            text(&["supportaksarc"]),
            text(&["az hybridaks "]),
            text(&["az stack-hci-vm"]),
            text(&["microsoft.azurestackhci/"]).unless(Mark::Product.only()),
        ],
        yields_to: S::HostPolicy.only().or(S::ResourceBridge.only()),
        sources: &[&AZURE_LOCAL],
        ..OTHER_PRODUCT
    },
    Symptom {
        id: S::CloudAks,
        texts: &[
            text(&[".azmk8s.io"]),
            text(&["az aks get-credentials"]),
            text(&["az aks rotate-certs"]),
            text(&["az aks start"]),
            text(&["az aks stop"]),
            text(&["az aks show"]),
            text(&["az aks update"]),
            text(&["az aks upgrade"]),
            text(&["az aks nodepool"]),
            text(&["az aks command"]),
            text(&["az aks check-acr"]),
            text(&["az aks browse"]),
            text(&["az aks create"]),
            text(&["az aks delete"]),
            text(&["az aks list"]),
            text(&["az aks machine"]),
            text(&["az aks operation"]),
            text(&["az aks scale"]),
            text(&["microsoft.containerservice/managedclusters"]),
            text(&["aks-", "-vmss00"]),
            text(&[" aks-nodepool"]),
            text(&[" aks-agentpool"]),
        ],
        sources: &[&CLOUD_AKS],
        ..OTHER_PRODUCT
    },
    Symptom {
        id: S::HostPolicy,
        texts: &[
            text(&["sync-azurestackhci"]),
            text(&["get-azurestackhci", "outofpolicy"]),
            text(&["registrationstatus", "outofpolicy"]),
            text(&["clusterstatus", "registrationstatus"]),
            text(&["azure locals subscription is expired"]),
            text(&["azure stack hcis subscription is expired"]),
            text(&["register-azstackhci"]),
            text(&["set and verify registration certificate"]),
            text(&["unable to create appliance vm", "generic failure"]),
        ],
        sources: &[&CMDLET_SYNC_AZURE_STACK_HCI],
        ..OTHER_PRODUCT
    },
    Symptom {
        id: S::ResourceBridge,
        texts: &[
            text(&["az arcappliance"]),
            text(&["arcappliance"]),
            text(&["resource bridge"]),
            text(&["microsoft.resourceconnector/appliances"]),
            text(&["arc appliance"]),
        ],
        sources: &[&ARC_ISSUE_2751],
        ..OTHER_PRODUCT
    },
    Symptom {
        id: S::AksEdge,
        texts: &[text(&["aksedge"]), text(&["aks edge essentials"]), text(&["aks-edge"])],
        sources: &[&AKS_EDGE],
        ..OTHER_PRODUCT
    },
    Symptom {
        id: S::K3s,
        texts: &[
            text(&["rancher/k3s"]),
            text(&["rancher/rke2"]),
            text(&["k3s["]),
            text(&["rke2["]),
            text(&["k3s certificate"]),
            text(&["rke2 certificate"]),
            text(&["k3s kubectl"]),
            text(&["k3s.service"]),
            text(&["k3s.yaml"]),
            text(&["rke2.yaml"]),
            text(&["rke2-server"]),
            text(&["k3s-server"]),
            text(&["k3s-agent"]),
            text(&["+k3s1"]),
            text(&["+rke2r1"]),
            text(&["systemctl restart k3s"]),
        ],
        sources: &[&K3S_CERTIFICATES],
        ..OTHER_PRODUCT
    },
    Symptom {
        id: S::OpenShift,
        texts: &[
            text(&["openshift-"]),
            text(&["openshift.io"]),
            text(&[" oc adm "]),
            text(&[" oc get "]),
            text(&[" oc login"]),
            text(&["machine-config-operator"]),
            text(&["crc start"]),
            text(&["apps-crc.testing"]),
            text(&[".crc/machines"]),
        ],
        sources: &[&OPENSHIFT_CERTIFICATES],
        ..OTHER_PRODUCT
    },
    Symptom {
        id: S::LocalKubernetes,
        texts: &[
            text(&["minikube"]),
            text(&["exiting due to guest_cert"]),
            text(&["kind-control-plane"]),
            text(&[" kind create cluster"]),
            text(&[" kind get "]),
            text(&["docker-desktop"]),
            text(&["docker desktop"]),
            text(&["kubernetes.docker.internal"]),
            text(&["microk8s"]),
            text(&["rancher-desktop"]),
            text(&["orbstack"]),
            text(&[" colima "]),
            text(&[" k3d-"]),
        ],
        sources: &[&MINIKUBE_CERTIFICATES],
        ..OTHER_PRODUCT
    },
    Symptom {
        id: S::ManagedKubernetes,
        texts: &[
            text(&[".eks.amazonaws.com"]),
            text(&[" aws eks "]),
            text(&["eksctl"]),
            text(&["gcloud container clusters"]),
            text(&[" gke_"]),
            text(&["container.googleapis.com"]),
            text(&[".gke.goog"]),
            text(&["gke-gcloud-auth-plugin"]),
            text(&["k8s.ondigitalocean.com"]),
            text(&["doctl kubernetes"]),
            text(&["containers.cloud.ibm.com"]),
            text(&["oraclecloud.com:6443"]),
            text(&["executable aws failed"]),
            text(&["aws-iam-authenticator"]),
            text(&["ibmcloud ks "]),
            text(&[" oci ce cluster"]),
            text(&[" gkectl "]),
            text(&["kubectl vsphere"]),
            text(&["kubectl-vsphere"]),
            text(&[" tanzu "]),
            text(&["vmware-system-"]),
            text(&[" rke up"]),
            text(&[" rke cert "]),
            text(&[".rkestate"]),
            text(&["kubespray"]),
            text(&[" kops update"]),
            text(&[" kops rolling"]),
            text(&[" kops export"]),
            text(&[" k0s "]),
            text(&["k0sctl"]),
            text(&["karbonctl"]),
            text(&["aks-engine"]),
            text(&["kubermatic"]),
            text(&["deckhouse"]),
            text(&[" sealos "]),
            text(&["charmed-kubernetes"]),
            text(&[" juju "]),
        ],
        sources: &[&EKS_CERTIFICATES],
        ..OTHER_PRODUCT
    },
    Symptom {
        id: S::Talos,
        texts: &[
            text(&["talosctl"]),
            text(&["talosconfig"]),
            text(&["siderolabs/talos"]),
            text(&["talos.dev"]),
        ],
        sources: &[&TALOS_CERTIFICATES],
        ..OTHER_PRODUCT
    },
];
