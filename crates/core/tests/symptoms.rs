//! What people paste: a text a symptom, the ways in which windows, logs and chats bend it, and texts of something else.

use std::collections::BTreeSet;

use certplan_core::closed::Closed;
use certplan_core::playbook::Effect;
use certplan_core::symptom::{AdviceId, Kind, MOST_BYTES, SYMPTOMS, SymptomId as S, Verdict, explain};
use proptest::prelude::*;

/// A text as it may be met, written for these tests, and the symptom that comes first.
const PASTED: &[(S, &str)] = &[
    (
        S::ApiCertificateExpired,
        "Unable to connect to the server: x509: certificate has expired or is not yet valid: current time 2026-03-09T08:15:02+01:00 is after 2026-03-02T21:40:11Z",
    ),
    (
        S::ApiCertificateExpired,
        "E0309 08:15:02.120000 4711 reflector.go:138] failed to list: Get \"https://10.193.4.20:6443/api/v1/nodes\": x509: certificate has expired or is not yet valid: current time 2026-03-09T07:15:02Z is after 2026-03-02T21:40:11Z",
    ),
    (
        S::NodeTlsInternalError,
        "Error from server: Get \"https://10.193.4.31:10250/containerLogs/shop/web-0/web\": remote error: tls: internal error",
    ),
    (
        S::ClientCertificateNotLoaded,
        "error: You must be logged in to the server (the server has asked for the client to provide credentials ( pods/log web-0))",
    ),
    (
        S::ApiInternalError,
        "Error from server (InternalError): an error on the server (\"\") has prevented the request from succeeding (get nodes)",
    ),
    (
        S::RenewalFileMissing,
        "certificate-renewal-worker: open /etc/kubernetes/pki/cert-tattoo-kubelet.yaml: no such file or directory",
    ),
    (
        S::MocctlExpired,
        "System.Collections.Hashtable.generic_non_zero 1 [Error: Certificate has expired: Expired]",
    ),
    (
        S::KvactlExpired,
        "Error: failed to get new provider: failed to create azurestackhci session: Certificate has expired: Expired",
    ),
    // The phrase is of every gRPC client: it counts where the product is beside it.
    (
        S::UnknownAuthority,
        "kvactl.exe: rpc error: code = Unavailable desc = connection error: desc = \"transport: authentication handshake failed: x509: certificate signed by unknown authority\"",
    ),
    (S::ManagementKubeconfigExpired, "Error: You must be logged in to the server (Unauthorized)"),
    (S::TokenRequired, "kvactl.exe failed: rpc error: code = Unauthenticated desc = Valid Token Required."),
    (
        S::ProviderLoginRefused,
        "failed to create wssd session: login failed with error: rpc error: code = Unauthenticated desc = Valid Token Required",
    ),
    (S::UpgradeWaits, "14:02:11 ControlPlane machines are still upgrading..."),
    (
        S::KmsLoginRefused,
        "I0309 starting login to cloud agent\nE0309 login: rpc error: code = Unauthenticated desc = Valid Token Required.",
    ),
    (
        S::KmsSocketMissing,
        "failed to dial: dial unix /var/run/moc-kms-plugin/kmsPlugin.sock: connect: no such file or directory",
    ),
    (S::KmsTokenInvalid, "kube-system moc-kms-plugin-node1 0/1 CrashLoopBackOff: login: invalid token"),
    (
        S::SecretsUnreadable,
        "PS C:\\> kubectl get secrets\nError from server: Internal error occurred: unable to read",
    ),
    (
        S::SecretsUnreadable,
        "Internal error occurred: unable to transform key \"/registry/secrets/shop/db\": rpc error: code = Unavailable",
    ),
    (S::ProviderNotRenewing, "caph-controller-manager-7d9f E0309 renew: certificate has expired"),
    (S::MocCertificateExpired, "csi: create disk: Certificate has expired: Expired"),
    (S::NodeAgentStarting, "SERVICE_NAME: wssdagent\n        STATE : 2  START_PENDING"),
    (S::NoNodes, "Location 'MocLocation' doesn't expose any nodes to create VirtualMachines on"),
    (S::BalancerNotProgrammed, "lbagent[812]: login: certificate has expired"),
    (S::MixedBuilds, "PS> Get-AksHciVersion\n1.0.10.10513\nPS> Get-MocVersion\n1.0.11.10707"),
    (S::ArcIdentityExpired, "{\"connectivityStatus\": \"Expired\", \"name\": \"shop\"}"),
    (S::ArcOffline, "{\"connectivityStatus\": \"Offline\", \"name\": \"shop\"}"),
    (S::TelemetryDumps, "mdsd[77]: write failed: no space left on device"),
    (
        S::ClockWrong,
        "Unable to connect to the server: x509: certificate has expired or is not yet valid: current time 2026-03-01T08:15:02Z is before 2026-03-02T21:40:11Z",
    ),
    (
        S::ClockWrong,
        "x509: certificate has expired or is not yet valid: current time 2049-01-01T00:00:00Z is after 2026-03-02T21:40:11Z",
    ),
    (
        S::ForeignCertificate,
        "Failed to pull image \"registry.shop.example/web:1\": Get \"https://registry.shop.example/v2/\": x509: certificate has expired or is not yet valid: current time 2026-03-09T08:15:02Z is after 2026-03-02T21:40:11Z",
    ),
    (
        S::SomeCertificateExpired,
        "Post \"https://api.shop.example/\": x509: certificate has expired or is not yet valid: current time 2026-03-09T08:15:02Z is after 2026-03-02T21:40:11Z",
    ),
    (S::UnknownFlagTags, "Repair-AksHciClusterCerts : Error: unknown flag: --tags"),
    (
        S::ScaleOutWaits,
        "control plane count at 2, still waiting for desired state: 3\nError: timed out waiting for the condition",
    ),
    // The phrase is of every gRPC client: it counts where the product is beside it.
    (
        S::DeadlineExceeded,
        "[Module: AksHci] Error: rpc error: code = DeadlineExceeded desc = context deadline exceeded",
    ),
    (
        S::KubeFolderMissing,
        "Error: open C:\\Users\\anna\\.kube\\config: The system cannot find the path specified.",
    ),
    (
        S::ApiAddressUnreachable,
        "Get \"https://10.193.4.20:6443/api?timeout=10s\": net/http: request canceled while waiting for connection (Client.Timeout exceeded)",
    ),
    (S::ClusterNotFound, "A workload cluster with the name 'shop' was not found."),
    (S::ClusterNameInvalid, "'Shop' is not a valid cluster name. Names must be lowercase"),
    (S::ReleaseNotFound, "A release with version 1.0.3.10818 was NOT FOUND"),
    (
        S::PrincipalSecretExpired,
        "AADSTS7000222: invalid_client. The provided client secret keys are expired.",
    ),
    (S::BillingOutOfPolicy, "Waiting for deployment 'AksHci Billing Operator' to be ready"),
    (S::AzureLocal, "az aksarc create --name shop failed on Azure Local 2405"),
    (
        S::CloudAks,
        "Unable to connect to the server: x509: certificate has expired or is not yet valid: https://shop-abc.hcp.westeurope.azmk8s.io:443",
    ),
    (
        S::EtcdCertificateExpired,
        "W1121 11:09:31.447982       1 clientconn.go:1251] grpc: addrConn.createTransport failed to connect to {127.0.0.1:2379 0  <nil>}. Err :connection error: desc = \"transport: authentication handshake failed: x509: certificate has expired or is not yet valid\". Reconnecting...",
    ),
    (
        S::NodeServingExpired,
        "Error from server: Get \"https://10.0.0.7:10250/containerLogs/shop/web-0/web\": x509: certificate has expired or is not yet valid: current time 2026-11-20T08:15:02Z is after 2026-11-02T21:40:11Z",
    ),
    (
        S::NodeClientExpired,
        "Nov 20 08:00:01 moc-l1abc kubelet[3094]: E1120 08:00:01.994527    3094 bootstrap.go:265] part of the existing bootstrap client certificate in /etc/kubernetes/kubelet.conf is expired: 2026-11-12 04:45:09 +0000 UTC",
    ),
    (
        S::CallerCertificateExpired,
        "E0925 22:45:43.610253       1 authentication.go:53] Unable to authenticate the request due to an error: x509: certificate has expired or is not yet valid: current time 2023-09-25T22:45:43Z is after 2023-09-25T12:10:16Z",
    ),
    (
        S::ComponentLoginRefused,
        "E1121 07:06:04.274054       6 leaderelection.go:224] error retrieving resource lock kube-system/kube-controller-manager: Unauthorized",
    ),
    (
        S::NodeRequestNotSigned,
        "E0529 14:18:56.794752   25170 certificate_manager.go:378] Certificate request was not signed: timed out waiting for the condition",
    ),
    (
        S::KubeconfigRefused,
        "E1128 08:39:59.987712   43556 memcache.go:265] couldn't get current server API group list: the server has asked for the client to provide credentials",
    ),
    (
        S::CommandNotFound,
        "Update-AksHciCertificates : The term 'Update-AksHciCertificates' is not recognized as the name of a cmdlet, function, script file, or operable program.\n    + CategoryInfo          : ObjectNotFound: (Update-AksHciCertificates:String) [], CommandNotFoundException",
    ),
    (
        S::ParameterNotFound,
        "Update-AksHciClusterCertificates : A parameter cannot be found that matches parameter name 'patchLoadBalancer'.",
    ),
    (
        S::ParametersConflict,
        "Update-AksHciClusterCertificates : Parameter set cannot be resolved using the specified named parameters.\n    + FullyQualifiedErrorId : AmbiguousParameterSet,Update-AksHciClusterCertificates",
    ),
    (
        S::WindowNotElevated,
        "Update-AksHciCertificates : You must run this in an elevated PowerShell, Run as administrator",
    ),
    (
        S::ScriptsBlocked,
        ".\\repair.ps1 : File C:\\certplan\\repair.ps1 cannot be loaded because running scripts is disabled on this system. For more information, see about_Execution_Policies",
    ),
    (
        S::ApiNotReached,
        "Unable to connect to the server: dial tcp 192.168.0.150:6443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.",
    ),
    (
        S::NodeSshFails,
        "Update-AksHciClusterCertificates : kvactl.exe cluster repair returned a non zero exit code 1 [Error: failed to repair cluster: ssh: dial tcp 10.0.0.5:22: connectex: A connection attempt failed]",
    ),
    (
        S::AddressPoolEmpty,
        "New-AksHciNodePool : [Error: failed to create nic: rpc error: code = Unknown desc = IP pool exhausted]",
    ),
    (
        S::AzureSignIn,
        "Enable-AksHciArcConnection : Connection to Azure failed. Please run 'Set-AksHciRegistration' and try again",
    ),
    (
        S::ProxyRefused,
        "Install-AksHci : Get \"https://msk8s.api.cdp.microsoft.com/\": proxyconnect tcp: dial tcp 10.1.1.1:8080: connectex: No connection could be made",
    ),
    (S::NetworkCardLost, "Get-MocVirtualMachine : the vNIC of moc-l1abc is missing after the reboot"),
    (
        S::RemotingFails,
        "Powershell remoting to HOST01 was not successful.\nAt C:\\Program Files\\WindowsPowerShell\\Modules\\Moc\\0.2.23\\Moc.psm1:2957 char:17",
    ),
    (
        S::HostPolicy,
        "Event 585: Azure Local's subscription is expired, run Sync-AzureStackHCI to renew the subscription",
    ),
    (S::ResourceBridge, "az arcappliance show: status is Offline"),
    (S::AksEdge, "Get-AksEdgeKubeConfig: certificate has expired"),
    (
        S::K3s,
        "WARN[0000] /var/lib/rancher/k3s/server/tls/client-admin.crt: certificate CN=system:admin,O=system:masters expired at 2026-10-17T10:00:00Z",
    ),
    (S::OpenShift, "oc adm certificate approve: the server has asked for the client to provide credentials"),
    (
        S::LocalKubernetes,
        "minikube start: X Exiting due to GUEST_CERT: Failed to setup certs: x509: certificate has expired or is not yet valid",
    ),
    (
        S::ManagedKubernetes,
        "Unable to connect to the server: getting credentials: exec: aws eks get-token failed",
    ),
    (
        S::Talos,
        "talosctl health: rpc error: code = Unavailable desc = connection error: remote error: tls: expired certificate",
    ),
];

/// Texts without any of them.
const SOMETHING_ELSE: &[&str] = &[
    "",
    "   \n\t ",
    "hello",
    "certificate",
    "expired",
    "The certificate will expire in 20 days.",
    "Meine Zertifikate sind abgelaufen, was soll ich tun?",
    "Error from server (NotFound): pods \"web-0\" not found",
    "Error from server (Forbidden): nodes is forbidden: User \"anna\" cannot list resource",
    "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
    "dial tcp 10.193.4.20:6443: connectex: No connection could be made because the target machine actively refused it.",
    "dial tcp: lookup api.shop.example: no such host",
    "0/3 nodes are available: 3 Insufficient memory.",
    "Back-off restarting failed container",
    "CrashLoopBackOff",
    "ImagePullBackOff: 401 Unauthorized",
    "open /etc/ssl/certs/ca.pem: no such file or directory",
    "dial unix /var/run/docker.sock: connect: no such file or directory",
    "etcdserver: request timed out",
    "TLS handshake timeout",
    "tls: first record does not look like a TLS handshake",
    "x509: certificate is valid for kubernetes.default, not shop.example",
    "x509: certificate signed by unknown authority",
    "subject=CN = kube-apiserver\nnotAfter=Feb  5 21:19:44 2027 GMT",
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    "Access is denied.",
    "wssdagent is running",
    "moc-kms-plugin 1/1 Running",
    "timed out waiting for the condition",
    "context deadline exceeded",
    "{\"connectivityStatus\": \"Connected\", \"managedIdentityCertificateExpirationTime\": \"2027-02-02T00:00:00Z\"}",
    "Warning FailedMount: configmap \"x\" not found",
    "invalid token in YAML at line 3",
    "The password of the account has expired.",
    "Your session has expired. Log in again.",
    "caph-controller-manager 1/1 Running",
    "node.kubernetes.io/not-ready",
    "\u{0}\u{0}\u{feff}\u{1F4A5}",
];

/// The ways in which a message arrives.
fn bent(text: &str) -> Vec<(&'static str, String)> {
    let wrapped = |width: usize, start: &str| {
        let characters: Vec<char> = text.chars().collect();
        let lines: Vec<String> = characters.chunks(width).map(|line| line.iter().collect()).collect();
        lines.join(&format!("\r\n{start}"))
    };
    let json = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    vec![
        ("as it is", text.to_owned()),
        ("wrapped at 80", wrapped(80, "")),
        ("wrapped at 37, in the middle of words", wrapped(37, "")),
        (
            "in a PowerShell 7 record",
            format!("Exception: \nLine |\n   1 |  Do-It\n     |  ~~~~\n     | {}\n", wrapped(60, "     | ")),
        ),
        (
            "in a PowerShell 5.1 record",
            format!(
                "Do-It : {text}\nAt line:1 char:1\n+ Do-It\n+ ~~~~~\n    + CategoryInfo          : NotSpecified: (:) [Write-Error], WriteErrorException"
            ),
        ),
        ("in klog", format!("E1123 03:14:15.926535    4711 main.go:42] {text}")),
        (
            "in JSON",
            format!("{{\"ts\":1.5,\"level\":\"error\",\"msg\":\"{json}\",\"stacktrace\":\"x\\ty\"}}"),
        ),
        ("coloured", format!("\u{1b}[31;1m{}\u{1b}[0m", text.replace(' ', "\u{1b}[31m \u{1b}[0m"))),
        (
            "in a mail",
            format!("Hallo,\nich sehe das hier:\n> {}\nWas heißt das? 何ですか", wrapped(70, "> ")),
        ),
        ("with the quotes of a word processor", text.replace('"', "\u{201d}").replace('\'', "\u{2019}")),
        ("in capitals", text.to_ascii_uppercase()),
        ("after a long log", format!("{}\n{text}", "I1123 reconcile ok\n".repeat(500))),
    ]
}

#[test]
fn each_text_is_recognised_however_it_arrives() {
    let mut wrong = Vec::new();
    for (symptom, text) in PASTED {
        for (how, bent) in bent(text) {
            let first = explain(&bent).matches.first().map(|found| found.symptom.id);
            if first != Some(*symptom) {
                wrong.push(format!("{symptom} {how}: {first:?} in {bent}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Three more texts a symptom, each of another kind: how it came, and the text.
fn texts() -> impl Iterator<Item = (S, &'static str, &'static str)> {
    let texts = include_str!("pasted/texts.txt").split("\n==== ").skip(1);
    texts.map(|text| {
        let (title, text) = text.split_once('\n').expect("a title and a text");
        let (symptom, how) = title.split_once(' ').expect("a symptom and how it came");
        (S::from_id(symptom).unwrap_or_else(|| panic!("no symptom: {symptom}")), how, text)
    })
}

#[test]
fn records_logs_and_wrapped_texts_are_recognised() {
    let mut wrong = Vec::new();
    for (symptom, how, text) in texts() {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let found: Vec<_> = explain(&text).matches.iter().map(|found| found.symptom.id).collect();
            if found.first() != Some(&symptom) {
                wrong.push(format!("{symptom} {how}: {found:?} in {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_symptom_has_three_kinds_of_texts() {
    for symptom in S::ALL {
        let kinds: Vec<_> = texts().filter(|(of, _, _)| of == symptom).map(|(_, how, _)| how).collect();
        assert_eq!(kinds, ["record", "log", "around"], "{symptom}");
    }
}

#[test]
fn every_symptom_has_a_text() {
    let seen: BTreeSet<_> = PASTED.iter().map(|(symptom, _)| *symptom).collect();
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), S::ALL);
}

#[test]
fn the_verdict_is_that_of_the_kinds() {
    for (symptom, text) in PASTED {
        let expected = match SYMPTOMS[symptom.index()].kind {
            Kind::Certificate => Verdict::Certificate,
            Kind::NotCertificate => Verdict::NotCertificate,
            Kind::Possible | Kind::OtherProduct => Verdict::Unknown,
        };
        assert_eq!(explain(text).verdict, expected, "{text}");
    }
}

#[test]
fn something_else_is_unknown() {
    for text in SOMETHING_ELSE {
        for (how, bent) in bent(text) {
            let explanation = explain(&bent);
            assert_eq!(explanation.verdict, Verdict::Unknown, "{how}: {bent}");
            assert!(explanation.matches.is_empty(), "{how}: {bent}: {:?}", explanation.matches);
        }
    }
}

#[test]
fn stamps_say_since_when_or_which_clock() {
    let expired = explain(PASTED[0].1);
    assert_eq!(
        expired.matches[0].expired_since.map(|at| at.to_string()).as_deref(),
        Some("2026-03-02T21:40:11Z")
    );
    assert_eq!(expired.matches[0].clock, None);
    let early = PASTED.iter().find(|(symptom, _)| *symptom == S::ClockWrong).expect("a row").1;
    let explanation = explain(early);
    let clock = explanation.matches[0].clock.expect("a clock");
    assert_eq!(
        (clock.said.to_string(), clock.limit.to_string()),
        ("2026-03-01T08:15:02Z".into(), "2026-03-02T21:40:11Z".into())
    );
    assert_eq!(explanation.matches.len(), 1, "no certificate has expired: {:?}", explanation.matches);
}

#[test]
fn ten_years_after_its_end_a_certificate_speaks_of_the_clock() {
    let text = |now: &str| {
        explain(&format!(
            "Unable to connect to the server: certificate has expired: current time {now} is after 2026-03-02T21:40:11Z"
        ))
    };
    let last = text("2036-03-02T21:40:11Z").matches;
    let since =
        last.iter().find(|found| found.symptom.id == S::ApiCertificateExpired).expect("it has expired");
    assert_eq!(since.expired_since.map(|at| at.to_string()).as_deref(), Some("2026-03-02T21:40:11Z"));
    assert!(last.iter().all(|found| found.clock.is_none()), "{last:?}");
    let later = text("2036-03-02T21:40:12Z").matches;
    assert!(later[0].symptom.id == S::ClockWrong && later[0].clock.is_some(), "{later:?}");
}

#[test]
fn a_certificate_has_expired_though_no_time_is_given_or_another_one_fails_by_the_clock() {
    let message = "Unable to connect to the server: x509: certificate has expired or is not yet valid";
    for times in [
        "",
        ": current time 2026-03-09T08:15:02Z is after 2026-03-02T21:40:11Z
         x509: certificate has expired or is not yet valid: current time 2026-03-01T08:15:02Z is before 2026-03-02T21:40:11Z",
    ] {
        let matches = explain(&format!("{message}{times}")).matches;
        let is_named = matches.iter().any(|found| found.symptom.id == S::ApiCertificateExpired);
        assert!(is_named, "{times:?}: {matches:?}");
    }
}

#[test]
fn a_wrong_clock_hides_no_other_error() {
    let text = [S::ClockWrong, S::KmsSocketMissing]
        .map(|wanted| PASTED.iter().find(|(symptom, _)| *symptom == wanted).expect("a row").1)
        .join("\n\n");
    let found: Vec<_> = explain(&text).matches.iter().map(|found| found.symptom.id).collect();
    assert_eq!(found, [S::ClockWrong, S::KmsSocketMissing]);
}

#[test]
fn several_errors_at_once_are_all_named_the_login_first() {
    let text = [S::ApiCertificateExpired, S::KmsSocketMissing, S::MocctlExpired, S::ScaleOutWaits]
        .map(|wanted| PASTED.iter().find(|(symptom, _)| *symptom == wanted).expect("a row").1)
        .join("\n\nthen I saw this:\n\n");
    let found: Vec<_> = explain(&text).matches.iter().map(|found| found.symptom.id).collect();
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!((found[0], found[3]), (S::MocctlExpired, S::ScaleOutWaits), "{found:?}");
}

#[test]
fn destructive_advice_in_the_text_is_named() {
    for (advice, text) in [
        (AdviceId::Reinstall, "Somebody told me to run Restart-AksHci."),
        (AdviceId::Uninstall, "Uninstall-AksHci and start over"),
        (AdviceId::RemoveCluster, "Remove-AksHciCluster -Name shop"),
        (AdviceId::KubeadmRenew, "run kubeadm certs\n renew all"),
        (AdviceId::DeleteAccessFile, "Remove-Item $env:USERPROFILE\\.wssd\\kvactl\\cloudconfig"),
        (AdviceId::SkipVerification, "kubectl --insecure-skip-tls-verify get nodes"),
    ] {
        let found: Vec<_> = explain(text).advice.iter().map(|advice| advice.id).collect();
        assert_eq!(found, [advice], "{text}");
    }
    assert!(explain("Get-AksHciCluster").advice.is_empty());
}

#[test]
fn another_product_gets_no_command_of_this_one() {
    let text = format!("{} on Azure Local", PASTED[0].1);
    let explanation = explain(&text);
    assert_eq!(explanation.verdict, Verdict::Unknown);
    assert_eq!(explanation.matches.iter().map(|found| found.symptom.id).collect::<Vec<_>>(), [S::AzureLocal]);
    // What only this product prints stays.
    let both = explain(&format!("{text}\nkvactl.exe failed: rpc error: Valid Token Required."));
    assert!(both.matches.iter().any(|found| found.symptom.id == S::TokenRequired), "{:?}", both.matches);
}

#[test]
fn a_huge_text_is_read_as_far_as_the_limit() {
    for filler in
        ["x509: certificate has expired or is not yet valid", "current time 2026-", "\\u001b[", "kms", "a\n"]
    {
        let text = filler.repeat(MOST_BYTES / filler.len() + 1);
        assert!(explain(&text).cut, "{filler}");
    }
    assert!(!explain(&"a".repeat(MOST_BYTES)).cut);
    assert!(explain(&"a".repeat(MOST_BYTES + 1)).cut);
}

#[test]
fn a_long_log_is_read_from_its_end_too() {
    let head = "I1123 08:15:02.120347       1 a.go:1] reconcile ok\n".repeat(MOST_BYTES / 20);
    let explanation = explain(&format!("{head}{}\n", PASTED[1].1));
    assert!(explanation.cut);
    assert_eq!(explanation.matches[0].symptom.id, S::ApiCertificateExpired);
}

#[test]
fn parts_of_two_messages_are_not_joined() {
    let message = |line: &str| format!("E1120 08:15:02.120347       1 a.go:1] {line}\n");
    let text = message("dial tcp 10.0.0.5:6443: connect: connection refused")
        + &message("Post \"https://payments.example/v1\": x509: certificate has expired or is not yet valid");
    let found: Vec<_> = explain(&text).matches.iter().map(|found| found.symptom.id).collect();
    assert_eq!(found, [S::SomeCertificateExpired]);
}

#[test]
fn dates_belong_to_the_message_that_has_them() {
    let expired = |date: &str| {
        format!(
            "x509: certificate has expired or is not yet valid: current time 2026-11-20T08:00:00Z is after {date}"
        )
    };
    let text = format!(
        "E1120 08:15:02.120347       1 a.go:1] Get \"https://10.0.0.5:6443/api\": {}\nE1120 08:15:03.120347       1 b.go:2] {{127.0.0.1:2379}} {}\n",
        expired("2026-11-12T15:01:07Z"),
        expired("2026-11-02T21:40:11Z"),
    );
    let mut found: Vec<_> = explain(&text)
        .matches
        .iter()
        .map(|found| (found.symptom.id, found.expired_since.expect("a date").to_string()))
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            (S::ApiCertificateExpired, "2026-11-12T15:01:07Z".to_owned()),
            (S::EtcdCertificateExpired, "2026-11-02T21:40:11Z".to_owned()),
        ]
    );
}

#[test]
fn the_port_beside_an_expired_certificate_decides() {
    for (address, symptom) in [
        ("10.0.0.5:6443", S::ApiCertificateExpired),
        ("10.254.0.1:443/api/v1/services", S::ApiCertificateExpired),
        ("127.0.0.1:2379", S::EtcdCertificateExpired),
        ("10.0.0.7:10250", S::NodeServingExpired),
        ("10.0.0.9:46000", S::BalancerNotProgrammed),
        ("ca-1.corp.example:55000", S::MocCertificateExpired),
        ("ca-1.corp.example:65000", S::MocCertificateExpired),
        ("payments.example:8443", S::SomeCertificateExpired),
    ] {
        for phrase in [
            "x509: certificate has expired or is not yet valid",
            "SSL certificate problem: certificate has expired",
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1129)",
            "CERT_HAS_EXPIRED",
            "java.security.cert.CertificateExpiredException: NotAfter: Thu Nov 12 15:01:07 UTC 2026",
            "The remote certificate is invalid because of errors in the certificate chain: NotTimeValid",
            "schannel: SEC_E_CERT_EXPIRED (0x80090328)",
            "invalid peer certificate: Expired",
            "routines:ssl3_read_bytes:sslv3 alert certificate expired",
        ] {
            let explanation = explain(&format!("Get \"https://{address}\": {phrase}"));
            let first = explanation.matches.first().map(|found| found.symptom.id);
            assert_eq!(first, Some(symptom), "{address}: {phrase}");
        }
    }
}

#[test]
fn what_stops_something_is_offered_only_where_the_product_is_named() {
    let outage = |text: &str| explain(text).matches[0].effect();
    assert_eq!(outage("error: unable to upgrade connection: Unauthorized"), Effect::Read);
    assert_eq!(outage("moc-l1abc: error: unable to upgrade connection: Unauthorized"), Effect::Outage);
}

proptest! {
    #[test]
    fn any_text_has_an_answer(text in "\\PC*", bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        explain(&text);
        explain(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_stamp_has_an_answer(stamp in "[0-9tTzZ:+. -]{0,40}", other in "[0-9tTzZ:+. -]{0,40}", side in "is (after|before)") {
        explain(&format!("x509: certificate has expired or is not yet valid: current time {stamp}{side} {other}"));
    }

    #[test]
    fn what_stands_around_a_message_changes_nothing(before in "[a-f ä語\n]{0,60}", after in "[a-f ä語\n]{0,60}", place in 0..PASTED.len()) {
        let (symptom, text) = PASTED[place];
        let explanation = explain(&format!("{before}\n{text}\n{after}"));
        prop_assert_eq!(explanation.matches[0].symptom.id, symptom);
    }
}
