//! The page's tables as rows, one table a concern, each proved complete and unambiguous by the compiler.

pub(crate) mod commands;
mod proof;
pub(crate) mod repair_policy;
pub(crate) mod shutdown;
pub(crate) mod update;

pub use commands::{COMMANDS, CommandRule};
pub use repair_policy::{OutlookCase, PolicyGround, REPAIR_POLICIES, RepairPolicy, RepairPolicyRule, When};
pub use shutdown::{SHUTDOWN, ShutdownRule};
pub use update::{UPDATE, UpdateRule};

use crate::closed::closed_enum;
use crate::layer::Layer;
use crate::source::{Source, Strength};

closed_enum! {
    /// What the documents say of a layer.
    ///
    /// Exhaustive: the page's tables know these two words.
    pub enum Verdict {
        /// The layer needs its repair.
        Impacted = "impacted",
        /// It does not.
        NotImpacted = "not_impacted",
    }
}

closed_enum! {
    /// The name of a rule; once given, it stays.
    pub enum RuleId {
        /// No shutdown: the update table decides.
        NoShutdown = "no-shutdown",
        /// The page's first row.
        ShutdownUnder30d = "shutdown-under-30d",
        /// Where the page is silent.
        ShutdownAt30d = "shutdown-at-30d",
        /// The page's second row.
        ShutdownOver30d = "shutdown-over-30d",
        /// A shutdown of unknown length.
        ShutdownUnknown = "shutdown-unknown",
        /// Updated within 90 days.
        UpdatedWithin90d = "updated-within-90d",
        /// Not updated within 90 days.
        NotUpdatedWithin90d = "not-updated-within-90d",
        /// The last update is not known.
        UpdateUnknown = "update-unknown",
    }
}

/// What a rule says of each layer; `None` where it leaves the layer to the other table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdicts {
    /// The infrastructure layer.
    pub moc: Option<Verdict>,
    /// The Kubernetes layer.
    pub kubernetes: Option<Verdict>,
}

/// What a rule says, why, and its sources: the part that every decision table has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub id: RuleId,
    /// What it says of each layer.
    pub then: Verdicts,
    /// Whether the facts lie where the page changes its answer or has none.
    pub boundary: bool,
    /// How firmly the source carries it: [`Strength::Inferred`] where the page is silent.
    pub strength: Strength,
    /// Where it comes from.
    pub source: &'static Source,
}

impl Rule {
    /// What it says of one layer.
    pub const fn of(&self, layer: Layer) -> Option<Verdict> {
        match layer {
            Layer::Moc => self.then.moc,
            Layer::Kubernetes => self.then.kubernetes,
        }
    }
}
