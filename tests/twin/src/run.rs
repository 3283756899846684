//! Many histories, on every core, and what the verdicts say of them.

use std::fmt;
use std::thread;

use crate::clock::POWER_OFF;
use crate::history::History;
use crate::mutation::Mutation;
use crate::operator::follow;
use crate::told::{FoundOut, facts};
use crate::verdict::{Evidenced, Forecasted, Honest, Necessary, Sufficient, Violation};

/// What all verdicts say of a run.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    /// How many histories there were.
    pub histories: u64,
    /// Verdict 1.
    pub sufficient: Sufficient,
    /// Verdict 2.
    pub necessary: Necessary,
    /// Verdict 3.
    pub honest: Honest,
    /// Verdict 4.
    pub forecast: Forecasted,
    /// Verdict 5.
    pub evidence: Evidenced,
}

/// Runs so many histories from a seed on, with a mistake or none.
///
/// # Panics
/// Where a worker thread panics: core refused what a person typed.
pub fn run(histories: u64, seed: u64, mutation: Mutation) -> Verdicts {
    let workers = thread::available_parallelism().map_or(1, |count| count.get() as u64).min(histories.max(1));
    thread::scope(|scope| {
        let started: Vec<_> = (0..workers)
            .map(|worker| {
                scope.spawn(move || {
                    let mut verdicts = Verdicts::default();
                    for index in (worker..histories).step_by(usize::try_from(workers).unwrap_or(1)) {
                        verdicts.add(seed.wrapping_add(index), mutation);
                    }
                    verdicts
                })
            })
            .collect();
        let mut whole = Verdicts::default();
        for worker in started {
            whole.merge(worker.join().expect("a worker panicked"));
        }
        whole.sort();
        whole
    })
}

impl Verdicts {
    fn add(&mut self, seed: u64, mutation: Mutation) {
        let history =
            History::with(seed, |model| model.leaf_needs_api = mutation != Mutation::RenewalWithoutApi);
        let told = facts(&history, FoundOut::default(), mutation);
        let outcome = follow(&history, mutation);
        self.histories += 1;
        self.sufficient.add(&history, &outcome);
        if mutation == Mutation::None {
            self.necessary.add(&history, &outcome);
        }
        self.honest.add(&history, &told, POWER_OFF + history.length);
        self.forecast.add(&history, &told);
        self.evidence.add(&history, mutation);
    }

    fn merge(&mut self, other: Self) {
        self.histories += other.histories;
        self.sufficient.merge(other.sufficient);
        self.necessary.merge(&other.necessary);
        self.honest.merge(other.honest);
        self.forecast.merge(other.forecast);
        self.evidence.merge(other.evidence);
    }

    fn sort(&mut self) {
        let Self { sufficient, honest, forecast, evidence, .. } = self;
        for violations in [
            &mut sufficient.violations,
            &mut honest.violations,
            &mut forecast.violations,
            &mut evidence.sufficient.violations,
            &mut evidence.honest.violations,
        ] {
            violations.sort_by_key(|violation| violation.seed);
        }
    }

    /// Whether every verdict holds.
    pub fn hold(&self) -> bool {
        self.lines().iter().all(|line| line.broken.is_none())
    }

    /// One line a verdict.
    pub fn lines(&self) -> [Line; 5] {
        let first = |violations: &[Violation]| {
            violations.first().map(|violation| {
                format!("{} broken, first by seed {}: {}", violations.len(), violation.seed, violation.what)
            })
        };
        let one_kind = self.honest.unsure_with_one_kind();
        let missing: Vec<_> = self
            .necessary
            .witnesses
            .iter()
            .filter(|(_, seed)| seed.is_none())
            .map(|(mutation, _)| format!("{mutation:?}"))
            .collect();
        let sufficient = |verdict: &Sufficient| {
            let stopped: u64 = verdict.stopped.values().sum();
            format!(
                "{} healthy ({} with nothing to run), {stopped} ended where the plan says stop",
                verdict.healthy, verdict.nothing_run
            )
        };
        let honest = |verdict: &Honest| {
            let total: u64 = verdict.counts.values().flatten().sum();
            format!("{total} outlooks")
        };
        [
            Line {
                verdict: "sufficient",
                counts: sufficient(&self.sufficient),
                broken: first(&self.sufficient.violations),
            },
            Line {
                verdict: "necessary",
                counts: format!(
                    "{} of {} repairs and pairs have a witness",
                    self.necessary.witnesses.len() - missing.len(),
                    self.necessary.witnesses.len()
                ),
                broken: (!missing.is_empty()).then(|| format!("no witness: {}", missing.join(", "))),
            },
            Line {
                verdict: "honest",
                counts: honest(&self.honest),
                broken: first(&self.honest.violations).or_else(|| {
                    (!one_kind.is_empty())
                        .then(|| format!("unsure, but of one kind only: {}", one_kind.join("; ")))
                }),
            },
            Line {
                verdict: "forecast",
                counts: format!("{} windows and returns held", self.forecast.held),
                broken: first(&self.forecast.violations),
            },
            Line {
                verdict: "evidence",
                counts: format!(
                    "{}; {}",
                    sufficient(&self.evidence.sufficient),
                    honest(&self.evidence.honest)
                ),
                broken: first(&self.evidence.sufficient.violations)
                    .or_else(|| first(&self.evidence.honest.violations)),
            },
        ]
    }
}

/// What one verdict says.
#[derive(Clone, Debug)]
pub struct Line {
    /// The verdict's name.
    pub verdict: &'static str,
    /// What was counted.
    pub counts: String,
    /// What broke it.
    pub broken: Option<String>,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { verdict, counts, broken } = self;
        match broken {
            None => write!(f, "{verdict}: held; {counts}"),
            Some(broken) => write!(f, "{verdict}: BROKEN; {counts}; {broken}"),
        }
    }
}
