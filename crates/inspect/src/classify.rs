//! From where a certificate stood and what it is called to the credential that it is.

use crate::reading::Identity;
use crate::x509::Certificate;
use certplan_core::report::{Credential, Sureness};

/// Where a certificate stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a file of its own or a bundle.
    Loose,
    /// The client's own certificate in an access file of the infrastructure layer.
    AccessFileClient,
    /// What the access file trusts.
    AccessFileCloud,
    /// A user of a kubeconfig.
    KubeconfigUser,
    /// What a kubeconfig trusts.
    KubeconfigCluster,
}

/// What is known of a certificate besides its dates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clues<'a> {
    pub(crate) common: Option<&'a str>,
    pub(crate) organization: Option<&'a str>,
    pub(crate) issuer: Option<&'a str>,
    pub(crate) is_authority: bool,
}

impl<'a> From<&'a Certificate> for Clues<'a> {
    fn from(certificate: &'a Certificate) -> Self {
        Self {
            common: certificate.subject.common.as_deref(),
            organization: certificate.subject.organization.as_deref(),
            issuer: certificate.issuer.common.as_deref(),
            is_authority: certificate.is_authority,
        }
    }
}

/// The credential, where something tells.
pub(crate) fn identity(place: Place, origin: &str, clues: Clues<'_>) -> Option<Identity> {
    let origin = origin.to_ascii_lowercase();
    let (credential, sureness) = match place {
        Place::AccessFileCloud => (Credential::CloudAgentCa, Sureness::Sure),
        Place::AccessFileClient if origin.contains("kvactl") => (Credential::KvactlLogin, Sureness::Sure),
        // The folder of mocctl follows from the pattern of the others; no document names it.
        Place::AccessFileClient if origin.contains("mocctl") => (Credential::MocctlLogin, Sureness::Likely),
        // An administrator's login and an agent's look the same, and only the latter is renewed by the system.
        Place::AccessFileClient => (Credential::MocClient, Sureness::Guess),
        Place::KubeconfigCluster => (Credential::ClusterCa, Sureness::Sure),
        Place::KubeconfigUser if origin.contains("kubeconfig-mgmt") => {
            (Credential::ManagementKubeconfig, Sureness::Sure)
        }
        // controller-manager.conf, scheduler.conf and kubelet.conf are kubeconfigs of the control plane's parts.
        Place::KubeconfigUser if is_of_control_plane(clues.common) => {
            (Credential::KubernetesLeaf, Sureness::Sure)
        }
        Place::KubeconfigUser => (Credential::TargetKubeconfig, Sureness::Likely),
        Place::Loose => {
            by_file(&origin).or_else(|| by_names(clues)).or_else(|| by_kubernetes_file(&origin, clues))?
        }
    };
    Some(Identity { credential, sureness })
}

/// Files whose name says what they are.
fn by_file(origin: &str) -> Option<(Credential, Sureness)> {
    let files = [
        ("cloudagent.crt", Credential::CloudAgentCa),
        ("azure-identity-certificate", Credential::ArcIdentity),
        ("kubeconfig-mgmt", Credential::ManagementKubeconfig),
    ];
    let found = files.iter().find(|(part, _)| origin.contains(part))?;
    Some((found.1, Sureness::Likely))
}

/// Files of kubeadm and the kubelet, and addresses, where the names in the certificate were not printed.
fn by_kubernetes_file(origin: &str, clues: Clues<'_>) -> Option<(Credential, Sureness)> {
    const ELSEWHERE: [&str; 4] = ["rancher", "k3s", "minikube", "kind"];
    const LEAVES: [&str; 14] = [
        "apiserver.crt",
        "apiserver-kubelet-client.crt",
        "apiserver-etcd-client.crt",
        "front-proxy-client.crt",
        "etcd/server.crt",
        "etcd/peer.crt",
        "etcd/healthcheck-client.crt",
        "kubelet-client-current.pem",
        "kubelet-server-current.pem",
        "kubelet/pki/kubelet.crt",
        "controller-manager.conf",
        "scheduler.conf",
        "kubelet.conf",
        "apiserver.pem",
    ];
    const PORTS: [&str; 8] =
        [":6443", ":10250", ":2379", ":2380", " port 6443", " port 10250", " port 2379", " port 2380"];
    if clues.common.is_some() || clues.issuer.is_some() || ELSEWHERE.iter().any(|part| origin.contains(part))
    {
        return None;
    }
    let origin = origin.replace('\\', "/");
    let ends_in = |name: &&str| origin.ends_with(*name);
    if LEAVES.iter().any(ends_in) || PORTS.iter().any(ends_in) {
        Some((Credential::KubernetesLeaf, Sureness::Likely))
    } else if ["kubernetes/pki/ca.crt", "etcd/ca.crt", "front-proxy-ca.crt"].iter().any(ends_in) {
        Some((Credential::ClusterCa, Sureness::Likely))
    } else {
        ["/ca.crt", ": ca.crt"].iter().any(ends_in).then_some((Credential::ClusterCa, Sureness::Guess))
    }
}

/// Whether a common name is of a control plane's part or of a node.
fn is_of_control_plane(common: Option<&str>) -> bool {
    common.is_some_and(|common| CONTROL_PLANE.contains(&common) || common.starts_with("system:node:"))
}

/// Common names of the certificates that kubeadm makes on a control plane.
const CONTROL_PLANE: [&str; 9] = [
    "kube-apiserver",
    "kube-apiserver-kubelet-client",
    "kube-apiserver-etcd-client",
    "kube-etcd",
    "kube-etcd-peer",
    "kube-etcd-healthcheck-client",
    "front-proxy-client",
    "system:kube-controller-manager",
    "system:kube-scheduler",
];

/// Common names of the authorities that kubeadm makes.
const CLUSTER_AUTHORITIES: [&str; 4] =
    ["kubernetes", "etcd-ca", "front-proxy-ca", "kubernetes-front-proxy-ca"];

fn by_names(clues: Clues<'_>) -> Option<(Credential, Sureness)> {
    let common = clues.common.unwrap_or_default();
    let issuer = clues.issuer.unwrap_or_default();
    if clues.is_authority {
        return if CLUSTER_AUTHORITIES.contains(&common) {
            Some((Credential::ClusterCa, Sureness::Likely))
        } else {
            is_cloud_agent(common).then_some((Credential::CloudAgentCa, Sureness::Guess))
        };
    }
    if is_of_control_plane(clues.common) {
        Some((Credential::KubernetesLeaf, Sureness::Sure))
    } else if common == "kubernetes-admin" || clues.organization == Some("system:masters") {
        Some((Credential::TargetKubeconfig, Sureness::Likely))
    } else if matches!(issuer, "etcd-ca" | "front-proxy-ca" | "kubernetes-front-proxy-ca") {
        Some((Credential::KubernetesLeaf, Sureness::Likely))
    } else if issuer == "kubernetes" {
        Some((Credential::KubernetesLeaf, Sureness::Guess))
    } else {
        is_cloud_agent(issuer).then_some((Credential::MocClient, Sureness::Guess))
    }
}

/// The cloud agent runs as a clustered service called `ca-` and a GUID; its authority may bear that name.
fn is_cloud_agent(name: &str) -> bool {
    name.contains("cloudagent") || name.strip_prefix("ca-").is_some_and(|rest| rest.len() >= 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loose(common: &str, issuer: &str, is_authority: bool) -> Option<(Credential, Sureness)> {
        let clues = Clues { common: Some(common), organization: None, issuer: Some(issuer), is_authority };
        identity(Place::Loose, "x.crt", clues).map(|identity| (identity.credential, identity.sureness))
    }

    #[test]
    fn names_of_a_control_plane_are_known() {
        assert_eq!(
            loose("kube-apiserver", "kubernetes", false),
            Some((Credential::KubernetesLeaf, Sureness::Sure))
        );
        assert_eq!(
            loose("system:node:moc-li02", "", false),
            Some((Credential::KubernetesLeaf, Sureness::Sure))
        );
        assert_eq!(loose("moc-l1", "etcd-ca", false), Some((Credential::KubernetesLeaf, Sureness::Likely)));
        assert_eq!(loose("kubernetes", "kubernetes", true), Some((Credential::ClusterCa, Sureness::Likely)));
        assert_eq!(
            loose("kubernetes-admin", "kubernetes", false),
            Some((Credential::TargetKubeconfig, Sureness::Likely))
        );
    }

    #[test]
    fn a_name_that_tells_nothing_gives_nothing() {
        assert_eq!(loose("example.com", "Some CA", false), None);
        assert_eq!(loose("Some CA", "Some CA", true), None);
        assert_eq!(loose("ca-1", "ca-1", true), None);
    }

    #[test]
    fn the_place_goes_before_the_names() {
        let clues =
            Clues { common: Some("kubernetes-admin"), organization: None, issuer: None, is_authority: false };
        for (place, origin, credential) in [
            (Place::AccessFileClient, r"C:\Users\a\.wssd\kvactl\cloudconfig", Credential::KvactlLogin),
            (Place::AccessFileClient, r"C:\Users\a\.wssd\MocCtl\cloudconfig", Credential::MocctlLogin),
            (Place::AccessFileClient, "cloudconfig", Credential::MocClient),
            (Place::AccessFileCloud, "cloudconfig", Credential::CloudAgentCa),
            (Place::KubeconfigUser, "kubeconfig-mgmt", Credential::ManagementKubeconfig),
            (Place::KubeconfigUser, "config", Credential::TargetKubeconfig),
            (Place::KubeconfigCluster, "config", Credential::ClusterCa),
            (Place::Loose, "/etc/lbagent/pki/cloudagent.crt", Credential::CloudAgentCa),
        ] {
            assert_eq!(identity(place, origin, clues).map(|it| it.credential), Some(credential), "{origin}");
        }
    }
}
