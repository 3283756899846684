//! Verdict 2: each repair, and each pair in the order, is needed by some history.

use certplan_core::playbook::StepId;

use crate::history::History;
use crate::mutation::Mutation;
use crate::operator::{Outcome, follow};

/// For each mistake, the first history in which it leaves something broken.
#[derive(Clone, Debug)]
pub struct Necessary {
    /// The mistakes, each with its witness.
    pub witnesses: Vec<(Mutation, Option<u64>)>,
}

/// The repairs, in the playbook's order.
const REPAIRS: [StepId; 4] =
    [StepId::RenewManagement, StepId::FixKubelet, StepId::FixCloud, StepId::FixCloudAndBalancer];

impl Default for Necessary {
    fn default() -> Self {
        let mut mutations: Vec<Mutation> = REPAIRS.into_iter().map(Mutation::Drop).collect();
        for (place, first) in REPAIRS.into_iter().enumerate() {
            for second in REPAIRS.into_iter().skip(place + 1) {
                // The two forms of the cloud call never come together for one target.
                if first != StepId::FixCloud {
                    mutations.push(Mutation::Swap(first, second));
                }
            }
        }
        Self { witnesses: mutations.into_iter().map(|mutation| (mutation, None)).collect() }
    }
}

impl Necessary {
    /// Tries each mistake that has no witness yet on a history whose plan heals everything.
    pub fn add(&mut self, history: &History, outcome: &Outcome) {
        if !outcome.is_healthy() {
            return;
        }
        for (mutation, witness) in &mut self.witnesses {
            if witness.is_none() && !follow(history, *mutation).is_healthy() {
                *witness = Some(history.seed);
            }
        }
    }

    /// Keeps the witnesses of either run.
    pub fn merge(&mut self, other: &Self) {
        for ((_, mine), (_, theirs)) in self.witnesses.iter_mut().zip(&other.witnesses) {
            *mine = match (*mine, *theirs) {
                (Some(mine), Some(theirs)) => Some(mine.min(theirs)),
                (mine, theirs) => mine.or(theirs),
            };
        }
    }
}
