//! Which JSON it is, and the readers of each.

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Deserializer;

use crate::reading::Reading;
use crate::{access_file, kubeconfig, listing};

/// The text from where JSON begins: at once, or after lines that a tool printed first.
pub(crate) fn beginning(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if text.starts_with('{') {
        return Some(text);
    }
    match text.find("\n{") {
        Some(at) => text.get(at + 1..),
        None => text.starts_with('[').then_some(text),
    }
}

/// What only one kind of JSON has. Values are passed over.
#[derive(Deserialize)]
struct Marks {
    schema: Option<IgnoredAny>,
    #[serde(rename = "CloudCertificate")]
    cloud_certificate: Option<IgnoredAny>,
    #[serde(rename = "ClientCertificate")]
    client_certificate: Option<IgnoredAny>,
    #[serde(rename = "Certificates")]
    k3s: Option<IgnoredAny>,
    certificates: Option<IgnoredAny>,
    #[serde(rename = "certificateAuthorities")]
    authorities: Option<IgnoredAny>,
    users: Option<IgnoredAny>,
    clusters: Option<IgnoredAny>,
    #[serde(rename = "managedIdentityCertificateExpirationTime")]
    arc: Option<IgnoredAny>,
}

/// Reads the JSON at the beginning of the text; what follows it, a prompt perhaps, does not matter.
pub(crate) fn read(origin: &str, text: &str) -> Reading {
    let marks = match first::<Marks>(text) {
        Ok(marks) => marks,
        Err(reason) => return Reading::rejection(origin, &reason),
    };
    let read = if marks.schema.is_some() {
        listing::evidence
    } else if marks.cloud_certificate.is_some() || marks.client_certificate.is_some() {
        access_file::read
    } else if marks.k3s.is_some() {
        listing::k3s
    } else if marks.certificates.is_some() || marks.authorities.is_some() {
        listing::kubeadm
    } else if marks.users.is_some() || marks.clusters.is_some() {
        // JSON is YAML.
        kubeconfig::read
    } else if marks.arc.is_some() {
        listing::connected_cluster
    } else {
        return Reading::rejection(
            origin,
            "no JSON that is known; accepted: certplan/evidence/1, an access file, a kubeconfig, kubeadm, k3s, az connectedk8s",
        );
    };
    read(origin, text)
}

/// The first value of the text. The reason names the place of a mistake and never what stands there.
pub(crate) fn first<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    match Deserializer::from_str(text).into_iter::<T>().next() {
        Some(Ok(value)) => Ok(value),
        Some(Err(error)) => {
            Err(format!("not the JSON that is expected: line {}, column {}", error.line(), error.column()))
        }
        None => Err("no JSON".to_owned()),
    }
}
