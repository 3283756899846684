//! All deployments in a few numbers, and the worst of them.

use std::cmp::Reverse;

use certplan_core::Plan;
use certplan_core::facts::{Duration, Shutdown};
use certplan_core::lifecycle::Outlook;
use certplan_core::plan::When;
use serde::Serialize;

use crate::deployment::Deployment;
use crate::label::Label;
use crate::row::LayerRow;

/// How many deployments there are of each sort, and the worst few: what is kept does not grow with the fleet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// Deployments with a plan.
    pub deployments: u64,
    /// Their clusters, load balancers and management clusters among them.
    pub clusters: u64,
    /// Their repair commands.
    pub commands: u64,
    /// Deployments by the layers that are hit; each is counted once.
    pub hit: HitCounts,
    /// Deployments by what is to be done; each is counted once.
    pub todo: TodoCounts,
    /// Deployments of which nothing says how long they were off.
    pub shutdown_not_given: u64,
    /// Lines without a part in any plan.
    pub rejected_lines: u64,
    /// The worst, the very worst first.
    pub worst: Vec<WorstRow>,
    #[serde(skip)]
    most: usize,
}

/// Deployments by the layers that the documents say are hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HitCounts {
    /// Both layers.
    pub both: u64,
    /// The infrastructure layer alone.
    pub moc: u64,
    /// The Kubernetes layer alone.
    pub kubernetes: u64,
    /// Neither.
    pub neither: u64,
}

/// Deployments by what is to be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TodoCounts {
    /// A command is to be run in any case.
    pub repair: u64,
    /// A command is to be run only where a check fails.
    pub check: u64,
    /// A layer is hit and no command is documented for the clusters that were given.
    pub no_command: u64,
    /// Nothing.
    pub nothing: u64,
}

/// What is to be done for a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::exhaustive_enums, reason = "something is done, looked at, missing, or nothing is")]
pub enum Todo {
    /// Nothing.
    Nothing,
    /// A layer is hit and no command is documented for the clusters that were given.
    NoCommand,
    /// A command is to be run only where a check fails.
    Check,
    /// A command is to be run in any case.
    Repair,
}

impl Todo {
    /// Every one, what asks for the most first.
    pub const ALL: [Self; 4] = [Self::Repair, Self::Check, Self::NoCommand, Self::Nothing];

    /// What is to be done by a plan.
    pub fn of(plan: &Plan<'_>) -> Self {
        let certain = plan.repairs.iter().any(|step| step.when == When::Always);
        let hit = plan.assessment.findings.iter().any(certplan_core::Finding::is_impacted);
        match (certain, plan.repairs.is_empty(), hit) {
            (true, _, _) => Self::Repair,
            (false, false, _) => Self::Check,
            (false, true, true) => Self::NoCommand,
            (false, true, false) => Self::Nothing,
        }
    }
}

/// One of the worst.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorstRow {
    /// The deployment.
    pub deployment: String,
    /// The number of its first line.
    pub line: u64,
    /// Each layer and what the documents say of it.
    pub layers: [LayerRow; 2],
    /// How many clusters it has.
    pub clusters: usize,
    /// How many commands are to be run in any case.
    pub commands: usize,
    #[serde(skip)]
    badness: Badness,
}

/// How bad it stands with a deployment: layers that are hit, then the worse outlook, then the longer shutdown, then more
/// commands that are run in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Badness {
    hit: usize,
    outlook: Option<Outlook>,
    seconds: u64,
    commands: usize,
}

impl Badness {
    /// How bad a plan is.
    pub fn of(plan: &Plan<'_>) -> Self {
        let findings = &plan.assessment.findings;
        Self {
            hit: findings.iter().filter(|finding| finding.is_impacted()).count(),
            outlook: findings.iter().filter_map(|finding| finding.outlook).max(),
            seconds: match plan.assessment.facts.shutdown {
                Shutdown::Unknown => u64::MAX,
                shutdown => shutdown.length().map_or(0, Duration::seconds),
            },
            commands: plan.repairs.iter().filter(|step| step.when == When::Always).count(),
        }
    }
}

impl Summary {
    /// A summary of nothing that keeps the worst `most`.
    pub fn new(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// Counts a deployment.
    pub fn add(&mut self, deployment: &Deployment, plan: &Plan<'_>) {
        let hit = plan.assessment.findings.each_ref().map(certplan_core::Finding::is_impacted);
        self.deployments += 1;
        self.clusters += plan.clusters.len() as u64;
        self.commands += plan.repairs.len() as u64;
        self.shutdown_not_given += u64::from(!deployment.shutdown_is_given);
        *match hit {
            [true, true] => &mut self.hit.both,
            [true, false] => &mut self.hit.moc,
            [false, true] => &mut self.hit.kubernetes,
            [false, false] => &mut self.hit.neither,
        } += 1;
        let todo = Todo::of(plan);
        *match todo {
            Todo::Repair => &mut self.todo.repair,
            Todo::Check => &mut self.todo.check,
            Todo::NoCommand => &mut self.todo.no_command,
            Todo::Nothing => &mut self.todo.nothing,
        } += 1;
        // A deployment with nothing to do is none of the worst.
        if todo != Todo::Nothing {
            self.rank(deployment, plan, Badness::of(plan));
        }
    }

    /// Counts a line that was rejected.
    pub fn reject(&mut self) {
        self.rejected_lines += 1;
    }

    /// Whether something must be repaired.
    pub fn needs_repair(&self) -> bool {
        self.deployments > self.todo.nothing
    }

    fn rank(&mut self, deployment: &Deployment, plan: &Plan<'_>, badness: Badness) {
        let place = self.worst.partition_point(|other| Reverse(other.badness) <= Reverse(badness));
        if place >= self.most {
            return;
        }
        self.worst.truncate(self.most - 1);
        let row = WorstRow {
            deployment: Label::as_str(&deployment.name).to_owned(),
            line: deployment.lines.0,
            layers: plan.assessment.findings.map(|finding| LayerRow::new(&finding)),
            clusters: plan.clusters.len(),
            commands: badness.commands,
            badness,
        };
        self.worst.insert(place, row);
    }
}
