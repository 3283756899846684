//! Time passes: what runs renews its credentials when they are due, as far as it can.

use crate::certificate::Certificate;
use crate::clock::Seconds;
use crate::deployment::{Deployment, MocClient};
use crate::model::{ARC_LIFE, ARC_RENEWED_AFTER, LEAF_LIFE, MOC_LEFT_PERCENT, Model};

impl Deployment {
    /// Lets so much time pass.
    pub fn advance(&mut self, length: Seconds) {
        let end = self.now + length;
        loop {
            self.renew_what_is_due();
            if self.now == end {
                return;
            }
            self.now = self.next_due().map_or(end, |due| due.min(end));
        }
    }

    /// The next instant at which something becomes due.
    fn next_due(&self) -> Option<Seconds> {
        let moc = |client: &MocClient| [client.certificate, client.token].map(due_moc);
        let mut dues = vec![
            self.running_since + self.model.settling,
            self.management.leaf.not_before + self.model.leaf_renewed_after,
        ];
        for client in self.node_agents.iter().chain([&self.management.clients]) {
            dues.extend(moc(client));
        }
        for target in &self.targets {
            dues.push(target.leaf.not_before + self.model.leaf_renewed_after);
            dues.extend(moc(&target.clients));
            dues.extend(target.balancer.iter().flat_map(moc));
            dues.extend(target.arc.map(|arc| arc.not_before + ARC_RENEWED_AFTER));
        }
        dues.into_iter().filter(|due| *due > self.now).min()
    }

    fn renew_what_is_due(&mut self) {
        let settled = self.now >= self.running_since + self.model.settling;
        if !self.hosts_on || !settled || self.clock_error != 0 {
            return;
        }
        let (now, model) = (self.now, self.model);
        let agent = self.agent_up && self.authority.is_valid(now);
        for client in self.node_agents.iter_mut().chain([&mut self.management.clients]) {
            client.renew(agent, now, &model);
        }
        if model.management_heals || self.management.leaf.is_valid(now) {
            renew_leaf(&mut self.management.leaf, agent, now, &model);
        }
        for target in self.targets.iter_mut().filter(|target| target.is_on) {
            target.clients.renew(agent, now, &model);
            if let Some(balancer) = &mut target.balancer {
                balancer.renew(agent, now, &model);
            }
            let api = target.leaf.is_valid(now) && (target.clients.works(now) || !model.api_waits_for_kms);
            if api || !model.leaf_needs_api {
                renew_leaf(&mut target.leaf, agent, now, &model);
            }
            if let Some(arc) = &mut target.arc
                && arc.is_valid(now)
                && now >= arc.not_before + ARC_RENEWED_AFTER
            {
                *arc = Certificate::issued(now, ARC_LIFE);
            }
        }
    }
}

/// The instant at which a MOC certificate or a token that rotates becomes due.
fn due_moc(certificate: Certificate) -> Seconds {
    certificate.when_left(MOC_LEFT_PERCENT)
}

fn renew_leaf(leaf: &mut Certificate, agent: bool, now: Seconds, model: &Model) {
    if agent && now >= leaf.not_before + model.leaf_renewed_after {
        *leaf = Certificate::issued(now, LEAF_LIFE);
    }
}

impl MocClient {
    /// Renews the certificate where it is due, logs in afresh where it has ended, and rotates the token where the build does.
    fn renew(&mut self, agent: bool, now: Seconds, model: &Model) {
        if !agent {
            return;
        }
        if self.works(now) {
            if now >= due_moc(self.certificate) {
                self.certificate = Certificate::issued(now, model.moc_life);
            }
            if model.tokens_rotate && now >= due_moc(self.token) {
                self.token = Certificate::issued(now, model.moc_life);
            }
        } else if self.token.is_valid(now) {
            self.certificate = Certificate::issued(now, model.moc_life);
            self.locked_out = false;
        }
    }
}
