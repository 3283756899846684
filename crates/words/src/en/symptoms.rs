//! What is said of each symptom.

use certplan_core::playbook::Effect;
use certplan_core::symptom::{Explanation, Kind, Place, SymptomId, TextBasis, Verdict};

use crate::SymptomWords;

/// The answer in one sentence.
pub fn explanation(explanation: &Explanation) -> String {
    let Some(first) = explanation.matches.first() else {
        return "Unknown: nothing in this text is a message that Certplan knows. A certificate may still be the cause.".into();
    };
    let more = match explanation.matches.len() - 1 {
        0 => String::new(),
        1 => " 1 more finding is below.".into(),
        others => format!(" {others} more findings are below."),
    };
    let begin = match (first.symptom.kind, explanation.verdict) {
        (Kind::OtherProduct, _) => "",
        (_, Verdict::Certificate) => "A certificate problem. First: ",
        (_, Verdict::NotCertificate) => "Not a certificate problem: ",
        (_, Verdict::Unknown) => "The text alone does not decide: ",
    };
    format!("{begin}{}.{more}", symptom(first.symptom.id).title)
}

/// What to do before the first change, and where the text did not tell enough.
pub fn explanation_notes(explanation: &Explanation) -> Vec<&'static str> {
    let mut notes = Vec::new();
    if explanation.matches.iter().any(|found| found.effect() != Effect::Read) {
        notes.push(
            "Before the first change, collect logs with Get-AksHciLogs, and work on one host, in one new elevated window of \
             Windows PowerShell 5.1. Stop when a step fails twice with the same message.",
        );
    }
    if explanation.verdict == Verdict::Unknown {
        notes.push(
            "Paste more of the text around the message, in English if the program can print it so. If you know how long it was \
             off, certplan plan says which layers that can have affected. Never paste an access file, a key, a token or the output of \
             Get-AksHciConfig.",
        );
    }
    if explanation.cut {
        notes.push("The text was longer than 1 MiB; only its beginning and its end were read.");
    }
    notes
}

/// Where a cause lies.
pub const fn place(place: Place) -> &'static str {
    match place {
        Place::Kubernetes => "Kubernetes layer",
        Place::Moc => "infrastructure layer (MOC)",
        Place::AdminLogin => "login of the administrator",
        Place::Other => "outside both layers",
    }
}

/// That the words of a message are inferred; empty where a source gives them.
pub const fn text_basis(basis: TextBasis) -> &'static str {
    match basis {
        TextBasis::Documented => "",
        TextBasis::Inferred => "inferred; the sources tell of this fault and give no message of it",
    }
}

/// What a message says about certificates.
pub const fn symptom_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Certificate => "a certificate problem",
        Kind::Possible => "may be a certificate problem",
        Kind::NotCertificate => "not a certificate problem",
        Kind::OtherProduct => "another product",
    }
}

/// What is said of a symptom.
#[expect(
    clippy::too_many_lines,
    reason = "one table of sentences; splitting it would hide that it is complete"
)]
pub const fn symptom(symptom: SymptomId) -> SymptomWords {
    let &(title, cause) = match symptom {
        SymptomId::ApiCertificateExpired => &(
            "the API server's certificates have expired",
            "The certificates of a control plane live four days and are renewed every three to four days while the cluster runs. It \
             was off, or its renewal did not work, for longer.",
        ),
        SymptomId::NodeTlsInternalError => &(
            "a node has no serving certificate, so logs and exec fail",
            "Certificates of nodes are approved by a component that logs in to the infrastructure layer. When its login has expired, \
             nodes get no certificate.",
        ),
        SymptomId::ClientCertificateNotLoaded => &(
            "the API server still shows its old client certificate to a node",
            "The certificate on the disk was rotated, and the running API server did not load it. Nothing has to be renewed.",
        ),
        SymptomId::ApiInternalError => &(
            "the API server answers with an empty internal error",
            "After more than four days off, the control plane's certificates have expired and its parts do not trust each other.",
        ),
        SymptomId::RenewalFileMissing => &(
            "a file that drives the renewal is missing on a worker",
            "The renewal pod reads cert-tattoo-kubelet.yaml; without it, the pod ends again and again and nothing is renewed.",
        ),
        SymptomId::EtcdCertificateExpired => &(
            "a certificate of etcd has expired",
            "etcd stores the state of a control plane and uses its own certificates. They are renewed with those of the API server, so \
             the API server cannot start without them.",
        ),
        SymptomId::NodeServingExpired => &(
            "the certificate that a node shows has expired",
            "Port 10250 is the kubelet of a node. Logs, exec and metrics fail until the node gets a new serving certificate.",
        ),
        SymptomId::NodeClientExpired => &(
            "the certificate that a node logs in with has expired",
            "The node was off for longer than its certificate lives. Its kubelet cannot log in to the API server, so the node stays \
             NotReady.",
        ),
        SymptomId::CallerCertificateExpired => &(
            "the API server refuses a caller whose certificate has expired",
            "This is the API server's own log: it works, and some client does not. The client is a kubeconfig, a node or a component. \
             Fetch a fresh kubeconfig first; if nodes are NotReady, renew the cluster's certificates.",
        ),
        SymptomId::ComponentLoginRefused => &(
            "the API server refuses a part of the control plane or a node",
            "The controller manager, the scheduler and the kubelet log in with certificates of four days. They expired while the \
             cluster was off.",
        ),
        SymptomId::NodeRequestNotSigned => &(
            "a node waits for its serving certificate",
            "The request of the node is not approved. The component that approves it logs in to the infrastructure layer, and that login \
             may have expired.",
        ),
        SymptomId::MocctlExpired => &(
            "the login of mocctl has expired",
            "mocctl's certificate is renewed only when mocctl is used. It belongs to this user on this host; the clusters may be well.",
        ),
        SymptomId::KvactlExpired => &(
            "the login of kvactl has expired",
            "kvactl's access file belongs to one user on one host and is renewed only when used. Another host or user may still work.",
        ),
        SymptomId::UnknownAuthority => &(
            "an access file trusts an older authority",
            "The infrastructure layer has a new authority, and the access file of this user on this host is from before that.",
        ),
        SymptomId::ManagementKubeconfigExpired => &(
            "the client certificate in a kubeconfig is no longer accepted",
            "The management kubeconfig holds a client certificate of about a year that no renewal covers. A target's kubeconfig can \
             give the same message.",
        ),
        SymptomId::KubeconfigRefused => &(
            "the API server does not accept the login in the kubeconfig",
            "Every call is refused, not only logs and exec: the client certificate or token in this kubeconfig has expired. Fetch a fresh \
             kubeconfig of the target with Get-AksHciCredential, into a separate file.",
        ),
        SymptomId::TokenRequired => &(
            "the infrastructure layer asks for a valid token",
            "The token with which a component logs in has expired. If a cmdlet or a pod of the management cluster says so, run the first \
             command; if a pod of a target says so, run the second.",
        ),
        SymptomId::ProviderLoginRefused => &(
            "the Azure Stack HCI provider cannot log in",
            "The provider's token in the management cluster has expired, so upgrades and scaling wait without end.",
        ),
        SymptomId::UpgradeWaits => &(
            "an upgrade waits for the control plane",
            "In the issue the provider's token had expired. A slow upgrade prints the same line. The \
             provider's log (pods that begin with caph-) decides: Valid Token Required means the token.",
        ),
        SymptomId::KmsLoginRefused => &(
            "the KMS plugin cannot log in",
            "The plugin decrypts the cluster's secrets through the cloud agent. Its token has expired, and a restart needs it; \
             without the plugin the API server does not start.",
        ),
        SymptomId::KmsSocketMissing => &(
            "the KMS plugin has not started",
            "The API server waits for the plugin's socket. The plugin does not start, since its token has expired.",
        ),
        SymptomId::KmsTokenInvalid => &(
            "the KMS pod has a token that is not valid",
            "The pod's token has expired, so it starts and ends again and again.",
        ),
        SymptomId::SecretsUnreadable => &(
            "secrets cannot be read",
            "The KMS plugin cannot decrypt them: its token has expired. Pods that mount secrets do not start.",
        ),
        SymptomId::ProviderNotRenewing => &(
            "the Azure Stack HCI provider does not renew its certificate",
            "In older builds the renewal did not begin again after the container had restarted. A new pod renews again.",
        ),
        SymptomId::MocCertificateExpired => &(
            "a login of the infrastructure layer has expired",
            "The text does not say whose. Administrators' logins stop every repair, so they come first; then the management cluster, \
             then the target.",
        ),
        SymptomId::NodeAgentStarting => &(
            "the node agent hangs while it starts",
            "In the issue the node agent's token had expired. A service that was just started looks the same.",
        ),
        SymptomId::NoNodes => &(
            "the location has no nodes",
            "Either the node agent is stopped on the hosts, or its token has expired.",
        ),
        SymptomId::BalancerNotProgrammed => &(
            "the load balancer's agent does not accept changes",
            "The agent in the load balancer's machine no longer trusts the cloud agent. Services that already run go on; new ones are not reachable.",
        ),
        SymptomId::MixedBuilds => &(
            "two builds side by side",
            "Where expired certificates were repaired in the middle of an upgrade, parts of two builds can remain. If both commands \
             print the same build, this is not it.",
        ),
        SymptomId::ArcIdentityExpired => &(
            "the cluster's Azure Arc identity has expired",
            "The identity is valid for 90 days and is renewed while the cluster reaches Azure. After that it cannot renew itself.",
        ),
        SymptomId::ArcOffline => &(
            "Azure shows the cluster as offline",
            "Azure had no heartbeat for 15 minutes: the cluster is off, has no way out, or its certificates keep the agents from running.",
        ),
        SymptomId::TelemetryDumps => &(
            "crash dumps of the telemetry agent fill the disk",
            "A client certificate inside builds from April 2022 to March 2023 ended on 18 April 2023, and the agent crashes since. It \
             has nothing to do with a shutdown.",
        ),
        SymptomId::ClockWrong => &(
            "a clock is wrong, or certificates are newer than the clock",
            "A certificate that is not valid yet has not expired. After a long power-off a clock may be behind. Repair the clock first \
             and look again; renewing with a wrong clock makes it worse.",
        ),
        SymptomId::ForeignCertificate => &(
            "the certificate is not one of the deployment's",
            "A registry or a webhook showed it. No AksHci command renews it; its owner does.",
        ),
        SymptomId::SomeCertificateExpired => &(
            "a certificate has expired, and the text does not say whose",
            "Every program prints this message. The address or component beside it decides.",
        ),
        SymptomId::UnknownFlagTags => &(
            "the module is newer than its tools",
            "The module calls kvactl with a switch that this kvactl does not have.",
        ),
        SymptomId::ScaleOutWaits => &(
            "no addresses are left for another machine",
            "The control plane waits for a machine that gets no address.",
        ),
        SymptomId::DeadlineExceeded => &(
            "the cloud agent did not answer in time",
            "A known fault of one build; with another build it says only that something was slow.",
        ),
        SymptomId::KubeFolderMissing => &(
            "the folder for the kubeconfig is missing",
            "Get-AksHciCredential writes into .kube in the profile and does not make the folder.",
        ),
        SymptomId::ApiAddressUnreachable => &(
            "the API server's address does not answer",
            "The container that carries the address (kube-vip) hangs. An expired certificate would have answered.",
        ),
        SymptomId::ClusterNotFound => &(
            "there is no cluster of that name",
            "The name is misspelt or not there; or two deployments have address pools that overlap.",
        ),
        SymptomId::ClusterNameInvalid => {
            &("the name breaks the rule for names", "Names are lower-case letters, digits and hyphens.")
        }
        SymptomId::ReleaseNotFound => &(
            "the build is no longer offered",
            "Old builds are removed from the catalogue, and so was this one.",
        ),
        SymptomId::PrincipalSecretExpired => &(
            "the secret of an Azure service principal has expired",
            "A secret in Microsoft Entra ID, not a certificate of this product.",
        ),
        SymptomId::BillingOutOfPolicy => &(
            "billing waits or is out of policy",
            "Usage was not reported for too long, or the billing pod lacks room. A policy, not a certificate.",
        ),
        SymptomId::CommandNotFound => &(
            "PowerShell does not find this cmdlet",
            "The module AksHci is not installed on this host, or it is older than the cmdlet. Before 1.0.10.10513 the cmdlets are \
             Repair-AksHciCerts and Repair-AksHciClusterCerts. Use Windows PowerShell 5.1, on a host of the deployment.",
        ),
        SymptomId::ParameterNotFound => &(
            "the cmdlet does not have this switch",
            "The installed module is older than the switch. Compare the module's version with the build that Get-AksHciVersion prints.",
        ),
        SymptomId::ParametersConflict => &(
            "these switches cannot be used in one call",
            "-fixCloudCredentials and -fixKubeletCredentials are two separate calls. Every call needs -Name with the cluster's name.",
        ),
        SymptomId::WindowNotElevated => &(
            "the window does not have an administrator's rights",
            "The cmdlets need a Windows PowerShell that was started as administrator, by a user with rights on every host.",
        ),
        SymptomId::ScriptsBlocked => &(
            "Windows does not run this script",
            "The execution policy of this machine blocks scripts, or scripts that are not signed. No certificate of the cluster is the \
             cause.",
        ),
        SymptomId::ApiNotReached => &(
            "the API server's address is not reached in time",
            "Nothing answers at this address. An expired certificate would have answered. Check the gateway, the network of the machine, \
             and whether the control-plane machine runs.",
        ),
        SymptomId::NodeSshFails => &(
            "logging in to a machine by ssh fails",
            "The machine is off, its address is not reached, or the key is not accepted. A deployment can also limit ssh to some \
             addresses or commands.",
        ),
        SymptomId::AddressPoolEmpty => &(
            "an address pool has no addresses left",
            "New machines and services get no address from the pool of the virtual network. That is no certificate problem.",
        ),
        SymptomId::AzureSignIn => &(
            "Azure asks for a new sign-in, or other rights",
            "The sign-in to Azure has ended, or the account lacks rights on the subscription. The certificates of the deployment have \
             nothing to do with it.",
        ),
        SymptomId::ProxyRefused => &(
            "a proxy stops the connection",
            "The proxy is not reached or asks for a login. Services of the deployment read the proxy from the machine's environment, \
             only when they start.",
        ),
        SymptomId::NetworkCardLost => &(
            "a machine has lost its network card",
            "After hosts were rebooted one after the other, or after an upgrade, some machines come back without a network card.",
        ),
        SymptomId::RemotingFails => &(
            "PowerShell remoting does not work",
            "Usually the security token of the Windows user is stale: group membership or password have changed, or the password has ended.",
        ),
        SymptomId::AzureLocal => &(
            "This is about AKS on Azure Local, which is another product",
            "It has no AksHci commands, and its certificates have other lifetimes. Its tool is az aksarc. Certplan is for AKS on \
             Windows Server.",
        ),
        SymptomId::CloudAks => &(
            "This is about AKS in Azure's cloud, which is another product",
            "Azure runs its control plane and renews its certificates. Its tool is az aks: az aks get-credentials fetches a fresh \
             kubeconfig, and az aks rotate-certs makes new certificates.",
        ),
        SymptomId::HostPolicy => &(
            "This is about the host's operating system and its registration in Azure, which is another product",
            "Azure Stack HCI (now Azure Local) must connect to Azure every 30 days. Its own cmdlets are Get-AzureStackHCI and \
             Sync-AzureStackHCI. It is a subscription and a policy, not a certificate of AKS.",
        ),
        SymptomId::ResourceBridge => &(
            "This is about Azure Arc Resource Bridge, which is another product",
            "The bridge is a virtual appliance with its own certificates. Its tool is az arcappliance; no AksHci command renews it.",
        ),
        SymptomId::AksEdge => &(
            "This is about AKS Edge Essentials, which is another product",
            "Its cmdlets are named AksEdge: Repair-AksEdgeKms repairs the tokens of its KMS plugin. Certplan is for AKS on Windows Server.",
        ),
        SymptomId::K3s => &(
            "This is about K3s or RKE2, which is another product",
            "Its certificates live a year and are renewed when the service starts. Its tool is k3s certificate rotate (or rke2 certificate \
             rotate).",
        ),
        SymptomId::OpenShift => &(
            "This is about OpenShift, which is another product",
            "After a stop, pending requests of nodes have to be approved: oc get csr and oc adm certificate approve.",
        ),
        SymptomId::LocalKubernetes => &(
            "This is about a Kubernetes on a developer's machine, which is another product",
            "minikube, kind, Docker Desktop and MicroK8s make their certificates anew with their own commands, for example minikube delete \
             and minikube start.",
        ),
        SymptomId::ManagedKubernetes => &(
            "This is about a Kubernetes of another cloud or vendor",
            "Renew its certificates and fetch a fresh kubeconfig with its own tool, for example aws eks update-kubeconfig or gcloud \
             container clusters get-credentials.",
        ),
        SymptomId::Talos => &(
            "This is about Talos Linux, which is another product",
            "Its tool is talosctl: talosctl config new makes a fresh login, talosctl kubeconfig a fresh kubeconfig.",
        ),
    };
    SymptomWords { title, cause, versions: versions(symptom), dispute: dispute(symptom) }
}

/// In which builds it was met, where a source says.
const fn versions(symptom: SymptomId) -> &'static str {
    match symptom {
        SymptomId::ApiCertificateExpired => {
            "Reported before September 2022; one page calls it fixed since then."
        }
        SymptomId::NodeTlsInternalError => {
            "1.0.14 and before; the page calls it known and fixed in the same builds."
        }
        SymptomId::KvactlExpired => "Reported up to 1.0.4.10928.",
        SymptomId::UnknownAuthority => "Reported on 1.0.6.11122.",
        SymptomId::ProviderLoginRefused | SymptomId::UpgradeWaits => {
            "Reported on the way from 1.0.0.10517 to 1.0.1.10628, after 42 days."
        }
        SymptomId::RenewalFileMissing => "Fixed after April 2022.",
        SymptomId::UnknownFlagTags => "Reported on 1.0.3.10901.",
        SymptomId::DeadlineExceeded => "1.0.2.10723.",
        SymptomId::TelemetryDumps => "Builds of April 2022 to March 2023; repaired in 1.0.18.10425.",
        SymptomId::MixedBuilds => "Reported with 1.0.10.10513 beside 1.0.11.10707.",
        _ => "",
    }
}

/// Where sources of this one row disagree.
const fn dispute(symptom: SymptomId) -> &'static str {
    match symptom {
        SymptomId::RenewalFileMissing => {
            "One page changes the machine's name inside the copied file, another copies it as it is."
        }
        SymptomId::BillingOutOfPolicy => {
            "The pages give 60 or 90 days without a workload cluster after which the deployment must be made anew."
        }
        SymptomId::KvactlExpired | SymptomId::UnknownAuthority => {
            "The issues delete the access file; here it is renamed, which has the same effect and can be undone."
        }
        SymptomId::KmsSocketMissing => {
            "The page names the older Repair-AksHciCerts; that these are the calls of today is inferred."
        }
        _ => "",
    }
}
