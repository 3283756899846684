//! What the npm package calls: texts in, JSON out, one function for each command.
//!
//! Only `bin/` deals with JavaScript; everything here is plain Rust and is tested as such. Dates without
//! an offset are read in UTC, since a module has no zone; the clock is the caller's too.

mod answer;
mod evidence;
mod many;
mod refusal;

pub use answer::{explain, forecast, plan, version};
pub use evidence::inspect;
pub use many::fleet;
pub use refusal::{Kind, Reason, Refusal};

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(answer: Result<String, Refusal>, json: &str) {
        let refusal = answer.expect_err(json).json();
        assert!(refusal.starts_with(json), "{refusal}");
    }

    #[test]
    fn a_refusal_names_the_question_and_the_way_to_its_value() {
        let of_facts = |fields: &str| plan(&format!("{{\"schema\": \"certplan/facts/1\", {fields}}}"));
        let reason = |question: &str, path: &str| {
            format!(
                "{{\"kind\":\"facts\",\"reasons\":[{{\"question\":\"{question}\",\"path\":{path},\"message\":\""
            )
        };
        for (fields, question, path) in [
            ("\"build\": \"new\"", "build", "[\"build\"]"),
            ("\"clusters\": [{\"kind\": \"node\"}]", "cluster", "[\"clusters\"]"),
            ("\"shutdown_seconds\": 3153600001", "shutdown", "[\"shutdown_seconds\"]"),
            ("\"since_update_seconds\": 3153600001", "since-update", "[\"since_update_seconds\"]"),
            ("\"shutdown_seconds\": 1, \"shutdown_unknown\": true", "shutdown", "[\"shutdown_unknown\"]"),
            ("\"zone\": \"<b>\"", "zone", "[\"zone\"]"),
            ("\"from\": \"2026-01-01T00:00\", \"to\": \"2026-01-02T00:00\"", "from", "[\"from\"]"),
            ("\"evidence\": [{\"credential\": \"x\", \"not_after\": \"\"}]", "evidence", "[\"evidence\",0]"),
            ("\"evidence\": 1", "facts", "[]"),
        ] {
            refused(of_facts(fields), &reason(question, path));
        }
        refused(plan("{\"schema\": \"other/1\"}"), &reason("schema", "[\"schema\"]"));
    }

    #[test]
    fn a_forecast_needs_a_length() {
        let facts = "{\"schema\": \"certplan/facts/1\", \"shutdown_unknown\": true}";
        refused(forecast(facts), "{\"kind\":\"facts\",\"reasons\":[{\"question\":\"shutdown\"");
    }

    #[test]
    fn options_are_read_as_the_command_reads_them() {
        let one = "{\"deployment\": \"berlin\", \"cluster\": \"prod\"}";
        refused(
            fleet("{\"shutdown\": \"-3d\"}", b""),
            "{\"kind\":\"options\",\"reasons\":[{\"question\":\"shutdown\"",
        );
        refused(
            fleet("{\"sinceUpdate\": \"x\"}", b""),
            "{\"kind\":\"options\",\"reasons\":[{\"question\":\"since-update\",\"path\":[\"sinceUpdate\"]",
        );
        refused(
            fleet("{\"deployment\": \"=x\"}", b""),
            "{\"kind\":\"options\",\"reasons\":[{\"question\":\"deployment\"",
        );
        refused(fleet("{}", b"\n"), "{\"kind\":\"input\"");
        let answer = fleet("{\"shutdown\": \"45d\"}", one.as_bytes()).unwrap();
        assert!(answer.contains("\"shutdown_seconds\":3888000"), "{answer}");
    }

    #[test]
    fn what_get_aks_hci_cluster_prints_is_a_fleet_of_one_deployment() {
        let printed = b"Name : prod\nLoadBalancer : @{Sku=HAProxy}\n";
        let answer = fleet("{\"deployment\": \"berlin\", \"shutdown\": \"45d\"}", printed).unwrap();
        assert!(answer.contains("-Name 'prod'"), "{answer}");
    }

    #[test]
    fn lengths_that_do_not_fit_the_bytes_are_refused() {
        let given = "{\"files\": [{\"name\": \"a\", \"length\": 2}], \"at\": \"2026-01-01T00:00:00Z\"}";
        refused(inspect(given, vec![b' ']), "{\"kind\":\"input\"");
        assert!(inspect(given, vec![b' ', b' ']).is_ok());
    }
}
