//! The clusters of `--clusters-from`: what `Get-AksHciCluster` printed, as values of `--cluster`.

use std::path::Path;

use certplan_inspect::{ListedCluster, MOST_BYTES, clusters};

use crate::input;
use crate::outcome::{Refusal, Status};

/// The clusters of a file, or of standard input where the path is `-`: the management cluster, which every deployment has
/// and no list names, then each target, and its load balancer where the list says that it has one.
pub(crate) fn read(path: &Path) -> Result<Vec<String>, Refusal> {
    let refused = |reasons: Vec<String>| {
        Refusal::new(Status::WrongFact, reasons.iter().map(|it| format!("--clusters-from: {it}")).collect())
    };
    // One byte more than is accepted, so that the reader itself says that it is too large.
    let (bytes, _) = input::read(path, MOST_BYTES as u64 + 1).map_err(|reason| refused(vec![reason]))?;
    Ok(values(&clusters::read(&bytes).map_err(refused)?))
}

/// The listed clusters as values of `--cluster`.
pub(crate) fn values(listed: &[ListedCluster]) -> Vec<String> {
    let mut values = vec!["management".to_owned()];
    for cluster in listed {
        values.push(format!("target={}", cluster.name));
        if cluster.load_balancer == Some(true) {
            values.push(format!("load-balancer={}", cluster.name));
        }
    }
    values
}
