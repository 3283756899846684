//! A deployment that does not exist: what the commands of a script show of it, and what they change.
//!
//! The same model as `tests/powershell/AksHci.psm1`, so that every case of the tests there has its twin here.

use std::collections::BTreeMap;

use certplan_core::command::{Arg, Command, Program};
use certplan_export::script::Look;

/// The name that a script is given where its plan has none.
pub(crate) const GIVEN: &str = "prod";

/// What a check shows.
#[derive(Clone, Debug)]
pub(crate) enum Shown {
    /// Lines of text, or nothing that a judge reads.
    Lines(Vec<String>),
    /// Groups of the failover cluster: name, kind, state.
    Groups(Vec<[String; 3]>),
    /// Other hosts, and how many seconds their clocks differ; none where one could not be asked.
    Clocks(Vec<(String, Option<i64>)>),
    /// Whether it is so.
    Is(bool),
    /// How many seconds until it ends; none where it cannot be read.
    Ends(Option<i64>),
    /// Addresses, and whether they answer.
    Ports(Vec<(String, bool)>),
    /// The status of billing.
    Status(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent states of one cluster")]
pub(crate) struct Cluster {
    pub(crate) kubernetes: bool,
    pub(crate) cloud: bool,
    pub(crate) balancer: bool,
    /// Its API server starts in no case.
    pub(crate) is_down: bool,
    /// When its API server was started with new certificates.
    pub(crate) since: Option<i64>,
}

/// The state; `true` is valid.
#[derive(Clone, Debug)]
pub(crate) struct Deployment {
    pub(crate) moc: bool,
    pub(crate) clusters: BTreeMap<String, Cluster>,
    pub(crate) build: String,
    pub(crate) billing: String,
    /// Commands that fail: what their line contains, and the message.
    pub(crate) fail: Vec<(String, String)>,
    /// Commands that fail after they have done their work.
    pub(crate) fail_late: Vec<String>,
    /// Lists of kubectl that are empty, by what is listed.
    pub(crate) empty: Vec<&'static str>,
    /// Seconds that an API server needs after its certificates were renewed.
    pub(crate) slow: i64,
    /// What people called their pods, services and secrets.
    pub(crate) names: Vec<String>,
    /// Lines of `kubectl get pods` beside these.
    pub(crate) pods: Vec<String>,
    /// How far the clock of the other host is off; none where it cannot be asked.
    pub(crate) skew: Option<i64>,
    pub(crate) source: String,
    pub(crate) has_login: bool,
    pub(crate) authority_left: Option<i64>,
    /// Whether the control-plane machines answer; none where Hyper-V knows none.
    pub(crate) port: Option<bool>,
    /// Whether the cluster's own address answers; none where no kubeconfig on the host names it.
    pub(crate) own_address: Option<bool>,
    /// A group of the failover cluster that is not Online.
    pub(crate) group_down: Option<String>,
    /// A module that has no `-patchLoadBalancer`.
    pub(crate) no_balancer: bool,
    /// Seconds that have passed.
    pub(crate) clock: i64,
    /// The lines that were run, in order.
    pub(crate) calls: Vec<String>,
}

impl Deployment {
    /// One whose every layer is valid, or expired.
    pub(crate) fn new(is_valid: bool, names: &[&str]) -> Self {
        let cluster = Cluster {
            kubernetes: is_valid,
            cloud: is_valid,
            balancer: is_valid,
            is_down: false,
            since: None,
        };
        Self {
            moc: is_valid,
            clusters: names.iter().map(|name| ((*name).to_owned(), cluster.clone())).collect(),
            build: "1.0.24.11029".into(),
            billing: "Connected".into(),
            fail: Vec::new(),
            fail_late: Vec::new(),
            empty: Vec::new(),
            slow: 0,
            names: Vec::new(),
            pods: vec!["kms-plugin-x1      1/1     Running   0          90d".into()],
            skew: Some(0),
            source: "time.example".into(),
            has_login: true,
            authority_left: None,
            port: Some(true),
            own_address: None,
            group_down: None,
            no_balancer: false,
            clock: 0,
            calls: Vec::new(),
        }
    }

    /// The same, where a command whose line contains this fails.
    pub(crate) fn failing(mut self, line: &str) -> Self {
        let message = format!("fake: {line} failed: Certificate has expired: Expired");
        self.fail.push((line.to_owned(), message));
        self
    }

    /// What a check shows, or the fault of its command.
    pub(crate) fn look(&mut self, look: &Look<'_>) -> Result<Shown, String> {
        match look {
            Look::Command(command) => self.run(command),
            Look::TimeSource => {
                self.call("w32tm /query /source").map(|()| Shown::Lines(vec![self.source.clone()]))
            }
            Look::ClockDifference => Ok(Shown::Clocks(vec![("HOST2".into(), self.skew)])),
            Look::Login => Ok(Shown::Is(self.has_login)),
            Look::AuthorityEnd => Ok(Shown::Ends(self.authority_left)),
            Look::ControlPlane(_) => {
                if self.own_address.is_some() {
                    self.call("Test-NetConnection 192.0.2.20 6443")?;
                }
                if self.own_address == Some(true) {
                    return Ok(Shown::Ports(vec![("192.0.2.20".into(), true)]));
                }
                let answers = self.port.map(|answers| ("192.0.2.10".to_owned(), answers));
                if answers.is_some() {
                    self.call("Test-NetConnection 192.0.2.10 6443")?;
                }
                Ok(Shown::Ports(answers.into_iter().collect()))
            }
        }
    }

    fn call(&mut self, line: &str) -> Result<(), String> {
        self.calls.push(line.to_owned());
        match self.fail.iter().find(|(part, _)| line.contains(part)) {
            Some((_, message)) => Err(message.clone()),
            None => Ok(()),
        }
    }

    /// Runs a command of the plan.
    pub(crate) fn run(&mut self, command: &Command<'_>) -> Result<Shown, String> {
        let shown = self.run_whole(command)?;
        match self.fail_late.iter().find(|part| line(command).contains(*part)) {
            Some(part) => Err(format!("fake: {part} failed after it had changed something")),
            None => Ok(shown),
        }
    }

    fn run_whole(&mut self, command: &Command<'_>) -> Result<Shown, String> {
        let name = command.cluster.map_or(GIVEN, |name| name.as_str()).to_owned();
        let has = |word| command.args.contains(&Arg::Word(word));
        self.call(&line(command))?;
        let nothing = Ok(Shown::Lines(Vec::new()));
        match command.program {
            Program::UpdateAksHciCertificates => {
                self.moc = true;
                nothing
            }
            Program::UpdateAksHciClusterCertificates => {
                let (kubelet, cloud) = (has("-fixKubeletCredentials"), has("-fixCloudCredentials"));
                self.renew(&name, kubelet, cloud, has("-patchLoadBalancer")).and(nothing)
            }
            Program::GetAksHciCluster if !self.moc => Err(
                "failed to create a session: rpc error: code = Unauthenticated desc = Valid Token Required"
                    .into(),
            ),
            Program::GetAksHciVersion => Ok(Shown::Lines(vec![self.build.clone()])),
            Program::GetAksHciBillingStatus => Ok(Shown::Status(self.billing.clone())),
            Program::GetClusterGroup => {
                let groups = [
                    ("Available Storage", "AvailableStorage"),
                    ("ca-1234", "GenericService"),
                    ("prod-control-plane-0-x1", "VirtualMachine"),
                    ("web-server", "VirtualMachine"),
                ];
                let state = |name: &str| match name {
                    "Available Storage" => "Offline",
                    _ if self.group_down.as_deref() == Some(name) => "Failed",
                    _ => "Online",
                };
                Ok(Shown::Groups(
                    groups.map(|(name, kind)| [name, kind, state(name)].map(str::to_owned)).into(),
                ))
            }
            Program::Kubectl => {
                let list = ["nodes", "pods", "secrets", "services"].into_iter().find(|list| has(list));
                self.kubectl(list.expect("a list"), &name)
            }
            _ => nothing,
        }
    }

    fn renew(&mut self, name: &str, kubelet: bool, cloud: bool, balancer: bool) -> Result<(), String> {
        if self.no_balancer && balancer {
            return Err("A parameter cannot be found that matches parameter name 'patchLoadBalancer'.".into());
        }
        let cluster = self.clusters.get_mut(name).ok_or("fake: the cluster is not there")?;
        if kubelet && !cluster.is_down {
            if !cluster.kubernetes {
                cluster.since = Some(self.clock);
            }
            cluster.kubernetes = true;
        }
        if cloud {
            if !cluster.kubernetes {
                return Err("fake: x509: certificate has expired or is not yet valid".into());
            }
            cluster.cloud = true;
            cluster.balancer |= balancer;
        }
        Ok(())
    }

    fn kubectl(&self, list: &str, name: &str) -> Result<Shown, String> {
        let cluster =
            self.clusters.get(name).or_else(|| self.clusters.values().next()).ok_or("no cluster")?;
        if cluster.is_down {
            return Err("The connection to the server 192.0.2.20:6443 was refused - did you specify the right host or port?".into());
        }
        if !cluster.kubernetes {
            return Err("Unable to connect to the server: x509: certificate has expired or is not yet valid (exit code 1)".into());
        }
        if cluster.since.is_some_and(|since| self.clock < since + self.slow) {
            return Err("The connection to the server 192.0.2.20:6443 was refused - did you specify the right host or port?".into());
        }
        if self.empty.contains(&list) {
            return Ok(Shown::Lines(Vec::new()));
        }
        if list == "nodes" {
            return Ok(Shown::Lines(vec!["moc-lab   Ready    control-plane   90d   v1.27.3".into()]));
        }
        if !cluster.cloud {
            return Err(
                "Error from server (InternalError): Internal error: Valid Token Required (exit code 1)"
                    .into(),
            );
        }
        let named = self.names.iter().map(|name| match list {
            "pods" => format!("{name}   1/1   Running   0   90d"),
            _ => format!("{list}/{name}"),
        });
        Ok(Shown::Lines(if list == "pods" {
            self.pods.iter().cloned().chain(named).collect()
        } else {
            named.chain([format!("{list}/thing")]).collect()
        }))
    }
}

/// The command as it is typed.
pub(crate) fn line(command: &Command<'_>) -> String {
    certplan_export::powershell::command(command)
}
