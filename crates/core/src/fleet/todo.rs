//! What is to be done for a deployment, and how bad its state is.

use crate::assessment::Finding;
use crate::closed::closed_enum;
use crate::facts::{Duration, Shutdown};
use crate::lifecycle::Outlook;
use crate::plan::{Plan, When};

closed_enum! {
    /// What is to be done for a deployment, the least first.
    pub enum Todo {
        /// Nothing.
        Nothing = "nothing",
        /// A layer is affected and no command is documented for the clusters that were given.
        NoCommand = "no-command",
        /// A command is to be run only where a check fails.
        Check = "check",
        /// A command is to be run in any case.
        Repair = "repair",
    }
}

impl Todo {
    /// What is to be done by a plan.
    pub fn of(plan: &Plan<'_>) -> Self {
        let certain = plan.repairs.iter().any(|step| step.when == When::Always);
        let affected = plan.assessment.findings.iter().any(Finding::is_impacted);
        match (certain, plan.repairs.is_empty(), affected) {
            (true, _, _) => Self::Repair,
            (false, false, _) => Self::Check,
            (false, true, true) => Self::NoCommand,
            (false, true, false) => Self::Nothing,
        }
    }
}

/// How bad the state of a deployment is: layers that are affected, then the worse outlook, then the longer shutdown, then
/// more commands that are run in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Badness {
    affected: usize,
    outlook: Option<Outlook>,
    seconds: u64,
    commands: usize,
}

impl Badness {
    /// How bad a plan is.
    pub fn of(plan: &Plan<'_>) -> Self {
        let findings = &plan.assessment.findings;
        Self {
            affected: findings.iter().filter(|finding| finding.is_impacted()).count(),
            outlook: findings.iter().filter_map(|finding| finding.outlook).max(),
            seconds: match plan.assessment.facts.shutdown {
                Shutdown::Unknown => u64::MAX,
                shutdown => shutdown.length().map_or(0, Duration::seconds),
            },
            commands: plan.repairs.iter().filter(|step| step.when == When::Always).count(),
        }
    }

    /// How many commands are to be run in any case.
    pub const fn commands(&self) -> usize {
        self.commands
    }
}
