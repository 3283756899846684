//! Which JSON it is, and the readers of each.

use certplan_core::spell::Spell as _;
use serde::de::DeserializeSeed as _;
use serde_json::Deserializer;

use crate::reading::Reading;
use crate::shape::{Kind, Object, Shape, Value};
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
static MARKS: Shape = Shape {
    fields: &[
        ("schema", Kind::Mark),
        ("CloudCertificate", Kind::Mark),
        ("ClientCertificate", Kind::Mark),
        ("Certificates", Kind::Mark),
        ("certificates", Kind::Mark),
        ("certificateAuthorities", Kind::Mark),
        ("users", Kind::Mark),
        ("clusters", Kind::Mark),
        ("managedIdentityCertificateExpirationTime", Kind::Mark),
    ],
    of_powershell: false,
};

/// The reader of the kind that each mark is of, in their order; JSON is YAML, so a kubeconfig is read as such.
const READERS: [fn(&str, &str) -> Reading; 9] = [
    listing::evidence,
    access_file::read,
    access_file::read,
    listing::k3s,
    listing::kubeadm,
    listing::kubeadm,
    kubeconfig::read,
    kubeconfig::read,
    listing::connected_cluster,
];

/// Reads the JSON at the beginning of the text; what follows it, a prompt perhaps, does not matter.
pub(crate) fn read(origin: &str, text: &str) -> Reading {
    let marks = match first(text, &MARKS) {
        Ok(marks) => marks,
        Err(reason) => return Reading::rejection(origin, &reason),
    };
    for ((mark, _), read) in MARKS.fields.iter().zip(READERS) {
        if marks.has(mark) {
            return read(origin, text);
        }
    }
    Reading::rejection(
        origin,
        "no JSON that is known; accepted: certplan/evidence/1, an access file, a kubeconfig, kubeadm, k3s, az connectedk8s",
    )
}

/// The object at the beginning of the text. The reason names the place of a mistake and never what stands there.
pub(crate) fn first(text: &str, shape: &'static Shape) -> Result<Object, String> {
    let (line, column) = match value(text, Kind::Object(shape)) {
        Ok(Value::Object(object)) => return Ok(object),
        Ok(_) => (0, 0),
        Err(error) => (error.line(), error.column()),
    };
    Err(["not the JSON that is expected: line ", &line.spelt(), ", column ", &column.spelt()].concat())
}

/// The value at the beginning of the text.
pub(crate) fn value(text: &str, kind: Kind) -> serde_json::Result<Value> {
    kind.deserialize(&mut Deserializer::from_str(text))
}
