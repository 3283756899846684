//! Which credential of the product a certificate is.

use certplan_core::closed::Closed as _;
use certplan_core::lifecycle::CredentialId;
use certplan_core::{Layer, closed_enum};

closed_enum! {
    /// A credential of the product, by the name it has in JSON.
    pub enum Credential {
        /// What API server, controllers, etcd and kubelets of a cluster hold.
        KubernetesLeaf = "kubernetes-leaf",
        /// What agents and plugins of the infrastructure layer hold.
        MocClient = "moc-client",
        /// An administrator's login of `mocctl`.
        MocctlLogin = "mocctl-login",
        /// An administrator's login of `kvactl`, the module's tool.
        KvactlLogin = "kvactl-login",
        /// The authority that signs every login of the infrastructure layer.
        CloudAgentCa = "cloud-agent-ca",
        /// The kubeconfig through which the module reaches the management cluster.
        ManagementKubeconfig = "management-kubeconfig",
        /// What the agents of Azure Arc hold.
        ArcIdentity = "arc-identity",
        /// An authority of a cluster.
        ClusterCa = "cluster-ca",
        /// A kubeconfig of a target cluster.
        TargetKubeconfig = "target-kubeconfig",
    }
}

closed_enum! {
    /// How sure it is that a certificate is that credential.
    pub enum Sureness {
        /// The place where it stood leaves nothing else, or the collector said so.
        Sure = "sure",
        /// Place or names fit, and hardly fit anything else.
        Likely = "likely",
        /// Something points there.
        Guess = "guess",
    }
}

impl Credential {
    /// The credential of the model by that name; the model knows no authority of a cluster and no kubeconfig of a target.
    pub fn in_model(self) -> Option<CredentialId> {
        CredentialId::from_id(self.as_str())
    }

    /// The layer it belongs to; Azure Arc is outside both.
    pub const fn layer(self) -> Option<Layer> {
        match self {
            Self::MocClient | Self::MocctlLogin | Self::KvactlLogin | Self::CloudAgentCa => Some(Layer::Moc),
            Self::KubernetesLeaf | Self::ManagementKubeconfig | Self::ClusterCa | Self::TargetKubeconfig => {
                Some(Layer::Kubernetes)
            }
            Self::ArcIdentity => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::closed::Closed as _;

    use super::*;

    #[test]
    fn names_are_those_of_the_model() {
        let beyond: Vec<_> = Credential::ALL.iter().filter(|it| it.in_model().is_none()).collect();
        assert_eq!(beyond, [&Credential::ClusterCa, &Credential::TargetKubeconfig]);
    }
}
