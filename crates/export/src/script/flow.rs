//! From a plan to the tree: what follows from a good and from a bad check.

use certplan_core::plan::When;
use certplan_core::playbook::{Effect, Phase};
use certplan_core::{Plan, Step};

use super::{Act, Do, Op, Scope};

/// The tree of a plan.
pub fn lower<'f>(plan: &Plan<'f>) -> Vec<Op<'f>> {
    let mut ops = Vec::new();
    part(&mut ops, Phase::Preflight, &plan.preflight);
    if !plan.preflight.is_empty() {
        ops.insert(1, Op::MoveAccessFileAside);
    }
    if !plan.repairs.is_empty() {
        ops.push(Op::BackUp);
    }
    part(&mut ops, Phase::Repair, &plan.repairs);
    part(&mut ops, Phase::Aftercare, &plan.aftercare);
    ops
}

/// A heading, then the steps; what follows each other for one cluster stands together.
fn part<'f>(ops: &mut Vec<Op<'f>>, phase: Phase, steps: &[Step<'f>]) {
    if !steps.is_empty() {
        ops.push(Op::Part(phase));
    }
    for step in steps {
        let act = Act::new(*step);
        let step = Op::Step(act, around(&act));
        match (act.scope, ops.last_mut()) {
            (None, _) => ops.push(step),
            (Some(scope), Some(Op::Cluster(open, body))) if *open == scope => body.push(step),
            (Some(scope), _) => ops.push(Op::Cluster(scope, vec![step])),
        }
    }
}

/// What is done about a step.
fn around(act: &Act<'_>) -> Vec<Do> {
    let record = || act.is_recorded().then_some(Do::Record).into_iter().collect();
    let judge = || Do::Judge(record(), where_bad(act));
    let run = || Do::Run(vec![judge()], where_bad(act));
    let body = match (act.step.entry.effect, act.step.when) {
        (_, When::IfCheckFails) => vec![Do::IfBad(vec![run()], record())],
        (Effect::Change | Effect::Outage, When::Always) => vec![Do::Look, run()],
        (Effect::Read, When::Always) if act.has_own_command() => vec![run()],
        (Effect::Read, When::Always) => vec![judge()],
    };
    if act.is_recorded() { vec![Do::Unrecorded(body)] } else { body }
}

/// What follows from a bad check.
///
/// Everything goes through the management cluster, so what is bad there is bad for all: whether to go on is asked. A target
/// ends alone. What was accepted though bad is never recorded as done. Nothing follows the aftercare of the deployment, so nothing of it needs to end.
fn where_bad(act: &Act<'_>) -> Vec<Do> {
    let end = match (act.scope, act.step.entry.phase) {
        _ if act.step.entry.hard_stop => Some(Do::EndAll),
        (Some(Scope::Named(_) | Scope::Given), _) => Some(Do::EndCluster),
        (None, Phase::Aftercare) => None,
        (None | Some(Scope::Management), _) => Some(Do::UnlessAccepted(vec![Do::EndAll])),
    };
    let mut then = vec![Do::Advise];
    then.extend(end);
    then
}
