//! All deployments in a few numbers, and the worst of them.

use serde::{Deserialize, Serialize};

use super::{LayerRow, Todo};

/// How many deployments there are of each sort, and the worst few.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "readers fill it, views show it")]
pub struct Summary {
    /// Deployments with a plan.
    pub deployments: u64,
    /// Their clusters, load balancers and management clusters among them.
    pub clusters: u64,
    /// Their repair commands.
    pub commands: u64,
    /// Deployments by the layers that are affected; each is counted once.
    pub hit: HitCounts,
    /// Deployments by what is to be done; each is counted once.
    pub todo: TodoCounts,
    /// Deployments whose input has no length.
    pub shutdown_not_given: u64,
    /// Lines without a part in any plan.
    pub rejected_lines: u64,
    /// The worst, the very worst first.
    pub worst: Vec<WorstRow>,
}

impl Summary {
    /// Whether something must be repaired.
    pub const fn needs_repair(&self) -> bool {
        self.deployments > self.todo.nothing
    }
}

/// Deployments by the layers that are affected according to the documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "two layers have four cases")]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "one field for each value of Todo")]
pub struct TodoCounts {
    /// A command is to be run in any case.
    pub repair: u64,
    /// A command is to be run only where a check fails.
    pub check: u64,
    /// A layer is affected and no command is documented for the clusters that were given.
    pub no_command: u64,
    /// Nothing.
    pub nothing: u64,
}

impl TodoCounts {
    /// How many deployments need this.
    pub const fn of(&self, todo: Todo) -> u64 {
        match todo {
            Todo::Repair => self.repair,
            Todo::Check => self.check,
            Todo::NoCommand => self.no_command,
            Todo::Nothing => self.nothing,
        }
    }

    /// Counts one deployment more that needs this.
    pub const fn add(&mut self, todo: Todo) {
        *match todo {
            Todo::Repair => &mut self.repair,
            Todo::Check => &mut self.check,
            Todo::NoCommand => &mut self.no_command,
            Todo::Nothing => &mut self.nothing,
        } += 1;
    }
}

/// One of the worst.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "readers fill it, views show it")]
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
}
