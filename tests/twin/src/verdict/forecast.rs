//! Verdict 4: the latest safe return and the windows of a forecast hold.

use certplan_core::Layer;
use certplan_core::facts::Facts;
use certplan_core::forecast::{Point, forecast};
use certplan_core::lifecycle::CredentialId;

use super::Violation;
use crate::clock::{DAY, POWER_OFF, Seconds};
use crate::history::History;

/// The count of the fourth verdict.
#[derive(Clone, Debug, Default)]
pub struct Forecasted {
    /// Windows and returns that held.
    pub held: u64,
    /// Those that did not.
    pub violations: Vec<Violation>,
}

impl Forecasted {
    /// Adds one history, told before it happens.
    pub fn add(&mut self, history: &History, facts: &Facts) {
        let facts = facts.clone().looking_ahead();
        let ahead = forecast(&facts);
        for layer in [Layer::Moc, Layer::Kubernetes] {
            let Some(back) = ahead.latest_safe_return[layer as usize] else { continue };
            let back = first_second(back);
            let tokens = facts.since_update.is_some();
            let expired = ends_of_layer(history, layer, tokens).into_iter().any(|end| end < back);
            self.judge(history, !expired, || format!("{layer}: expired before the latest safe return"));
        }
        for lapse in &ahead.lapses {
            // Windows begin with the shutdown: what ended earlier counts as ended at its beginning.
            for end in ends_of(history, lapse.credential.id).into_iter().map(|end| end.max(POWER_OFF)) {
                let early = lapse.from.is_some_and(|from| end < first_second(from));
                let late = lapse.by.is_some_and(|by| end > last_second(by));
                self.judge(history, !early && !late, || {
                    format!(
                        "{} ended outside its window: {:?} to {:?}, in truth {}",
                        lapse.credential.id,
                        lapse.from,
                        lapse.by,
                        end - POWER_OFF
                    )
                });
            }
        }
    }

    fn judge(&mut self, history: &History, held: bool, what: impl FnOnce() -> String) {
        if held {
            self.held += 1;
        } else {
            self.violations.push(Violation { seed: history.seed, what: what() });
        }
    }

    /// Adds the counts of another run.
    pub fn merge(&mut self, other: Self) {
        self.held += other.held;
        self.violations.extend(other.violations);
    }
}

fn ends_of_layer(history: &History, layer: Layer, tokens: bool) -> Vec<Seconds> {
    match layer {
        Layer::Kubernetes => ends_of(history, CredentialId::KubernetesLeaf),
        Layer::Moc => {
            let mut ends = ends_of(history, CredentialId::MocClient);
            if tokens {
                ends.extend(ends_of(history, CredentialId::MocToken));
            }
            ends
        }
    }
}

/// The true ends of a credential, as they were when everything was switched off.
fn ends_of(history: &History, id: CredentialId) -> Vec<Seconds> {
    let before = &history.before;
    let clients = || {
        let targets = before.targets.iter().flat_map(|target| [Some(target.clients), target.balancer]);
        targets.flatten().chain([before.management.clients]).chain(before.node_agents.iter().copied())
    };
    match id {
        CredentialId::KubernetesLeaf => before.targets.iter().map(|target| target.leaf.not_after).collect(),
        CredentialId::MocClient => clients().map(|client| client.certificate.not_after).collect(),
        CredentialId::MocToken => clients().map(|client| client.token.not_after).collect(),
        CredentialId::MocctlLogin => vec![before.mocctl.not_after],
        CredentialId::KvactlLogin => vec![before.kvactl.not_after],
        CredentialId::CloudAgentCa => vec![before.authority.not_after],
        CredentialId::ManagementKubeconfig => vec![before.management.kubeconfig.not_after],
        CredentialId::ArcIdentity => {
            before.targets.iter().filter_map(|target| target.arc).map(|arc| arc.not_after).collect()
        }
    }
}

fn first_second(point: Point) -> Seconds {
    match point {
        Point::After(length) => POWER_OFF + seconds(length.seconds()),
        Point::At(instant) => instant.unix(),
        Point::On(date) => midnight(date.to_string().as_str()),
    }
}

fn last_second(point: Point) -> Seconds {
    match point {
        Point::On(_) => first_second(point) + DAY - 1,
        Point::After(_) | Point::At(_) => first_second(point),
    }
}

fn midnight(date: &str) -> Seconds {
    format!("{date}T00:00:00Z").parse::<certplan_core::facts::Timestamp>().expect("a date of core").unix()
}

fn seconds(length: u64) -> Seconds {
    Seconds::try_from(length).expect("at most 36,500 days")
}
