//! `--evidence [NAME=]FILE`: real dates that take the place of the model.

use std::path::Path;

use certplan_core::derived::{Origin, Told};
use certplan_core::facts::{ClusterName, Duration, FactsInput, Question};
use certplan_core::lifecycle::Evidence;
use certplan_core::symptom;
use certplan_inspect::{Collected, CollectedError, MOST_BYTES, OtherDeployment, Reading, collected};

use crate::outcome::{Refusal, Status};
use crate::{input, inspect, machine};

/// What the files give, and what of them is not used, each with the reason.
#[derive(Default)]
pub(crate) struct Given {
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) unused: Vec<String>,
    /// What a collector's file has beside certificates.
    pub(crate) collected: Option<Collected>,
    /// What makes a file doubtful.
    pub(crate) doubts: Vec<String>,
}

/// Clocks that differ by more than these seconds are worth a warning.
const CLOCKS_DIFFER: i64 = 300;

/// Reads every file; one that gives nothing at all is a wrong fact.
pub(crate) fn read(arguments: &[String]) -> Result<Given, Refusal> {
    let mut given = Given::default();
    for argument in arguments {
        let (cluster, path) = split(argument);
        let collected = collected_file(Path::new(path));
        given
            .add(path, cluster.as_ref(), collected, inspect::read_path(Path::new(path)))
            .map_err(|refusal| refusal.of_flag("--evidence"))?;
    }
    Ok(given)
}

/// The content of a collector's file, from bytes that were read.
pub(crate) fn of_collector(name: &str, bytes: &[u8]) -> Result<Given, Refusal> {
    let mut given = Given::default();
    given.add(name, None, Some(collected(&symptom::text(bytes))), certplan_inspect::read(name, bytes))?;
    Ok(given)
}

impl Given {
    fn add(
        &mut self,
        path: &str,
        cluster: Option<&ClusterName>,
        collected: Option<Result<Collected, CollectedError>>,
        reading: Reading,
    ) -> Result<(), Refusal> {
        let is_of_collector = collected.is_some();
        if let Some(found) = collected {
            self.take(path, found.map_err(|error| Refusal::of_fact(format!("{path}: {error}")))?)?;
        }
        // A collector's file may have clusters and power events alone.
        let rejected = reading
            .rejected
            .iter()
            .filter(|it| !(is_of_collector && reading.items.is_empty() && it.origin == path));
        let mut unused: Vec<_> = rejected.map(|it| format!("{}: {}", it.origin, it.reason)).collect();
        let before = self.evidence.len();
        for item in reading.items {
            match item.evidence(cluster) {
                Ok(evidence) => self.evidence.push(evidence),
                Err(reason) => unused.push(format!("{}: {reason}", item.origin)),
            }
        }
        // A collector's file may have clusters and power events alone.
        if self.evidence.len() == before
            && self.collected.as_ref().is_none_or(|collected| collected.origins.is_empty())
        {
            return Err(Refusal::new(Status::WrongFact, unused));
        }
        self.unused.extend(unused);
        Ok(())
    }

    /// Takes the content of a collector's file. Several files of one deployment are merged.
    fn take(&mut self, path: &str, found: Collected) -> Result<(), Refusal> {
        if let (Some(written), Some(now)) = (found.written, machine::now())
            && written.unix() > now.unix() + CLOCKS_DIFFER
        {
            let file = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
            self.doubts.push(certplan_words::from_the_future(&file, written, now));
        }
        self.collected = Some(match self.collected.take() {
            None => found,
            Some(earlier) => earlier.join(found).map_err(|OtherDeployment| {
                Refusal::of_fact(format!(
                    "{path}: it is of another deployment than the file before it; accepted: files of one \
                     deployment, or certplan fleet for many"
                ))
            })?,
        });
        Ok(())
    }

    /// What the collector's file answered, each with where it comes from; of what was typed too, only where the two differ.
    pub(crate) fn derived(&self, typed: &FactsInput) -> Vec<String> {
        let Some(collected) = &self.collected else { return Vec::new() };
        let outage_is_typed = typed.shutdown.is_some() || typed.from.is_some() || typed.to.is_some();
        let tell = |origin: &Origin| {
            let is_typed = match origin.question {
                Question::Shutdown => outage_is_typed,
                other => !typed.given(other).is_empty(),
            };
            match (is_typed, is_as_typed(origin, &collected.input, typed)) {
                (false, _) => Some(certplan_words::derived(origin)),
                (true, true) => None,
                (true, false) => Some(certplan_words::not_derived(origin)),
            }
        };
        collected.origins.iter().filter_map(tell).collect()
    }
}

/// Whether what was typed says the same as the file; lengths that differ by less than a day do.
fn is_as_typed(origin: &Origin, found: &FactsInput, typed: &FactsInput) -> bool {
    match &origin.what {
        Told::PowerEvents { from, to } => {
            let length = typed.shutdown.as_deref().and_then(|text| text.parse::<Duration>().ok());
            let seconds = u64::try_from(to.unix() - from.unix()).unwrap_or_default();
            length.is_some_and(|length| length.seconds().abs_diff(seconds) < 86_400)
        }
        // Fewer clusters than there are is a choice.
        Told::Clusters { .. } => typed.clusters.iter().all(|cluster| found.clusters.contains(cluster)),
        Told::Module => typed.given(origin.question) == found.given(origin.question),
        Told::NoOutage => false,
        _ => true,
    }
}

/// The facts of a file of the collector; `None` where it is none, or cannot be opened.
pub(crate) fn collected_file(path: &Path) -> Option<Result<Collected, CollectedError>> {
    // Standard input can be read once, and its certificates come first.
    if path == Path::new("-") {
        return None;
    }
    let (bytes, more) = input::read(path, MOST_BYTES as u64).ok()?;
    let text = symptom::text(&bytes);
    (!more && text.contains("\"certplan/evidence/")).then(|| collected(&text))
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
