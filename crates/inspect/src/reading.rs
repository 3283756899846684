//! What one input gives, and how it is found out what the input is.

use certplan_core::facts::Timestamp;
use certplan_core::report::{Credential, PrivateKey, Rejected, Sureness, Trust};
use certplan_text::{Decoded, decode};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::classify::{Clues, Place, identity};
use crate::colour::without_colour;
use crate::pem::{self, Bundle};
use crate::printable::printable;
use crate::x509::Certificate;
use crate::{MOST_BYTES, MOST_ITEMS, embedded, form, json, kubeconfig, printed, yaml};

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "channels and their tests make items of their own")]
pub struct Item {
    /// Where it stood: the file and, where there are several, which one.
    pub origin: String,
    /// Who it is for; empty where the input does not say.
    pub subject: String,
    /// Who signed it; empty where the input does not say.
    pub issuer: String,
    /// Its serial number in hexadecimal; empty where the input does not say.
    pub serial: String,
    /// The first second in which it counts, where the input says so.
    pub not_before: Option<Timestamp>,
    /// The last second in which it counts.
    pub not_after: Timestamp,
    /// Which credential it is, where something tells.
    pub identity: Option<Identity>,
    /// The cluster that the input says it is of, as it says so.
    pub cluster: Option<String>,
    /// Whether its private key stood beside it.
    pub private_key: PrivateKey,
    /// Whether the authority beside it signed it, where there is one to compare with.
    pub trust: Option<Trust>,
}

/// Which credential a certificate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "a pair")]
pub struct Identity {
    /// The credential.
    pub credential: Credential,
    /// How sure that is.
    pub sureness: Sureness,
}

/// What one input gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "two lists, and channels join them")]
pub struct Reading {
    /// The certificates, in the order of the input.
    pub items: Vec<Item>,
    /// What gave none.
    pub rejected: Vec<Rejected>,
}

/// Reads what an input says of certificates.
///
/// `origin` is how the reader knows the input: a path or a name. What the input is, its beginning tells:
/// certificates in PEM or DER, alone or in a row; a kubeconfig; an access file or a login file of the infrastructure layer;
/// `certplan/evidence/1`; what `kubeadm certs check-expiration`, `k3s certificate check`, openssl, curl, keytool, cert-manager and
/// `az connectedk8s` print; or one of these in base64. Texts may be in UTF-8 or UTF-16.
///
/// An input above [`MOST_BYTES`] is refused, save a bundle of PEM blocks, which may have [`MOST_ITEMS`] certificates.
pub fn read(origin: &str, bytes: &[u8]) -> Reading {
    let mut reading = find_out(origin, bytes, true);
    if reading.items.is_empty() && reading.rejected.is_empty() {
        reading.reject(origin, "there is no certificate and no date of one in it");
    }
    reading
}

fn find_out(origin: &str, bytes: &[u8], may_unwrap: bool) -> Reading {
    let decoded = decode(bytes);
    let text = match &decoded {
        Decoded::Text(text) => text,
        Decoded::Copied(text) => text.as_str(),
        Decoded::Binary(bytes) if pem::is_in(bytes) && form::archive(bytes).is_none() => {
            return Bundle::of(origin, Place::Loose, bytes);
        }
        Decoded::Binary(bytes) => {
            return form::refused(bytes)
                .map_or_else(|| der(origin, bytes), |reason| Reading::rejection(origin, reason));
        }
    };
    let plain = without_colour(text);
    let text = plain.as_deref().map_or(text, String::as_str);
    let has_pem = pem::is_in(text.as_bytes());
    let json = json::beginning(text);
    if has_pem && json.is_none() {
        return Bundle::of(origin, Place::Loose, text.as_bytes());
    }
    if text.len() > MOST_BYTES {
        return Reading::rejection(origin, "it is larger than 8 MiB and no bundle in PEM");
    }
    // Consoles break long lines, also within a text of JSON.
    let joined = |json: &str| Zeroizing::new(json.replace(['\n', '\r'], ""));
    let of_json = json.map(|json| {
        json::read(origin, json).or_else(|reason| json::read(origin, &joined(json)).map_err(|_| reason))
    });
    if let Some(Ok(reading)) = of_json {
        return reading;
    }
    if has_pem {
        // PEM with its line ends escaped, in JSON or in a log.
        return Bundle::of(origin, Place::Loose, text.as_bytes());
    }
    if kubeconfig::is(text) {
        return kubeconfig::read(origin, text);
    }
    if may_unwrap && let Some(bytes) = pem::unwrapped(text.as_bytes()) {
        return find_out(origin, &bytes, false);
    }
    if let Some(json) = yaml::as_json(text) {
        let mut reading = Reading::default();
        for document in json.lines() {
            reading.join(json::read(origin, document).unwrap_or_default());
        }
        if !reading.is_empty() {
            return reading;
        }
    }
    // What looked like JSON may be the prompt of a remote session, or a log with brackets.
    let mut reading = embedded::read(origin, text);
    reading.join(printed::read(origin, text));
    match of_json {
        Some(Err(reason)) if reading.is_empty() => Reading::rejection(origin, &reason),
        _ if reading.is_empty() && form::is_web_page(text) => Reading::rejection(origin, form::WEB_PAGE),
        _ => reading,
    }
}

/// One certificate in DER, or several one after another.
fn der(origin: &str, bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    if bytes.len() > MOST_BYTES {
        reading.reject(origin, "it is larger than 8 MiB and no bundle in PEM");
        return reading;
    }
    let mut rest = bytes;
    while !rest.is_empty() && reading.items.len() < MOST_ITEMS {
        match Certificate::read(rest) {
            Ok((certificate, after)) => {
                reading.items.push(Item::of(origin, Place::Loose, certificate));
                rest = after;
            }
            Err(fault) if reading.items.is_empty() => {
                reading.reject(origin, fault.reason());
                return reading;
            }
            Err(fault) => {
                let reason = format!("what follows certificate {}: {}", reading.items.len(), fault.reason());
                reading.reject(origin, &reason);
                break;
            }
        }
    }
    reading.number(origin);
    reading
}

impl Item {
    /// One of which no more than its end is known.
    pub(crate) fn ending(origin: &str, not_after: Timestamp) -> Self {
        Self {
            origin: printable(origin),
            subject: String::new(),
            issuer: String::new(),
            serial: String::new(),
            not_before: None,
            not_after,
            identity: None,
            cluster: None,
            private_key: PrivateKey::Absent,
            trust: None,
        }
    }

    pub(crate) fn of(origin: &str, place: Place, certificate: Certificate) -> Self {
        Self {
            identity: identity(place, origin, Clues::from(&certificate)),
            subject: certificate.subject.text,
            issuer: certificate.issuer.text,
            serial: certificate.serial,
            not_before: Some(certificate.not_before),
            ..Self::ending(origin, certificate.not_after)
        }
    }
}

/// What stands at a place of an origin.
pub(crate) fn part_of(origin: &str, place: &str) -> String {
    [origin, ": ", place].concat()
}

/// The most reasons of one input; where more is wrong, the last one says so.
const MOST_REJECTED: usize = 100;

impl Reading {
    /// Nothing but that reason.
    pub(crate) fn rejection(origin: &str, reason: &str) -> Self {
        let mut reading = Self::default();
        reading.reject(origin, reason);
        reading
    }

    /// Adds a reason.
    pub(crate) fn reject(&mut self, origin: &str, reason: &str) {
        let reason = match self.rejected.len() {
            MOST_REJECTED.. => return,
            last if last + 1 == MOST_REJECTED => "more is wrong than is listed",
            _ => reason,
        };
        self.rejected.push(Rejected { origin: printable(origin), reason: reason.to_owned() });
    }

    /// Says that what follows the last item was left out.
    pub(crate) fn reject_rest(&mut self, origin: &str) {
        let reason = format!("there are more than {MOST_ITEMS} certificates; the rest was left out");
        self.reject(origin, &reason);
    }

    /// Adds what another part of the same input gave.
    pub(crate) fn join(&mut self, mut other: Self) {
        self.items.append(&mut other.items);
        self.items.truncate(MOST_ITEMS);
        for rejected in &other.rejected {
            self.reject(&rejected.origin, &rejected.reason);
        }
    }

    /// Tells several items of one origin apart.
    pub(crate) fn number(&mut self, origin: &str) {
        if self.items.len() > 1 {
            let origin = printable(origin);
            for (place, item) in self.items.iter_mut().enumerate() {
                item.origin = format!("{origin}#{}", place + 1);
            }
        }
    }

    /// Says that a part of the input holds a key or a token, where nothing else was read of it.
    pub(crate) const fn is_empty(&self) -> bool {
        self.items.is_empty() && self.rejected.is_empty()
    }

    /// Notes that a key or a token stood beside every certificate of this reading.
    pub(crate) fn mark_key(&mut self) {
        for item in &mut self.items {
            item.private_key = PrivateKey::PresentNotKept;
        }
    }
}
