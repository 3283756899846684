//! The access file of the infrastructure layer: JSON with certificates as base64 of PEM.
//!
//! What its fields are is read in the source of MOC (`WssdConfig` in `pkg/auth`).

use std::fmt;

use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use crate::classify::Place;
use crate::json;
use crate::pem::{self, Bundle};
use crate::reading::Reading;

/// Reads both certificates; the key is passed over.
pub(crate) fn read(origin: &str, text: &str) -> Reading {
    let file = match json::first::<AccessFile>(text) {
        Ok(file) => file,
        Err(reason) => return Reading::rejection(origin, &reason),
    };
    let mut reading = part(origin, "ClientCertificate", Place::AccessFileClient, &file.client_certificate);
    if file.client_key.0 {
        reading.mark_key();
    }
    reading.join(part(origin, "CloudCertificate", Place::AccessFileCloud, &file.cloud_certificate));
    if file.client_key.0 && reading.items.is_empty() {
        reading.reject(origin, "a private key without a certificate; it was not kept");
    }
    reading
}

/// The certificates of one base64 text.
pub(crate) fn part(origin: &str, name: &str, place: Place, encoded: &str) -> Reading {
    let origin = format!("{origin}: {name}");
    if encoded.is_empty() {
        return Reading::default();
    }
    // Some tools leave the PEM as it is.
    let plain = || pem::is_in(encoded.as_bytes()).then(|| Zeroizing::new(encoded.as_bytes().to_vec()));
    match plain().or_else(|| pem::unwrapped(encoded.as_bytes())) {
        Some(pem) => {
            let mut reading = Bundle::of(&origin, place, &pem);
            if reading.items.is_empty() && reading.rejected.is_empty() {
                reading.reject(&origin, "there is no certificate in it");
            }
            reading
        }
        None => Reading::rejection(&origin, "it is not in base64"),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct AccessFile {
    #[serde(default)]
    cloud_certificate: String,
    #[serde(default)]
    client_certificate: String,
    #[serde(default)]
    client_key: Secret,
}

/// Whether a secret stood there. Of the secret itself nothing is kept.
#[derive(Default)]
pub(crate) struct Secret(pub(crate) bool);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SecretVisitor)
    }
}

struct SecretVisitor;

impl<'de> Visitor<'de> for SecretVisitor {
    type Value = Secret;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a secret or nothing")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Secret, E> {
        Ok(Secret(!text.is_empty()))
    }

    fn visit_unit<E: Error>(self) -> Result<Secret, E> {
        Ok(Secret(false))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Secret, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Secret(true))
    }
}
