//! Certificates in base64 inside other texts: Secrets of Kubernetes, secrets of other tools, fields of JSON.

use certplan_text::place_in;
use zeroize::Zeroizing;

use crate::classify::Place;
use crate::pem::{self, Bundle};
use crate::printable::printable;
use crate::reading::{Item, Reading, part_of};
use crate::{access_file, kubeconfig, x509::Certificate};

/// Which content a base64 text has, by its beginning: "-----BEGIN"; the keys that a kubeconfig or a login file begins with;
/// an access file; and the head of DER.
const PEM: &str = "LS0tLS1CRUdJTi";
const KUBECONFIG: [&str; 7] = [
    "YXBpVmVyc2lvbjog",
    "LS0tCmFwaVZlcnNpb246",
    "Y2x1c3RlcnM6",
    "a2luZDog",
    "bmFtZTog",
    "dG9rZW46",
    "Y2VydGlmaWNhdGU6",
];
const ACCESS_FILE: [&str; 4] = ["eyJjbG91Z", "eyJDbG91Z", "eyJDbGllbn", "ewog"];
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
        } else if ACCESS_FILE.iter().any(|begin| encoded.starts_with(begin)) {
            let inner = str::from_utf8(&bytes).unwrap_or_default();
            if inner.contains("\"CloudCertificate\"") || inner.contains("\"ClientCertificate\"") {
                reading.join(access_file::read(&origin, inner));
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
    let begins = || [PEM, DER].into_iter().chain(KUBECONFIG).chain(ACCESS_FILE);
    let words = text.split(move |c| !is_encoded(c)).map(value).filter(|word| word.len() >= 64);
    let known = words.filter(move |word| begins().any(|begin| word.starts_with(begin)));
    known.map(|word| (key_before(&text[..place_in(text, word)]), word))
}

/// A word, or what `NAME=` is before: elsewhere `=` ends base64.
fn value(word: &str) -> &str {
    let begin = word.trim_end_matches('=').rfind('=').map_or(0, |at| at + 1);
    &word[begin..]
}

/// The longest line before a value in which its key is looked for.
const MAX_BEFORE: usize = 200;

/// The key before a value on its line: `tls.crt: `, `"ca": "`.
fn key_before(before: &str) -> &str {
    let near =
        before.get(before.floor_char_boundary(before.len().saturating_sub(MAX_BEFORE))..).unwrap_or_default();
    let line = near.rsplit(['\n', '{', ',']).next().unwrap_or_default();
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
