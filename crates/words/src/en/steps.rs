//! What is said of each step.

use certplan_core::playbook::StepId;

use crate::StepWords;

const MINUTES: &str = "a few minutes";
const NONE: &str = "no wait";

/// What is said of a step.
#[expect(
    clippy::too_many_lines,
    reason = "one table of sentences; splitting it would hide that it is complete"
)]
pub const fn step(step: StepId) -> StepWords {
    match step {
        StepId::UpdateBefore => StepWords {
            title: "See whether an update is due, and install it well before the day",
            why: "An update rotates the tokens that do not renew themselves. One that is more than 60 days old leaves little for a \
                  shutdown, one that is more than 90 days old leaves, as a page says, a deployment that does not come back \
                  from a restart.",
            good: "no newer build, and the last update is younger than 60 days",
            bad: "a newer build is waiting, or the last update is older",
            wait: NONE,
            minutes: 0,
            if_it_fails: &[
                "Install the update while every cluster is healthy, days before the shutdown, not hours. More than 90 days \
                 after the last one, ask support first.",
                "Run Test-UpdateAksHci before: it only looks, and its recommendation names clusters that must be updated first.",
            ],
        },
        StepId::ExportKubeconfig => StepWords {
            title: "Keep a fresh kubeconfig of the target, in a separate file",
            why: "To compare with afterwards, and to have one at hand that works until its certificate expires. Keep the file \
                  as you keep a password.",
            good: "nodes are listed as Ready with the new file",
            bad: "Unauthorized or an x509 error: the cluster is not healthy now",
            wait: NONE,
            minutes: 0,
            if_it_fails: &["Repair first, then switch off: what is broken now will be worse afterwards."],
        },
        StepId::NoteLogins => StepWords {
            title: "Note which Windows user on which host runs the module",
            why: "Its logins are kept per user and per host, and only use renews them. Afterwards the repair must be run there, \
                  as that user. Running the module now also renews logins that are near their end.",
            good: "the target clusters are listed; the user and the host are written down where others find them",
            bad: "an error, or the user's password is not known",
            wait: NONE,
            minutes: 0,
            if_it_fails: &[
                "Certificate has expired: Expired, from mocctl: run Repair-MocLogin now.",
                "Find the user and the host on which the module works before you switch anything off.",
            ],
        },
        StepId::RecordDates => StepWords {
            title: "Note the dates of the certificates",
            why: "Real dates say more than any rule of thumb. The access file also holds the cloud agent's authority, which \
                  does not renew itself. The command prints dates and never a key.",
            good: "every date lies well after the day on which everything will be on again",
            bad: "the cloud agent's authority ends before that day",
            wait: NONE,
            minutes: 0,
            if_it_fails: &[
                "An authority that ends too soon must be rotated before the shutdown; the rotation is an outage, so plan it, and \
                 ask support where in doubt.",
                "The file is not there: look in the same folder of the user who runs the module.",
            ],
        },
        StepId::StopInOrder => StepWords {
            title: "Switch off in order, and note the time",
            why: "Workers first, then load balancers, control planes, the machines of the management cluster, then the failover \
                  cluster and the hosts. The time that counts is the last moment at which the renewal worked: write it down.",
            good: "every machine of the clusters is Offline before you stop the failover cluster, and the time is written down",
            bad: "a group hangs in Pending",
            wait: MINUTES,
            minutes: 5,
            if_it_fails: &["Give it time to end by itself; a machine that was torn down may not come back."],
        },
        StepId::CheckAuthority => StepWords {
            title: "See that the cloud agent's authority is still valid",
            why: "It signs every login of the infrastructure layer, lives 365 days, and does not renew itself. After so \
                  long a time it may have expired, and then no repair can work.",
            good: "the authority in the access file ends in the future",
            bad: "it has ended",
            wait: NONE,
            minutes: 0,
            if_it_fails: &[
                "Stop here. Only the rotation of the authority helps (Invoke-AksHciRotateCACertificate), an outage in which \
                 every client loses contact: open a support case first.",
                "The file is not there: on the machine of a load balancer, openssl x509 -enddate -noout -in \
                 /etc/lbagent/pki/cloudagent.crt shows the date of its copy, which may be an older one.",
            ],
        },
        StepId::SyncBilling => StepWords {
            title: "Synchronise billing and policy",
            why: "The hosts and the clusters must reach Azure every 30 days; after a longer time they fall out of policy until \
                  they have synchronised.",
            good: "the status shows a connection and a recent synchronisation",
            bad: "out of policy, or no connection",
            wait: "20 to 30 minutes",
            minutes: 30,
            if_it_fails: &[
                "See that the hosts reach Azure, then run it once more.",
                "OutOfPolicy although the upload succeeded: delete the billing manager's pod, so that it starts anew, and look again \
                 after half an hour. An issue reports this.",
            ],
        },
        StepId::CheckArc => StepWords {
            title: "See that the target is still connected to Azure Arc, if it was",
            why: "The identity lives 90 days, and its agents must connect every 30. Put the resource group of the connected \
                  cluster in its place; without Azure Arc leave this out.",
            good: "managedIdentityCertificateExpirationTime lies in the future",
            bad: "the status is Expired",
            wait: MINUTES,
            minutes: 5,
            if_it_fails: &[
                "Expired cannot be renewed: the connected-cluster resource is deleted and made anew. Note its extensions and \
                 settings first, they go with it.",
            ],
        },
        StepId::PowerOn => StepWords {
            title: "Power on in order, and see that everything is up",
            why: "Hosts first, then the failover cluster with the cloud agent's role, then the machines of the management \
                  cluster, of the control planes, of the load balancers, of the workers. What starts before the thing it \
                  logs in to fails for a reason that has nothing to do with certificates. No page documents the order of \
                  the machines: it is inferred from that.",
            good: "the cloud agent's role (its name begins with ca-) and every group that is a machine of a cluster are \
                   Online; an empty Available Storage may be Offline",
            bad: "the cloud agent's role or a machine is Offline, Failed or Pending",
            wait: "15 minutes after the last machine started",
            minutes: 15,
            if_it_fails: &[
                "Start the group that is not Online, in the order above, and look again.",
                "If the node agent service (wssdagent) hangs in Starting on a host, its own token may have expired: collect \
                 logs and open a support case before you repair the infrastructure layer by hand.",
            ],
        },
        StepId::AwaitRenewal => StepWords {
            title: "Give the clusters time to renew by themselves, then look again",
            why: "A running cluster renews its own certificates as long as the old ones are still valid. What has renewed \
                  itself needs no repair. Use the kubeconfig you used before the shutdown, once for each cluster.",
            good: "nodes are listed as Ready: this cluster's Kubernetes certificates are valid",
            bad: "an x509 error that says expired, or no answer at all",
            wait: "20 to 30 minutes after the control planes are up",
            minutes: 30,
            if_it_fails: &["Go on with the next step: this is what the repair is for."],
        },
        StepId::CheckClocks => StepWords {
            title: "See that the clocks are right, on every host",
            why: "A clock that is wrong makes a good certificate look expired or not yet valid. If an x509 message names a \
                  current time that is not the time on your wall, it is the clock, not the certificate.",
            good: "a time source is named, the last synchronisation is recent, and the time is right",
            bad: "the source is the local CMOS clock, or the time is off by minutes or more",
            wait: NONE,
            minutes: 0,
            if_it_fails: &[
                "Stop here. Set the clocks of the hosts first (w32tm /resync), let the machines follow, and start again from \
                 the top: certificates issued under a wrong clock make things worse.",
            ],
        },
        StepId::OpenSession => StepWords {
            title: "Open one new elevated Windows PowerShell 5.1 window, on one physical host, as the right user",
            why: "The module works only on the hosts, and its logins are kept per Windows user and per host: another user or \
                  host has none, or old ones. Close every other PowerShell window first. Then go to a folder of your own \
                  (Set-Location $env:USERPROFILE): kubeconfigs are written into the current one, and they are logins.",
            good: "the Windows user who installed or last updated the deployment; the groups include an enabled \
                   BUILTIN\\Administrators",
            bad: "another user, or Administrators marked as used for deny only: the window is not elevated",
            wait: NONE,
            minutes: 0,
            if_it_fails: &[
                "Sign in as that user on the host where the module was last used, and open the window as administrator.",
            ],
        },
        StepId::CheckBuild => StepWords {
            title: "Note the build",
            why: "Builds before 1.0.10.10513 have the repair cmdlets under older names, and older builds have shorter-lived \
                  logins.",
            good: "one line such as 1.0.24.11029; if you did not give a build, give it now and look at the plan again",
            bad: "the cmdlet is not found: this is not a host of the deployment, or the module is missing",
            wait: NONE,
            minutes: 0,
            if_it_fails: &[
                "Go to a physical host of this deployment. Do not install a newer module to get further: module and build \
                 must match.",
            ],
        },
        StepId::CollectLogs => StepWords {
            title: "Collect the logs, before the first change",
            why: "Support will ask for the state before the repair, and it cannot be had afterwards.",
            good: "an archive akshcilogs.zip is named at the end",
            bad: "it ends in an error, or the archive would pass 2 GB",
            wait: "up to an hour",
            minutes: 60,
            if_it_fails: &[
                "Collect in parts, one switch at a time: -agentLogs, -eventLogs, -kvaLogs, -virtualMachineLogs.",
                "If nothing can be collected, copy what the windows show into a file and go on.",
            ],
        },
        StepId::ReachManagement => StepWords {
            title: "See that the management cluster answers",
            why: "The repairs most likely work through the management cluster's API: a page says so of the older cmdlet. If \
                  it does not answer, its message says what is in the way.",
            good: "your target clusters are listed",
            bad: "an error; its text decides what to do",
            wait: MINUTES,
            minutes: 5,
            if_it_fails: &[
                "authentication handshake failed, with an x509 certificate that has expired: the call did not get past the cloud \
                 agent, so its authority has most likely expired (inferred: no source shows the message). See its date in the \
                 access file. If it has ended, stop: only its rotation helps (Invoke-AksHciRotateCACertificate), an outage in \
                 which every client loses contact. Open a support case first.",
                "x509 certificate has expired: the management cluster's own certificates. No call is documented for them beyond \
                 doubt; see the conflict on the management cluster, and open a support case.",
                "Unauthorized, or asked to log in: the kubeconfig of the management cluster has expired. A known-issues page \
                 describes how to copy a fresh one from its control-plane machine; back up the old file first.",
                "Certificate has expired: Expired, from mocctl: run Repair-MocLogin, then look again.",
                "Certificate has expired: Expired, on creating a session, or signed by unknown authority: the access file of \
                 kvactl under your user profile is stale. Rename it, never delete it, and look again.",
                "Valid Token Required: what the management cluster logs in with has expired. Go on with its repair; if this plan \
                 does not have it, run Update-AksHciCertificates (Repair-AksHciCerts before build 1.0.10.10513) first, then look \
                 again.",
                "The socket of the KMS plugin is missing and no API server answers: stop. It cannot start, the cmdlets need \
                 it, and only the \
                 manual rotation of the KMS token helps. Open a support case.",
            ],
        },
        StepId::ReachTarget => StepWords {
            title: "See that the target's API answers at a control-plane node, not only at the load balancer",
            why: "A broken load balancer looks like a dead API server. Take the address of one of the target's control-plane \
                  machines from the failover cluster or Hyper-V.",
            good: "TcpTestSucceeded is True",
            bad: "TcpTestSucceeded is False",
            wait: MINUTES,
            minutes: 5,
            if_it_fails: &[
                "Answers at the node but not at the cluster's address: the load balancer, or what gives out that address, is \
                 in the way; choose the load balancer in this plan where one is deployed.",
                "Answers nowhere: look at the control-plane machine itself. A repair most likely needs a running API server: \
                 the older cmdlet is documented to fail without one.",
            ],
        },
        StepId::RenewManagement => StepWords {
            title: "Renew what hosts and management cluster log in with",
            why: "The clients of the infrastructure layer on the hosts and in the management cluster: node agents, appliance, \
                  KMS, CSI, cluster provider and others. Everything later goes through them, so they come first.",
            good: "the target clusters are listed, without expired and without Valid Token Required",
            bad: "expired, or Valid Token Required",
            wait: MINUTES,
            minutes: 5,
            if_it_fails: &[
                "Certificate has expired: Expired, from mocctl: run Repair-MocLogin, then this step once more.",
                "If it fails twice with the same message, stop and open a support case with the logs.",
            ],
        },
        StepId::FixKubelet => StepWords {
            title: "Renew the target's Kubernetes certificates",
            why: "They live four days, and only a running cluster renews them. Without them neither kubectl nor the next \
                  repair reaches the cluster, which is most likely why the page has this before its infrastructure logins.",
            good: "every node is Ready, no x509 error",
            bad: "an x509 error that says expired, or nodes that stay NotReady",
            wait: MINUTES,
            minutes: 5,
            if_it_fails: &[
                "x509 still says expired after ten minutes: run it once more; the API server may not have restarted.",
                "It cannot reach the API server: go back to the check of the control-plane node.",
                "A build up to 1.0.14, and the control-plane machine's name lacks -control-plane-: the call may fail there; the \
                 known-issues page on security has a way by hand on that machine.",
                "A failed target does not hold up the next one: go on with it, then open a support case for this one.",
            ],
        },
        StepId::FixCloud => StepWords {
            title: "Renew what the target logs in to the infrastructure with",
            why: "The target's KMS plugin, disk driver, certificate manager and cloud provider log in to the cloud agent. \
                  Without them secrets, disks and kubelet certificates fail.",
            good: "secrets are listed, and not only that there are none; the pods of kms, csi and cloud provider are Running; \
                   kubectl logs with a pod's name shows its log",
            bad: "tls: internal error from kubectl logs, Valid Token Required in a pod's log, or an internal error on secrets",
            wait: "up to ten minutes",
            minutes: 10,
            if_it_fails: &[
                "Pods that keep crashing with Valid Token Required: run it once more, then delete only the crashing pod.",
                "If it fails twice with the same message, leave this target, go on with the next, and open a support case.",
            ],
        },
        StepId::FixCloudAndBalancer => StepWords {
            title: "Renew what the target and its load balancer log in to the infrastructure with",
            why: "The same as for the target, and the agent on the load balancer's machine. Forgotten, it shows only when a \
                  service is added or changed: its address is given out and never answers.",
            good: "secrets can be listed, and a LoadBalancer service that was made or changed after this answers at its \
                   address; an old one answers either way",
            bad: "a new service gets an address that does not answer, or Valid Token Required in a pod's log",
            wait: "up to ten minutes",
            minutes: 10,
            if_it_fails: &[
                "The switch is refused: your module is older than the switch. Run the call without -patchLoadBalancer and ask \
                 support about the load balancer.",
                "If it fails twice with the same message, leave this cluster, go on with the next, and open a support case.",
            ],
        },
        StepId::FetchCredential => StepWords {
            title: "Fetch a fresh kubeconfig, into a separate file",
            why: "The kubeconfigs of the people who work with this cluster may hold a certificate that has expired. Without \
                  -configPath the cmdlet overwrites your own kubeconfig.",
            good: "nodes are listed with the new file",
            bad: "Unauthorized or an x509 error with the new file",
            wait: NONE,
            minutes: 0,
            if_it_fails: &[
                "The path cannot be found: create the folder first, the cmdlet does not.",
                "x509 says expired with a file that is new: the Kubernetes layer of this target is not repaired yet.",
            ],
        },
        StepId::PlanUpdate => StepWords {
            title: "Plan the next update",
            why: "Every update rotates the tokens that do not renew themselves. Microsoft asks for an update within 30 days \
                  of a release and says that after 90 days without one the update needs support, and a restart leaves the \
                  deployment without function.",
            good: "the newest build, or a date on which you will install it",
            bad: "updates are waiting and the last one is more than 60 days ago",
            wait: NONE,
            minutes: 0,
            if_it_fails: &[
                "Wait until every cluster is healthy: an update on top of expired certificates breaks more.",
                "Run Test-UpdateAksHci before: it only looks, and its recommendation names clusters that must be updated first.",
                "Update-Module -Name AksHci may bring the module of another product (AKS on Azure Local): take the module version that \
                 the release notes of your build name.",
            ],
        },
    }
}
