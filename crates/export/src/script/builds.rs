//! Which builds a script is for: those for which the same plan would be made.

use certplan_core::facts::Build;
use certplan_core::plan::When;
use certplan_core::{Plan, Step, assess, plan};

/// A range of builds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a range has two ends")]
pub struct Builds {
    /// The first one; none where every older build belongs to it.
    pub first: Option<Build>,
    /// The first one behind it; none where every newer build belongs to it.
    pub end: Option<Build>,
}

impl Builds {
    /// The builds around that of the plan, or up to the newest where it has none, for which its repairs are enough.
    pub fn of(plan: &Plan<'_>) -> Self {
        let newest = LIMITS.len();
        let own = plan
            .assessment
            .facts
            .build
            .map_or(newest, |build| LIMITS.iter().filter(|limit| **limit <= build).count());
        let fits = |part: &usize| is_enough(plan, *part);
        let first = (0..own).rev().take_while(fits).last().unwrap_or(own);
        let last = (own + 1..=newest).take_while(fits).last().unwrap_or(own);
        Self { first: first.checked_sub(1).map(|limit| LIMITS[limit]), end: LIMITS.get(last).copied() }
    }

    /// Whether a build belongs to it.
    pub fn contains(&self, build: Build) -> bool {
        self.first.is_none_or(|first| build >= first) && self.end.is_none_or(|end| build < end)
    }
}

/// Where the rules change, in order.
const LIMITS: [Build; 2] = [Build::UPDATE_CMDLETS, Build::SEPTEMBER_2022];

/// The first build that the issue tracker names.
const OLDEST: &str = "1.0.0.10517";

/// Whether the plan does all that the plan for the builds of this part would do, by the same names of cmdlets.
fn is_enough(of: &Plan<'_>, part: usize) -> bool {
    let mut facts = of.assessment.facts.clone();
    facts.build = match part.checked_sub(1) {
        Some(limit) => Some(LIMITS[limit]),
        None => OLDEST.parse().ok(),
    };
    let assessment = assess(&facts);
    let other = plan(&assessment);
    let same = |one: &Step<'_>, wanted: &Step<'_>| {
        let name = |step: &Step<'_>| step.command().program.name(step.command().cmdlets);
        one.entry.id == wanted.entry.id
            && one.cluster == wanted.cluster
            && name(one) == name(wanted)
            && (one.when == When::Always || wanted.when == When::IfCheckFails)
    };
    other.repairs.iter().all(|wanted| of.repairs.iter().any(|one| same(one, wanted)))
}
