//! The state of one deployment: what runs and which credentials it holds.

use crate::certificate::Certificate;
use crate::clock::Seconds;
use crate::model::{ARC_LIFE, AUTHORITY_LIFE, KUBECONFIG_LIFE, LEAF_LIFE, LOGIN_LIFE, Model};

/// A client of the MOC layer: an agent, or the plugins of one cluster together.
#[derive(Clone, Copy, Debug)]
pub struct MocClient {
    /// The certificate that it works with.
    pub certificate: Certificate,
    /// The token that it logs in with when the certificate is of no use.
    pub token: Certificate,
    /// Whether it lost the certificate at a restart and could not log in since.
    pub locked_out: bool,
}

impl MocClient {
    /// A client that has just logged in.
    pub fn fresh(at: Seconds, life: Seconds) -> Self {
        let issued = Certificate::issued(at, life);
        Self { certificate: issued, token: issued, locked_out: false }
    }

    /// Whether it can speak to the cloud agent.
    pub fn works(&self, at: Seconds) -> bool {
        !self.locked_out && self.certificate.is_valid(at)
    }
}

/// The management cluster.
#[derive(Clone, Debug)]
pub struct Management {
    /// Appliance, KMS, CSI, cluster provider and the others.
    pub clients: MocClient,
    /// The Kubernetes certificates of its control plane.
    pub leaf: Certificate,
    /// The kubeconfig through which the module reaches it.
    pub kubeconfig: Certificate,
}

/// A target cluster.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// Whether its machines are on.
    pub is_on: bool,
    /// The Kubernetes certificates of its control plane.
    pub leaf: Certificate,
    /// KMS, CSI, certificate manager and cloud provider.
    pub clients: MocClient,
    /// The agent of its load balancer, where it has one.
    pub balancer: Option<MocClient>,
    /// Its identity in Azure Arc, where it is connected.
    pub arc: Option<Certificate>,
}

/// One deployment at one instant.
#[derive(Clone, Debug)]
pub struct Deployment {
    /// What the sources leave open.
    pub model: Model,
    /// The true time.
    pub now: Seconds,
    /// How far the clocks of the hosts are off.
    pub clock_error: Seconds,
    /// Whether the hosts are on.
    pub hosts_on: bool,
    /// Since when everything that is on has run.
    pub running_since: Seconds,
    /// Whether the cloud agent runs.
    pub agent_up: bool,
    /// Whether a machine started before what it needs and is not Online.
    pub machine_offline: bool,
    /// The cloud agent's authority.
    pub authority: Certificate,
    /// The node agent of each host.
    pub node_agents: Vec<MocClient>,
    /// The management cluster.
    pub management: Management,
    /// The target clusters.
    pub targets: Vec<Target>,
    /// The administrator's login of mocctl.
    pub mocctl: Certificate,
    /// The administrator's login of kvactl.
    pub kvactl: Certificate,
}

/// A credential that does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The cloud agent's authority.
    Authority,
    /// The node agent of some host.
    NodeAgent,
    /// The management cluster's clients of the MOC layer.
    ManagementClients,
    /// The management cluster's API server.
    ManagementApi,
    /// The kubeconfig of the management cluster.
    ManagementKubeconfig,
    /// A target's API server.
    TargetApi(&'static str),
    /// A target's clients of the MOC layer.
    TargetClients(&'static str),
    /// The agent of a target's load balancer.
    Balancer(&'static str),
    /// A target's identity in Azure Arc.
    Arc(&'static str),
}

impl Deployment {
    /// A deployment that was just installed.
    pub fn installed(model: Model, at: Seconds, hosts: usize, targets: Vec<Target>) -> Self {
        Self {
            model,
            now: at,
            clock_error: 0,
            hosts_on: true,
            running_since: at,
            agent_up: true,
            machine_offline: false,
            authority: Certificate::issued(at, AUTHORITY_LIFE),
            node_agents: vec![MocClient::fresh(at, model.moc_life); hosts],
            management: Management {
                clients: MocClient::fresh(at, model.moc_life),
                leaf: Certificate::issued(at, LEAF_LIFE),
                kubeconfig: Certificate::issued(at, KUBECONFIG_LIFE),
            },
            targets,
            mocctl: Certificate::issued(at, LOGIN_LIFE),
            kvactl: Certificate::issued(at, LOGIN_LIFE),
        }
    }

    /// What the hosts take for the time.
    pub fn clock(&self) -> Seconds {
        self.now + self.clock_error
    }

    /// Whether the management cluster's API server answers.
    pub fn management_api_is_up(&self) -> bool {
        let kms = self.management.clients.works(self.clock()) || !self.model.api_waits_for_kms;
        self.hosts_on && kms && self.management.leaf.is_valid(self.clock())
    }

    /// Whether a target's API server answers.
    pub fn api_is_up(&self, target: &Target) -> bool {
        let kms = target.clients.works(self.clock()) || !self.model.api_waits_for_kms;
        self.hosts_on && target.is_on && kms && target.leaf.is_valid(self.clock())
    }

    /// Whether a client lost its certificate at a restart and cannot log in again: its token has ended.
    pub fn has_lost_a_certificate(&self) -> bool {
        let clients = self.targets.iter().flat_map(|target| [Some(target.clients), target.balancer]);
        let clients = clients.flatten().chain([self.management.clients]).chain(self.node_agents.clone());
        clients.into_iter().any(|client| client.locked_out && !client.token.is_valid(self.now))
    }

    /// Every credential that does not work now.
    pub fn broken(&self) -> Vec<Broken> {
        let at = self.clock();
        let mut broken = Vec::new();
        let mut note = |is_broken: bool, what| {
            if is_broken {
                broken.push(what);
            }
        };
        note(!self.authority.is_valid(at), Broken::Authority);
        note(self.node_agents.iter().any(|agent| !agent.works(at)), Broken::NodeAgent);
        note(!self.management.clients.works(at), Broken::ManagementClients);
        note(!self.management_api_is_up(), Broken::ManagementApi);
        note(!self.management.kubeconfig.is_valid(at), Broken::ManagementKubeconfig);
        for target in &self.targets {
            note(!self.api_is_up(target), Broken::TargetApi(target.name));
            note(!target.clients.works(at), Broken::TargetClients(target.name));
            note(target.balancer.is_some_and(|balancer| !balancer.works(at)), Broken::Balancer(target.name));
            note(target.arc.is_some_and(|identity| !identity.is_valid(at)), Broken::Arc(target.name));
        }
        broken
    }
}

impl Target {
    /// A target that was just created.
    pub fn created(name: &'static str, at: Seconds, model: &Model, balancer: bool, arc: bool) -> Self {
        Self {
            name,
            is_on: true,
            leaf: Certificate::issued(at, LEAF_LIFE),
            clients: MocClient::fresh(at, model.moc_life),
            balancer: balancer.then(|| MocClient::fresh(at, model.moc_life)),
            arc: arc.then(|| Certificate::issued(at, ARC_LIFE)),
        }
    }
}
