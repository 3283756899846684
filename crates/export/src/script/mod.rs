//! A plan as something to run: a small typed tree that says what is looked at, asked, run and ended, and in which order.
//!
//! The tree is what the tests run: an interpreter answers its checks and notes which commands would have run. The writer of
//! Windows PowerShell puts one statement in place of each [`Op`], so the flow of the script is the flow that was tested.

mod flow;
mod header;
pub(crate) mod judge;
mod lines;
mod powershell;
mod statements;

pub use flow::lower;
pub use header::Origin;
pub(crate) use header::made_from;
pub use powershell::{file_name, to_run, write};

use certplan_core::command::{Command, Placeholder};
use certplan_core::facts::{ClusterKind, ClusterName};
use certplan_core::playbook::{Effect, Phase, StepId};
use certplan_core::{Plan, Step};

use crate::powershell::asked_for;
use crate::words;

/// A script that is kept as a file, with the line ends of Windows.
pub(crate) fn windows(script: &str) -> String {
    let mut text = String::new();
    for line in script.lines() {
        text.push_str(line);
        text.push_str("\r\n");
    }
    text
}

/// What a script does, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "writer and interpreter must carry out every one")]
pub enum Op<'f> {
    /// A heading.
    Part(Phase),
    /// Moves kvactl's access file aside, where that was asked for with a switch.
    MoveAccessFileAside,
    /// Copies access files and kubeconfigs beside themselves.
    BackUp,
    /// What belongs to one cluster; not entered where this cluster's steps have ended before.
    Cluster(Scope<'f>, Vec<Op<'f>>),
    /// A step, and what to do about it.
    Step(Act<'f>, Vec<Do>),
}

/// What to do about a step.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "writer and interpreter must carry out every one")]
pub enum Do {
    /// Goes in only where an earlier run has not recorded the step.
    Unrecorded(Vec<Do>),
    /// Shows the check's outcome, and lets it decide nothing.
    Look,
    /// Checks, without waiting; goes on with the first where it is bad, else with the second.
    IfBad(Vec<Do>, Vec<Do>),
    /// Runs the command: goes on with the first where it ran, with the second where it failed, with neither where it was
    /// declined.
    Run(Vec<Do>, Vec<Do>),
    /// Checks, waiting as long as the step may take; goes on with the first where it is good, else with the second.
    Judge(Vec<Do>, Vec<Do>),
    /// Says what to do where the step failed.
    Advise,
    /// Asks whether to go on all the same; goes in unless the answer is yes.
    UnlessAccepted(Vec<Do>),
    /// Records that the step is done.
    Record,
    /// Ends the steps of the cluster.
    EndCluster,
    /// Ends everything.
    EndAll,
}

/// One cluster's steps end together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "there are no others: the page's table has one management cluster"
)]
pub enum Scope<'f> {
    /// The management cluster.
    Management,
    /// A target and its load balancer.
    Named(&'f ClusterName),
    /// The target whose name the script is given.
    Given,
}

impl<'f> Scope<'f> {
    /// The scope of a cluster.
    pub const fn of(cluster: (ClusterKind, Option<&'f ClusterName>)) -> Self {
        match cluster {
            (ClusterKind::Management, _) => Self::Management,
            (ClusterKind::Target | ClusterKind::LoadBalancer, Some(name)) => Self::Named(name),
            (ClusterKind::Target | ClusterKind::LoadBalancer, None) => Self::Given,
        }
    }
}

/// A step of the plan in a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act<'f> {
    /// The step.
    pub step: Step<'f>,
    /// Whose it is; none where it is for the deployment.
    pub scope: Option<Scope<'f>>,
}

impl<'f> Act<'f> {
    /// The step as part of a script.
    pub fn new(step: Step<'f>) -> Self {
        Self { step, scope: step.cluster.map(Scope::of) }
    }

    /// Whether the command shows something that its check does not.
    pub fn has_own_command(&self) -> bool {
        !self.step.check().eq([self.step.command()])
    }

    /// Its command, then those of its check.
    pub(crate) fn each_command(&self, each: &mut dyn FnMut(&Command<'f>)) {
        each(&self.step.command());
        for check in self.step.check() {
            each(&check);
        }
    }

    /// What it must be told before it can run, the names of clusters apart, each once.
    pub(crate) fn asked(&self) -> Vec<Placeholder> {
        let mut asked = Vec::new();
        self.each_command(&mut |command| {
            for placeholder in asked_for(command) {
                if !asked.contains(&placeholder) {
                    asked.push(placeholder);
                }
            }
        });
        asked
    }

    /// A title, with the cluster where it is for one.
    pub(crate) fn titled(&self, title: &str) -> String {
        match self.step.cluster {
            None => title.to_owned(),
            Some((kind, name)) => {
                let cluster = words::cluster(kind, name.map(ClusterName::as_str));
                [title, " (", &cluster, ")"].concat()
            }
        }
    }

    /// Whether a later run skips it: what changed something, and what takes long or cannot be had twice.
    ///
    /// What only looks is cheap, and what was true yesterday need not be true when a run is taken up again.
    pub fn is_recorded(&self) -> bool {
        self.step.entry.effect != Effect::Read
            || self.step.entry.phase == Phase::Aftercare
            || self.step.entry.id == StepId::CollectLogs
    }

    /// How long its check may take to turn good, in seconds: 0 to 600.
    pub fn patience(&self) -> u16 {
        if self.step.entry.effect == Effect::Read { 0 } else { 600 }
    }
}

/// Whether the script must be told the name of a cluster.
pub fn needs_name(plan: &Plan<'_>) -> bool {
    plan.steps().any(|step| step.cluster.map(Scope::of) == Some(Scope::Given))
}

/// Every step of the tree, in order.
pub fn acts<'a, 'f>(ops: &'a [Op<'f>]) -> impl Iterator<Item = &'a Act<'f>> {
    let mut acts = Vec::new();
    gather(ops, &mut acts);
    acts.into_iter()
}

fn gather<'a, 'f>(ops: &'a [Op<'f>], acts: &mut Vec<&'a Act<'f>>) {
    for op in ops {
        match op {
            Op::Step(act, _) => acts.push(act),
            Op::Cluster(_, body) => gather(body, acts),
            Op::Part(_) | Op::MoveAccessFileAside | Op::BackUp => {}
        }
    }
}
