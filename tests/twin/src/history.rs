//! One random history: a healthy time, a stop, a start, and what a person would type about it afterwards.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::certificate::Certificate;
use crate::clock::{DAY, HOUR, MINUTE, POWER_OFF, Seconds, in_words};
use crate::deployment::{Deployment, Target};
use crate::model::{ARC_LIFE, ARC_RENEWED_AFTER, AUTHORITY_LIFE, KUBECONFIG_LIFE, LOGIN_LIFE, Model};
use crate::power::Stop;

/// A history, at the moment at which everything was switched on again.
#[derive(Clone, Debug)]
pub struct History {
    /// The seed that draws it again.
    pub seed: u64,
    /// The deployment just before the stop.
    pub before: Deployment,
    /// The deployment just after the start.
    pub after: Deployment,
    /// What was stopped.
    pub stop: Stop,
    /// How long the renewal did not work.
    pub length: Seconds,
    /// How long ago the last update was when everything was switched off.
    pub since_update: Seconds,
    /// What a person types about it.
    pub told: Told,
    /// What happened, as sentences.
    pub story: Vec<String>,
}

/// What a person knows and types.
#[derive(Clone, Debug)]
pub struct Told {
    /// How the length is given.
    pub length: LengthAs,
    /// Whether the date of the last update is known.
    pub update: bool,
    /// Whether the build is known.
    pub build: bool,
    /// Whether the management cluster is chosen, or the first target alone.
    pub everything: bool,
}

/// The ways in which a length is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthAs {
    /// To the second.
    Seconds,
    /// As two instants.
    Instants,
    /// As two plain dates in UTC.
    Dates,
    /// Not known.
    Unknown,
}

const NAMES: [&str; 3] = ["prod", "shop", "lab2"];

impl History {
    /// Draws the history of a seed.
    pub fn random(seed: u64) -> Self {
        Self::with(seed, |_| {})
    }

    /// The same, with the model changed before anything happens: for mutations.
    pub fn with(seed: u64, change: impl FnOnce(&mut Model)) -> Self {
        let random = &mut ChaCha8Rng::seed_from_u64(seed);
        let mut model = Model::random(random);
        change(&mut model);
        let healthy = random.random_range(DAY..=250 * DAY);
        let born = POWER_OFF - healthy;
        let count = random.random_range(1..=3);
        let targets = NAMES[..count]
            .iter()
            .map(|name| Target::created(name, born, &model, random.random_bool(0.5), random.random_bool(0.3)))
            .collect();
        let hosts = random.random_range(1..=4);
        let mut deployment = Deployment::installed(model, born, hosts, targets);
        deployment.age_what_people_care_for(random);
        let mut story = vec![deployment.described(hosts)];

        // An update renews every token and certificate of the MOC layer.
        let since_update = random.random_range(0..=healthy);
        deployment.run_healthy(healthy - since_update);
        deployment.update();
        deployment.run_healthy(since_update);
        story.push(format!("The last update is {} ago.", in_words(since_update)));

        let stop = match random.random_range(0..10) {
            0 => Stop::Suspended,
            1 => Stop::OneTarget,
            _ => Stop::Hosts,
        };
        let mut before = deployment.clone();
        let mut length = random_length(random);
        let agent_first = random.random_bool(0.1);
        if agent_first && stop == Stop::Hosts {
            let early = random.random_range(MINUTE..=3 * DAY).min(length);
            deployment.agent_up = false;
            deployment.advance(early);
            story.push(format!("The cloud agent ended {} before the power.", in_words(early)));
            deployment.stop(stop);
            deployment.advance(length - early);
        } else {
            deployment.stop(stop);
            deployment.advance(length);
        }
        story.push(format!("{stop:?} stopped for {}.", in_words(length)));
        if random.random_bool(0.1) {
            // Too short for anything to renew: it does not end the outage.
            let short = random.random_range(MINUTE..deployment.model.settling);
            deployment.start(stop, true, 0);
            deployment.advance(short);
            deployment.stop(stop);
            let again = random_length(random).min(40 * DAY);
            deployment.advance(again);
            length += short + again;
            story.push(format!("It ran for {} and was off for {} more.", in_words(short), in_words(again)));
        }
        let in_order = random.random_bool(0.7);
        let clock_error = if random.random_bool(0.1) { random.random_range(-5 * DAY..=5 * DAY) } else { 0 };
        let clock_error = if stop == Stop::OneTarget { 0 } else { clock_error };
        deployment.start(stop, in_order, clock_error);
        if clock_error != 0 {
            let direction = if clock_error < 0 { "behind" } else { "ahead" };
            story.push(format!("The clocks are {} {direction}.", in_words(clock_error.abs())));
        }
        before.clock_error = 0;
        let told = Told {
            length: match random.random_range(0..10) {
                0..=4 => LengthAs::Seconds,
                5 | 6 => LengthAs::Instants,
                7 | 8 => LengthAs::Dates,
                _ => LengthAs::Unknown,
            },
            update: random.random_bool(0.6),
            build: model.moc_life == 60 * DAY || random.random_bool(0.5),
            everything: stop != Stop::OneTarget && random.random_bool(0.85),
        };
        Self { seed, before, after: deployment, stop, length, since_update, told, story }
    }
}

/// Lengths around every limit: minutes, days, the weeks around 30 days, a year.
fn random_length(random: &mut ChaCha8Rng) -> Seconds {
    match random.random_range(0..6) {
        0 => random.random_range(MINUTE..=DAY),
        1 => random.random_range(DAY..=6 * DAY),
        2 => random.random_range(6 * DAY..=26 * DAY),
        3 => random.random_range(26 * DAY..=32 * DAY),
        4 => random.random_range(32 * DAY..=110 * DAY),
        _ => random.random_range(110 * DAY..=400 * DAY),
    }
}

impl Deployment {
    /// What no update renews has any age at which it is still cared for.
    fn age_what_people_care_for(&mut self, random: &mut ChaCha8Rng) {
        let born = self.now;
        let mut aged =
            |life: Seconds, most: Seconds| Certificate::issued(born - random.random_range(0..=most), life);
        self.authority = aged(AUTHORITY_LIFE, 200 * DAY);
        self.management.kubeconfig = aged(KUBECONFIG_LIFE, 300 * DAY);
        self.mocctl = aged(LOGIN_LIFE, 41 * DAY);
        self.kvactl = aged(LOGIN_LIFE, 41 * DAY);
        for target in &mut self.targets {
            target.arc = target.arc.map(|_| aged(ARC_LIFE, ARC_RENEWED_AFTER - HOUR));
        }
    }

    /// Runs while people work with it: logins are used every day, and what only a person renews is renewed in time.
    fn run_healthy(&mut self, length: Seconds) {
        let end = self.now + length;
        while self.now < end {
            self.advance(DAY.min(end - self.now));
            self.use_logins();
            let now = self.now;
            for (certificate, life) in
                [(&mut self.authority, AUTHORITY_LIFE), (&mut self.management.kubeconfig, KUBECONFIG_LIFE)]
            {
                if now >= certificate.not_before + 340 * DAY {
                    *certificate = Certificate::issued(now, life);
                }
            }
        }
    }

    /// An update of the deployment: every client of the MOC layer logs in anew.
    fn update(&mut self) {
        let fresh = crate::deployment::MocClient::fresh(self.now, self.model.moc_life);
        self.management.clients = fresh;
        self.node_agents.fill(fresh);
        for target in &mut self.targets {
            target.clients = fresh;
            target.balancer = target.balancer.map(|_| fresh);
        }
    }

    fn described(&self, hosts: usize) -> String {
        let targets: Vec<_> = self
            .targets
            .iter()
            .map(|target| {
                format!(
                    "{}{}",
                    target.name,
                    if target.balancer.is_some() { " with a load balancer" } else { "" }
                )
            })
            .collect();
        format!("{hosts} hosts, build {}, targets: {}.", self.model.build(), targets.join(", "))
    }
}
