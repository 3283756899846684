//! Certificates made by `openssl`, read here and by `openssl`: both must say the same.

mod openssl;

use certplan_inspect::{Credential, Item, PrivateKey, Sureness, read};

use crate::openssl::{Folder, Request};

const REQUEST: Request<'static> = Request {
    key: &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
    subject: "/CN=kube-apiserver",
    from: "20260101000000Z",
    to: "20260105000000Z",
    serial: "1A2B",
};

/// Reads a file that holds one certificate.
#[track_caller]
fn one(origin: &str, bytes: &[u8]) -> Item {
    let mut reading = read(origin, bytes);
    assert!(reading.rejected.is_empty(), "{origin}: {:?}", reading.rejected);
    assert_eq!(reading.items.len(), 1, "{origin}");
    reading.items.remove(0)
}

#[track_caller]
fn agrees(folder: &Folder, name: &str, request: &Request<'_>) {
    folder.make(name, request);
    let said = folder.say(name);
    let text = format!("{name}.pem");
    for (origin, bytes) in [(&*text, folder.bytes(&text)), ("der", folder.der(name))] {
        let item = one(origin, &bytes);
        assert_eq!(item.not_before.map(|it| it.to_string()).as_ref(), Some(&said.not_before), "{name}");
        assert_eq!(item.not_after.to_string(), said.not_after, "{name}");
        assert_eq!(item.subject, said.subject, "{name}");
        assert_eq!(item.issuer, said.issuer, "{name}");
        assert_eq!(item.serial, said.serial, "{name}");
    }
    // The text that openssl prints of it says the same.
    let dates = one("dates.txt", folder.print(name, &["-dates"]).as_bytes());
    assert_eq!(
        (dates.not_before.map(|it| it.to_string()), dates.not_after.to_string()),
        (Some(said.not_before), said.not_after)
    );
}

#[test]
fn every_kind_of_key_gives_the_dates_that_openssl_gives() {
    let folder = Folder::new("keys");
    for (name, key) in [
        ("rsa", &["-newkey", "rsa:2048"][..]),
        ("p384", &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"]),
        ("ed25519", &["-newkey", "ed25519"]),
    ] {
        agrees(&folder, name, &Request { key, ..REQUEST });
    }
}

#[test]
fn odd_dates_are_the_ones_that_openssl_gives() {
    let folder = Folder::new("dates");
    for (name, from, to) in [
        ("before-1970", "19550228235959Z", "19691231235959Z"),
        ("at-1950", "19500101000000Z", "20491231235959Z"),
        ("over-2050", "20491231235959Z", "20500101000000Z"),
        ("never", "20260101000000Z", "99991231235959Z"),
        ("leap", "20240229000000Z", "20280229000000Z"),
        ("backwards", "20300101000000Z", "20200101000000Z"),
    ] {
        agrees(&folder, name, &Request { from, to, ..REQUEST });
    }
}

#[test]
fn odd_names_and_serials_are_the_ones_that_openssl_gives() {
    let folder = Folder::new("names");
    for (name, subject, serial) in [
        ("umlauts", "/C=DE/ST=Th\u{fc}ringen/O=Gr\u{fc}n \\& S\u{f6}hne/CN=\u{1F511}", "00"),
        ("signs", "/CN=#a, b\\+c\"d\\\\e<f>g;h ", "7F"),
        ("several", "/DC=org/DC=example/O=one/O=two/CN=first+UID=x/CN=last", "80"),
        (
            "mail",
            "/CN=a/emailAddress=a@example.org/serialNumber=1/GN=x/SN=y",
            "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
        ),
        ("negative", "/CN=negative", "-80"),
        ("long-negative", "/CN=negative", "-0100000000000000"),
    ] {
        agrees(&folder, name, &Request { subject, serial, ..REQUEST });
    }
}

#[test]
fn a_chain_with_keys_and_text_around_it_gives_each_certificate() {
    let folder = Folder::new("chain");
    folder.make("leaf", &REQUEST);
    folder.make("other", &Request { subject: "/CN=other", ..REQUEST });
    let (leaf, other) = (folder.text("leaf.pem"), folder.text("other.pem"));
    let key = folder.text("leaf.key");
    let parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    let text = folder.print("leaf", &["-text"]);
    let pasted = format!("PS C:\\> type chain.pem\n{text}{leaf}{parameters}{key}\n{other}{leaf}");
    for (way, bytes) in [
        ("lines of Unix", pasted.clone().into_bytes()),
        ("lines of Windows", pasted.replace('\n', "\r\n").into_bytes()),
        ("no last line end", pasted.trim_end().as_bytes().to_vec()),
        ("one line", pasted.replace('\n', " ").into_bytes()),
        ("line ends as JSON writes them", pasted.replace('\n', "\\n").into_bytes()),
        ("indented", pasted.replace('\n', "\n    ").into_bytes()),
        (
            "UTF-16 with a mark",
            std::iter::once(0xFEFF).chain(pasted.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        ),
        ("UTF-16 without one", pasted.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("a comment in Latin 1", [b"Schl\xFCssel\n", pasted.as_bytes()].concat()),
    ] {
        let reading = read("chain.pem", &bytes);
        assert!(reading.rejected.is_empty(), "{way}: {:?}", reading.rejected);
        let found: Vec<_> = reading.items.iter().map(|item| (&*item.origin, &*item.subject)).collect();
        let (leaf, other) = ("CN=kube-apiserver", "CN=other");
        assert_eq!(found, [("chain.pem#1", leaf), ("chain.pem#2", other), ("chain.pem#3", leaf)], "{way}");
        assert!(reading.items.iter().all(|item| item.private_key == PrivateKey::PresentNotKept), "{way}");
    }
}

#[test]
fn der_certificates_in_a_row_are_each_read() {
    let folder = Folder::new("der");
    folder.make("leaf", &REQUEST);
    let der = folder.der("leaf");
    assert_eq!(read("two.der", &[&*der, &*der].concat()).items.len(), 2);
    let cut = read("cut.der", &[&*der, &der[..der.len() - 1]].concat());
    assert_eq!((cut.items.len(), cut.rejected.len()), (1, 1));
}

#[test]
fn an_access_file_gives_both_certificates_and_no_key() {
    let folder = Folder::new("access");
    folder.make("client", &Request { subject: "/CN=admin", ..REQUEST });
    folder.make("cloud", &Request { subject: "/CN=cloudagent", ..REQUEST });
    let key = folder.base64("client.key");
    let json = format!(
        "{{\"CloudCertificate\":\"{}\",\"ClientCertificate\":\"{}\",\"ClientKey\":\"{key}\",\"IdentityName\":\"a\",\"ClientCertificateType\":1}}",
        folder.base64("cloud.pem"),
        folder.base64("client.pem"),
    );
    let reading = read(r"C:\Users\a\.wssd\kvactl\cloudconfig", json.as_bytes());
    assert!(reading.rejected.is_empty(), "{:?}", reading.rejected);
    let found: Vec<_> =
        reading.items.iter().map(|it| (it.identity.map(|it| it.credential), it.private_key)).collect();
    assert_eq!(
        found,
        [
            (Some(Credential::KvactlLogin), PrivateKey::PresentNotKept),
            (Some(Credential::CloudAgentCa), PrivateKey::Absent)
        ]
    );
    assert!(!format!("{reading:?}").contains(&key[..32]));
    let plain = folder.text("client.pem").replace('\n', "\\n");
    let item = one("cloudconfig", format!("{{\"ClientCertificate\":\"{plain}\"}}").as_bytes());
    assert_eq!((&*item.origin, &*item.subject), ("cloudconfig: ClientCertificate", "CN=admin"));
}

#[test]
fn a_kubeconfig_gives_every_user_and_every_cluster() {
    let folder = Folder::new("kubeconfig");
    folder.make("admin", &Request { subject: "/O=system:masters/CN=kubernetes-admin", ..REQUEST });
    folder.make("ca", &Request { subject: "/CN=kubernetes", ..REQUEST });
    let (admin, ca, key) = (folder.base64("admin.pem"), folder.base64("ca.pem"), folder.base64("admin.key"));
    let yaml = format!(
        "apiVersion: v1\nkind: Config\nclusters:\n- name: prod\n  cluster:\n    certificate-authority-data: {ca}\n    server: https://10.0.0.1:6443\n\
         - name: dev\n  cluster:\n    certificate-authority: /etc/ca.crt\ncontexts:\n- context:\n    cluster: prod\n    user: admin\n  name: x\ncurrent-context: x\n\
         users:\n- name: admin\n  user:\n    client-certificate-data: {admin}\n    client-key-data: {key}\n- user: {{token: SECRET}}\n  name: bot\n",
    );
    let json = format!(
        "{{\"kind\":\"Config\",\"clusters\":[{{\"name\":\"prod\",\"cluster\":{{\"certificate-authority-data\":\"{ca}\"}}}},\
         {{\"name\":\"dev\",\"cluster\":{{\"certificate-authority\":\"/etc/ca.crt\"}}}}],\"contexts\":[{{\"context\":{{\"cluster\":\"prod\",\"user\":\"admin\"}}}}],\
         \"users\":[{{\"name\":\"admin\",\"user\":{{\"client-certificate-data\":\"{admin}\",\"client-key-data\":\"{key}\"}}}},{{\"user\":{{\"token\":\"SECRET\"}},\"name\":\"bot\"}}]}}",
    );
    for text in [&yaml, &json, &yaml.replace('\n', "\r\n"), &folder.wrap(&yaml)] {
        let reading = read("kubeconfig-mgmt", text.as_bytes());
        let found: Vec<_> = reading
            .items
            .iter()
            .map(|it| {
                (
                    &*it.origin,
                    it.cluster.as_deref(),
                    it.identity.map(|it| (it.credential, it.sureness)),
                    it.private_key,
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                (
                    "kubeconfig-mgmt: cluster prod",
                    Some("prod"),
                    Some((Credential::ClusterCa, Sureness::Sure)),
                    PrivateKey::Absent
                ),
                (
                    "kubeconfig-mgmt: user admin",
                    Some("prod"),
                    Some((Credential::ManagementKubeconfig, Sureness::Sure)),
                    PrivateKey::PresentNotKept
                ),
            ]
        );
        let rejected: Vec<_> = reading.rejected.iter().map(|it| &*it.origin).collect();
        assert_eq!(rejected, ["kubeconfig-mgmt: cluster dev", "kubeconfig-mgmt: user bot"]);
        let all = format!("{reading:?}");
        assert!(!all.contains("SECRET") && !all.contains(&key[..32]));
    }
}
