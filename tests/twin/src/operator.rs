//! A person with a plan: does each step as the plan says, and what a bad check advises.

use std::collections::BTreeSet;

use certplan_core::facts::ClusterKind;
use certplan_core::plan::{Plan, Step, When, plan};
use certplan_core::playbook::StepId;
use certplan_core::{Facts, assess};
use certplan_export::powershell;

use crate::certificate::Certificate;
use crate::clock::{HOUR, MINUTE, in_words};
use crate::cmdlets::Failure;
use crate::deployment::{Broken, Deployment};
use crate::history::History;
use crate::model::ARC_LIFE;
use crate::mutation::Mutation;
use crate::told::{FoundOut, facts};

/// How a plan ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What does not work although the plan named no reason for it.
    pub unexplained: Vec<Broken>,
    /// Where the plan said stop, for the deployment or for a target, and why.
    pub stops: Vec<(StepId, Option<String>, Failure)>,
    /// Steps that ended for a reason that a later step of the same plan repairs, each with that step: the order is wrong.
    pub too_early: Vec<(StepId, StepId)>,
    /// Every step that was done.
    pub visited: BTreeSet<&'static str>,
    /// The repairs that were run.
    pub ran: Vec<StepId>,
    /// The same as commands.
    pub commands: Vec<String>,
    /// The deployment afterwards.
    pub deployment: Deployment,
    /// What was done, as sentences.
    pub story: Vec<String>,
}

impl Outcome {
    /// Whether everything works again, or the plan said where and why it ended, and could not have known better.
    pub fn is_sufficient(&self) -> bool {
        self.unexplained.is_empty() && self.too_early.is_empty()
    }

    /// Whether everything works again.
    pub fn is_healthy(&self) -> bool {
        self.is_sufficient() && self.stops.is_empty()
    }
}

/// Makes the plan for what a person types and does it, with the mistake in it.
pub fn follow(history: &History, mutation: Mutation) -> Outcome {
    follow_facts(history, mutation, |found| facts(history, found, mutation))
}

/// The same for facts that come from elsewhere, such as evidence.
pub fn follow_facts(history: &History, mutation: Mutation, facts: impl Fn(FoundOut) -> Facts) -> Outcome {
    let mut operator = Operator {
        deployment: history.after.clone(),
        stops: Vec::new(),
        too_early: Vec::new(),
        visited: BTreeSet::new(),
        node_agents_reported: false,
        ran: Vec::new(),
        commands: Vec::new(),
        story: Vec::new(),
        mutation,
    };
    let mut found = FoundOut::default();
    loop {
        let known = facts(found);
        let assessment = assess(&known);
        let mut planned = plan(&assessment);
        mutation.apply(&mut planned);
        let next = operator.carry_out(&planned);
        let asks_for_update = planned.notes.iter().any(|note| note.id.as_str() == "update-unknown");
        match next {
            Next::NewPlan(Reason::BuildIsKnown) if !found.build => found.build = true,
            // The clocks are right now: from the top.
            Next::NewPlan(Reason::ClocksAreRight) => {}
            Next::NewPlan(Reason::BuildIsKnown) | Next::Done => {
                operator.deployment.advance(HOUR);
                let unexplained = operator.unexplained(history.told.everything);
                // The note that asks for the last update is the plan's word on tokens that nobody dated.
                if !unexplained.is_empty() && asks_for_update && !found.update {
                    operator.tell(
                        "Something does not work yet; the note asks when the last update was. A new plan.",
                    );
                    found.update = true;
                    continue;
                }
                let Operator { deployment, stops, too_early, visited, ran, commands, story, .. } = operator;
                return Outcome { unexplained, stops, too_early, visited, ran, commands, deployment, story };
            }
        }
    }
}

/// What follows after a plan was carried out as far as it goes.
enum Next {
    /// Nothing.
    Done,
    /// A step gave a fact with which the plan is made anew.
    NewPlan(Reason),
}

enum Reason {
    ClocksAreRight,
    BuildIsKnown,
}

struct Operator {
    deployment: Deployment,
    stops: Vec<(StepId, Option<String>, Failure)>,
    too_early: Vec<(StepId, StepId)>,
    visited: BTreeSet<&'static str>,
    /// Whether the plan sent the person to support because a node agent does not start.
    node_agents_reported: bool,
    ran: Vec<StepId>,
    commands: Vec<String>,
    story: Vec<String>,
    mutation: Mutation,
}

impl Operator {
    fn carry_out(&mut self, plan: &Plan<'_>) -> Next {
        let build_was_given = plan.assessment.facts.build.is_some() || self.mutation == Mutation::WrongLife;
        for step in &plan.preflight {
            self.visited.insert(step.entry.id.as_str());
            match self.prepare(step, plan, build_was_given) {
                Prepared::GoOn => {}
                Prepared::Again(reason) => return Next::NewPlan(reason),
                Prepared::Stop => return Next::Done,
            }
        }
        for (place, step) in plan.repairs.iter().enumerate() {
            if self.has_ended(step) {
                continue;
            }
            self.visited.insert(step.entry.id.as_str());
            let Err(failure) = self.repair(step) else { continue };
            let later = plan.repairs[place + 1..].iter().find(|later| repairs(later, step, failure));
            self.too_early.extend(later.map(|later| (step.entry.id, later.entry.id)));
            if step.entry.id == StepId::RenewManagement {
                return Next::Done;
            }
        }
        for step in &plan.aftercare {
            self.visited.insert(step.entry.id.as_str());
            self.look_after(step);
        }
        Next::Done
    }

    fn prepare(&mut self, step: &Step<'_>, plan: &Plan<'_>, build_was_given: bool) -> Prepared {
        let deployment = &mut self.deployment;
        match step.entry.id {
            StepId::PowerOn => {
                deployment.machine_offline = false;
                deployment.advance(15 * MINUTE);
                let at = deployment.clock();
                self.node_agents_reported = deployment.node_agents.iter().any(|agent| !agent.works(at));
                Prepared::GoOn
            }
            StepId::AwaitRenewal => {
                deployment.advance(30 * MINUTE);
                Prepared::GoOn
            }
            StepId::CheckClocks if deployment.clock_error != 0 => {
                deployment.clock_error = 0;
                self.tell("The clocks were wrong. They are set; from the top.");
                Prepared::Again(Reason::ClocksAreRight)
            }
            StepId::CheckBuild if !build_was_given => {
                self.tell("The build is known now; the plan is made again.");
                Prepared::Again(Reason::BuildIsKnown)
            }
            StepId::CollectLogs => {
                deployment.advance(HOUR);
                Prepared::GoOn
            }
            StepId::CheckAuthority if !deployment.authority.is_valid(deployment.clock()) => {
                self.stop(step, Failure::AuthorityEnded);
                Prepared::Stop
            }
            StepId::ReachManagement => self.reach_management(step, plan),
            StepId::CheckClocks
            | StepId::CheckBuild
            | StepId::CheckAuthority
            | StepId::OpenSession
            // Where it does not answer, the repair is what it needs, or ends with a reason.
            | StepId::ReachTarget => Prepared::GoOn,
            StepId::UpdateBefore
            | StepId::ExportKubeconfig
            | StepId::NoteLogins
            | StepId::RecordDates
            | StepId::StopInOrder
            | StepId::RenewManagement
            | StepId::FixKubelet
            | StepId::FixCloud
            | StepId::FixCloudAndBalancer
            | StepId::FetchCredential
            | StepId::SyncBilling
            | StepId::CheckArc
            | StepId::PlanUpdate => unreachable!("{} is not part of the preflight", step.entry.id),
        }
    }

    fn reach_management(&mut self, step: &Step<'_>, plan: &Plan<'_>) -> Prepared {
        loop {
            let Err(failure) = self.deployment.list_clusters() else {
                self.deployment.use_logins();
                return Prepared::GoOn;
            };
            match failure {
                Failure::KvactlExpired => self.deployment.forget_kvactl(),
                Failure::Unauthorized => self.deployment.copy_management_kubeconfig(),
                Failure::MocctlExpired => self.deployment.repair_moc_login(),
                // The plan's own repair; where the plan has none, the advice names it all the same.
                Failure::ValidTokenRequired => {
                    let planned = plan.repairs.iter().any(|step| step.entry.id == StepId::RenewManagement);
                    if planned || self.mutation == Mutation::Drop(StepId::RenewManagement) {
                        return Prepared::GoOn;
                    }
                    if let Err(failure) = self.with_moc_login(Deployment::update_certificates) {
                        self.stop(step, failure);
                        return Prepared::Stop;
                    }
                    self.ran.push(StepId::RenewManagement);
                }
                Failure::AuthorityEnded
                | Failure::ManagementCertificateExpired
                | Failure::KmsSocketMissing
                | Failure::TargetApiDown
                | Failure::TargetCannotLogIn
                | Failure::ServiceDoesNotAnswer => {
                    self.stop(step, failure);
                    return Prepared::Stop;
                }
            }
            self.tell(&format!("{failure:?}: done as the step advises."));
        }
    }

    /// Runs one repair where it is to be run.
    ///
    /// # Errors
    /// The reason with which it ended.
    fn repair(&mut self, step: &Step<'_>) -> Result<(), Failure> {
        if step.when == When::IfCheckFails && self.check(step).is_ok() {
            return Ok(());
        }
        self.ran.push(step.entry.id);
        self.commands.push(powershell::command(&step.command()));
        let result = self.with_moc_login(|deployment| run(deployment, step)).and_then(|()| {
            self.deployment.advance(10 * MINUTE);
            self.check(step)
        });
        match result {
            Ok(()) => self.tell(&format!("{}: good.", named(step))),
            Err(failure) => self.stop(step, failure),
        }
        result
    }

    /// A repair, and once more after `Repair-MocLogin` where it asks for that.
    fn with_moc_login(
        &mut self,
        repair: impl Fn(&mut Deployment) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let result = repair(&mut self.deployment);
        if result != Err(Failure::MocctlExpired) {
            return result;
        }
        self.deployment.repair_moc_login();
        repair(&mut self.deployment)
    }

    fn check(&self, step: &Step<'_>) -> Result<(), Failure> {
        match step.entry.id {
            StepId::RenewManagement => self.deployment.list_clusters(),
            StepId::FixKubelet => self.deployment.list_nodes(&target(step)),
            StepId::FixCloud => self.deployment.look_at_plugins(&target(step)),
            StepId::FixCloudAndBalancer => self.deployment.new_service_answers(&target(step)),
            other => unreachable!("{other} is no repair"),
        }
    }

    fn look_after(&mut self, step: &Step<'_>) {
        match step.entry.id {
            StepId::CheckArc => {
                let at = self.deployment.clock();
                let name = target(step);
                let target = self.deployment.targets.iter_mut().find(|target| target.name == name);
                if let Some(arc) = target.and_then(|target| target.arc.as_mut())
                    && !arc.is_valid(at)
                {
                    // The connected-cluster resource is deleted and made anew.
                    *arc = Certificate::issued(at, ARC_LIFE);
                }
            }
            StepId::FetchCredential | StepId::SyncBilling | StepId::PlanUpdate => {}
            other => unreachable!("{other} is not part of the aftercare"),
        }
    }

    /// Whether the target of this step has ended already: its later steps are left out, the next target's are not.
    fn has_ended(&self, step: &Step<'_>) -> bool {
        let name = step.cluster.and_then(|(_, name)| name).map(|name| name.as_str().to_owned());
        name.is_some() && self.stops.iter().any(|(_, ended, _)| *ended == name)
    }

    fn stop(&mut self, step: &Step<'_>, failure: Failure) {
        let target = step.cluster.and_then(|(_, name)| name).map(|name| name.as_str().to_owned());
        self.tell(&format!("{}: {failure:?}. The plan says stop here.", named(step)));
        self.stops.push((step.entry.id, target, failure));
    }

    /// What is broken, less what the person did not choose and what the plan gave a reason for.
    fn unexplained(&self, everything: bool) -> Vec<Broken> {
        let stopped = self.stops.iter().any(|(_, target, _)| target.is_none());
        let ended = |name: &str| self.stops.iter().any(|(_, target, _)| target.as_deref() == Some(name));
        let first = self.deployment.targets[0].name;
        let mut broken = self.deployment.broken();
        // What nothing renews may end while the plan is carried out; that is no fault of the plan.
        let ended_meanwhile =
            |certificate: Certificate| certificate.not_after >= self.deployment.running_since;
        broken.retain(|broken| match broken {
            _ if stopped => false,
            Broken::Authority if ended_meanwhile(self.deployment.authority) => false,
            Broken::ManagementKubeconfig if ended_meanwhile(self.deployment.management.kubeconfig) => false,
            Broken::TargetApi(name) | Broken::TargetClients(name) | Broken::Arc(name) => {
                !ended(name) && (everything || *name == first)
            }
            Broken::Balancer(name) => !ended(name) && everything,
            Broken::NodeAgent => everything && !self.node_agents_reported,
            Broken::Authority
            | Broken::ManagementClients
            | Broken::ManagementApi
            | Broken::ManagementKubeconfig => everything,
        });
        broken
    }

    fn tell(&mut self, sentence: &str) {
        self.story.push(format!(
            "{} after the start: {sentence}",
            in_words(self.deployment.now - self.deployment.running_since)
        ));
    }
}

enum Prepared {
    GoOn,
    Again(Reason),
    Stop,
}

/// Whether a later step repairs the reason with which a step ended.
fn repairs(later: &Step<'_>, ended: &Step<'_>, failure: Failure) -> bool {
    let is_of_same = target(later) == target(ended);
    match failure {
        Failure::ValidTokenRequired => later.entry.id == StepId::RenewManagement,
        Failure::TargetApiDown => is_of_same && later.entry.id == StepId::FixKubelet,
        Failure::TargetCannotLogIn => {
            is_of_same && matches!(later.entry.id, StepId::FixCloud | StepId::FixCloudAndBalancer)
        }
        Failure::ServiceDoesNotAnswer => is_of_same && later.entry.id == StepId::FixCloudAndBalancer,
        Failure::AuthorityEnded
        | Failure::MocctlExpired
        | Failure::KvactlExpired
        | Failure::ManagementCertificateExpired
        | Failure::Unauthorized
        | Failure::KmsSocketMissing => false,
    }
}

fn run(deployment: &mut Deployment, step: &Step<'_>) -> Result<(), Failure> {
    match step.entry.id {
        StepId::RenewManagement => deployment.update_certificates(),
        StepId::FixKubelet => deployment.fix_kubelet(&target(step)),
        StepId::FixCloud => deployment.fix_cloud(&target(step), false),
        StepId::FixCloudAndBalancer => deployment.fix_cloud(&target(step), true),
        other => unreachable!("{other} is no repair"),
    }
}

fn target(step: &Step<'_>) -> String {
    step.cluster.and_then(|(_, name)| name).map_or_else(String::new, |name| name.as_str().to_owned())
}

fn named(step: &Step<'_>) -> String {
    match step.cluster {
        Some((ClusterKind::Management, _)) | None => step.entry.id.to_string(),
        Some((_, name)) => format!("{} ({})", step.entry.id, name.map_or("?", |name| name.as_str())),
    }
}
