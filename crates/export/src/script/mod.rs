//! A plan as something to run: a table of steps over a small engine.
//!
//! [`lower`] makes the table; [`write()`] prints it above the engine, which is the same in every script. The playbook of Ansible is
//! written from the same table, and its checks are judged by the same functions. The tests carry the table out over a made-up
//! deployment.

mod advice;
mod builds;
mod checks;
mod header;
mod lower;
mod write;

pub use builds::Builds;
pub use checks::{Check, Judge, Look};
pub use header::Origin;
pub(crate) use header::made_from;
pub use lower::lower;
pub(crate) use write::{advice, block, builds, check, runnable};
pub use write::{file_name, to_run, write};

use certplan_core::command::Command;
use certplan_core::facts::{ClusterKind, ClusterName};
use certplan_core::plan::When;
use certplan_core::playbook::{Effect, StepId};
use certplan_core::{Plan, Step};

use crate::words;

/// Runs checks and judges them; Windows PowerShell, for every script that checks something.
pub(crate) const JUDGE: &str = include_str!("judge.ps1");

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
#[non_exhaustive]
pub struct Script<'f> {
    /// The steps.
    pub acts: Vec<Act<'f>>,
    /// The builds that have the same plan.
    pub builds: Builds,
}

impl<'f> Script<'f> {
    /// Whose steps end together, each target once, in order.
    pub fn targets(&self) -> Vec<Scope<'f>> {
        let mut targets = Vec::new();
        for scope in self.acts.iter().filter_map(|act| act.key.scope) {
            if scope != Scope::Management && !targets.contains(&scope) {
                targets.push(scope);
            }
        }
        targets
    }
}

/// A step of the plan in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Act<'f> {
    /// The step.
    pub step: Step<'f>,
    /// Its name.
    pub key: Key<'f>,
    /// What it runs, where it does more than check.
    pub command: Option<Command<'f>>,
    /// What shows whether all is well, in order.
    pub checks: Vec<Check<'f>>,
    /// The steps of this script without which it is not run.
    pub needs: Vec<Key<'f>>,
    /// What a bad outcome calls for.
    pub on_bad: OnBad,
    /// A .NET regular expression: the messages of a bad check that this plan repairs. Empty where there are none.
    pub expected: &'static str,
}

/// The name of a step in a script: its id, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a step is named by these two")]
pub struct Key<'f> {
    /// The step.
    pub id: StepId,
    /// Whose it is; none where it is for the deployment.
    pub scope: Option<Scope<'f>>,
}

/// The steps of one cluster end together.
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

/// What a bad outcome calls for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "engine, playbook and tests must carry out every one")]
pub enum OnBad {
    /// A person is asked whether to go on; without a yes everything ends.
    Ask,
    /// Everything ends.
    Stop,
    /// The steps of this target end; the next target has its turn.
    EndTarget,
    /// It goes on, and is told at the end: the run was not without fault.
    Pass,
    /// It is shown, and left for a person.
    Show,
}

impl OnBad {
    /// What the engine calls it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Stop => "stop",
            Self::EndTarget => "target",
            Self::Pass => "pass",
            Self::Show => "show",
        }
    }
}

impl Act<'_> {
    /// Whether its command changes something.
    pub fn changes(&self) -> bool {
        self.step.entry.effect != Effect::Read
    }

    /// Whether its command is run only where its check is bad.
    pub fn only_if_bad(&self) -> bool {
        self.step.when == When::IfCheckFails
    }

    /// What is left for a person once it is done; empty where nothing is.
    pub fn by_hand(&self) -> &'static str {
        words::by_hand(self.key.id)
    }

    /// What to do about a bad outcome: a .NET regular expression of the messages that it is for, empty where it is for all that have
    /// none of their own, and the advice.
    pub fn advice(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        let texts = words::step(self.key.id).if_it_fails;
        advice::signs(self.key.id).iter().copied().zip(texts.iter().copied())
    }
}

/// Whether the script must be told the name of a cluster.
pub fn needs_name(plan: &Plan<'_>) -> bool {
    plan.steps().any(|step| step.cluster.map(Scope::of) == Some(Scope::Given))
}
