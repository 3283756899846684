//! Verdict 1: each plan ends with every credential valid, or at a step that says stop and names why.

use std::collections::BTreeMap;

use super::Violation;
use crate::history::History;
use crate::operator::Outcome;

/// The count of the first verdict.
#[derive(Clone, Debug, Default)]
pub struct Sufficient {
    /// Plans after which everything works.
    pub healthy: u64,
    /// Of these, the plans in which nothing had to be run.
    pub nothing_run: u64,
    /// Plans that ended where they say stop, by step and message.
    pub stopped: BTreeMap<String, u64>,
    /// Plans after which something does not work and no step said so.
    pub violations: Vec<Violation>,
}

impl Sufficient {
    /// Adds one history.
    pub fn add(&mut self, history: &History, outcome: &Outcome) {
        if !outcome.is_sufficient() {
            let early = outcome
                .too_early
                .iter()
                .map(|(ended, repair)| format!("{ended} ended before {repair}, which repairs its reason"));
            let broken = outcome.unexplained.iter().map(|broken| format!("{broken:?}"));
            let what = early.chain(broken).collect::<Vec<_>>().join(", ");
            self.violations.push(Violation { seed: history.seed, what });
        } else if let Some((step, _, failure)) = outcome.stops.first() {
            *self.stopped.entry(format!("{step}: {failure:?}")).or_default() += 1;
        } else {
            self.healthy += 1;
            self.nothing_run += u64::from(outcome.ran.is_empty());
        }
    }

    /// Adds the counts of another run.
    pub fn merge(&mut self, other: Self) {
        self.healthy += other.healthy;
        self.nothing_run += other.nothing_run;
        for (reason, count) in other.stopped {
            *self.stopped.entry(reason).or_default() += count;
        }
        self.violations.extend(other.violations);
    }
}
