//! What is said of what to do about a symptom, and of what not to do.

use certplan_core::symptom::{Action, AdviceId};

use crate::{ActionWords, AdviceWords};

/// What is said of an action.
#[expect(
    clippy::too_many_lines,
    reason = "one table of sentences; splitting it would hide that it is complete"
)]
pub const fn action(action: Action) -> ActionWords {
    let (text, command) = match action {
        Action::RepairMocLogin => (
            "Log mocctl in again, on the host and as the Windows user that got the message. Then run the command that failed \
             once more.",
            "Repair-MocLogin",
        ),
        Action::RenameAccessFile => (
            "On the host and as the user that got the message, rename kvactl's access file; the next AksHci command logs in \
             again and writes a new one. Sources delete the file: renaming does the same and can be undone. It holds a private \
             key, so never send it to anyone.",
            "Rename-Item -LiteralPath \"$env:USERPROFILE\\.wssd\\kvactl\\cloudconfig\" -NewName 'cloudconfig.old'",
        ),
        Action::CopyAdminConfig => (
            "If the message came from an AksHci command: keep a copy of the file that (Get-KvaConfig).kubeconfig names, then copy \
             /etc/kubernetes/admin.conf from a control-plane machine of the management cluster over it (scp with the key that \
             (Get-MocConfig).sshPrivateKey names, user clouduser). If it came from kubectl with a target's kubeconfig, that file \
             is stale: fetch a fresh one with Get-AksHciCredential into a separate file.",
            "Copy-Item -LiteralPath (Get-KvaConfig).kubeconfig -Destination \"$((Get-KvaConfig).kubeconfig).old\"",
        ),
        Action::RotateKmsToken => (
            "Only if no API server answers, so that the commands above cannot work: the known-issues page on workload clusters \
             rotates the identity KMSPlugin-<cluster-name>-moc-kms-plugin by hand with mocctl, copies the login file to \
             /opt/wssd/k8s on the control-plane machine and restarts the KMS container. The login file is a secret. Newer nodes \
             have crictl where the page says docker. If this is new to you, open a support case instead.",
            "",
        ),
        Action::RestartProvider => (
            "Delete the pod of the Azure Stack HCI provider (its name begins with caph-) with the management kubeconfig: it \
             is made \
             again at once and logs in afresh. Look up namespace and name first; the deployment itself stays.",
            "kubectl --kubeconfig (Get-KvaConfig).kubeconfig get pods --all-namespaces",
        ),
        Action::RestartApiServer => (
            "If it stays, stop the kube-apiserver container on the control-plane machine (crictl ps, then crictl stop with \
             its id): \
             the kubelet starts it again with the rotated certificate. The API is away for a moment, with a single control-plane \
             machine for the whole cluster.",
            "",
        ),
        Action::TryAgain => (
            "Try the same command again after a few minutes; with several API servers another one may answer.",
            "",
        ),
        Action::CopyRenewalFile => (
            "Copy /etc/kubernetes/pki/cert-tattoo-kubelet.yaml from a control-plane machine to the same place on the worker, and \
             see whether it contains a machine's name. Update the deployment: builds after April 2022 have the fix.",
            "",
        ),
        Action::RepairMoc => (
            "Collect logs first, and plan for an interruption. Where wssdagent hangs in Starting: on every such host end its \
             process (Stop-Process -Name wssdagent -Force) and stop the service (Stop-Service wssdagent -Force), until \
             Get-Process -Name wssdagent finds nothing on any of them. Then on one host, elevated: start the cloud agent's \
             role where it is not Online (Start-ClusterGroup -Name (Get-MocConfig).clusterRoleName), and only then run \
             Repair-Moc. Good: wssdagent is Running on every host.",
            "Get-Service -Name wssdagent | Select-Object -Property Name, Status",
        ),
        Action::StartNodeAgent => (
            "See on every host whether the node agent runs. Where it is stopped, for instance after an update of the operating \
             system, start it: then no certificate is to blame.",
            "Get-Service -Name wssdagent\nStart-Service -Name wssdagent",
        ),
        Action::CompareBuilds => (
            "Compare the build of the deployment with the modules on this host. A module that is newer than its tools uses \
             switches that they do not have; two builds side by side after an upgrade do the same.",
            "Get-AksHciVersion\nGet-MocVersion\nGet-Module -ListAvailable -Name AksHci, Moc, Kva",
        ),
        Action::CheckAddressPool => (
            "Look whether addresses are left in the pool of the virtual network, and whether two deployments have pools that \
             overlap.",
            "Get-AksHciClusterNetwork",
        ),
        Action::UpdateDeployment => (
            "Plan an update to a build that has the repair, and first see that everything else is healthy.",
            "Get-AksHciUpdates",
        ),
        Action::MakeFolder => (
            "Make the folder for the kubeconfig, or name a file of your own with -configPath.",
            "New-Item -ItemType Directory -Force -Path \"$HOME\\.kube\"",
        ),
        Action::RestartAddress => (
            "If the API answers on a control-plane machine but not at its address, stop the kube-vip container there (crictl \
             ps, then \
             crictl stop with its id): the kubelet starts it again.",
            "",
        ),
        Action::LookUpName => ("List the clusters and copy the name from there.", "Get-AksHciCluster"),
        Action::LowerCaseName => (
            "Write the name in lower case: letters, digits and hyphens, with a letter or digit at both ends.",
            "",
        ),
        Action::AskSupport => (
            "Change nothing more. Collect logs and open a support case; what the page offers beyond that removes every cluster.",
            "Get-AksHciLogs",
        ),
        Action::RenewPrincipal => (
            "Make a new secret for the Azure service principal in Microsoft Entra ID and use it where the old one was given. AksHci \
             certificates have nothing to do with it.",
            "",
        ),
        Action::ReconnectArc => (
            "See whether the date managedIdentityCertificateExpirationTime has passed. If so, the connected cluster has to be made \
             anew: disconnect the target and connect it again. First note which extensions and policies depend on it. Repair other \
             certificates first, since the agents must run.",
            "az connectedk8s show --name '<cluster-name>' --resource-group '<resource-group>'",
        ),
        Action::AwaitHeartbeat => (
            "Start hosts and clusters and wait: Azure calls a cluster offline when there was no heartbeat for 15 minutes. If it \
             stays offline although the nodes are ready, look for Expired instead.",
            "",
        ),
        Action::SyncBilling => (
            "See the state, report usage, and wait 20 to 30 minutes. It needs a way to Azure; after more than 30 days without one, \
             the policy sync of the host is overdue too.",
            "Get-AksHciBillingStatus\nSync-AksHciBilling",
        ),
        Action::FindOwner => (
            "Find the address or component beside the message. Port 6443 is the API server of a cluster, 10250 a node, 55000 and \
             65000 the cloud agent; any other address belongs to something else, and its owner renews that certificate. Paste more \
             of the text around the message if you can.",
            "",
        ),
        Action::ReadOtherDocs => (
            "Use the documentation of that product. The AksHci commands and the figures of this program are not for it.",
            "",
        ),
        Action::RunOneSwitch => (
            "Run one call for each switch, and give every call the name of the cluster. Take the commands from certplan plan.",
            "Get-Command Update-AksHciClusterCertificates -Syntax",
        ),
        Action::AllowScript => (
            "See which policy applies. For one window, start PowerShell with -ExecutionPolicy Bypass, or sign the script. A policy of your \
             organisation cannot be overridden; ask who manages it.",
            "Get-ExecutionPolicy -List",
        ),
        Action::CheckNetwork => (
            "See whether the address answers from this host: check the gateway, the DNS server and the virtual machine of the control \
             plane. The address is carried by kube-vip or by the load balancer.",
            "Test-NetConnection -ComputerName '<address>' -Port 6443",
        ),
        Action::CheckNodeAccess => (
            "See whether port 22 of the machine answers, and use the key that the deployment made, as user clouduser. Only your account may \
             read the key's file. If ssh is limited by design, run the command from an allowed address.",
            "Test-NetConnection -ComputerName '<address>' -Port 22\n(Get-MocConfig).sshPrivateKey",
        ),
        Action::SignInToAzure => (
            "Sign in to Azure again with the account of the deployment, and use the same subscription and resource group as before. For an \
             AksHci command, Set-AksHciRegistration with the same values does that.",
            "",
        ),
        Action::CheckProxy => (
            "See which proxy this window and the machine use, and whether the addresses of the deployment are exempt from it.",
            "[Environment]::GetEnvironmentVariable('no_proxy', 'Machine')\n[Environment]::GetEnvironmentVariable('https_proxy', 'Machine')",
        ),
        Action::ConnectNetworkCard => (
            "Read the name of the network card that the machine should have, then connect it with Connect-MocNetworkInterface and the \
             names of card, group and machine. Builds from May 2022 have the repair.",
            "(Get-MocVirtualMachine -group '<group>' -name '<machine>').virtualmachineproperties.networkprofile.networkinterfaces",
        ),
        Action::SignInToWindows => (
            "Log off from Windows and on again, so that the user gets a new token. If the password has ended, change it first.",
            "",
        ),
    };
    ActionWords { text, command }
}

/// What is said of advice that must not be followed.
pub const fn advice(advice: AdviceId) -> AdviceWords {
    let (title, why) = match advice {
        AdviceId::Reinstall => (
            "Do not run Restart-AksHci or Reinstall-AksHci",
            "It removes every cluster and the host's part and installs anew. No certificate problem needs that.",
        ),
        AdviceId::Uninstall => (
            "Do not run Uninstall-AksHci",
            "It removes every cluster with what runs in it. Open a support case before you think of it.",
        ),
        AdviceId::RemoveCluster => (
            "Do not run Remove-AksHciCluster",
            "It deletes the cluster with what runs in it. Expired certificates are repaired in place.",
        ),
        AdviceId::KubeadmRenew => (
            "Do not run kubeadm certs renew",
            "Here the product's own controllers renew certificates, and none of its pages names kubeadm. Use \
             Update-AksHciClusterCertificates.",
        ),
        AdviceId::DeleteAccessFile => (
            "Do not delete access files or the .wssd folder",
            "Rename the one file instead: the effect is the same and can be undone.",
        ),
        AdviceId::SkipVerification => (
            "Do not switch the check of certificates off",
            "It hides the message, repairs nothing, and lets anybody answer in the API server's place.",
        ),
    };
    AdviceWords { title, why }
}
