//! The names of the credentials.

use crate::closed::closed_enum;

closed_enum! {
    /// The name of a credential; once given, it stays.
    pub enum CredentialId {
        /// What API server, controllers and kubelets of a cluster hold.
        KubernetesLeaf = "kubernetes-leaf",
        /// What agents and plugins of the infrastructure layer hold once they have logged in.
        MocClient = "moc-client",
        /// What they log in with, needed again only for a fresh login.
        MocToken = "moc-token",
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
    }
}
