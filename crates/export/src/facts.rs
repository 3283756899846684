//! Reading `certplan/facts/1` from a JSON text.

use certplan_core::Facts;
use certplan_core::facts::FactsDocument;

pub use certplan_core::facts::FactsError;

/// The facts of a JSON text.
///
/// Unknown fields are ignored, since new ones may appear within a version.
///
/// # Errors
///
/// Where the text is not JSON, is of another contract, or a value is wrong: the field, the value and what is accepted.
///
/// # Example: a length in seconds
///
/// ```
/// let facts = certplan_export::facts::read(r#"{"schema": "certplan/facts/1", "shutdown_seconds": 864000}"#).unwrap();
/// assert_eq!(facts.shutdown.length().unwrap().to_string(), "10d");
/// ```
pub fn read(json: &str) -> Result<Facts, FactsError> {
    let document: FactsDocument = serde_json::from_str(json).map_err(|error| {
        // The message may repeat a value of any length.
        FactsError::Unreadable(error.to_string().chars().take(MAX_MESSAGE).collect())
    })?;
    document.read()
}

/// The most characters of the JSON reader's own message that an error repeats.
const MAX_MESSAGE: usize = 160;

#[cfg(test)]
mod tests {
    use certplan_core::facts::LoadBalancerKind;

    use super::*;

    #[track_caller]
    fn refused(fields: &str, reason: &str) {
        let error =
            read(&format!("{{\"schema\": \"certplan/facts/1\"{fields}}}")).expect_err(fields).to_string();
        assert!(error.starts_with(reason), "{fields} gives: {error}");
    }

    #[test]
    fn wrong_values_are_named_with_their_field() {
        refused(", \"shutdown_seconds\": 3153600001", "shutdown_seconds: 3153600001 is above 36500 days");
        refused(", \"shutdown_seconds\": -1", "no facts in JSON: invalid value: integer `-1`");
        refused(", \"evidence\": [1]", "no facts in JSON: invalid type: integer `1`");
        for (item, reason) in [
            (
                "\"credential\": \"x\", \"not_after\": \"2026-01-01T00:00:00Z\"",
                "evidence[0]: \"x\" is no credential",
            ),
            (
                "\"credential\": \"moc-client\", \"not_after\": \"2026-01-01\"",
                "evidence[0]: \"2026-01-01\" has no offset",
            ),
            (
                "\"credential\": \"moc-client\", \"not_after\": \"2026-01-01T00:00:00Z\", \"cluster\": \"A\"",
                "evidence[0]: \"A\"",
            ),
        ] {
            refused(&format!(", \"evidence\": [{{{item}}}]"), reason);
        }
        refused(", \"zone\": \"<b>\"", "zone: \"<b>\" is no name of a zone");
        refused(
            ", \"shutdown_unknown\": true, \"shutdown_seconds\": 5",
            "shutdown_unknown: true does not fit",
        );
        refused(
            ", \"from\": \"2026-10-20T10:00\", \"to\": \"2026-11-19T10:00\"",
            "from, to, at: a date-time has no offset",
        );
        refused(", \"clusters\": [{\"kind\": \"target=a1\"}]", "cluster: \"target");
        refused(", \"clusters\": [{\"kind\": \"node\"}]", "cluster: \"node\" is no kind of cluster");
        refused(
            ", \"shutdown_seconds\": 1, \"from\": \"2026-01-01\", \"to\": \"2026-01-03\"",
            "shutdown_seconds: 1 does not fit from and to, which are 172800 seconds apart",
        );
        assert!(
            read("{\"schema\": \"other/1\"}").unwrap_err().to_string().starts_with("schema: \"other/1\"")
        );
        assert!(read("not json").unwrap_err().to_string().starts_with("no facts in JSON"));
    }

    #[test]
    fn the_new_facts_are_named_by_their_fields() {
        let facts = read(
            r#"{"schema": "certplan/facts/1", "kubernetes_version": "v1.29.4", "load_balancer_kind": "kube-vip"}"#,
        )
        .unwrap();
        assert_eq!(facts.kubernetes_version, "1.29.4".parse().ok());
        assert_eq!(facts.load_balancer_kind, Some(LoadBalancerKind::KubeVip));
        refused(", \"kubernetes_version\": \"29\"", "kubernetes_version: \"29\" is no version of Kubernetes");
        refused(", \"load_balancer_kind\": \"x\"", "load_balancer_kind: \"x\" is no kind of load balancer");
    }

    #[test]
    fn unknown_fields_are_passed_over() {
        let facts = read("{\"schema\": \"certplan/facts/1\", \"later\": {\"x\": 1}}").unwrap();
        assert_eq!(facts, Facts::default());
    }
}
