//! Mistakes that are put in on purpose: each must make a verdict fail, or the verdicts prove nothing.

use certplan_core::plan::Plan;
use certplan_core::playbook::StepId;

/// A mistake.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mutation {
    /// None: the plan as it is.
    #[default]
    None,
    /// A repair is left out.
    Drop(StepId),
    /// Two repairs of one group change places.
    Swap(StepId, StepId),
    /// The plan takes the credentials of an old build for those of a new one.
    WrongLife,
    /// In the simulation, Kubernetes certificates renew without an API server.
    RenewalWithoutApi,
    /// What has ended is known as ended, and does not bound the outage.
    NoEvidenceBound,
}

impl Mutation {
    /// Puts the mistake into a plan, where it is one of the plan.
    pub fn apply(self, plan: &mut Plan<'_>) {
        match self {
            Self::Drop(id) => plan.repairs.retain(|step| step.entry.id != id),
            Self::Swap(first, second) => {
                let repairs = &mut plan.repairs;
                let mut from = 0;
                while let Some(one) = (from..repairs.len()).find(|at| repairs[*at].entry.id == first) {
                    if let Some(other) = (one + 1..repairs.len()).find(|at| repairs[*at].entry.id == second) {
                        repairs.swap(one, other);
                        from = other + 1;
                    } else {
                        from = one + 1;
                    }
                }
            }
            Self::None | Self::WrongLife | Self::RenewalWithoutApi | Self::NoEvidenceBound => {}
        }
    }
}
