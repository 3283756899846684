//! What tools print, as people have it.

use certplan_inspect::{Credential, PrivateKey, Reading, Sureness, read};

/// Origin, end and credential of each item.
fn found(reading: &Reading) -> Vec<(&str, String, Option<Credential>)> {
    let of = |item: &certplan_inspect::Item| item.identity.map(|identity| identity.credential);
    reading.items.iter().map(|item| (&*item.origin, item.not_after.to_string(), of(item))).collect()
}

fn reasons(reading: &Reading) -> Vec<String> {
    reading.rejected.iter().map(|rejected| format!("{}: {}", rejected.origin, rejected.reason)).collect()
}

#[test]
fn evidence_of_the_collector_is_taken_as_it_says() {
    let reading = read(
        "evidence.json",
        br#"{"schema":"certplan/evidence/1","collected_at":"2026-11-22T10:00:00Z","host":"NODE1","items":[
            {"origin":"C:\\Users\\a\\.wssd\\kvactl\\cloudconfig","credential":"kvactl-login","cluster":null,"subject":"CN=a","issuer":"CN=ca","serial":"01",
             "not_before":"2026-09-01T00:00:00Z","not_after":"2026-10-31T00:00:00Z"},
            {"origin":"apiserver.crt","cluster":"prod","subject":"CN=kube-apiserver","issuer":"CN=kubernetes","serial":"","not_before":"2026-11-20T00:00:00.000Z","not_after":"2026-11-24T00:00:00Z"},
            {"origin":"moved","subject":"CN=kube-apiserver","issuer":"CN=kubernetes","serial":"","not_before":"2026-11-20T00:00:00Z","not_after":"2026-11-24T02:00:00.0+02:00"},
            {"origin":"bad","subject":"","issuer":"","serial":"","not_before":"2026-11-20T00:00:00Z","not_after":"soon"}],
          "unread":[{"origin":"C:\\locked","reason":"Access is denied."}]}"#,
    );
    assert_eq!(
        found(&reading),
        [
            (
                r"NODE1: C:\Users\a\.wssd\kvactl\cloudconfig",
                "2026-10-31T00:00:00Z".into(),
                Some(Credential::KvactlLogin)
            ),
            ("NODE1: apiserver.crt", "2026-11-24T00:00:00Z".into(), Some(Credential::KubernetesLeaf)),
            ("NODE1: moved", "2026-11-24T00:00:00Z".into(), Some(Credential::KubernetesLeaf)),
        ]
    );
    assert_eq!(reading.items[0].identity.map(|identity| identity.sureness), Some(Sureness::Sure));
    assert_eq!(reading.items[0].cluster, None);
    assert_eq!(reading.items[1].cluster.as_deref(), Some("prod"));
    assert_eq!(
        reasons(&reading),
        ["NODE1: bad: not_after is no instant in RFC 3339", r"NODE1: C:\locked: Access is denied."]
    );
    let other = read("x", br#"{"schema":"certplan/plan/1"}"#);
    assert_eq!(reasons(&other), ["x: another schema than certplan/evidence/1"]);
}

#[test]
fn the_list_of_kubeadm_is_read_with_its_gaps_and_the_lines_before_it() {
    let reading = read(
        "check.json",
        br#"[check-expiration] Reading configuration from the "kubeadm-config" ConfigMap
{"kind":"CertificateExpirationInfo","apiVersion":"output.kubeadm.k8s.io/v1alpha3",
 "certificates":[{"name":"apiserver","expirationDate":"2026-11-24T09:03:00Z","residualTime":100,"caName":"ca","externallyManaged":false,"missing":false},
                 {"name":"super-admin.conf","expirationDate":null,"residualTime":0,"externallyManaged":false,"missing":true}],
 "certificateAuthorities":[{"name":"etcd-ca","expirationDate":"2035-08-17T09:03:00Z","residualTime":1,"externallyManaged":false,"missing":false}]}
root@moc-l1:~# "#,
    );
    assert_eq!(
        found(&reading),
        [
            ("check.json: apiserver", "2026-11-24T09:03:00Z".into(), Some(Credential::KubernetesLeaf)),
            ("check.json: etcd-ca", "2035-08-17T09:03:00Z".into(), Some(Credential::ClusterCa)),
        ]
    );
    assert_eq!(reading.items[0].issuer, "ca");
    assert_eq!(reasons(&reading), ["check.json: super-admin.conf: kubeadm did not find it"]);
}

#[test]
fn a_beginning_that_k3s_prints_in_place_of_the_end_is_not_taken_for_it() {
    let reading = read(
        "k3s.json",
        br#"{"Certificates":[{"Filename":"client-admin.crt","Subject":"system:admin","Issuer":"k3s-client-ca","Usages":["ClientAuth"],"ExpiryTime":"2027-01-01T00:00:00Z","ResidualTime":1,"Status":"OK"},
        {"Filename":"new.crt","Subject":"x","Issuer":"y","Usages":null,"ExpiryTime":"2030-01-01T00:00:00Z","ResidualTime":1,"Status":"NOT YET VALID"}]}"#,
    );
    assert_eq!(found(&reading), [("k3s.json: client-admin.crt", "2027-01-01T00:00:00Z".into(), None)]);
    assert_eq!(
        reasons(&reading),
        ["k3s.json: new.crt: it is not valid yet, and k3s does not say until when it will be"]
    );
}

#[test]
fn a_connected_cluster_gives_the_end_of_its_identity() {
    let reading = read(
        "arc",
        br#"{"name":"prod","managedIdentityCertificateExpirationTime":"2023-02-02T11:12:13.000000+00:00"}"#,
    );
    assert_eq!(found(&reading), [("arc", "2023-02-02T11:12:13Z".into(), Some(Credential::ArcIdentity))]);
    assert_eq!(reading.items[0].cluster.as_deref(), Some("prod"));
}

#[test]
fn lines_of_openssl_are_grouped_by_certificate() {
    let reading = read(
        "out.txt",
        b"apiserver.crt\nnotBefore=Nov 20 00:00:00 2026 GMT\nnotAfter=Nov 24 00:00:00 2026 GMT\nsubject=CN = kube-apiserver\nissuer=CN = kubernetes\n\
          $ openssl x509 -enddate -noout -in /etc/lbagent/pki/cloudagent.crt\nnotAfter=Feb  5 21:19:44 2024 GMT\n\
          ./sa.crt: notAfter=Feb  6 21:19:44 2024 GMT\n\
          Certificate:\n        Validity\n            Not Before: Jan  1 00:00:00 2026 GMT\n            Not After : Jan  5 00:00:00 2026 GMT\n",
    );
    let origins: Vec<_> = reading.items.iter().map(|item| &*item.origin).collect();
    assert_eq!(
        origins,
        [
            "out.txt: apiserver.crt",
            "out.txt: /etc/lbagent/pki/cloudagent.crt",
            "out.txt: ./sa.crt",
            "out.txt",
        ]
    );
    let credentials: Vec<_> =
        reading.items.iter().map(|item| item.identity.map(|it| it.credential)).collect();
    assert_eq!(credentials, [Some(Credential::KubernetesLeaf), Some(Credential::CloudAgentCa), None, None]);
    assert_eq!(reading.items[0].not_before.map(|it| it.to_string()).as_deref(), Some("2026-11-20T00:00:00Z"));
    assert_eq!(reading.items[1].not_before, None);
    assert!(reading.rejected.is_empty(), "{:?}", reasons(&reading));
}

#[test]
fn half_of_a_certificate_is_said_to_be_half() {
    for (text, reason) in [
        (
            "notBefore=Nov 20 00:00:00 2026 GMT\n",
            "x: the end of a certificate is missing; print it with -dates",
        ),
        ("notAfter=Bad time value\n", "x: a date in it is none that openssl prints"),
        ("subject=CN = a\n", "x: there is no certificate and no date of one in it"),
        ("", "x: there is no certificate and no date of one in it"),
        (
            "{}",
            "x: no JSON that is known; accepted: certplan/evidence/1, an access file, a kubeconfig, kubeadm, k3s, az connectedk8s",
        ),
        ("{\"schema\":", "x: not the JSON that is expected: line 1, column 10"),
        ("[]", "x: not the JSON that is expected: line 1, column 2"),
        ("users: [", "x: no YAML that is read here: line 2"),
        (
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "x: block 1: it is no certificate in DER, or it is cut off",
        ),
        (
            "-----BEGIN CERTIFICATE-----\nA*AA\n-----END CERTIFICATE-----\n",
            "x: block 1: the certificate is not in base64",
        ),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n", "x: block 1: the certificate has no END line"),
        (
            "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----",
            "x: block 1: a certificate request has no dates",
        ),
        (
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "x: a private key without a certificate; it was not kept",
        ),
        (
            "{\"CloudCertificate\":\"\",\"ClientKey\":\"c2VjcmV0\"}",
            "x: a private key without a certificate; it was not kept",
        ),
    ] {
        let reading = read("x", text.as_bytes());
        assert_eq!(reasons(&reading), [reason], "{text}");
        assert!(reading.items.is_empty());
    }
}

#[test]
fn a_login_file_gives_what_it_trusts_and_no_token() {
    let reading =
        read("cloudlogin.yaml", b"name: kms\ntoken: SECRET\ncertificate: \"!\"\nclienttype: ControlPlane\n");
    assert_eq!(reasons(&reading), ["cloudlogin.yaml: certificate: it is not in base64"]);
    assert!(!format!("{reading:?}").contains("SECRET"));
}

#[test]
fn a_key_in_a_file_without_one_is_absent() {
    let reading = read("x", b"notAfter=Feb  5 21:19:44 2024 GMT");
    assert_eq!(reading.items[0].private_key, PrivateKey::Absent);
}

/// What `read` gives: the end, the credential and the name of each.
#[track_caller]
fn gives(text: &str, expected: &[(&str, &str, Option<Credential>)]) {
    let reading = read("x", text.as_bytes());
    let found = found(&reading);
    let found: Vec<_> =
        found.iter().map(|(origin, end, credential)| (*origin, end.as_str(), *credential)).collect();
    assert_eq!(found, expected, "{text}\n{:?}", reasons(&reading));
}

#[test]
fn a_table_of_kubeadm_of_every_version_is_read_with_what_is_missing() {
    let with_authority = "\
CERTIFICATE                EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED
admin.conf                 Dec 02, 2026 08:39 UTC   1d              ca                      yes
apiserver                  Dec 02, 2026 08:39 UTC   <invalid>       ca                      yes
!MISSING! apiserver-etcd-client

CERTIFICATE AUTHORITY      EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED
ca                         Apr 24, 2036 08:39 UTC   9y              yes
";
    gives(
        with_authority,
        &[
            ("x: admin.conf", "2026-12-02T08:39:00Z", Some(Credential::TargetKubeconfig)),
            ("x: apiserver", "2026-12-02T08:39:00Z", Some(Credential::KubernetesLeaf)),
            ("x: ca", "2036-04-24T08:39:00Z", Some(Credential::ClusterCa)),
        ],
    );
    assert_eq!(
        reasons(&read("x", with_authority.as_bytes())),
        ["x: apiserver-etcd-client: kubeadm did not find it (MISSING)"]
    );
    gives(
        "CERTIFICATE                EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED\nscheduler.conf   Feb 13, 2021 09:33 UTC   364d   no\n",
        &[("x: scheduler.conf", "2021-02-13T09:33:00Z", Some(Credential::KubernetesLeaf))],
    );
}

#[test]
fn a_table_and_a_log_of_k3s_are_read_and_named_by_their_files() {
    gives(
        "FILENAME           SUBJECT        USAGES      EXPIRES                  RESIDUAL TIME   STATUS\nclient-admin.crt   system:admin   ClientAuth  Jan 09, 2027 18:50 UTC   12 months       OK\n",
        &[("x: client-admin.crt", "2027-01-09T18:50:00Z", None)],
    );
    gives(
        "time=\"2026-01-01T00:00:00Z\" level=warning msg=\"/var/lib/rancher/k3s/server/tls/client-admin.crt: certificate CN=system:admin expired at 2026-10-17T10:00:00Z\"\n",
        &[("x: /var/lib/rancher/k3s/server/tls/client-admin.crt", "2026-10-17T10:00:00Z", None)],
    );
}

#[test]
fn what_is_around_a_date_names_it() {
    let leaf = Some(Credential::KubernetesLeaf);
    for (text, name, credential) in [
        ("./apiserver.crt\nnotAfter=Dec  2 00:00:00 2026 GMT", "x: ./apiserver.crt", leaf),
        (
            "[HOST1]: PS C:\\> ssh clouduser@10.0.0.5 \"sudo openssl x509 -enddate -noout -in /etc/kubernetes/pki/apiserver.crt\"\nnotAfter=Dec  2 00:00:00 2026 GMT",
            "x: /etc/kubernetes/pki/apiserver.crt",
            leaf,
        ),
        (
            "$ openssl s_client -connect 10.0.0.7:10250 </dev/null | openssl x509 -noout -enddate\nnotAfter=Dec  2 00:00:00 2026 GMT",
            "x: 10.0.0.7:10250",
            leaf,
        ),
        ("subject=CN = kube-apiserver\nissuer=CN = kubernetes\nnotAfter=Dec  2 00:00:00 2026 GMT", "x", leaf),
        (
            "        Issuer: CN=kubernetes\n        Validity\n            Not Before: Nov 10 00:00:00 2026 GMT\n            Not After : Dec  2 00:00:00 2026 GMT\n        Subject: O=system:masters, CN=kube-apiserver-kubelet-client\n",
            "x",
            leaf,
        ),
        ("site.example.crt\nnotAfter=Dec  2 00:00:00 2026 GMT", "x: site.example.crt", None),
    ] {
        gives(text, &[(name, "2026-12-02T00:00:00Z", credential)]);
    }
}

#[test]
fn what_curl_keytool_cert_manager_cfssl_and_machines_print_is_read() {
    for (text, name) in [
        (
            "* Server certificate:\n*  subject: CN=kube-apiserver\n*  start date: Nov 28 00:00:00 2026 GMT\n*  expire date: Dec  2 00:00:00 2026 GMT\n*  issuer: CN=kubernetes",
            "x",
        ),
        (
            "Owner: CN=kube-apiserver\nIssuer: CN=kubernetes\nSerial number: 59ef\nValid from: Sat Nov 28 00:00:00 UTC 2026 until: Wed Dec 02 00:00:00 UTC 2026",
            "x",
        ),
        (
            "{\"subject\":{\"common_name\":\"kube-apiserver\"},\"issuer\":{\"common_name\":\"kubernetes\"},\"not_before\":\"2026-01-01T00:00:00Z\",\"not_after\":\"2026-12-02T00:00:00Z\"}",
            "x",
        ),
        (
            "{\"kind\":\"Machine\",\"metadata\":{\"name\":\"m1\"},\"status\":{\"certificatesExpiryDate\":\"2026-12-02T00:00:00Z\"}}",
            "x: m1",
        ),
    ] {
        gives(text, &[(name, "2026-12-02T00:00:00Z", Some(Credential::KubernetesLeaf))]);
    }
    gives(
        "  notAfter: \"2026-12-02T00:00:00Z\"\n  notBefore: \"2026-09-03T00:00:00Z\"\n",
        &[("x", "2026-12-02T00:00:00Z", None)],
    );
}

#[test]
fn dates_without_a_known_order_or_zone_are_refused_with_what_to_do() {
    for text in [
        "NotBefore    : 9/3/2026 12:00:00 AM\nNotAfter     : 12/2/2026 12:00:00 AM",
        "11/20/2026 12:00:00 AM",
        " NotBefore: 11/28/2026 12:00 AM\n NotAfter: 12/2/2026 12:00 AM",
        "NotAfter : 02.12.2026 00:00:00",
        "[{\"Subject\":\"CN=a\",\"NotAfter\":\"12/2/2026 12:00:00 AM\"}]",
    ] {
        let reading = read("x", text.as_bytes());
        assert!(reading.items.is_empty(), "{text}: {:?}", reading.items);
        assert!(
            reasons(&reading).iter().any(|reason| reason.contains("ToString")),
            "{text}: {:?}",
            reasons(&reading)
        );
    }
    let other = read("x", b"Valid from: Sat Nov 28 00:00:00 CET 2026 until: Wed Dec 02 00:00:00 CET 2026");
    assert!(reasons(&other)[0].contains("time zone"), "{:?}", reasons(&other));
}

#[test]
fn a_list_of_azure_arc_is_read_with_the_name_of_each_cluster() {
    gives(
        "[{\"name\":\"mgmt\",\"managedIdentityCertificateExpirationTime\":\"2027-02-02T14:24:00.050000+00:00\"},{\"name\":\"prod\",\"managedIdentityCertificateExpirationTime\":\"2027-03-02T14:24:00+00:00\"}]",
        &[
            ("x: mgmt", "2027-02-02T14:24:00Z", Some(Credential::ArcIdentity)),
            ("x: prod", "2027-03-02T14:24:00Z", Some(Credential::ArcIdentity)),
        ],
    );
}

#[test]
fn redacted_data_is_named_with_the_command_that_prints_it() {
    let text = "apiVersion: v1\nclusters:\n- cluster:\n    certificate-authority-data: DATA+OMITTED\n  name: prod\nusers:\n- name: a\n  user:\n    client-certificate-data: REDACTED\n";
    let reading = read("x", text.as_bytes());
    assert!(reading.items.is_empty());
    assert!(reasons(&reading).iter().all(|reason| reason.contains("--raw")), "{:?}", reasons(&reading));
}
