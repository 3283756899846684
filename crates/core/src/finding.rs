//! What the tables say of one layer.

use crate::closed::closed_enum;
use crate::layer::Layer;
use crate::lifecycle::{Outlook, Outlooks};
use crate::outage::Outage;
use crate::rules::{self, RepairPolicy, Rule, Verdict};
use crate::source::Strength;

closed_enum! {
    /// The ground of a statement in a plan.
    pub enum Basis {
        /// A document says it.
        Documented = "documented",
        /// It follows from what the documents say.
        Inferred = "inferred",
        /// The lifetimes of the certificates say it.
        Outlook = "outlook",
        /// The dates of real certificates say it.
        Evidence = "evidence",
        /// It is good practice, with its own source.
        Practice = "practice",
    }
}

/// What the tables say of one layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The layer.
    pub layer: Layer,
    /// What the tables say.
    pub verdict: Verdict,
    /// Whether a document says it or it was inferred.
    pub basis: Basis,
    /// Whether the facts lie where the page changes its answer or has none.
    pub boundary: bool,
    /// What the certificate lifetimes say, or a certificate that was read; `None` where nothing was switched off.
    pub outlook: Option<Outlook>,
    /// Whether a certificate of the layer that was read has expired.
    pub has_ended: bool,
    rules: [Option<&'static Rule>; 2],
}

impl Finding {
    /// What two rules say of a layer: it is impacted when either says so.
    pub(crate) fn of(
        layer: Layer,
        (shutdown, update): (&'static Rule, &'static Rule),
        outage: Outage<'_>,
        outlooks: &Outlooks<'_>,
    ) -> Self {
        let says = |rule: &Rule, verdict| rule.of(layer) == Some(verdict);
        let impacted = says(shutdown, Verdict::Impacted) || says(update, Verdict::Impacted);
        let verdict = if impacted { Verdict::Impacted } else { Verdict::NotImpacted };
        let rules = [shutdown, update].map(|rule| says(rule, verdict).then_some(rule));
        let decided = |test: fn(&Rule) -> bool| rules.into_iter().flatten().any(test);
        // What follows from a length that certificates prove is inferred, whatever the table says about that length.
        let stated = outage.proof.is_none() && decided(|rule| rule.strength == Strength::Stated);
        let has_ended = outlooks.has_ended(layer);
        Self {
            layer,
            verdict,
            basis: if stated { Basis::Documented } else { Basis::Inferred },
            boundary: decided(|rule| rule.boundary),
            outlook: if has_ended { Some(Outlook::Lapsed) } else { outlooks.of_layer(layer) },
            has_ended,
            rules,
        }
    }

    /// The rules that decided.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.rules.into_iter().flatten()
    }

    /// Whether the documents say that the layer needs its repair.
    pub fn is_impacted(&self) -> bool {
        self.verdict == Verdict::Impacted
    }

    /// When its repair runs; `None` where it is not in the plan.
    pub fn repair_policy(&self) -> Option<RepairPolicy> {
        rules::repair_policy::decide(self.verdict, self.outlook)
    }
}
