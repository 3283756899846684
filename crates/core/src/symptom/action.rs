//! What repairs a symptom: a step of the playbook, or an action that no plan has.

use crate::closed::closed_enum;
use crate::playbook::{Effect, Entry, PLAYBOOK, StepId};

closed_enum! {
    /// Something to do that is no step of the playbook; the words say how.
    pub enum Action {
        /// Log mocctl in again.
        RepairMocLogin = "repair-moc-login",
        /// Rename kvactl's access file of this user on this host, so that it logs in again.
        RenameAccessFile = "rename-access-file",
        /// Copy the management cluster's fresh kubeconfig over the stale one, which is kept under another name.
        CopyAdminConfig = "copy-admin-config",
        /// Make a new login token for the KMS plugin by hand.
        RotateKmsToken = "rotate-kms-token",
        /// Restart the provider's pod, so that its renewal starts again.
        RestartProvider = "restart-provider",
        /// Restart the API server's container, so that it loads the rotated certificate.
        RestartApiServer = "restart-api-server",
        /// Try the same command again.
        TryAgain = "try-again",
        /// Copy a missing renewal file from a control-plane node.
        CopyRenewalFile = "copy-renewal-file",
        /// Repair the agents of the infrastructure layer.
        RepairMoc = "repair-moc",
        /// Start the node agent's service.
        StartNodeAgent = "start-node-agent",
        /// Compare the builds of module and deployment.
        CompareBuilds = "compare-builds",
        /// See whether addresses are left in the pool.
        CheckAddressPool = "check-address-pool",
        /// Bring the deployment to a newer build.
        UpdateDeployment = "update-deployment",
        /// Make the folder of the kubeconfig.
        MakeFolder = "make-folder",
        /// Restart the container that carries the API server's address.
        RestartAddress = "restart-address",
        /// Look up the cluster's name.
        LookUpName = "look-up-name",
        /// Write the name in lower case.
        LowerCaseName = "lower-case-name",
        /// Open a support case before anything is changed.
        AskSupport = "ask-support",
        /// Renew the secret of the Azure service principal.
        RenewPrincipal = "renew-principal",
        /// Connect the cluster to Azure Arc again.
        ReconnectArc = "reconnect-arc",
        /// Wait for the heartbeat.
        AwaitHeartbeat = "await-heartbeat",
        /// Report usage to Azure.
        SyncBilling = "sync-billing",
        /// Find out whose certificate it is.
        FindOwner = "find-owner",
        /// Go to the documentation of the other product.
        ReadOtherDocs = "read-other-docs",
        /// Give one switch a call.
        RunOneSwitch = "run-one-switch",
        /// Allow the script in this window.
        AllowScript = "allow-script",
        /// See whether the address can be reached.
        CheckNetwork = "check-network",
        /// See whether ssh to the node works.
        CheckNodeAccess = "check-node-access",
        /// Sign in to Azure again.
        SignInToAzure = "sign-in-to-azure",
        /// See which proxy is set.
        CheckProxy = "check-proxy",
        /// Connect the machine's network card again.
        ConnectNetworkCard = "connect-network-card",
        /// Log off from Windows and on again.
        SignInToWindows = "sign-in-to-windows",
    }
}

impl Action {
    /// What it does to the system.
    pub const fn effect(self) -> Effect {
        match self {
            Self::TryAgain
            | Self::CompareBuilds
            | Self::CheckAddressPool
            | Self::LookUpName
            | Self::LowerCaseName
            | Self::AskSupport
            | Self::AwaitHeartbeat
            | Self::FindOwner
            | Self::ReadOtherDocs
            | Self::RunOneSwitch
            | Self::AllowScript
            | Self::CheckNetwork
            | Self::CheckNodeAccess
            | Self::SignInToAzure
            | Self::CheckProxy
            | Self::SignInToWindows => Effect::Read,
            Self::RepairMocLogin
            | Self::RenameAccessFile
            | Self::CopyAdminConfig
            | Self::RestartProvider
            | Self::CopyRenewalFile
            | Self::StartNodeAgent
            | Self::MakeFolder
            | Self::RenewPrincipal
            | Self::ReconnectArc
            | Self::SyncBilling
            | Self::ConnectNetworkCard => Effect::Change,
            Self::RotateKmsToken
            | Self::RestartApiServer
            | Self::RepairMoc
            | Self::UpdateDeployment
            | Self::RestartAddress => Effect::Outage,
        }
    }
}

/// One thing to do about a symptom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "every form must write every fix")]
pub enum Fix {
    /// A step of the playbook.
    Step(StepId),
    /// Something that no plan has.
    Action(Action),
}

impl Fix {
    /// What it does to the system.
    pub fn effect(self) -> Effect {
        match self {
            Self::Step(_) => self.entry().map_or(Effect::Read, |entry| entry.effect),
            Self::Action(action) => action.effect(),
        }
    }

    /// The playbook's row, where it is a step.
    pub fn entry(self) -> Option<&'static Entry> {
        match self {
            Self::Step(id) => PLAYBOOK.iter().find(|entry| entry.id == id),
            Self::Action(_) => None,
        }
    }
}
