//! What renews each credential: one row each.

use certplan_core::closed::Closed as _;
use certplan_core::facts::ClusterName;
use certplan_core::source::{
    ARC_CONNECTIVITY, CERTIFICATES_OVERVIEW, CMDLET_CREDENTIAL, ISSUE_146, ISSUE_168, KNOWN_ISSUES_WORKLOAD,
    Source, UPDATE_CERTIFICATES,
};

use certplan_core::report::Credential;

/// How a credential is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Renewal {
    /// The credential.
    pub credential: Credential,
    /// The command, for any cluster: `<cluster-name>` stands for its name. `None` where no single command is documented.
    pub command: Option<&'static str>,
    /// The command where the cluster is a target whose name is known, if that is another one.
    pub for_target: Option<&'static str>,
    /// When and where to run it, or what to do instead.
    pub note: &'static str,
    /// Where that comes from.
    pub sources: &'static [&'static Source],
}

/// The word in a command that a cluster's name takes the place of.
const NAME: &str = "<cluster-name>";

/// Every credential's renewal, in the order of [`Credential`].
pub const RENEWALS: [Renewal; 9] = [
    row(
        Credential::KubernetesLeaf,
        Some("Update-AksHciClusterCertificates -Name '<cluster-name>' -fixKubeletCredentials"),
        None,
        "A running cluster renews these by itself every few days; the command is for a target cluster that was off too \
         long. For the management cluster no command is documented.",
        &[&UPDATE_CERTIFICATES, &CERTIFICATES_OVERVIEW],
    ),
    row(
        Credential::MocClient,
        Some("Update-AksHciCertificates"),
        Some("Update-AksHciClusterCertificates -Name '<cluster-name>' -fixCloudCredentials"),
        "Update-AksHciCertificates is for the hosts and the management cluster; what a target cluster holds is renewed \
         with -fixCloudCredentials and its name.",
        &[&UPDATE_CERTIFICATES],
    ),
    row(
        Credential::MocctlLogin,
        Some("Repair-MocLogin"),
        None,
        "On the host and as the user that it belongs to.",
        &[&ISSUE_168],
    ),
    row(
        Credential::KvactlLogin,
        Some("Rename-Item -Path \"$env:USERPROFILE\\.wssd\\kvactl\\cloudconfig\" -NewName 'cloudconfig.old'"),
        None,
        "On the host and as the user that it belongs to; the next command of the module logs in anew.",
        &[&ISSUE_146],
    ),
    row(
        Credential::CloudAgentCa,
        Some("Invoke-AksHciRotateCACertificate"),
        None,
        "By hand only, and with an outage of the infrastructure layer: plan it before the end. Where the end is past, \
         ask support first.",
        &[&CERTIFICATES_OVERVIEW],
    ),
    row(
        Credential::ManagementKubeconfig,
        None,
        None,
        "No cmdlet renews it: copy /etc/kubernetes/admin.conf from a control-plane node of the management cluster over \
         the file that (Get-KvaConfig).kubeconfig names, after a backup of that file.",
        &[&KNOWN_ISSUES_WORKLOAD],
    ),
    row(
        Credential::ArcIdentity,
        None,
        None,
        "Renewed by itself while the cluster reaches Azure. Once it has expired, the connected cluster has to be \
         deleted and connected again.",
        &[&ARC_CONNECTIVITY],
    ),
    row(
        Credential::ClusterCa,
        None,
        None,
        "Made for ten years; no renewal is documented.",
        &[&CERTIFICATES_OVERVIEW],
    ),
    row(
        Credential::TargetKubeconfig,
        Some(
            "Get-AksHciCredential -Name '<cluster-name>' -configPath '.\\kubeconfig-<cluster-name>' -Confirm:$false",
        ),
        None,
        "Fetched anew into a file of its own; without -configPath it would overwrite your own kubeconfig.",
        &[&CMDLET_CREDENTIAL],
    ),
];

const _: () = {
    let mut place = 0;
    while place < RENEWALS.len() {
        assert!(
            RENEWALS[place].credential as usize == place,
            "a credential has no renewal, or not at its place"
        );
        place += 1;
    }
};

const fn row(
    credential: Credential,
    command: Option<&'static str>,
    for_target: Option<&'static str>,
    note: &'static str,
    sources: &'static [&'static Source],
) -> Renewal {
    Renewal { credential, command, for_target, note, sources }
}

impl Renewal {
    /// The renewal of a credential.
    pub fn of(credential: Credential) -> &'static Self {
        RENEWALS.get(credential.index()).unwrap_or(&RENEWALS[0])
    }

    /// The command for a cluster. Only what is a good name of a target enters it; else a placeholder stays.
    pub fn command_for(&self, cluster: Option<&str>) -> Option<String> {
        match cluster.and_then(|name| name.parse::<ClusterName>().ok()) {
            Some(name) => {
                self.for_target.or(self.command).map(|command| command.replace(NAME, name.as_str()))
            }
            None => self.command.map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_good_name_enters_a_command() {
        let renewal = Renewal::of(Credential::KubernetesLeaf);
        let command = |name| renewal.command_for(name).expect("a command");
        assert!(command(Some("prod")).contains("-Name 'prod' "));
        for name in [None, Some("a'; Remove-Item x; '"), Some("Prod"), Some("$(x)")] {
            assert!(command(name).contains("-Name '<cluster-name>' "), "{name:?}");
        }
    }

    #[test]
    fn what_a_target_holds_is_renewed_for_it() {
        let renewal = Renewal::of(Credential::MocClient);
        assert_eq!(renewal.command_for(None).as_deref(), Some("Update-AksHciCertificates"));
        let target = "Update-AksHciClusterCertificates -Name 'prod' -fixCloudCredentials";
        assert_eq!(renewal.command_for(Some("prod")).as_deref(), Some(target));
    }

    #[test]
    fn commands_are_ascii_and_every_row_has_a_source() {
        for row in RENEWALS {
            assert!(row.note.is_ascii() && row.command.is_none_or(str::is_ascii), "{}", row.credential);
            assert!(!row.sources.is_empty(), "{}", row.credential);
        }
    }
}
