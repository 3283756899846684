//! What the facts mean for each layer, and which rules say so.

use crate::case;
use crate::circumstance::{Circumstance, circumstances};
use crate::closed::Set;
use crate::facts::Facts;
use crate::layer::Layer;
use crate::lifecycle::Outlooks;
use crate::outage::Outage;
use crate::rules;

pub use crate::finding::{Basis, Finding};

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

/// Decides which layers the shutdown affected, and how likely that is by the lifetimes of the certificates.
///
/// # Example: 45 days affect both layers
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
    let findings = [Layer::Moc, Layer::Kubernetes]
        .map(|layer| Finding::of(layer, (shutdown, update), outage, &outlooks));
    let circumstances = circumstances(facts, outage, cases, &findings, &outlooks);
    Assessment { facts, outage, findings, circumstances, outlooks }
}
