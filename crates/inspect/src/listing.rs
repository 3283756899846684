//! Lists that tools print as JSON: the collector's, kubeadm's, and that of k3s.

use certplan_core::closed::Closed as _;
use certplan_core::facts::Timestamp;

use crate::classify::{Clues, Place, identity};
use crate::printable::printable;
use crate::printed::of_kubeadm;
use crate::reading::{Identity, Item, Reading, part_of};
use crate::shape::{Kind, Object, Shape};
use crate::{MOST_ITEMS, json};
use certplan_core::report::common_name;
use certplan_core::report::{Credential, Sureness};

const EVIDENCE: &str = "certplan/evidence/1";

static EVIDENCE_SHAPE: Shape = Shape {
    fields: &[
        ("schema", Kind::Needed),
        ("host", Kind::Text),
        ("items", Kind::List(&EVIDENCE_ITEM)),
        ("unread", Kind::List(&UNREAD)),
    ],
    of_powershell: false,
};

static EVIDENCE_ITEM: Shape = Shape {
    fields: &[
        ("origin", Kind::Needed),
        ("credential", Kind::Nullable),
        ("cluster", Kind::Nullable),
        ("subject", Kind::Text),
        ("issuer", Kind::Text),
        ("serial", Kind::Text),
        ("not_before", Kind::Nullable),
        ("not_after", Kind::Needed),
    ],
    of_powershell: false,
};

static UNREAD: Shape =
    Shape { fields: &[("origin", Kind::Needed), ("reason", Kind::Needed)], of_powershell: false };

/// What the collector wrote.
pub(crate) fn evidence(origin: &str, text: &str) -> Reading {
    let evidence = match json::first(text, &EVIDENCE_SHAPE) {
        Ok(evidence) => evidence,
        Err(reason) => return Reading::rejection(origin, &reason),
    };
    if evidence.text("schema") != EVIDENCE {
        return Reading::rejection(origin, "another schema than certplan/evidence/1");
    }
    let mut reading = Reading::default();
    let on_host = |origin: &str| match evidence.text("host") {
        "" => origin.to_owned(),
        host => part_of(host, origin),
    };
    for item in evidence.list("items") {
        let origin = on_host(item.text("origin"));
        let mut not_before = None;
        if let Some(date) = item.given("not_before") {
            not_before = instant(date);
            if not_before.is_none() {
                reading.reject(&origin, "not_before is no instant in RFC 3339");
                continue;
            }
        }
        let Some(read) = listed(&mut reading, &origin, item, "not_after") else { continue };
        let (subject, issuer) = (item.text("subject"), item.text("issuer"));
        let said = item.given("credential").and_then(Credential::from_id);
        read.identity = match said {
            Some(credential) => Some(Identity { credential, sureness: Sureness::Sure }),
            None => {
                identity(Place::Loose, item.text("origin"), clues(common_name(subject), common_name(issuer)))
            }
        };
        read.not_before = not_before;
        read.subject = printable(subject);
        read.issuer = printable(issuer);
        read.serial = printable(item.text("serial"));
        read.cluster = item.given("cluster").filter(|name| !name.is_empty()).map(printable);
    }
    for unread in evidence.list("unread") {
        reading.reject(&on_host(unread.text("origin")), &printable(unread.text("reason")));
    }
    reading
}

static KUBEADM: Shape = Shape {
    fields: &[
        ("certificates", Kind::List(&KUBEADM_CERTIFICATE)),
        ("certificateAuthorities", Kind::List(&KUBEADM_CERTIFICATE)),
    ],
    of_powershell: false,
};

static KUBEADM_CERTIFICATE: Shape = Shape {
    fields: &[
        ("name", Kind::Needed),
        ("expirationDate", Kind::Nullable),
        ("caName", Kind::Text),
        ("missing", Kind::Flag),
    ],
    of_powershell: false,
};

/// What `kubeadm certs check-expiration -o json` prints (`output.kubeadm.k8s.io`).
pub(crate) fn kubeadm(origin: &str, text: &str) -> Reading {
    let list = match json::first(text, &KUBEADM) {
        Ok(list) => list,
        Err(reason) => return Reading::rejection(origin, &reason),
    };
    let mut reading = Reading::default();
    for (name, credential) in
        [("certificates", Credential::KubernetesLeaf), ("certificateAuthorities", Credential::ClusterCa)]
    {
        for certificate in list.list(name) {
            let origin = part_of(origin, certificate.text("name"));
            if certificate.has("missing") {
                reading.reject(&origin, "kubeadm did not find it");
            } else if let Some(item) = listed(&mut reading, &origin, certificate, "expirationDate") {
                item.issuer = printable(certificate.text("caName"));
                item.identity = Some(of_kubeadm(certificate.text("name"), credential));
            }
        }
    }
    reading
}

static K3S: Shape = Shape { fields: &[("Certificates", Kind::List(&K3S_CERTIFICATE))], of_powershell: false };

static K3S_CERTIFICATE: Shape = Shape {
    fields: &[
        ("Filename", Kind::Needed),
        ("Subject", Kind::Text),
        ("Issuer", Kind::Text),
        ("ExpiryTime", Kind::Needed),
        ("Status", Kind::Text),
    ],
    of_powershell: false,
};

/// What `k3s certificate check -o json` prints. Its certificates are none of the product, so none is named.
pub(crate) fn k3s(origin: &str, text: &str) -> Reading {
    let list = match json::first(text, &K3S) {
        Ok(list) => list,
        Err(reason) => return Reading::rejection(origin, &reason),
    };
    let mut reading = Reading::default();
    for certificate in list.list("Certificates") {
        let origin = part_of(origin, certificate.text("Filename"));
        // For these k3s puts the beginning where the end belongs.
        if certificate.text("Status") == "NOT YET VALID" {
            reading.reject(&origin, "it is not valid yet, and k3s does not say until when it will be");
        } else if let Some(item) = listed(&mut reading, &origin, certificate, "ExpiryTime") {
            item.subject = printable(certificate.text("Subject"));
            item.issuer = printable(certificate.text("Issuer"));
        }
    }
    reading
}

/// Adds an item that has no more than its end, which is in that field; where that is no date, the reason instead.
fn listed<'r>(reading: &'r mut Reading, origin: &str, of: &Object, field: &str) -> Option<&'r mut Item> {
    let Some(not_after) = instant(of.text(field)) else {
        reading.reject(origin, &[field, " is no instant in RFC 3339"].concat());
        return None;
    };
    if reading.items.len() >= MOST_ITEMS {
        reading.reject_rest(origin);
        return None;
    }
    reading.items.push(Item::ending(origin, not_after));
    reading.items.last_mut()
}

/// Certificates know no fractions of a second, but tools write them: those are left out.
fn instant(text: &str) -> Option<Timestamp> {
    if let Some((seconds, rest)) = text.split_once('.') {
        let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        return (zone.len() < rest.len()).then(|| [seconds, zone].concat().parse().ok())?;
    }
    text.parse().ok()
}

pub(crate) fn clues<'a>(common: Option<&'a str>, issuer: Option<&'a str>) -> Clues<'a> {
    Clues { common, organization: None, issuer, is_authority: common.is_some() && common == issuer }
}
