//! Power: off, on again, and what a restart does to the clients of the MOC layer.

use crate::clock::Seconds;
use crate::deployment::{Deployment, MocClient};

/// What was taken away from the deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The hosts were switched off.
    Hosts,
    /// The hosts were suspended: nothing restarts afterwards.
    Suspended,
    /// Only the machines of the first target were switched off.
    OneTarget,
}

impl Deployment {
    /// Stops what is to be stopped, now.
    pub fn stop(&mut self, stop: Stop) {
        match stop {
            Stop::Hosts | Stop::Suspended => {
                self.hosts_on = false;
                self.agent_up = false;
            }
            Stop::OneTarget => {
                if let Some(target) = self.targets.first_mut() {
                    target.is_on = false;
                }
            }
        }
    }

    /// Starts it again, now. In a wrong order, a machine stays offline until somebody starts it.
    pub fn start(&mut self, stop: Stop, in_order: bool, clock_error: Seconds) {
        self.running_since = self.now;
        match stop {
            Stop::Hosts => {
                self.hosts_on = true;
                self.agent_up = true;
                self.machine_offline = !in_order;
                self.clock_error = clock_error;
                let survives = self.model.certificate_survives_restart;
                for client in self.node_agents.iter_mut().chain([&mut self.management.clients]) {
                    client.restart(survives);
                }
                for target in &mut self.targets {
                    target.clients.restart(survives);
                    if let Some(balancer) = &mut target.balancer {
                        balancer.restart(survives);
                    }
                }
            }
            Stop::Suspended => {
                self.hosts_on = true;
                self.agent_up = true;
                self.clock_error = clock_error;
            }
            Stop::OneTarget => {
                let survives = self.model.certificate_survives_restart;
                if let Some(target) = self.targets.first_mut() {
                    target.is_on = true;
                    target.clients.restart(survives);
                }
            }
        }
    }
}

impl MocClient {
    /// A restart loses a certificate that was kept in memory only; the token is stored.
    fn restart(&mut self, certificate_survives: bool) {
        self.locked_out |= !certificate_survives;
    }
}
