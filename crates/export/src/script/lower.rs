//! From a plan to the table of its script.

use certplan_core::playbook::StepId;
use certplan_core::{Plan, Step};

use super::checks::checks;
use super::{Act, Builds, Key, OnBad, Scope, Script};

/// The table of a plan.
pub fn lower<'f>(plan: &Plan<'f>) -> Script<'f> {
    let mut acts: Vec<Act<'f>> = Vec::new();
    for step in plan.preflight.iter().chain(&plan.repairs).chain(&plan.aftercare) {
        acts.push(act(*step, plan, &acts));
    }
    Script { acts, builds: Builds::of(plan) }
}

fn act<'f>(step: Step<'f>, plan: &Plan<'f>, before: &[Act<'f>]) -> Act<'f> {
    let key = Key { id: step.entry.id, scope: step.cluster.map(Scope::of) };
    let repairs = |wanted: StepId| plan.repairs.iter().any(|repair| repair.entry.id == wanted);
    Act {
        step,
        key,
        command: runs(key.id).then(|| step.command()),
        checks: checks(&step),
        needs: needs(key, before),
        on_bad: on_bad(key, step.entry.hard_stop),
        expected: match key.id {
            StepId::AwaitRenewal if repairs(StepId::FixKubelet) => ".",
            // A stale access file of kvactl says that it has expired too, on creating a session: no step repairs it.
            StepId::ReachManagement if repairs(StepId::RenewManagement) => {
                "Valid Token Required|(?<!session: )Certificate has expired: Expired"
            }
            _ => "",
        },
    }
}

/// Whether a step runs a command that its checks do not run.
const fn runs(id: StepId) -> bool {
    match id {
        StepId::CollectLogs
        | StepId::RenewManagement
        | StepId::FixKubelet
        | StepId::FixCloud
        | StepId::FixCloudAndBalancer
        | StepId::FetchCredential
        | StepId::SyncBilling => true,
        StepId::UpdateBefore
        | StepId::ExportKubeconfig
        | StepId::NoteLogins
        | StepId::RecordDates
        | StepId::StopInOrder
        | StepId::PowerOn
        | StepId::AwaitRenewal
        | StepId::CheckClocks
        | StepId::OpenSession
        | StepId::CheckBuild
        | StepId::CheckAuthority
        | StepId::ReachManagement
        | StepId::ReachTarget
        | StepId::CheckArc
        | StepId::PlanUpdate => false,
    }
}

/// The steps before it without which it is not run: everything goes through the management cluster, and what a target logs in with
/// cannot be renewed without its API server.
fn needs<'f>(key: Key<'f>, before: &[Act<'f>]) -> Vec<Key<'f>> {
    let management = Key { id: StepId::RenewManagement, scope: Some(Scope::Management) };
    let kubelet = Key { id: StepId::FixKubelet, ..key };
    let needed: &[Key<'f>] = match key.id {
        StepId::FixKubelet | StepId::SyncBilling => &[management],
        StepId::FixCloud | StepId::FixCloudAndBalancer | StepId::FetchCredential => &[management, kubelet],
        _ => &[],
    };
    needed.iter().copied().filter(|needed| before.iter().any(|act| act.key == *needed)).collect()
}

/// What is bad at the management cluster is bad for all; a target ends alone.
const fn on_bad(key: Key<'_>, hard_stop: bool) -> OnBad {
    match (key.id, key.scope) {
        _ if hard_stop => OnBad::Stop,
        // A wrong build means another plan.
        (StepId::CheckBuild, _) => OnBad::Stop,
        (StepId::AwaitRenewal, _) => OnBad::Show,
        (StepId::CollectLogs | StepId::SyncBilling, _) => OnBad::Pass,
        (_, Some(Scope::Named(_) | Scope::Given)) => OnBad::EndTarget,
        (_, None | Some(Scope::Management)) => OnBad::Ask,
    }
}
