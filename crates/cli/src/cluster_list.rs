//! The clusters of `--clusters-from`: what `Get-AksHciCluster` printed, as values of `--cluster`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use certplan_core::facts::Quoted;
use certplan_inspect::{MOST_BYTES, clusters};

use crate::outcome::{Refusal, Status};

/// The clusters of a file, or of standard input where the path is `-`: the management cluster, which every deployment has
/// and no list names, then each target, and its load balancer where the list says that it has one.
pub(crate) fn read(path: &Path) -> Result<Vec<String>, Refusal> {
    let refused = |reasons: Vec<String>| {
        Refusal::new(Status::WrongFact, reasons.iter().map(|it| format!("--clusters-from: {it}")).collect())
    };
    let bytes =
        if path == Path::new("-") { bounded(io::stdin().lock()) } else { File::open(path).and_then(bounded) };
    let bytes = bytes.map_err(|error| {
        refused(vec![format!("cannot read {}: {error}", Quoted(&path.to_string_lossy()))])
    })?;
    let mut values = vec!["management".to_owned()];
    for cluster in clusters::read(&bytes).map_err(refused)? {
        values.push(format!("target={}", cluster.name));
        if cluster.load_balancer == Some(true) {
            values.push(format!("load-balancer={}", cluster.name));
        }
    }
    Ok(values)
}

/// One byte more than is accepted shows that it is too large.
fn bounded(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
