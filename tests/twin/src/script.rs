//! Histories for the made-up deployment of `tests/powershell`: a script, the state that it is run on, and how that must end.
//!
//! The person does first what only a person can: sets the clocks, logs in again, copies the kubeconfig of the management
//! cluster. Then the script is run to its end, with every change approved.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use certplan_core::playbook::StepId;
use certplan_core::{assess, plan};
use certplan_export::Format;
use serde::{Deserialize, Serialize};

use crate::clock::{HOUR, MINUTE};
use crate::cmdlets::Failure;
use crate::deployment::{Deployment, Target};
use crate::history::History;
use crate::mutation::Mutation;
use crate::operator::{Outcome, follow};
use crate::told::{FoundOut, facts};

/// One history as files.
#[derive(Clone, Debug)]
pub struct Night {
    /// What is known of it.
    pub facts: certplan_core::Facts,
    /// The state and the end.
    pub case: Case,
}

/// The state on which a script is run, and how it must end; read by `tests/powershell/Nightly.Tests.ps1` and by the tests here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Case {
    /// The seed of the history.
    pub seed: u64,
    /// What differs from a valid deployment, by the names of the fake module.
    pub deployment: State,
    /// The exit code.
    pub code: u8,
    /// The repairs, in order.
    pub changes: Vec<String>,
    /// What happened, for a person.
    pub story: Vec<String>,
}

/// What the fake module is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct State {
    /// Whether the clients of the management cluster can log in: `valid` or `expired`.
    pub moc: String,
    /// The targets.
    pub clusters: BTreeMap<String, Cluster>,
    /// The build.
    pub build: String,
    /// What a call that matches the pattern says and fails with.
    pub says: BTreeMap<String, String>,
}

/// A target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Cluster {
    /// Its Kubernetes certificates: `valid`, `expired`, or `down` where its API server starts in no case.
    pub kube: String,
    /// What it logs in with.
    pub cloud: String,
    /// What its load balancer logs in with.
    pub balancer: String,
}

impl Night {
    /// The history of a seed; `None` where the script cannot see what a person sees: a load balancer that differs from its target.
    pub fn of(seed: u64) -> Option<Self> {
        let mut history = History::random(seed);
        (history.told.build, history.told.update) = (true, true);
        log_in(&mut history.after);
        let mut settled = history.after.clone();
        settled.advance(UNTIL_THE_FIRST_CHECK);
        if settled.targets.iter().any(|target| is_half(&settled, target)) {
            return None;
        }
        let facts = facts(&history, FoundOut { build: true, update: true }, Mutation::None);
        let outcome = follow(&history, Mutation::None);
        let (code, changes) = end(&facts, &settled, &outcome);
        let mut story = history.story.clone();
        story.extend(outcome.story);
        let deployment = state(&settled);
        Some(Self { facts, case: Case { seed, deployment, code, changes, story } })
    }

    /// The script.
    pub fn script(&self) -> String {
        Format::PowerShell.write(&plan(&assess(&self.facts)))
    }
}

/// Writes so many histories: `SEED.ps1` and `SEED.json`.
///
/// # Errors
/// The folder cannot be written.
pub fn write_all(folder: &Path, first: u64, count: u64) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for night in (first..).filter_map(Night::of).take(usize::try_from(count).unwrap_or(usize::MAX)) {
        let seed = night.case.seed;
        std::fs::write(folder.join(format!("{seed}.ps1")), night.script())?;
        std::fs::write(folder.join(format!("{seed}.json")), serde_json::to_string_pretty(&night.case)?)?;
    }
    Ok(())
}

/// Everything is up, the clusters had their time, and the logs are collected.
const UNTIL_THE_FIRST_CHECK: i64 = 15 * MINUTE + 30 * MINUTE + HOUR;

/// What only a person can do, before the script.
fn log_in(deployment: &mut Deployment) {
    deployment.clock_error = 0;
    let soon = deployment.now + UNTIL_THE_FIRST_CHECK + 12 * HOUR;
    if !deployment.mocctl.is_valid(soon) {
        deployment.repair_moc_login();
    }
    if !deployment.kvactl.is_valid(soon) {
        deployment.forget_kvactl();
    }
    if !deployment.management.kubeconfig.is_valid(soon) {
        deployment.copy_management_kubeconfig();
    }
}

fn is_half(deployment: &Deployment, target: &Target) -> bool {
    let at = deployment.clock();
    target.balancer.is_some_and(|balancer| balancer.works(at) != target.clients.works(at))
}

fn word(is_valid: bool) -> String {
    if is_valid { "valid" } else { "expired" }.to_owned()
}

fn state(deployment: &Deployment) -> State {
    let at = deployment.clock();
    let cluster = |target: &Target| {
        let cloud = target.clients.works(at);
        let kube = if deployment.model.api_waits_for_kms && !cloud {
            "down".to_owned()
        } else {
            word(target.leaf.is_valid(at))
        };
        let balancer = target.balancer.is_none_or(|balancer| balancer.works(at));
        (target.name.to_owned(), Cluster { kube, cloud: word(cloud), balancer: word(balancer) })
    };
    let says = deployment
        .list_clusters()
        .err()
        .and_then(message)
        .map(|text| ("^Get-AksHciCluster".to_owned(), text.to_owned()));
    State {
        moc: word(deployment.management.clients.works(at)),
        clusters: deployment.targets.iter().map(cluster).collect(),
        build: deployment.model.build().to_owned(),
        says: says.into_iter().collect(),
    }
}

/// What the module prints, as far as public sources show it; the fake module says by itself that a token is required.
fn message(failure: Failure) -> Option<&'static str> {
    match failure {
        Failure::AuthorityEnded => Some(
            "rpc error: code = Unavailable desc = connection error: desc = \"transport: authentication handshake failed: x509: \
             certificate has expired or is not yet valid\"",
        ),
        Failure::ManagementCertificateExpired => {
            Some("Unable to connect to the server: x509: certificate has expired or is not yet valid")
        }
        Failure::KmsSocketMissing => {
            Some("dial unix /var/run/moc-kms-plugin/kmsPlugin.sock: connect: no such file or directory")
        }
        _ => None,
    }
}

/// The exit code and the repairs. Where the plan does not repair the management cluster, the person of the simulation follows the
/// advice; the script stops with it.
fn end(facts: &certplan_core::Facts, settled: &Deployment, outcome: &Outcome) -> (u8, Vec<String>) {
    let assessment = assess(facts);
    let plan = plan(&assessment);
    let repairs_management = plan.repairs.iter().any(|step| step.entry.id == StepId::RenewManagement);
    let has_repairs = !plan.repairs.is_empty();
    if has_repairs && !repairs_management && settled.list_clusters() == Err(Failure::ValidTokenRequired) {
        return (2, Vec::new());
    }
    let code = match &outcome.stops[..] {
        [] => 0,
        stops if stops.iter().any(|(_, target, _)| target.is_none()) => 2,
        _ => 3,
    };
    (code, outcome.commands.clone())
}
