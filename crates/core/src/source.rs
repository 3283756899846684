//! Where statements come from: one row a source, so that a citation is a path that must compile.

use crate::closed::closed_enum;

closed_enum! {
    /// How firmly a source carries a statement, the firmest first.
    pub enum Strength {
        /// A document of the vendor says it.
        Stated = "stated",
        /// Read in public source code.
        SourceCode = "source-code",
        /// Reported in an issue or from the field.
        Reported = "reported",
        /// Follows from the others; always shown as such.
        Inferred = "inferred",
    }
}

/// A document, issue or source file that supports a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name in JSON and documentation.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Where to read it.
    pub url: &'static str,
    /// The date it bears, `YYYY-MM-DD`; where it bears none, the date it was read.
    pub as_of: &'static str,
    /// How firmly it carries what is taken from it.
    pub strength: Strength,
}

/// The date when the rows were last compared with their sources, `YYYY-MM-DD`.
pub const RULES_AS_OF: &str = "2026-11-22";

/// The same date as seconds after 1970-01-01T00:00:00Z, so that no caller has to parse it.
pub const RULES_AS_OF_UNIX: i64 = 1_795_305_600;

/// The version of the rule-set: a link or a plan made under another one says so.
pub const RULES_VERSION: u32 = 1;

macro_rules! sources {
    ($($name:ident = $id:literal, $title:literal, $url:expr, $as_of:literal, $strength:ident;)+) => {
        $(
            #[doc = $title]
            pub const $name: Source =
                Source { id: $id, title: $title, url: $url, as_of: $as_of, strength: Strength::$strength };
        )+

        /// Every source, in the order of this file.
        pub const SOURCES: &[&Source] = &[$(&$name),+];
    };
}

macro_rules! docs {
    ($path:literal) => {
        concat!("https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/", $path)
    };
}

macro_rules! issue {
    ($number:literal) => {
        concat!("https://github.com/Azure/aksArc/issues/", $number)
    };
}

#[rustfmt::skip]
sources! {
    UPDATE_CERTIFICATES = "update-certificates", "Update certificates in AKS on Windows Server",
        docs!("update-certificates.md"), "2025-04-02", Stated;
    CERTIFICATES_OVERVIEW = "certificates-overview", "Certificates overview",
        docs!("certificates-overview.md"), "2024-01-10", Stated;
    CERTIFICATES_AND_TOKENS = "certificates-and-tokens", "Certificates and tokens (text of May 2022)",
        "https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Hybrid/certificates-and-tokens.md", "2022-05-26", Stated;
    KNOWN_ISSUES_WORKLOAD = "known-issues-workload-clusters", "Known issues: workload clusters",
        docs!("known-issues-workload-clusters.yml"), "2024-07-11", Stated;
    KNOWN_ISSUES_SECURITY = "known-issues-security", "Known issues: security and identity",
        docs!("known-issues-security.yml"), "2024-07-11", Stated;
    UPDATE_HOST = "update-host", "Upgrade the AKS host using PowerShell",
        docs!("update-akshci-host-powershell.md"), "2024-06-27", Stated;
    ADMINISTRATORS = "set-multiple-administrators", "Use multiple administrators",
        docs!("set-multiple-administrators.md"), "2025-04-08", Stated;
    RETIREMENT_JULY = "retirement-2025-07", "Retirement of AKS on Windows Server (text of July 2025)",
        docs!("aks-windows-server-retirement.md"), "2025-07-22", Stated;
    RETIREMENT_NOVEMBER = "retirement-2025-11", "Retirement of AKS on Windows Server (text of November 2025)",
        docs!("aks-windows-server-retirement.md"), "2025-11-19", Stated;
    CMDLET_UPDATE = "update-akshcicertificates", "Update-AksHciCertificates (reference)",
        docs!("reference/ps/update-akshcicertificates.md"), "2022-06-16", Stated;
    CMDLET_UPDATE_CLUSTER = "update-akshciclustercertificates", "Update-AksHciClusterCertificates (reference)",
        docs!("reference/ps/update-akshciclustercertificates.md"), "2022-06-16", Stated;
    CMDLET_REPAIR = "repair-akshcicerts", "Repair-AksHciCerts (reference)",
        docs!("reference/ps/repair-akshcicerts.md"), "2022-06-16", Stated;
    CMDLET_REPAIR_CLUSTER = "repair-akshciclustercerts", "Repair-AksHciClusterCerts (reference)",
        docs!("reference/ps/repair-akshciclustercerts.md"), "2022-06-16", Stated;
    CMDLET_CLUSTERS = "get-akshcicluster", "Get-AksHciCluster (reference)",
        docs!("reference/ps/get-akshcicluster.md"), "2022-03-16", Stated;
    CMDLET_NEW_CLUSTER = "new-akshcicluster", "New-AksHciCluster (reference)",
        docs!("reference/ps/new-akshcicluster.md"), "2026-11-22", Stated;
    CMDLET_CREDENTIAL = "get-akshcicredential", "Get-AksHciCredential (reference)",
        docs!("reference/ps/get-akshcicredential.md"), "2023-03-21", Stated;
    CMDLET_LOGS = "get-akshcilogs", "Get-AksHciLogs (reference)",
        docs!("reference/ps/get-akshcilogs.md"), "2023-02-28", Stated;
    CMDLET_VERSION = "get-akshciversion", "Get-AksHciVersion (reference)",
        docs!("reference/ps/get-akshciversion.md"), "2021-02-12", Stated;
    CMDLET_SYNC_BILLING = "sync-akshcibilling", "Sync-AksHciBilling (reference)",
        docs!("reference/ps/sync-akshcibilling.md"), "2021-04-20", Stated;
    CMDLET_BILLING_STATUS = "get-akshcibillingstatus", "Get-AksHciBillingStatus (reference)",
        docs!("reference/ps/get-akshcibillingstatus.md"), "2021-04-20", Stated;
    ARC_CONNECTIVITY = "arc-connectivity", "Connectivity modes of Kubernetes enabled by Azure Arc",
        "https://github.com/MicrosoftDocs/azure-docs/blob/main/articles/azure-arc/kubernetes/conceptual-connectivity-modes.md",
        "2026-11-22", Stated;
    WINDOWS_TIME = "windows-time", "Windows Time service tools and settings",
        "https://learn.microsoft.com/windows-server/networking/windows-time-service/windows-time-service-tools-and-settings",
        "2026-11-22", Stated;
    ISSUE_145 = "aksarc-145", "Issue 145: management kubeconfig expired after about a year; module and kvactl of different builds",
        issue!("145"), "2026-11-22", Reported;
    ISSUE_146 = "aksarc-146", "Issue 146: kvactl login expired, access file of one user on one host",
        issue!("146"), "2026-11-22", Reported;
    ISSUE_160 = "aksarc-160", "Issue 160: unknown authority after another user or host was used",
        issue!("160"), "2026-11-22", Reported;
    ISSUE_168 = "aksarc-168", "Issue 168: mocctl certificate expired",
        issue!("168"), "2026-11-22", Reported;
    ISSUE_173 = "aksarc-173", "Issue 173: node agent does not start after its token lapsed",
        issue!("173"), "2026-11-22", Reported;
    ISSUE_232 = "aksarc-232", "Issue 232: a scheduled renewal is asked for",
        issue!("232"), "2022-09-21", Reported;
    ISSUE_233 = "aksarc-233", "Issue 233: API server certificates expired after more than 4 days off",
        issue!("233"), "2022-09-21", Reported;
    ISSUE_234 = "aksarc-234", "Issue 234: the dates of the certificates are asked for",
        issue!("234"), "2022-09-26", Reported;
    ISSUE_237 = "aksarc-237", "Issue 237: tls internal error after 60 days without an update",
        issue!("237"), "2022-10-07", Reported;
    ISSUE_335 = "aksarc-335", "Issue 335: a 30-day shutdown without manual rotation is asked for",
        issue!("335"), "2026-11-22", Reported;
    FIELD_CERTIFICATES = "field-certificates", "Notes of a Microsoft engineer on certificates in AKS hybrid",
        "https://github.com/Pamir/aks-hci/blob/main/Demos/aks-hybrid-certificates.md", "2023-04-20", Reported;
    FIELD_OPERATIONS = "field-operations", "Notes on common operations: shutting down and starting",
        "https://github.com/tksh164/azure-stack-hci-notes/blob/main/aks-hci/common-operations.md", "2026-11-22", Reported;
    MOC_RENEWAL = "moc-certrenew", "Renewal of client certificates in the source of MOC",
        "https://github.com/microsoft/moc/blob/main/pkg/auth/certrenew.go", "2021-03-05", SourceCode;
    KNOWN_ISSUES = "known-issues", "Known issues in AKS on Windows Server",
        docs!("known-issues.yml"), "2024-07-11", Stated;
    KNOWN_ISSUES_UPGRADE = "known-issues-upgrade", "Known issues: upgrade",
        docs!("known-issues-upgrade.yml"), "2025-08-29", Stated;
    KNOWN_ISSUES_ARC = "known-issues-arc", "Known issues: Azure Arc",
        docs!("known-issues-arc.yml"), "2024-06-13", Stated;
    KNOWN_ISSUES_STORAGE = "known-issues-storage", "Known issues: storage",
        docs!("known-issues-storage.yml"), "2024-07-11", Stated;
    CMDLET_RESTART = "restart-akshci", "Restart-AksHci (reference)",
        docs!("reference/ps/restart-akshci.md"), "2021-02-12", Stated;
    CMDLET_UNINSTALL = "uninstall-akshci", "Uninstall-AksHci (reference)",
        docs!("reference/ps/uninstall-akshci.md"), "2022-11-04", Stated;
    CMDLET_REMOVE_CLUSTER = "remove-akshcicluster", "Remove-AksHciCluster (reference)",
        docs!("reference/ps/remove-akshcicluster.md"), "2026-11-22", Stated;
    AZURE_LOCAL = "aks-on-azure-local", "What's new in AKS on Azure Local",
        docs!("aks-whats-new-23h2.md"), "2026-11-22", Stated;
    CLOUD_AKS = "cloud-aks-certificates", "Certificate rotation in Azure Kubernetes Service",
        "https://learn.microsoft.com/azure/aks/certificate-rotation", "2026-11-22", Stated;
    GO_X509 = "go-x509", "Package crypto/x509 of Go: reasons for an invalid certificate",
        "https://pkg.go.dev/crypto/x509#InvalidReason", "2026-11-22", SourceCode;
    ISSUE_107 = "aksarc-107", "Issue 107: an upgrade waits for the control plane without end",
        issue!("107"), "2026-11-22", Reported;
    ISSUE_127 = "aksarc-127", "Issue 127: the API server stays down since the KMS plugin cannot log in",
        issue!("127"), "2026-11-22", Reported;
    ISSUE_169 = "aksarc-169", "Issue 169: a valid token is required",
        issue!("169"), "2026-11-22", Reported;
    ISSUE_171 = "aksarc-171", "Issue 171: no nodes, since the node agent was stopped",
        issue!("171"), "2026-11-22", Reported;
    ISSUE_203 = "aksarc-203", "Issue 203: upgrade broken after expired certificates were repaired",
        issue!("203"), "2026-11-22", Reported;
    ISSUE_204 = "aksarc-204", "Issue 204: two builds side by side after an upgrade",
        issue!("204"), "2026-11-22", Reported;
    ISSUE_285 = "aksarc-285", "Issue 285: the API server does not load the rotated client certificate",
        issue!("285"), "2026-11-22", Reported;
    ISSUE_365 = "aksarc-365", "Issue 365: no nodes, since the node agent's token lapsed",
        issue!("365"), "2023-12-11", Reported;
    ISSUE_372 = "aksarc-372", "Issue 372: billing out of policy",
        issue!("372"), "2026-11-22", Reported;
    ARC_ISSUE_2654 = "azure-arc-2654", "Azure Arc, issue 2654: clusters offline after a power-off",
        "https://github.com/microsoft/azure_arc/issues/2654", "2026-11-22", Reported;
    KUBERNETES_114588 = "kubernetes-114588", "Kubernetes, issue 114588: a client certificate is not loaded again",
        "https://github.com/kubernetes/kubernetes/issues/114588", "2026-11-22", Reported;
    PLATFORMS = "aks-platforms-compare", "Compare AKS across platforms",
        docs!("aks-platforms-compare.md"), "2026-08-12", Stated;
    SYSTEM_REQUIREMENTS = "system-requirements", "System requirements of AKS on Windows Server",
        docs!("system-requirements.md"), "2025-11-17", Stated;
    KUBERNETES_PORTS = "kubernetes-ports", "Kubernetes: ports and protocols",
        "https://github.com/kubernetes/website/blob/main/content/en/docs/reference/networking/ports-and-protocols.md",
        "2026-11-22", Stated;
    CMDLET_LOAD_BALANCER = "new-akshciloadbalancersetting", "New-AksHciLoadBalancerSetting (reference)",
        docs!("reference/ps/new-akshciloadbalancersetting.md"), "2021-11-18", Stated;
    KUBERNETES_123372 = "kubernetes-123372", "Kubernetes, pull request 123372: check-expiration prints JSON and YAML",
        "https://github.com/kubernetes/kubernetes/pull/123372", "2026-11-22", SourceCode;
    CAPH_SOURCE = "caph", "Source of the Cluster API provider for Azure Stack HCI",
        "https://github.com/microsoft/cluster-api-provider-azurestackhci", "2026-11-22", SourceCode;
    KNOWN_ISSUES_NETWORKING = "known-issues-networking", "Known issues: networking",
        docs!("known-issues-networking.yml"), "2024-07-11", Stated;
    KNOWN_ISSUES_INSTALLATION = "known-issues-installation", "Known issues: installation",
        docs!("known-issues-installation.yml"), "2024-07-26", Stated;
    CMDLET_SSH = "new-akshcisshconfiguration", "New-AksHciSSHConfiguration (reference)",
        docs!("reference/ps/new-akshcisshconfiguration.md"), "2023-04-26", Stated;
    CMDLET_TEST_UPDATE = "test-updateakshci", "Test-UpdateAksHci (reference)",
        docs!("reference/ps/test-updateakshci.md"), "2023-05-16", Stated;
    ABOUT_PARAMETERS = "about-parameter-sets", "PowerShell: about parameter sets",
        "https://github.com/MicrosoftDocs/PowerShell-Docs/blob/main/reference/5.1/Microsoft.PowerShell.Core/About/about_Parameter_Sets.md",
        "2020-02-11", Stated;
    ABOUT_EXECUTION_POLICIES = "about-execution-policies", "PowerShell: about execution policies",
        "https://github.com/MicrosoftDocs/PowerShell-Docs/blob/main/reference/5.1/Microsoft.PowerShell.Core/About/about_Execution_Policies.md",
        "2024-05-16", Stated;
    ISSUE_184 = "aksarc-184", "Issue 184: machines lose their network card after a reboot",
        issue!("184"), "2022-05-02", Reported;
    KUBERNETES_65991 = "kubernetes-65991", "Kubernetes, issue 65991: a node that was off comes back with an expired certificate",
        "https://github.com/kubernetes/kubernetes/issues/65991", "2018-07-09", Reported;
    KUBERNETES_120890 = "kubernetes-120890", "Kubernetes, issue 120890: the API server refuses callers with an expired certificate",
        "https://github.com/kubernetes/kubernetes/issues/120890", "2023-09-26", Reported;
    KUBELET_SERVING_REQUESTS = "kubernetes-73356", "Kubernetes, issue 73356: requests for a node's serving certificate wait for approval",
        "https://github.com/kubernetes/kubernetes/issues/73356", "2019-01-26", Reported;
    ARC_ISSUE_2751 = "azure-arc-2751", "Azure Arc, issue 2751: Resource Bridge stays offline after a shutdown",
        "https://github.com/microsoft/azure_arc/issues/2751", "2024-10-10", Reported;
    CMDLET_SYNC_AZURE_STACK_HCI = "azure-stack-hci-billing", "Azure Stack HCI billing and payment",
        "https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/azure-stack/hci/concepts/billing.md", "2020-11-19", Stated;
    AKS_EDGE = "repair-aksedgekms", "Repair-AksEdgeKms (reference of AKS Edge Essentials)",
        docs!("reference/aks-edge-ps/repair-aksedgekms.md"), "2025-03-10", Stated;
    K3S_CERTIFICATES = "k3s-certificates", "K3s: rotating certificates",
        "https://github.com/k3s-io/k3s/wiki/K3s-Cert-Rotation", "2022-01-08", Stated;
    OPENSHIFT_CERTIFICATES = "openshift-certificates", "Red Hat's machine-config-operator, pull request 695: nodes with expired certificates after a stop",
        "https://github.com/openshift/machine-config-operator/pull/695", "2019-05-02", Reported;
    MINIKUBE_CERTIFICATES = "minikube-certificates", "minikube, issue 12159: expired certificates of a local cluster",
        "https://github.com/kubernetes/minikube/issues/12159", "2021-08-07", Reported;
    EKS_CERTIFICATES = "eks-certificates", "Amazon EKS, issue 403: the provider renews certificates",
        "https://github.com/aws/containers-roadmap/issues/403", "2019-07-08", Reported;
    TALOS_CERTIFICATES = "talos-certificates", "Sidero, issue 1427: an expired talosconfig",
        "https://github.com/siderolabs/sidero/issues/1427", "2025-05-08", Reported;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_two_spellings_of_the_date_agree() {
        let date: chrono::NaiveDate = RULES_AS_OF.parse().unwrap();
        assert_eq!(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp(), RULES_AS_OF_UNIX);
    }

    #[test]
    fn ids_are_unique_and_kebab_case() {
        let ids: BTreeSet<_> = SOURCES.iter().map(|source| source.id).collect();
        assert_eq!(ids.len(), SOURCES.len());
        for id in ids {
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{id}");
        }
    }

    #[test]
    fn every_source_has_a_secure_address_and_a_date() {
        for source in SOURCES {
            assert!(source.url.starts_with("https://"), "{}", source.id);
            assert!(source.as_of.parse::<chrono::NaiveDate>().is_ok(), "{}", source.id);
            assert!(source.as_of <= RULES_AS_OF, "{} is dated after the rule-set", source.id);
            assert!(!source.title.is_empty());
        }
    }
}
