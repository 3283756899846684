//! JSON Schemas of what is read and written.

use certplan_core::fleet::Summary;
use certplan_export::schema::{read, write};
use schemars::JsonSchema;

use crate::row::RowWithPlan;

/// `certplan/fleet/1`: every deployment's row, and all of them together.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "the document is streamed and is never whole in memory")]
struct FleetDocument<'a> {
    /// Always `certplan/fleet/1`.
    #[schemars(extend("const" = "certplan/fleet/1"))]
    schema: &'static str,
    /// The rule-set that decided.
    rules: certplan_export::document::RuleSetDocument,
    /// One row each, in the order of the file.
    deployments: Vec<RowWithPlan<'a>>,
    /// All of them together.
    summary: Summary,
}

/// One line of a fleet: a cluster, and what is known of its deployment. A line without cluster and kind is about its
/// deployment alone. Other fields are passed over.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "lines are read without copying, which a schema cannot show")]
struct LineDocument {
    /// The deployment; its lines must be adjacent. Required unless one name is given for all lines.
    deployment: Option<String>,
    /// The host on which the commands are run.
    host: Option<String>,
    /// The name of a target cluster.
    cluster: Option<String>,
    /// `management`, `target` or `load_balancer`; without it a line with a name is a target. Every deployment has a management
    /// cluster, whether or not a line says so.
    kind: Option<String>,
    /// Whether the product's own load balancer (`HAProxy`) is deployed for the target.
    load_balancer: Option<YesOrNo>,
    /// How long it was off, as the command line takes it: `45d`, `36h`, `unknown`; a number is days.
    shutdown: Option<TextOrNumber>,
    /// When it went off: a plain date or a date-time.
    from: Option<String>,
    /// When it came back; without it until now.
    to: Option<String>,
    /// How long ago the last update was; a number is days.
    since_update: Option<TextOrNumber>,
    /// The build.
    build: Option<String>,
    /// The version of Kubernetes that its target clusters run.
    kubernetes_version: Option<String>,
    /// The kind of load balancer that its target clusters have: `haproxy`, `kube-vip`, `sdn`, `own` or `none`.
    load_balancer_kind: Option<String>,
}

#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "see LineDocument")]
enum YesOrNo {
    /// As JSON has it.
    Bool(bool),
    /// `true`, `yes`, `1`, `false`, `no` or `0`.
    Text(String),
}

#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "see LineDocument")]
enum TextOrNumber {
    /// With its unit.
    Text(String),
    /// Whole days.
    Number(u64),
}

/// The schema of `certplan/fleet/1`, JSON Schema 2020-12.
pub fn fleet() -> String {
    write::<FleetDocument<'_>>("certplan/fleet/1")
}

/// The schema of one row, as NDJSON has it.
pub fn row() -> String {
    write::<RowWithPlan<'_>>("certplan/fleet/1 row")
}

/// The schema of one line that is read.
pub fn line() -> String {
    read::<LineDocument>("certplan/fleet/1 line")
}
