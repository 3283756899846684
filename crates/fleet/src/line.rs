//! The fields of one line, before they are parsed.

use std::borrow::Cow;

/// A field of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Deployment,
    Host,
    Cluster,
    Kind,
    LoadBalancer,
    Shutdown,
    From,
    To,
    SinceUpdate,
    Build,
    KubernetesVersion,
    LoadBalancerKind,
}

/// The names of the columns, in the order of the contract and of [`Column`].
pub(crate) const COLUMNS: [&str; 12] = [
    "deployment",
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

/// The fields of a line, in the order of [`COLUMNS`]; `None` where one is absent or null. Every value is text still: core reads them.
///
/// They borrow from the line wherever they can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line<'a>(pub(crate) [Option<Cow<'a, str>>; COLUMNS.len()]);

impl Line<'_> {
    pub(crate) fn get(&self, column: Column) -> Option<&str> {
        self.0[column as usize].as_deref()
    }
}
