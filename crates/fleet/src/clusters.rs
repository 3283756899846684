//! The clusters of one line.

use std::borrow::Cow;

use certplan_core::closed::Closed;
use certplan_core::facts::{Cluster, ClusterKind, ClusterName, Quoted};

use crate::line::{Column, Line};

/// The cluster that a line names, and its load balancer where it has one. A line without cluster and kind gives
/// facts of its deployment alone.
///
/// # Errors
///
/// Where they cannot be read, or do not go together.
pub(crate) fn of(line: &Line<'_>) -> Result<[Option<Cluster>; 2], String> {
    let has_balancer = match line.get(Column::LoadBalancer) {
        Some(text) => yes_or_no(text)?,
        None => false,
    };
    let name = line.get(Column::Cluster);
    let kind = match (line.get(Column::Kind), name) {
        (Some(text), _) => kind(text)?,
        (None, Some(_)) => ClusterKind::Target,
        (None, None) if has_balancer => return Err(NO_CLUSTER.to_owned()),
        (None, None) => return Ok([None, None]),
    };
    if has_balancer && kind == ClusterKind::Management {
        return Err("load_balancer: the management cluster has none of this kind; accepted: false".to_owned());
    }
    let name: Option<ClusterName> = match name.map(str::parse).transpose() {
        Ok(name) => name,
        Err(error) => return refused("cluster", &error),
    };
    let balancer = match (kind, &name) {
        (ClusterKind::Target, None) if has_balancer => return Err(NO_CLUSTER.to_owned()),
        (ClusterKind::Target, Some(_)) if has_balancer => {
            Cluster::new(ClusterKind::LoadBalancer, name.clone()).ok()
        }
        _ => None,
    };
    match Cluster::new(kind, name) {
        Ok(cluster) => Ok([Some(cluster), balancer]),
        Err(error) => refused("cluster", &error),
    }
}

const NO_CLUSTER: &str =
    "load_balancer: the line names no cluster; accepted: true beside the name of a target";

fn kind(text: &str) -> Result<ClusterKind, String> {
    if let Some(kind) = ClusterKind::from_id(text) {
        return Ok(kind);
    }
    // Core reads the other spellings, and refuses; what follows an equals sign would be a name.
    let plain: Cow<'_, str> =
        if text.contains('=') { text.replace('=', "\u{fffd}").into() } else { text.into() };
    match plain.parse::<Cluster>() {
        Ok(cluster) => Ok(cluster.kind()),
        Err(error) => refused("kind", &error),
    }
}

/// As spreadsheets and people write it.
fn yes_or_no(text: &str) -> Result<bool, String> {
    let typed = text.trim();
    let is = |word: &str| typed.eq_ignore_ascii_case(word);
    if is("true") || is("yes") || is("1") {
        Ok(true)
    } else if is("false") || is("no") || is("0") {
        Ok(false)
    } else {
        Err(format!("load_balancer: {} is neither; accepted: true or false", Quoted(text)))
    }
}

/// Why a field cannot be read.
///
/// # Errors
///
/// Always.
pub(crate) fn refused<T>(field: &str, error: &dyn std::fmt::Display) -> Result<T, String> {
    let mut reason = field.to_owned() + ": ";
    reason += &error.to_string();
    Err(reason)
}
