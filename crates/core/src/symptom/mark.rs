//! What is beside a message: the product, a component, an address.
//!
//! Programs share their phrases. The rest of the message decides which layer a phrase is about, or that it is
//! about something else.

use super::port::PORTS;
use super::read::{Squeezed, find};
use crate::closed::{Closed as _, Set, closed_enum};

closed_enum! {
    /// Something that tells where a message comes from, or what it is about.
    pub enum Mark {
        /// The product: its cmdlets, its tools, its modules, its machines.
        Product = "product",
        /// `kubectl`, or what only it prints.
        Kubectl = "kubectl",
        /// An API server of Kubernetes: its name, port 6443, or its address inside a cluster.
        ApiServer = "api-server",
        /// The log of an API server that checks who calls it.
        ApiServerLog = "api-server-log",
        /// etcd: its name, ports 2379 and 2380.
        Etcd = "etcd",
        /// The kubelet of a node: its name, port 10250.
        Kubelet = "kubelet",
        /// Port 10250, the kubelet's own server.
        KubeletServer = "kubelet-server",
        /// The controller manager or the scheduler of a control plane.
        Controller = "controller",
        /// A line with the head that programs of Kubernetes write.
        KubernetesLog = "kubernetes-log",
        /// Logs, exec and the like: the API server calls a node.
        PodStream = "pod-stream",
        /// The cloud agent or a node agent: names, ports 55000 and 65000.
        Agent = "agent",
        /// The agent in the load balancer's machine: its name, port 46000.
        BalancerAgent = "load-balancer-agent",
        /// A registry, a webhook, a sign-in service or another server that the deployment does not have.
        Foreign = "foreign",
        /// An address that is none of the deployment's.
        OtherAddress = "other-address",
        /// Attaching and mounting of disks.
        Storage = "storage",
        /// Another vendor's part that has a name like one of the product's.
        OtherVendor = "other-vendor",
    }
}

/// The texts that each mark is known by beside its ports, in the order of [`Mark`]; as in [`super::Text::parts`].
const TEXTS: [&[&str]; 16] = [
    &[
        "akshci",
        "aks-hci",
        "aks on windows server",
        "mocctl",
        "kvactl",
        "wssdagent",
        "wssdcloudagent",
        "wssd session",
        ".wssd",
        "moc-kms-plugin",
        " moc-l",
        " moc-w",
        "-moc",
        "modulesmoc",
        "moduleskva",
        "modules/moc",
        "microsoft/moc",
        "provider-azurestackhci",
        "azurestackhci session",
        "kubeconfig-mgmt",
        "kubeconfig-clustergroup",
        "clustergroup-",
        "get-kva",
        "cert-tattoo",
        "moclocation",
        "login to cloud agent",
        "cloudagent",
        "cloudclient",
        " caph-",
        "lbagent",
    ],
    &["unable to connect to the server", "error from server", "kubectl"],
    &[
        "apiserver",
        "kubeadm",
        "port 6443",
        "kubernetes.default",
        ".0.1:443/api",
        "/api/v1/namespaces",
        "/api/v1/nodes",
        "/api/v1/services",
        "/api/v1/pods",
        "/api/v1/endpoints",
        "/api/v1/secrets",
        "/api/v1/configmaps",
        ".k8s.io/v1",
    ],
    &["unable to authenticate the request", "verifying certificate sn="],
    &[
        "etcd",
        "embed/config_logging",
        "embed: rejected connection",
        "rejected connection on client endpoint",
        "rejected connection on peer endpoint",
        "rafthttp",
    ],
    &["kubelet"],
    &["error dialing backend", "kubelet-server", "kubelet.crt"],
    &["kube-controller-manager", "kube-scheduler", "controller-manager.conf", "scheduler.conf"],
    // Computed from the raw text.
    &[],
    &[
        "pods/log",
        "pods/exec",
        "pods/portforward",
        "pods/attach",
        "containerlogs",
        "stream logs",
        "kubectl logs",
        "kubectl exec",
        "kubectl attach",
        "kubectl port-forward",
        "kubectl cp",
        "upgrade connection",
    ],
    &["wssdcloudagent", "wssdagent", "cloud agent", "cloudagent", "node agent"],
    &["lbagent"],
    &[
        "calling webhook",
        "to call webhook",
        "cert-manager",
        "describe certificate",
        "pull image",
        "pull and unpack image",
        "error response from daemon",
        "acme_client",
        "acme-v0",
        "/acme/",
        "acme challenge",
        "acme order",
        "letsencrypt",
        " oidc",
        "identity provider",
        " ldap",
        " saml",
        " smtp",
        "github.com/login",
        "helm repo",
        "chart repository",
        "docker login",
        "git clone",
        "git pull",
        "git push",
        "git fetch",
        " npm ",
        "pip install",
        "nuget",
        "az login",
    ],
    // Computed from the addresses.
    &[],
    &["attachvolume", "mountvolume", "mountdevice", "attachdetach", " csi", "persistentvolume", "pvc-"],
    &[
        "hetzner",
        "hcloud",
        "azure-kms",
        "keyvault",
        "hashicorp",
        "vault",
        "aws-encryption",
        "gcp-kms",
        "cloudkms",
        "bigip",
        "big-ip",
        // Products with agents of their own.
        "qualys",
        "datadog",
        "newrelic",
        "new relic",
        "puppet",
        "dynatrace",
        "elastic agent",
        "splunk",
        "zabbix",
        "veeam",
        "crowdstrike",
        " f5-",
    ],
];

/// The marks of a message.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    /// Which they are.
    pub(super) set: Set<Mark>,
    /// The text that each was found by, where one was.
    found: [Option<&'static str>; TEXTS.len()],
}

impl Marks {
    /// The marks of a squeezed message; `is_kubernetes_log` says whether it begins as programs of Kubernetes do.
    pub(super) fn of(message: &Squeezed, is_kubernetes_log: bool) -> Self {
        let mut marks = Self::default();
        for (mark, texts) in Mark::ALL.iter().zip(TEXTS) {
            let found = texts.iter().find(|text| find(message, &[**text]).is_some());
            marks.set.add_if(found.is_some(), *mark);
            marks.found[mark.index()] = found.copied();
        }
        for port in &PORTS {
            let Some(text) = port.texts.iter().find(|text| find(message, &[**text]).is_some()) else {
                continue;
            };
            for mark in port.marks.values() {
                marks.set.add_if(true, mark);
                marks.found[mark.index()].get_or_insert(text);
            }
        }
        marks.set.add_if(is_kubernetes_log, Mark::KubernetesLog);
        let is_known = marks.set.meets(KNOWN_ADDRESS);
        // An address of the deployment decides; a link to a document may be beside it.
        let is_ours = |host, after| is_known && is_private(host) && is_default_port(after);
        let names_ours =
            PORTS.iter().any(|port| port.texts.iter().any(|text| find(message, &[text]).is_some()))
                || addresses(message).any(|(host, after)| is_ours(host, after));
        marks.set.add_if(!names_ours && addresses(message).next().is_some(), Mark::OtherAddress);
        marks
    }

    /// The words by which that mark was found.
    pub(super) fn words(&self, mark: Mark) -> Option<&'static str> {
        self.found.get(mark.index()).copied().flatten().map(str::trim_start)
    }
}

/// What shows that an address is one of a deployment's.
const KNOWN_ADDRESS: Set<Mark> = Mark::ApiServer
    .only()
    .or(Mark::Etcd.only())
    .or(Mark::Kubelet.only())
    .or(Mark::Agent.only())
    .or(Mark::BalancerAgent.only());

/// The hosts of all addresses in a squeezed message, each with what follows it.
fn addresses(message: &str) -> impl Iterator<Item = (&str, &str)> {
    let after =
        |mark: &'static str| message.match_indices(mark).map(move |(at, mark)| &message[at + mark.len()..]);
    let hosts = after("https://").chain(after("http://")).chain(after("grpc://"));
    let hosts = hosts.chain(after("dialtcp").filter(|rest| rest.starts_with(|it: char| it.is_ascii_digit())));
    hosts
        .map(|rest| {
            let end = rest.find(|it: char| !(it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '[')));
            rest.split_at(end.unwrap_or(rest.len()))
        })
        .filter(|(host, _)| !DOCUMENTS.contains(host))
}

/// Whether what follows a host names no port, or that of HTTPS, at which an API server answers inside of a cluster.
fn is_default_port(after_host: &str) -> bool {
    match after_host.strip_prefix(':').filter(|rest| rest.starts_with(|it: char| it.is_ascii_digit())) {
        Some(rest) => {
            rest.strip_prefix("443").is_some_and(|rest| !rest.starts_with(|it: char| it.is_ascii_digit()))
        }
        None => true,
    }
}

/// Hosts of documents and schemas that messages name.
const DOCUMENTS: [&str; 10] = [
    "schemas.microsoft.com",
    "www.w3.org",
    "aka.ms",
    "learn.microsoft.com",
    "docs.microsoft.com",
    "go.microsoft.com",
    "kubernetes.io",
    "curl.se",
    "curl.haxx.se",
    "pkg.go.dev",
];

/// Whether a host is an address of a private network, of this machine, or a name inside a cluster.
fn is_private(host: &str) -> bool {
    let mut parts = host.split('.').map(str::parse::<u8>);
    match (parts.next(), parts.next()) {
        (Some(Ok(10 | 127)), _)
        | (Some(Ok(192)), Some(Ok(168)))
        | (Some(Ok(172)), Some(Ok(16..=31 | 168)))
        | (Some(Ok(169)), Some(Ok(254))) => true,
        (Some(Ok(_)), _) => false,
        _ => host == "localhost" || host == "[" || host.starts_with("kubernetes") || !host.contains('.'),
    }
}
