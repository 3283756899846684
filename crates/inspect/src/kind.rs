//! What an input is, so that it can be answered without being named.
//!
//! The order matters: schemas first, then the columns of a fleet, then certificates, then lists of clusters. All else is a
//! message. Each is recognised by what the readers find in it, never by its first character.

use certplan_core::symptom::{Verdict, explain};
use certplan_text::{Decoded, decode};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::{MOST_BYTES, clusters, kubeconfig, pem, read};

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// There is nothing in it but spaces and line ends.
    Empty,
    /// `certplan/facts/1`.
    Facts,
    /// The collector's file: `certplan/evidence/1`.
    Collected,
    /// Many deployments: objects of JSON with the field `deployment`, or CSV with that column.
    Fleet,
    /// What `Get-AksHciCluster` printed.
    Clusters,
    /// Something that holds certificates or their dates, or that should: the reader says why it found none.
    Certificates,
    /// Any other text: an error message.
    Message,
}

/// Finds out what an input is. Of a large one its beginning is read.
///
/// ```
/// use certplan_inspect::{Kind, kind};
///
/// assert_eq!(kind(b"notAfter=Feb  5 21:19:44 2024 GMT\n"), Kind::Certificates);
/// assert_eq!(kind(b"deployment,cluster,shutdown\nkiel,shop,45d\n"), Kind::Fleet);
/// assert_eq!(kind(b"Error: Valid Token Required"), Kind::Message);
/// ```
pub fn kind(bytes: &[u8]) -> Kind {
    let bytes = beginning(bytes);
    let decoded = decode(bytes);
    let text = match &decoded {
        Decoded::Text(text) => text,
        Decoded::Copied(text) => text.as_str(),
        Decoded::Binary(_) => return Kind::Certificates,
    };
    if text.trim().is_empty() {
        return Kind::Empty;
    }
    if let Some(schema) = schema(text) {
        return schema;
    }
    if is_fleet(text) {
        return Kind::Fleet;
    }
    if !read("", bytes).items.is_empty() {
        return Kind::Certificates;
    }
    let is_known_message = || explain(text).verdict != Verdict::Unknown;
    let is_one_word = text.split_whitespace().count() == 1;
    if clusters::read(bytes).is_ok() && !(is_one_word && is_known_message()) {
        return Kind::Clusters;
    }
    let should_hold_certificates = pem::is_in(text.as_bytes()) || kubeconfig::is(text);
    if should_hold_certificates && !is_known_message() { Kind::Certificates } else { Kind::Message }
}

/// The beginning of a large input, up to the end of a line, so that no character is cut; UTF-16 has whole units as it is.
fn beginning(bytes: &[u8]) -> &[u8] {
    if bytes.len() <= MOST_BYTES {
        return bytes;
    }
    let bytes = &bytes[..MOST_BYTES];
    let is_utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let end = if is_utf16 { None } else { bytes.iter().rposition(|byte| *byte == b'\n') };
    &bytes[..end.unwrap_or(MOST_BYTES)]
}

/// The kind of a document that names its schema.
fn schema(text: &str) -> Option<Kind> {
    #[derive(Deserialize)]
    struct Document {
        schema: String,
    }
    let document: Document = first_value(text)?;
    match document.schema.rsplit_once('/')?.0 {
        "certplan/facts" => Some(Kind::Facts),
        "certplan/evidence" => Some(Kind::Collected),
        _ => None,
    }
}

/// The first value of JSON in a text; others may follow it.
fn first_value<'t, T: Deserialize<'t>>(text: &'t str) -> Option<T> {
    serde_json::Deserializer::from_str(text).into_iter().next()?.ok()
}

/// The most lines in which a deployment is looked for: those before it may be broken.
const MAX_LINES: usize = 100;

/// The columns of which a fleet has one beside `deployment`.
const FLEET_COLUMNS: [&str; 11] = [
    "host",
    "cluster",
    "kind",
    "load_balancer",
    "shutdown",
    "from",
    "to",
    "since_update",
    "build",
    "kubernetes_version",
    "load_balancer_kind",
];

fn is_fleet(text: &str) -> bool {
    let inside_list = text.trim_start().strip_prefix('[').unwrap_or(text);
    is_deployment(inside_list)
        || text.lines().take(MAX_LINES).any(|line| is_deployment(line.trim_start().trim_start_matches('[')))
        || text
            .lines()
            .find(|line| !line.trim().is_empty() && !line.starts_with("#TYPE"))
            .is_some_and(is_header)
}

/// Whether a text begins with an object that tells of a deployment.
#[expect(
    clippy::zero_sized_map_values,
    reason = "serde reads the names of fields into a map, and no value is kept"
)]
fn is_deployment(text: &str) -> bool {
    let fields: Option<std::collections::BTreeMap<String, IgnoredAny>> = first_value(text);
    fields.is_some_and(|fields| has_columns(fields.keys().map(String::as_str)))
}

/// Whether a line is the header of a table of deployments.
fn is_header(line: &str) -> bool {
    [',', ';', '\t'].iter().any(|delimiter| {
        let names = line.split(*delimiter).map(|name| name.trim().trim_matches('"').to_ascii_lowercase());
        let names: Vec<_> = names.map(|name| name.replace([' ', '-'], "_")).collect();
        has_columns(names.iter().map(String::as_str))
    })
}

fn has_columns<'n>(names: impl Iterator<Item = &'n str> + Clone) -> bool {
    names.clone().any(|name| name == "deployment")
        && names.into_iter().any(|name| FLEET_COLUMNS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each kind with texts of it.
    const KINDS: [(Kind, &[&str]); 7] = [
        (Kind::Empty, &["", " \r\n\t"]),
        (
            Kind::Facts,
            &[
                r#"{"schema": "certplan/facts/1", "shutdown_seconds": 864000}"#,
                "\n{\n\"clusters\": [], \"schema\": \"certplan/facts/1\"}\n",
            ],
        ),
        (
            Kind::Collected,
            &[r#"{"schema": "certplan/evidence/1", "collected_at": "2026-05-01T00:00:00Z", "items": []}"#],
        ),
        (
            Kind::Fleet,
            &[
                r#"{"deployment": "kiel", "cluster": "shop", "shutdown": "45d"}"#,
                "{\"deployment\": \n{\"cluster\": \"shop\", \"deployment\": \"kiel\"}\n",
                r#"[{"deployment": "kiel", "cluster": "shop"}, {"#,
                "[\n  {\n    \"deployment\": \"kiel\",\n    \"shutdown\": \"45d\"\n  }\n]",
                "deployment,cluster,shutdown\nkiel,shop,45d\n",
                "#TYPE System.Object\r\n\"Cluster\";\"Since Update\";\"Deployment\"\r\nshop;3d;kiel\r\n",
            ],
        ),
        (
            Kind::Clusters,
            &[
                "PS C:\\> Get-AksHciCluster\r\n\r\nName : shop\r\nLoadBalancer : @{Count=1; Sku=HAProxy}\r\n",
                r#"[{"Name": "shop", "LoadBalancer": {"Count": 1, "Sku": "HAProxy"}}]"#,
                "\"Name\",\"KubernetesVersion\"\n\"shop\",\"v1.29.4\"\n",
                "shop\nweb\n",
            ],
        ),
        (
            Kind::Certificates,
            &[
                "notAfter=Feb  5 21:19:44 2024 GMT\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            ],
        ),
        (
            Kind::Message,
            &[
                "Error: Valid Token Required",
                "good morning",
                "{\"level\": \"error\", \"deployment\": \"coredns\", \"msg\": \"x509: certificate has expired\"}",
                "[ERROR] a deployment, a cluster and a host failed",
                "[x509: certificate has expired or is not yet valid]",
                "{ this is no JSON",
            ],
        ),
    ];

    #[test]
    fn each_input_is_recognised_by_what_is_in_it() {
        for (expected, texts) in KINDS {
            for text in texts {
                assert_eq!(kind(text.as_bytes()), expected, "{text}");
            }
        }
    }

    #[test]
    fn windows_encodings_do_not_change_the_kind() {
        for (expected, texts) in KINDS {
            for text in texts {
                let units = || std::iter::once(0xFEFF).chain(text.encode_utf16());
                let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
                let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
                let marked = format!("\u{FEFF}{text}").into_bytes();
                for bytes in [little, big, marked] {
                    assert_eq!(kind(&bytes), expected, "{text}");
                }
            }
        }
    }

    #[test]
    fn of_a_large_input_whole_lines_are_read() {
        let lines =
            "deployment,cluster,shutdown\n".to_owned() + &"k\u{fc}hn,shop,45d\n".repeat(MOST_BYTES / 15);
        assert!(lines.len() > MOST_BYTES);
        assert_eq!(kind(lines.as_bytes()), Kind::Fleet);
        assert!(lines.as_bytes().starts_with(beginning(lines.as_bytes())));
        assert!(beginning(lines.as_bytes()).ends_with(b",45d"));
    }

    #[test]
    fn bytes_that_are_no_text_go_to_the_reader_of_certificates() {
        assert_eq!(kind(b"\x30\x82\x01\x00\xff"), Kind::Certificates);
    }
}
