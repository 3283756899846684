//! Verdict 5: with dates read from the deployment in place of a length, verdicts 1 and 3 hold too.

use certplan_core::Facts;
use certplan_core::facts::{Answers, Utc};
use certplan_core::lifecycle::{CredentialId, Evidence};

use super::{Honest, Sufficient};
use crate::clock::{MINUTE, Seconds};
use crate::deployment::Deployment;
use crate::history::History;
use crate::mutation::Mutation;
use crate::operator::follow_facts;
use crate::told::timestamp;

/// The counts of the fifth verdict.
#[derive(Clone, Debug, Default)]
pub struct Evidenced {
    /// Verdict 1 with evidence.
    pub sufficient: Sufficient,
    /// Verdict 3 with evidence.
    pub honest: Honest,
    /// Histories that were left out: a client lost its certificate at the restart, which no date shows.
    pub without_a_date: u64,
}

impl Evidenced {
    /// Adds one history of which nobody typed a length.
    pub fn add(&mut self, history: &History, mutation: Mutation) {
        // Dates are read where the clocks are right; a wrong clock is a hard stop of its own.
        let mut after = Deployment { clock_error: 0, ..history.after.clone() };
        after.advance(HALF_AN_HOUR);
        let now = after.now;
        let history = &History { after, ..history.clone() };
        if history.after.has_lost_a_certificate() {
            self.without_a_date += 1;
            return;
        }
        let outcome =
            follow_facts(history, mutation, |found| read(history, found.build, found.update, mutation));
        self.sufficient.add(history, &outcome);
        self.honest.add(history, &read(history, false, false, mutation), now);
    }

    /// Adds the counts of another run.
    pub fn merge(&mut self, other: Self) {
        self.sufficient.merge(other.sufficient);
        self.honest.merge(other.honest);
        self.without_a_date += other.without_a_date;
    }
}

/// Nobody reads dates in the minute in which the power comes back.
const HALF_AN_HOUR: Seconds = 30 * MINUTE;

/// The dates of each target's control plane.
fn read(history: &History, build: bool, update: bool, mutation: Mutation) -> Facts {
    let mut clusters = vec!["management".to_owned()];
    clusters.extend(history.before.targets.iter().map(|target| format!("target={}", target.name)));
    let balanced = history.before.targets.iter().filter(|target| target.balancer.is_some());
    clusters.extend(balanced.map(|target| format!("load-balancer={}", target.name)));
    let clusters: Vec<&str> = clusters.iter().map(String::as_str).collect();
    let since_update = update.then(|| format!("{}s", history.since_update));
    let at = timestamp(history.after.now).to_string();
    let answers = Answers {
        clusters,
        at: Some(&at),
        build: (build || history.told.build).then(|| history.before.model.build()),
        since_update: since_update.as_deref(),
        ..Answers::default()
    };
    let mut facts = answers.read(&Utc).expect("what is read of a history is well formed");
    for target in &history.after.targets {
        facts.evidence.push(Evidence {
            credential: CredentialId::KubernetesLeaf,
            cluster: Some(target.name.parse().expect("a name of a cluster")),
            not_before: Some(timestamp(target.leaf.not_before)),
            not_after: timestamp(target.leaf.not_after),
            origin: "apiserver.crt".to_owned(),
        });
    }
    if mutation == Mutation::NoEvidenceBound {
        // What ended this second has expired all the same, and proves no outage that matters.
        let now = timestamp(history.after.now - 1);
        for item in &mut facts.evidence {
            item.not_after = item.not_after.max(now);
        }
    }
    facts
}
