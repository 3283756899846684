//! Commands as typed values: a program and its arguments, never a format string. The forms write them out.

use crate::closed::closed_enum;
use crate::facts::{Build, ClusterName};

closed_enum! {
    /// A program or cmdlet, by the name it has today.
    pub enum Program {
        /// The command line of Azure.
        Az = "az",
        /// This project's own command.
        Certplan = "certplan",
        /// Lists the failover cluster's roles.
        GetClusterGroup = "Get-ClusterGroup",
        /// Shows whether billing is in order.
        GetAksHciBillingStatus = "Get-AksHciBillingStatus",
        /// Lists the workload clusters, through the management cluster's API.
        GetAksHciCluster = "Get-AksHciCluster",
        /// Fetches the kubeconfig of a target cluster.
        GetAksHciCredential = "Get-AksHciCredential",
        /// Collects logs into an archive.
        GetAksHciLogs = "Get-AksHciLogs",
        /// Lists newer builds.
        GetAksHciUpdates = "Get-AksHciUpdates",
        /// Prints the build.
        GetAksHciVersion = "Get-AksHciVersion",
        /// Talks to a cluster's API.
        Kubectl = "kubectl",
        /// Synchronises billing with Azure.
        SyncAksHciBilling = "Sync-AksHciBilling",
        /// Opens a TCP connection.
        TestNetConnection = "Test-NetConnection",
        /// Renews what hosts and management cluster log in with.
        UpdateAksHciCertificates = "Update-AksHciCertificates",
        /// Renews one layer of one target cluster.
        UpdateAksHciClusterCertificates = "Update-AksHciClusterCertificates",
        /// Asks the Windows time service.
        W32tm = "w32tm",
        /// Shows the user and the groups of the window.
        Whoami = "whoami",
    }
}

closed_enum! {
    /// Which names the repair cmdlets have in a build.
    pub enum Cmdlets {
        /// `Update-*`, from 1.0.10.10513 on, and where the build is not known.
        Update = "update",
        /// `Repair-*`, before that.
        Repair = "repair",
    }
}

impl Cmdlets {
    /// The names in that build.
    pub fn of(build: Option<Build>) -> Self {
        if build.is_some_and(|build| build < Build::UPDATE_CMDLETS) { Self::Repair } else { Self::Update }
    }
}

impl Program {
    /// The program's name under those cmdlets.
    pub const fn name(self, cmdlets: Cmdlets) -> &'static str {
        match (self, cmdlets) {
            (Self::UpdateAksHciCertificates, Cmdlets::Repair) => "Repair-AksHciCerts",
            (Self::UpdateAksHciClusterCertificates, Cmdlets::Repair) => "Repair-AksHciClusterCerts",
            _ => self.as_str(),
        }
    }
}

/// One argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "every form must write every argument")]
pub enum Arg {
    /// A word that is used unchanged: a switch, a sub-command.
    Word(&'static str),
    /// A parameter and its value.
    Named(&'static str, Value),
}

/// The value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "every form must write every value")]
pub enum Value {
    /// A number.
    Number(u16),
    /// A word that needs no quotes.
    Word(&'static str),
    /// The name of the step's cluster.
    ClusterName,
    /// A separate file for the step's cluster, in the current folder, whose name begins with this.
    ClusterFile(&'static str),
    /// Something that only the reader knows.
    Placeholder(Placeholder),
}

closed_enum! {
    /// What a reader must fill in.
    pub enum Placeholder {
        /// The name of a target cluster.
        ClusterName = "cluster-name",
        /// The resource group of its connected-cluster resource in Azure.
        ResourceGroup = "resource-group",
        /// The address of one of its control-plane nodes.
        ControlPlaneAddress = "control-plane-ip",
    }
}

/// A command of the playbook, before it is known for which cluster and build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// The program.
    pub program: Program,
    /// Its arguments, in order.
    pub args: &'static [Arg],
}

/// A command for a cluster and a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command<'f> {
    /// The program.
    pub program: Program,
    /// The names of the cmdlets in this build.
    pub cmdlets: Cmdlets,
    /// Its arguments, in order.
    pub args: &'static [Arg],
    /// The cluster's name, where it is known; without it a placeholder is shown.
    pub cluster: Option<&'f ClusterName>,
}
