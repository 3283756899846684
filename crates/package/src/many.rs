//! Many deployments at once.

use certplan_core::facts::{FactsInput, Timestamp, Utc};
use certplan_fleet::{Format, Label, Rejected, Report, Shared, Wanted};
use certplan_inspect::clusters;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::refusal::{Refusal, json};

/// What holds for all lines, each as the command line takes it.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Given {
    deployment: Option<String>,
    shutdown: Option<String>,
    from: Option<String>,
    to: Option<String>,
    since_update: Option<String>,
    build: Option<String>,
    kubernetes_version: Option<String>,
    load_balancer_kind: Option<String>,
    at: Option<String>,
    now: Option<String>,
    plans: bool,
    worst: Option<u16>,
}

/// What comes back: both parts are JSON already.
#[derive(Serialize)]
struct Answer<'a> {
    rejected: Vec<Box<RawValue>>,
    document: &'a RawValue,
}

/// How many of the worst the summary names by default.
const WORST: u16 = 10;

/// The answer to lines in any of the forms that a fleet has: `{"rejected": [...], "document": certplan/fleet/1}`.
///
/// # Errors
///
/// An option is wrong, or no line can be used.
pub fn fleet(given: &str, bytes: &[u8]) -> Result<String, Refusal> {
    let given: Given = serde_json::from_str(given).map_err(|error| Refusal::option("options", &error))?;
    let now = given.now.as_deref().map(str::parse::<Timestamp>).transpose();
    let now = now.map_err(|error| Refusal::option("now", &error))?;
    let input = FactsInput {
        shutdown: given.shutdown,
        from: given.from,
        to: given.to,
        since_update: given.since_update,
        // These are the lines'.
        clusters: Vec::new(),
        build: given.build,
        kubernetes_version: given.kubernetes_version,
        load_balancer_kind: given.load_balancer_kind,
        at: given.at,
        zone: None,
    };
    let facts = input.read_at(&Utc, now).map_err(|errors| Refusal::options(&errors))?;
    let deployment = given.deployment.as_deref().map(str::parse::<Label>).transpose();
    let deployment = deployment.map_err(|error| Refusal::option("deployment", &error))?;
    let mut shared = Shared::new(&Utc);
    shared.deployment = deployment.as_ref();
    shared.facts = facts;
    shared.now = now;
    let wanted =
        Wanted { format: Format::Json, plans: given.plans, worst: usize::from(given.worst.unwrap_or(WORST)) };
    let listed = deployment.as_ref().and_then(|_| listed(bytes));
    let lines = listed.as_deref().unwrap_or(bytes);

    let (mut out, mut rejected, mut first) = (Vec::new(), Vec::new(), None);
    let mut reject = |it: Rejected<'_>| {
        first.get_or_insert_with(|| format!("line {}: {}", it.line, it.reason));
        rejected.extend(RawValue::from_string(it.json()));
    };
    let mut report = Report::new(wanted, shared);
    report.push(lines, &mut out, &mut reject);
    let summary = report.finish(&mut out, &mut reject);
    if summary.deployments == 0 {
        let nothing = || {
            "there is no line; accepted: objects of JSON, one a line or in a list, or CSV with a header"
                .into()
        };
        let reason: String = first.unwrap_or_else(nothing);
        return Err(Refusal::input("lines", &reason));
    }
    let document = serde_json::from_slice(&out).map_err(|error| Refusal::input("lines", &error))?;
    Ok(json(&Answer { rejected, document }))
}

/// What `Get-AksHciCluster` printed as lines; nothing where it is something else.
fn listed(bytes: &[u8]) -> Option<Vec<u8>> {
    Some(clusters::lines(&clusters::read(bytes).ok()?).into_bytes())
}
