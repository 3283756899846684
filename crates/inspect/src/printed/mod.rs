//! What tools print about certificates: tables, and lines with a name and a date.

mod date;
mod field;
mod lines;
mod table;

use crate::prompt::is_prompt;
use crate::reading::{Identity, Item, Reading};
use certplan_core::report::{Credential, Sureness};
use date::{AMBIGUOUS, has_ambiguous};

pub(crate) use date::{of_tool, refusal};
pub(crate) use table::of_kubeadm;

/// Reads what tools print; nothing where it is none of theirs.
///
/// A table of kubeadm or k3s has a header; everything else is read line by line: openssl, curl, keytool, cert-manager, k3s,
/// PowerShell.
pub(crate) fn read(origin: &str, text: &str) -> Reading {
    let mut reading = table::read(origin, text);
    reading.join(lines::read(origin, text));
    if reading.is_empty() {
        alone(&mut reading, origin, text);
    }
    if reading.is_empty() && is_of_keytool(text) {
        reading.reject(origin, KEYTOOL);
    }
    if reading.is_empty() && is_of_certificates(text) && text.lines().any(has_ambiguous) {
        reading.reject(origin, AMBIGUOUS);
    }
    reading
}

/// Reads dates that are alone in the text, as `(...).NotAfter` and `az --query` print them.
fn alone(reading: &mut Reading, origin: &str, text: &str) {
    let is_bracket = |line: &str| matches!(line, "[" | "]");
    let lines: Vec<_> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !is_prompt(line) && !is_bracket(line))
        .take(MOST_ALONE)
        .collect();
    if let (Some(reason), 1) = (lines.first().and_then(|line| refusal(line)), lines.len()) {
        return reading.reject(origin, reason);
    }
    let Some(ends) = lines.iter().map(|line| of_tool(line)).collect::<Option<Vec<_>>>() else { return };
    let is_arc = text.contains("managedIdentityCertificateExpirationTime");
    let identity =
        is_arc.then_some(Identity { credential: Credential::ArcIdentity, sureness: Sureness::Likely });
    reading.items.extend(ends.into_iter().map(|end| Item { identity, ..Item::ending(origin, end) }));
}

/// The most dates without any words around them.
const MOST_ALONE: usize = 1_000;

/// Whether a text is what keytool prints: fingerprints are named alike in every language.
fn is_of_keytool(text: &str) -> bool {
    text.contains("SHA1: ") && text.contains("SHA256: ")
}

const KEYTOOL: &str =
    "keytool printed it in another language; run keytool with -J-Duser.language=en -J-Duser.timezone=UTC";

/// Whether a text speaks of certificates, so that a date in it may be the end of one.
fn is_of_certificates(text: &str) -> bool {
    ["CN=", "CN =", "X509", "X.509", "NotAfter", "Not After"].into_iter().any(|word| text.contains(word))
}
