//! Which JSON it is, and the readers of each.

use serde::de::DeserializeSeed as _;
use serde_json::Deserializer;

use crate::classify::Place;
use crate::pem::{self, Bundle};
use crate::reading::Reading;
use crate::shape::{Kind, Object, Shape, Value};
use crate::{access_file, embedded, json_dates, kubeconfig, listing};

/// The text from where JSON begins: at once, or after lines that a tool printed first.
pub(crate) fn beginning(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if text.starts_with('{') {
        return Some(text);
    }
    let line = |begin: &str| text.find(begin).and_then(|at| text.get(at + 1..));
    // A list begins with an object, a list or a text; `[HOST1]: PS C:\\>` is the prompt of a remote session.
    let is_list = |text: &str| {
        let inner = text.get(1..).unwrap_or_default().trim_start();
        text.starts_with('[') && inner.starts_with(['{', '[', '"', ']'])
    };
    if is_list(text) {
        return Some(text);
    }
    line("\n{").or_else(|| line("\n[").filter(|text| is_list(text)))
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
    ],
    of_powershell: false,
};

/// The reader of the kind that each mark is of, in their order; JSON is YAML, so a kubeconfig is read as such.
const READERS: [fn(&str, &str) -> Reading; 8] = [
    listing::evidence,
    access_file::read,
    access_file::read,
    listing::k3s,
    listing::kubeadm,
    listing::kubeadm,
    kubeconfig::read,
    kubeconfig::read,
];

/// Reads the JSON at the beginning of the text; what follows it, a prompt perhaps, does not matter.
///
/// # Errors
///
/// It is no JSON, or of no kind that is known: the reason.
pub(crate) fn read(origin: &str, text: &str) -> Result<Reading, String> {
    let marks = first(text, &MARKS);
    if let Ok(marks) = &marks {
        for ((mark, _), read) in MARKS.fields.iter().zip(READERS) {
            if marks.has(mark) {
                return Ok(read(origin, text));
            }
        }
    }
    // Any other tool: certificates inside it, or the dates of some.
    let mut reading = if pem::is_in(text.as_bytes()) {
        Bundle::of(origin, Place::Loose, text.as_bytes())
    } else {
        embedded::read(origin, text)
    };
    if reading.items.is_empty() {
        let dates = json_dates::read(origin, text);
        reading.join(dates);
    }
    if !reading.is_empty() {
        return Ok(reading);
    }
    marks?;
    Err("no JSON that is known; accepted: certplan/evidence/1, an access file, a kubeconfig, kubeadm, k3s, az connectedk8s"
        .to_owned())
}

/// The object at the beginning of the text. The reason names the place of a mistake and never what stands there.
pub(crate) fn first(text: &str, shape: &'static Shape) -> Result<Object, String> {
    let (line, column) = match value(text, Kind::Object(shape)) {
        Ok(Value::Object(object)) => return Ok(object),
        Ok(_) => (0, 0),
        Err(error) => (error.line(), error.column()),
    };
    Err(format!("not the JSON that is expected: line {line}, column {column}"))
}

/// The value at the beginning of the text.
pub(crate) fn value(text: &str, kind: Kind) -> serde_json::Result<Value> {
    kind.deserialize(&mut Deserializer::from_str(text))
}
