//! The names of the symptoms.

use crate::closed::closed_enum;

closed_enum! {
    /// The name of a symptom; once given, it stays. The order is that of the rows.
    pub enum SymptomId {
        /// The API server's certificates have expired.
        ApiCertificateExpired = "api-certificate-expired",
        /// A node has no serving certificate.
        NodeTlsInternalError = "node-tls-internal-error",
        /// The API server did not load its rotated client certificate.
        ClientCertificateNotLoaded = "client-certificate-not-loaded",
        /// The API server answers with an empty internal error.
        ApiInternalError = "api-internal-error",
        /// A file of the renewal is missing on a worker.
        RenewalFileMissing = "renewal-file-missing",
        /// etcd's certificate has expired.
        EtcdCertificateExpired = "etcd-certificate-expired",
        /// The certificate that a node's kubelet shows has expired.
        NodeServingExpired = "node-serving-expired",
        /// The certificate that a node's kubelet logs in with has expired.
        NodeClientExpired = "node-client-expired",
        /// Somebody calls the API server with an expired certificate.
        CallerCertificateExpired = "caller-certificate-expired",
        /// The API server refuses a component of the control plane or a node.
        ComponentLoginRefused = "component-login-refused",
        /// A node waits for its serving certificate.
        NodeRequestNotSigned = "node-request-not-signed",
        /// mocctl's login has expired.
        MocctlExpired = "mocctl-expired",
        /// kvactl's login has expired.
        KvactlExpired = "kvactl-expired",
        /// A stale access file trusts an older authority.
        UnknownAuthority = "unknown-authority",
        /// The management kubeconfig's client certificate has expired.
        ManagementKubeconfigExpired = "management-kubeconfig-expired",
        /// The API server refuses every call with a kubeconfig.
        KubeconfigRefused = "kubeconfig-refused",
        /// kvactl is asked for a valid token.
        TokenRequired = "token-required",
        /// The Cluster API provider cannot log in.
        ProviderLoginRefused = "provider-login-refused",
        /// An upgrade waits for the control plane.
        UpgradeWaits = "upgrade-waits",
        /// The KMS plugin cannot log in.
        KmsLoginRefused = "kms-login-refused",
        /// The KMS plugin's socket is missing.
        KmsSocketMissing = "kms-socket-missing",
        /// The KMS pod has a token that is not valid.
        KmsTokenInvalid = "kms-token-invalid",
        /// Secrets cannot be read, since the KMS plugin cannot decrypt.
        SecretsUnreadable = "secrets-unreadable",
        /// The provider does not renew after a restart.
        ProviderNotRenewing = "provider-not-renewing",
        /// A login of the infrastructure layer has expired; the text does not say whose.
        MocCertificateExpired = "moc-certificate-expired",
        /// The node agent hangs while it starts.
        NodeAgentStarting = "node-agent-starting",
        /// The location has no nodes.
        NoNodes = "no-nodes",
        /// The load balancer's agent does not accept changes.
        BalancerNotProgrammed = "load-balancer-not-programmed",
        /// Two builds side by side after a repair.
        MixedBuilds = "mixed-builds",
        /// The cluster's Azure Arc identity has expired.
        ArcIdentityExpired = "arc-identity-expired",
        /// Azure shows the cluster as offline.
        ArcOffline = "arc-offline",
        /// Crash dumps of the telemetry agent fill the disk.
        TelemetryDumps = "telemetry-dumps",
        /// A clock is wrong.
        ClockWrong = "clock-wrong",
        /// A certificate outside the deployment: a registry, a webhook.
        ForeignCertificate = "foreign-certificate",
        /// Some certificate has expired; the text does not say whose.
        SomeCertificateExpired = "some-certificate-expired",
        /// Module and kvactl do not belong together.
        UnknownFlagTags = "unknown-flag-tags",
        /// No addresses are left for more machines.
        ScaleOutWaits = "scale-out-waits",
        /// The cloud agent did not answer in time.
        DeadlineExceeded = "deadline-exceeded",
        /// The folder of the kubeconfig is missing.
        KubeFolderMissing = "kube-folder-missing",
        /// The API server's address is on no machine.
        ApiAddressUnreachable = "api-address-unreachable",
        /// There is no cluster of that name.
        ClusterNotFound = "cluster-not-found",
        /// The name breaks the rule for names.
        ClusterNameInvalid = "cluster-name-invalid",
        /// The build is no longer offered.
        ReleaseNotFound = "release-not-found",
        /// The secret of an Azure service principal has expired.
        PrincipalSecretExpired = "principal-secret-expired",
        /// Billing waits or is out of policy.
        BillingOutOfPolicy = "billing-out-of-policy",
        /// PowerShell does not know a cmdlet of the product.
        CommandNotFound = "command-not-found",
        /// A cmdlet of the product does not know a switch.
        ParameterNotFound = "parameter-not-found",
        /// Switches of two calls were given in one.
        ParametersConflict = "parameters-conflict",
        /// The window has no administrator's rights.
        WindowNotElevated = "window-not-elevated",
        /// Windows does not run the script.
        ScriptsBlocked = "scripts-blocked",
        /// The API server's address is not reached in time.
        ApiNotReached = "api-not-reached",
        /// Logging in to a node by ssh fails.
        NodeSshFails = "node-ssh-fails",
        /// A pool has no addresses left.
        AddressPoolEmpty = "address-pool-empty",
        /// Azure wants a new sign-in, or other rights.
        AzureSignIn = "azure-sign-in",
        /// A proxy is in the way.
        ProxyRefused = "proxy-refused",
        /// A machine lost its network card at a reboot or an upgrade.
        NetworkCardLost = "network-card-lost",
        /// PowerShell remoting fails.
        RemotingFails = "remoting-fails",
        /// The text is of AKS on Azure Local.
        AzureLocal = "azure-local",
        /// The text is of AKS in Azure's cloud.
        CloudAks = "cloud-aks",
        /// The text is of the host's operating system and its registration in Azure.
        HostPolicy = "host-policy",
        /// The text is of Azure Arc Resource Bridge.
        ResourceBridge = "resource-bridge",
        /// The text is of AKS Edge Essentials.
        AksEdge = "aks-edge",
        /// The text is of K3s or RKE2.
        K3s = "k3s",
        /// The text is of `OpenShift`.
        OpenShift = "openshift",
        /// The text is of a Kubernetes on a developer's machine.
        LocalKubernetes = "local-kubernetes",
        /// The text is of a Kubernetes of another cloud or vendor.
        ManagedKubernetes = "managed-kubernetes",
        /// The text is of Talos Linux.
        Talos = "talos",
    }
}
