//! `--evidence [NAME=]FILE`: real dates that take the place of the model.

use std::path::Path;

use certplan_core::facts::ClusterName;
use certplan_core::lifecycle::Evidence;

use crate::inspect;
use crate::outcome::{Refusal, Status};

/// What the files give, and what of them is not used, each with the reason.
pub(crate) struct Given {
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) unused: Vec<String>,
}

/// Reads every file; one that gives nothing at all is a wrong fact.
pub(crate) fn read(arguments: &[String]) -> Result<Given, Refusal> {
    let mut given = Given { evidence: Vec::new(), unused: Vec::new() };
    for argument in arguments {
        let (cluster, path) = split(argument);
        let reading = inspect::read_path(Path::new(path));
        let mut unused: Vec<_> =
            reading.rejected.iter().map(|it| format!("{}: {}", it.origin, it.reason)).collect();
        let before = given.evidence.len();
        for item in reading.items {
            match item.evidence(cluster.as_ref()) {
                Ok(evidence) => given.evidence.push(evidence),
                Err(reason) => unused.push(format!("{}: {reason}", item.origin)),
            }
        }
        if given.evidence.len() == before {
            let reasons = unused.iter().map(|reason| format!("--evidence: {reason}")).collect();
            return Err(Refusal::new(Status::WrongFact, reasons));
        }
        given.unused.extend(unused);
    }
    Ok(given)
}

/// The name before the first equals sign, where it can be a cluster's; `./a=b` is a file.
fn split(argument: &str) -> (Option<ClusterName>, &str) {
    match argument.split_once('=').map(|(name, path)| (name.parse(), path)) {
        Some((Ok(name), path)) => (Some(name), path),
        _ => (None, argument),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_before_the_first_equals_sign_where_it_can_be_one() {
        let split = |text| {
            let (name, path) = split(text);
            (name.map(|name| name.to_string()), path)
        };
        assert_eq!(split("prod=a=b.pem"), (Some("prod".into()), "a=b.pem"));
        assert_eq!(split("./a=b.pem"), (None, "./a=b.pem"));
        assert_eq!(split("Prod=b.pem"), (None, "Prod=b.pem"));
        assert_eq!(split("b.pem"), (None, "b.pem"));
    }
}
