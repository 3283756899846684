//! Counts deployments as they come, and keeps the worst of them.

use std::cmp::Reverse;

use certplan_core::Plan;
use certplan_core::assessment::Finding;
use certplan_core::fleet::{Badness, LayerRow, Summary, Todo, WorstRow};

use crate::deployment::Deployment;

/// Counts, and the worst few: what is kept does not grow with the fleet.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    summary: Summary,
    /// How bad each of the worst is, in their order.
    badness: Vec<Badness>,
    most: usize,
}

impl Tally {
    /// A tally of nothing that keeps the worst `most`.
    pub fn new(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// What was counted so far.
    pub const fn summary(&self) -> &Summary {
        &self.summary
    }

    /// What was counted.
    pub fn finish(self) -> Summary {
        self.summary
    }

    /// Counts a deployment.
    pub fn add(&mut self, deployment: &Deployment, plan: &Plan<'_>) {
        let summary = &mut self.summary;
        summary.deployments += 1;
        summary.clusters += plan.clusters.len() as u64;
        summary.commands += plan.repairs.len() as u64;
        summary.shutdown_not_given += u64::from(!deployment.shutdown_is_given);
        *match plan.assessment.findings.each_ref().map(Finding::is_impacted) {
            [true, true] => &mut summary.hit.both,
            [true, false] => &mut summary.hit.moc,
            [false, true] => &mut summary.hit.kubernetes,
            [false, false] => &mut summary.hit.neither,
        } += 1;
        let todo = Todo::of(plan);
        summary.todo.add(todo);
        // A deployment with nothing to do is none of the worst.
        if todo != Todo::Nothing {
            self.rank(deployment, plan, Badness::of(plan));
        }
    }

    /// Counts a line that was rejected.
    pub fn reject(&mut self) {
        self.summary.rejected_lines += 1;
    }

    fn rank(&mut self, deployment: &Deployment, plan: &Plan<'_>, badness: Badness) {
        let place = self.badness.partition_point(|other| Reverse(*other) <= Reverse(badness));
        if place >= self.most {
            return;
        }
        self.badness.truncate(self.most - 1);
        self.badness.insert(place, badness);
        let row = WorstRow {
            deployment: deployment.name.as_str().to_owned(),
            line: deployment.lines.0,
            layers: plan.assessment.findings.each_ref().map(LayerRow::from),
            clusters: plan.clusters.len(),
            commands: badness.commands(),
        };
        self.summary.worst.truncate(self.most - 1);
        self.summary.worst.insert(place, row);
    }
}
