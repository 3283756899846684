//! The access file of the infrastructure layer: JSON with certificates as base64 of PEM.
//!
//! What its fields are is read in the source of MOC (`WssdConfig` in `pkg/auth`).

use zeroize::Zeroizing;

use crate::classify::Place;
use crate::form::{REDACTED, is_redacted};
use crate::json;
use crate::pem::{self, Bundle};
use crate::reading::{Item, Reading, part_of};
use crate::shape::{Kind, Shape};
use crate::trust;
use crate::x509::Certificate;

static ACCESS_FILE: Shape = Shape {
    fields: &[
        ("CloudCertificate", Kind::Text),
        ("ClientCertificate", Kind::Text),
        ("ClientKey", Kind::Secret),
    ],
    of_powershell: false,
};

/// Reads both certificates; the key is passed over.
pub(crate) fn read(origin: &str, text: &str) -> Reading {
    let file = match json::first(text, &ACCESS_FILE) {
        Ok(file) => file,
        Err(reason) => return Reading::rejection(origin, &reason),
    };
    let mut reading =
        part(origin, "ClientCertificate", Place::AccessFileClient, file.text("ClientCertificate"));
    if file.has("ClientKey") {
        reading.mark_key();
    }
    let trust = trust::of(file.text("ClientCertificate"), [file.text("CloudCertificate")]);
    reading.items.iter_mut().for_each(|item| item.trust = trust);
    reading.join(part(origin, "CloudCertificate", Place::AccessFileCloud, file.text("CloudCertificate")));
    if file.has("ClientKey") && reading.items.is_empty() {
        reading.reject(origin, "a private key without a certificate; it was not kept");
    }
    reading
}

/// The certificates of one base64 text.
pub(crate) fn part(origin: &str, name: &str, place: Place, encoded: &str) -> Reading {
    let origin = part_of(origin, name);
    if encoded.is_empty() {
        return Reading::default();
    }
    if is_redacted(encoded) {
        return Reading::rejection(&origin, REDACTED);
    }
    // Some tools leave the PEM as it is.
    let plain = || pem::is_in(encoded.as_bytes()).then(|| Zeroizing::new(encoded.as_bytes().to_vec()));
    match plain().or_else(|| pem::unwrapped(encoded.as_bytes())) {
        Some(der) if !pem::is_in(&der) => match Certificate::read(&der) {
            Ok((certificate, _)) => {
                let mut reading = Reading::default();
                reading.items.push(Item::of(&origin, place, certificate));
                reading
            }
            Err(_) => Reading::rejection(&origin, "there is no certificate in it"),
        },
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
