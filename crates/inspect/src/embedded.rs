//! Certificates in base64 inside other texts: Secrets of Kubernetes, secrets of other tools, fields of JSON.

use zeroize::Zeroizing;

use crate::classify::Place;
use crate::pem::{self, Bundle};
use crate::printable::printable;
use crate::reading::Item;
use crate::reading::{Reading, part_of};
use crate::{kubeconfig, x509::Certificate};

/// Which content a base64 text has, by its beginning: "-----BEGIN", "apiVersion", and the head of DER.
const PEM: &str = "LS0tLS1CRUdJTi";
const KUBECONFIG: [&str; 2] = ["YXBpVmVyc2lvbjog", "LS0tCmFwaVZlcnNpb246"];
const DER: &str = "MII";

/// The most texts that are tried.
const MOST: usize = 10_000;

/// Everything that base64 texts inside of this text give.
pub(crate) fn read(origin: &str, text: &str) -> Reading {
    let mut reading = Reading::default();
    for (name, encoded) in encoded(text).take(MOST) {
        let origin = if name.is_empty() { origin.to_owned() } else { part_of(origin, &printable(name)) };
        let is_key = encoded.starts_with(PEM) && holds_key(encoded);
        if is_key {
            reading.mark_key();
            continue;
        }
        let Some(bytes) = pem::unwrapped(encoded.as_bytes()) else { continue };
        if encoded.starts_with(PEM) {
            let mut part = Bundle::of(&origin, Place::Loose, &bytes);
            part.rejected.retain(|_| !part.items.is_empty());
            reading.join(part);
        } else if let (true, Ok(inner)) =
            (KUBECONFIG.iter().any(|begin| encoded.starts_with(begin)), str::from_utf8(&bytes))
        {
            if kubeconfig::is(inner) {
                reading.join(kubeconfig::read(&origin, inner));
            }
        } else if let Ok((certificate, _)) = Certificate::read(&bytes) {
            reading.items.push(Item::of(&origin, Place::Loose, certificate));
        }
    }
    reading
}

/// Texts in base64 that may be one of these, each with the key before it.
fn encoded(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_encoded = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(from..)?;
            let begins = [PEM, KUBECONFIG[0], KUBECONFIG[1], DER];
            let at = begins.iter().filter_map(|begin| rest.find(begin)).min()?;
            let start = from + at;
            let end = text[start..].find(|c| !is_encoded(c)).map_or(text.len(), |length| start + length);
            from = end;
            let is_whole = !text[..start].ends_with(is_encoded);
            if is_whole && end - start >= 64 {
                return Some((key_before(&text[..start]), &text[start..end]));
            }
        }
    })
}

/// The key before a value on its line: `tls.crt: `, `"ca": "`.
fn key_before(before: &str) -> &str {
    let line = before.rsplit(['\n', '{', ',']).next().unwrap_or_default();
    let key = line.trim().trim_end_matches(['"', '\'', ':', '=', ' ']);
    let key = key.rsplit(['"', '\'', ' ']).next().unwrap_or_default();
    if key.len() <= 64 { key } else { "" }
}

/// Whether the PEM in base64 is a private key, by its first line alone.
fn holds_key(encoded: &str) -> bool {
    let head = encoded.get(..encoded.len().min(88) / 4 * 4).unwrap_or_default();
    let head: Option<Zeroizing<Vec<u8>>> = pem::unwrapped(head.as_bytes());
    head.is_some_and(|head| memchr::memmem::find(&head, b"PRIVATE KEY").is_some())
}
