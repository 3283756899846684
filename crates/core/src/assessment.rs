//! What the facts mean for each layer, and which rules say so.

use crate::case;
use crate::circumstance::{Circumstance, circumstances};
use crate::closed::{Set, closed_enum};
use crate::facts::Facts;
use crate::layer::Layer;
use crate::lifecycle::{Outlook, Outlooks};
use crate::outage::Outage;
use crate::rules::{self, RepairPolicy, Rule, Verdict};
use crate::source::Strength;

closed_enum! {
    /// What a statement of a plan rests on.
    pub enum Basis {
        /// A document says it.
        Documented = "documented",
        /// It follows from what the documents say.
        Inferred = "inferred",
        /// The lives of the certificates say it.
        Outlook = "outlook",
        /// The dates of real certificates say it.
        Evidence = "evidence",
        /// It is good practice, with a source of its own.
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
    /// What the lives of the certificates say, or a certificate that was read; `None` where nothing was switched off.
    pub outlook: Option<Outlook>,
    /// Whether a certificate of the layer that was read has ended.
    pub has_ended: bool,
    rules: [Option<&'static Rule>; 2],
}

impl Finding {
    /// The rules that decided.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.rules.into_iter().flatten()
    }

    /// Whether the documents say that the layer needs its repair.
    pub fn is_impacted(&self) -> bool {
        self.verdict == Verdict::Impacted
    }

    /// How its repair stands in the plan; `None` where it is not in it.
    pub fn repair_policy(&self) -> Option<RepairPolicy> {
        rules::repair_policy::decide(self.verdict, self.outlook)
    }
}

/// Facts and what they mean for each layer.
#[derive(Clone, Copy, Debug)]
pub struct Assessment<'f> {
    /// The facts.
    pub facts: &'f Facts,
    /// How long renewal did not work, by what was typed or by ended certificates.
    pub outage: Outage<'f>,
    /// One finding a layer, in the order of [`Layer`].
    pub findings: [Finding; 2],
    /// Everything else that is true of the incident.
    pub circumstances: Set<Circumstance>,
    pub(crate) outlooks: Outlooks<'f>,
}

impl Assessment<'_> {
    /// What was found of a layer.
    pub const fn of(&self, layer: Layer) -> &Finding {
        &self.findings[layer as usize]
    }
}

/// Decides which layers the shutdown hit, and how likely that is by the lives of the certificates.
///
/// # Example: 45 days hit both layers
///
/// ```
/// use certplan_core::facts::{Answers, Utc};
/// use certplan_core::{Layer, assess};
///
/// let facts = Answers { shutdown: Some("45d"), ..Answers::default() }.read(&Utc).unwrap();
/// let assessment = assess(&facts);
/// assert!(assessment.of(Layer::Moc).is_impacted());
/// assert!(assessment.of(Layer::Kubernetes).is_impacted());
/// ```
pub fn assess(facts: &Facts) -> Assessment<'_> {
    let outage = Outage::of(facts);
    let cases = (case::shutdown(outage), case::since_update(facts.since_update));
    let (shutdown, update) = (rules::shutdown::decide(cases.0), rules::update::decide(cases.1));
    let outlooks = Outlooks::during(facts, outage);
    let findings =
        [Layer::Moc, Layer::Kubernetes].map(|layer| find(layer, (shutdown, update), outage, &outlooks));
    let circumstances = circumstances(facts, outage, cases, &findings, &outlooks);
    Assessment { facts, outage, findings, circumstances, outlooks }
}

/// A layer is impacted when any table says so.
fn find(
    layer: Layer,
    (shutdown, update): (&'static Rule, &'static Rule),
    outage: Outage<'_>,
    outlooks: &Outlooks<'_>,
) -> Finding {
    let says = |rule: &Rule, verdict| rule.of(layer) == Some(verdict);
    let impacted = says(shutdown, Verdict::Impacted) || says(update, Verdict::Impacted);
    let verdict = if impacted { Verdict::Impacted } else { Verdict::NotImpacted };
    let rules = [shutdown, update].map(|rule| says(rule, verdict).then_some(rule));
    let decided = |test: fn(&Rule) -> bool| rules.into_iter().flatten().any(test);
    // What follows from a length that certificates prove is inferred, whatever the table says of that length.
    let stated = outage.proof.is_none() && decided(|rule| rule.strength == Strength::Stated);
    let has_ended = outlooks.has_ended(layer);
    Finding {
        layer,
        verdict,
        basis: if stated { Basis::Documented } else { Basis::Inferred },
        boundary: decided(|rule| rule.boundary),
        outlook: if has_ended { Some(Outlook::Lapsed) } else { outlooks.of_layer(layer) },
        has_ended,
        rules,
    }
}
