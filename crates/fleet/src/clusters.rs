//! The clusters of one line.

use std::borrow::Cow;

use certplan_core::closed::Closed;
use certplan_core::facts::{Cluster, ClusterKind, ClusterName, Quoted};

use crate::line::Line;

/// The cluster that a line names, and its load balancer where it says that there is one. A line without cluster and kind gives
/// facts of its deployment alone.
///
/// # Errors
///
/// Where they cannot be read, or do not go together.
pub(crate) fn of(line: &Line<'_>) -> Result<[Option<Cluster>; 2], String> {
    let has_balancer = line.load_balancer.as_deref().map(yes_or_no).transpose()?.unwrap_or_default();
    let kind = match (line.kind.as_deref(), line.cluster.as_deref()) {
        (Some(text), _) => kind(text)?,
        (None, Some(_)) => ClusterKind::Target,
        (None, None) if has_balancer => return Err(NO_CLUSTER.to_owned()),
        (None, None) => return Ok([None, None]),
    };
    if has_balancer && kind == ClusterKind::Management {
        return Err("load_balancer: the management cluster has none of this kind; accepted: false".to_owned());
    }
    let name = line.cluster.as_deref().map(str::parse::<ClusterName>).transpose();
    let name = name.map_err(|error| format!("cluster: {error}"))?;
    let balancer = match (kind, &name) {
        (ClusterKind::Target, None) if has_balancer => return Err(NO_CLUSTER.to_owned()),
        (ClusterKind::Target, Some(name)) if has_balancer => Some(name.clone()),
        _ => None,
    };
    let cluster = |kind, name| Cluster::new(kind, name).map_err(|error| format!("cluster: {error}"));
    let balancer = balancer.map(|name| cluster(ClusterKind::LoadBalancer, Some(name))).transpose()?;
    Ok([Some(cluster(kind, name)?), balancer])
}

const NO_CLUSTER: &str =
    "load_balancer: the line names no cluster; accepted: true beside the name of a target";

fn kind(text: &str) -> Result<ClusterKind, String> {
    // Mostly it is written as the contract has it; core reads the other spellings, and refuses.
    let plain: Cow<'_, str> =
        if text.contains('=') { text.replace('=', "\u{fffd}").into() } else { text.into() };
    let read = |text: &str| text.parse::<Cluster>().map(|cluster| cluster.kind());
    ClusterKind::from_id(text).map_or_else(|| read(&plain).map_err(|error| format!("kind: {error}")), Ok)
}

/// As spreadsheets and people write it.
fn yes_or_no(text: &str) -> Result<bool, String> {
    let is = |words: [&str; 3]| words.iter().any(|word| text.trim().eq_ignore_ascii_case(word));
    if is(["true", "yes", "1"]) {
        Ok(true)
    } else if is(["false", "no", "0"]) {
        Ok(false)
    } else {
        Err(format!("load_balancer: {} is neither; accepted: true or false", Quoted(text)))
    }
}
