//! Verdict 3: "still valid" is never wrong, "expired" is never wrong, and "unsure" has both kinds.

use std::collections::BTreeMap;

use certplan_core::lifecycle::Outlook;
use certplan_core::{Facts, Layer, assess};

use super::Violation;
use crate::clock::{DAY, Seconds};
use crate::history::History;
use crate::power::Stop;

/// The count of the third verdict.
#[derive(Clone, Debug, Default)]
pub struct Honest {
    /// By layer, life of the build and outlook: how often valid, how often expired.
    pub counts: BTreeMap<(&'static str, i64, &'static str), [u64; 2]>,
    /// Outlooks that were wrong.
    pub violations: Vec<Violation>,
}

impl Honest {
    /// Adds one history with the facts that were told of it, judged at that instant.
    pub fn add(&mut self, history: &History, facts: &Facts, at: Seconds) {
        for finding in assess(facts).findings {
            let Some(outlook) = finding.outlook else { continue };
            let expired = any_expired(history, finding.layer, facts.since_update.is_some(), at);
            let valid_ones = any_valid(history, finding.layer, at);
            let life = history.before.model.moc_life / DAY;
            let count = self.counts.entry((finding.layer.as_str(), life, outlook.as_str())).or_default();
            count[usize::from(expired)] += 1;
            let wrong = match outlook {
                Outlook::StillValid => expired,
                Outlook::Lapsed => valid_ones,
                Outlook::Unsure => false,
            };
            if wrong {
                let what = format!(
                    "{} is {outlook}, in truth {}",
                    finding.layer,
                    if expired { "expired" } else { "valid" }
                );
                self.violations.push(Violation { seed: history.seed, what });
            }
        }
    }

    /// Adds the counts of another run.
    pub fn merge(&mut self, other: Self) {
        for (key, count) in other.counts {
            let mine = self.counts.entry(key).or_default();
            mine[0] += count[0];
            mine[1] += count[1];
        }
        self.violations.extend(other.violations);
    }

    /// Outlooks that were called unsure and had only one kind.
    pub fn unsure_with_one_kind(&self) -> Vec<String> {
        self.counts
            .iter()
            .filter(|((_, _, outlook), count)| *outlook == Outlook::Unsure.as_str() && count.contains(&0))
            .map(|((layer, life, _), _)| format!("{layer}, builds of {life} days"))
            .collect()
    }
}

/// The ends of what the outlook of a layer speaks of, of the chosen clusters, at the moment of the start.
fn ends(history: &History, layer: Layer, tokens: bool) -> Vec<Seconds> {
    let before = &history.before;
    let targets = if history.told.everything { &before.targets[..] } else { &before.targets[..1] };
    match layer {
        Layer::Kubernetes => targets.iter().map(|target| target.leaf.not_after).collect(),
        Layer::Moc => {
            let mut clients: Vec<_> = targets.iter().map(|target| target.clients).collect();
            clients.extend(targets.iter().filter_map(|target| target.balancer));
            if history.told.everything && history.stop != Stop::OneTarget {
                clients.push(before.management.clients);
                clients.extend(&before.node_agents);
            }
            let certificates = clients.iter().map(|client| client.certificate.not_after);
            let ends = certificates.collect::<Vec<_>>();
            let tokens = clients.iter().filter(|_| tokens).map(|client| client.token.not_after);
            ends.into_iter().chain(tokens).collect()
        }
    }
}

fn any_expired(history: &History, layer: Layer, tokens: bool, at: Seconds) -> bool {
    ends(history, layer, tokens).into_iter().any(|end| at > end)
}

/// Whether some certificate of the layer is still valid; tokens alone make no layer valid.
fn any_valid(history: &History, layer: Layer, at: Seconds) -> bool {
    ends(history, layer, false).into_iter().any(|end| at <= end)
}
