//! Lists that tools print: the collector's, kubeadm's, that of k3s, and a connected cluster of Azure Arc.

use certplan_core::closed::Closed as _;
use certplan_core::facts::Instant;
use serde::Deserialize;

use crate::classify::{Clues, Place, identity};
use crate::credential::{Credential, Sureness};
use crate::name::common_name;
use crate::printable::printable;
use crate::reading::{Identity, Item, PrivateKey, Reading};
use crate::{MOST_ITEMS, json};

const EVIDENCE: &str = "certplan/evidence/1";

#[derive(Deserialize)]
struct Evidence {
    schema: String,
    #[serde(default)]
    host: String,
    #[serde(default)]
    items: Vec<EvidenceItem>,
    #[serde(default)]
    unread: Vec<Unread>,
}

#[derive(Deserialize)]
struct EvidenceItem {
    origin: String,
    credential: Option<String>,
    cluster: Option<String>,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    issuer: String,
    #[serde(default)]
    serial: String,
    not_before: Option<String>,
    not_after: String,
}

#[derive(Deserialize)]
struct Unread {
    origin: String,
    reason: String,
}

/// What the collector wrote.
pub(crate) fn evidence(origin: &str, text: &str) -> Reading {
    let evidence: Evidence = match json::first(text) {
        Ok(evidence) => evidence,
        Err(reason) => return Reading::rejection(origin, &reason),
    };
    if evidence.schema != EVIDENCE {
        return Reading::rejection(origin, "another schema than certplan/evidence/1");
    }
    let mut reading = Reading::default();
    let on_host = |origin: &str| match evidence.host.as_str() {
        "" => origin.to_owned(),
        host => format!("{host}: {origin}"),
    };
    for item in evidence.items {
        let origin = on_host(&item.origin);
        let begins = item.not_before.as_deref().map(|date| whole_seconds(date).parse::<Instant>());
        let Ok(not_before) = begins.transpose() else {
            reading.reject(&origin, "not_before is no instant in RFC 3339");
            continue;
        };
        let Some(mut read) = listed(&mut reading, &origin, "not_after", &item.not_after) else { continue };
        let common = common_name(&item.subject);
        let issuer = common_name(&item.issuer);
        let said = item.credential.as_deref().and_then(Credential::from_id);
        read.identity = match said {
            Some(credential) => Some(Identity { credential, sureness: Sureness::Sure }),
            None => identity(Place::Loose, &item.origin, clues(common, issuer)),
        };
        read.not_before = not_before;
        read.subject = printable(&item.subject);
        read.issuer = printable(&item.issuer);
        read.serial = printable(&item.serial);
        read.cluster = item.cluster.as_deref().filter(|name| !name.is_empty()).map(printable);
        reading.items.push(read);
    }
    for unread in evidence.unread {
        reading.reject(&on_host(&unread.origin), &printable(&unread.reason));
    }
    reading
}

#[derive(Deserialize)]
struct Kubeadm {
    #[serde(default)]
    certificates: Vec<KubeadmCertificate>,
    #[serde(default, rename = "certificateAuthorities")]
    authorities: Vec<KubeadmCertificate>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct KubeadmCertificate {
    name: String,
    expiration_date: Option<String>,
    #[serde(default)]
    ca_name: String,
    #[serde(default)]
    missing: bool,
}

/// What `kubeadm certs check-expiration -o json` prints (`output.kubeadm.k8s.io`).
pub(crate) fn kubeadm(origin: &str, text: &str) -> Reading {
    let list: Kubeadm = match json::first(text) {
        Ok(list) => list,
        Err(reason) => return Reading::rejection(origin, &reason),
    };
    let mut reading = Reading::default();
    let leaves = list.certificates.into_iter().map(|it| (it, Credential::KubernetesLeaf));
    let authorities = list.authorities.into_iter().map(|it| (it, Credential::ClusterCa));
    for (certificate, credential) in leaves.chain(authorities) {
        let origin = format!("{origin}: {}", certificate.name);
        if certificate.missing {
            reading.reject(&origin, "kubeadm did not find it");
            continue;
        }
        let date = certificate.expiration_date.unwrap_or_default();
        let Some(mut item) = listed(&mut reading, &origin, "expirationDate", &date) else { continue };
        item.issuer = printable(&certificate.ca_name);
        item.identity = Some(Identity { credential, sureness: Sureness::Likely });
        reading.items.push(item);
    }
    reading
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct K3s {
    certificates: Vec<K3sCertificate>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct K3sCertificate {
    filename: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    issuer: String,
    expiry_time: String,
    #[serde(default)]
    status: String,
}

/// What `k3s certificate check -o json` prints. Its certificates are none of the product, so none is named.
pub(crate) fn k3s(origin: &str, text: &str) -> Reading {
    let list: K3s = match json::first(text) {
        Ok(list) => list,
        Err(reason) => return Reading::rejection(origin, &reason),
    };
    let mut reading = Reading::default();
    for certificate in list.certificates {
        let origin = format!("{origin}: {}", certificate.filename);
        // For these k3s puts the beginning where the end belongs.
        if certificate.status == "NOT YET VALID" {
            reading.reject(&origin, "it is not valid yet, and k3s does not say until when it will be");
            continue;
        }
        let date = &certificate.expiry_time;
        let Some(mut item) = listed(&mut reading, &origin, "ExpiryTime", date) else { continue };
        item.subject = printable(&certificate.subject);
        item.issuer = printable(&certificate.issuer);
        reading.items.push(item);
    }
    reading
}

#[derive(Deserialize)]
struct ConnectedCluster {
    #[serde(default)]
    name: String,
    #[serde(rename = "managedIdentityCertificateExpirationTime")]
    expiration: String,
}

/// What `az connectedk8s show` prints.
pub(crate) fn connected_cluster(origin: &str, text: &str) -> Reading {
    let cluster: ConnectedCluster = match json::first(text) {
        Ok(cluster) => cluster,
        Err(reason) => return Reading::rejection(origin, &reason),
    };
    let mut reading = Reading::default();
    let field = "managedIdentityCertificateExpirationTime";
    if let Some(mut item) = listed(&mut reading, origin, field, &cluster.expiration) {
        item.identity = Some(Identity { credential: Credential::ArcIdentity, sureness: Sureness::Sure });
        item.cluster = Some(printable(&cluster.name)).filter(|name| !name.is_empty());
        reading.items.push(item);
    }
    reading
}

/// An item that has no more than its end; where that is no date, the reason instead.
fn listed(reading: &mut Reading, origin: &str, field: &str, date: &str) -> Option<Item> {
    let Ok(not_after) = whole_seconds(date).parse::<Instant>() else {
        reading.reject(origin, &format!("{field} is no instant in RFC 3339"));
        return None;
    };
    if reading.items.len() >= MOST_ITEMS {
        reading
            .reject(origin, &format!("there are more than {MOST_ITEMS} certificates; the rest was left out"));
        return None;
    }
    Some(Item {
        origin: printable(origin),
        subject: String::new(),
        issuer: String::new(),
        serial: String::new(),
        not_before: None,
        not_after,
        identity: None,
        cluster: None,
        private_key: PrivateKey::Absent,
    })
}

/// Certificates know no fractions of a second, but tools write `.000`: those are left out.
fn whole_seconds(text: &str) -> String {
    match text.split_once('.') {
        Some((seconds, rest)) => {
            let zone = rest.trim_start_matches('0');
            if zone.starts_with(|c: char| c.is_ascii_digit()) {
                text.to_owned()
            } else {
                format!("{seconds}{zone}")
            }
        }
        None => text.to_owned(),
    }
}

pub(crate) fn clues<'a>(common: Option<&'a str>, issuer: Option<&'a str>) -> Clues<'a> {
    Clues { common, organization: None, issuer, is_authority: common.is_some() && common == issuer }
}
