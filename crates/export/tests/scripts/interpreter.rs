//! Carries out the tree without PowerShell: checks, commands and answers are simulated, and what would have run is noted.

use std::collections::{BTreeMap, BTreeSet};

use certplan_core::playbook::Effect;
use certplan_export::script::{Act, Do, Op, Scope};

/// What a simulated run meets, by the name of a step (`fix-kubelet prod`); everything else is good.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    /// Steps whose check is bad before the change.
    pub(crate) bad_before: BTreeSet<String>,
    /// Steps whose check stays bad.
    pub(crate) bad: BTreeSet<String>,
    /// Steps whose command fails.
    pub(crate) fails: BTreeSet<String>,
    /// Steps that the person declines.
    pub(crate) declines: BTreeSet<String>,
    /// Whether the person goes on all the same when asked.
    pub(crate) goes_on: bool,
    /// What earlier runs have recorded.
    pub(crate) recorded: BTreeSet<String>,
    /// Whether the run only shows what it would do.
    pub(crate) what_if: bool,
}

/// What a run left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// The commands that changed something, in order; `back-up` among them.
    pub(crate) changes: Vec<String>,
    /// The checks, in order.
    pub(crate) checks: Vec<String>,
    /// What was advised.
    pub(crate) advice: Vec<String>,
    /// What is recorded now, in order.
    pub(crate) recorded: Vec<String>,
    /// The clusters that ended early, and where.
    pub(crate) ended: BTreeMap<String, String>,
    /// Where everything ended.
    pub(crate) stopped: Option<String>,
    /// What would have run with `-WhatIf`.
    pub(crate) shown: Vec<String>,
}

/// How far an end reaches.
enum End {
    Cluster,
    All,
}

impl World {
    /// Carries out the tree.
    pub(crate) fn run(&self, ops: &[Op<'_>]) -> Outcome {
        let mut outcome = Outcome::default();
        let _ = self.ops(ops, &mut outcome);
        outcome
    }

    fn ops(&self, ops: &[Op<'_>], outcome: &mut Outcome) -> Result<(), End> {
        for op in ops {
            match op {
                Op::BackUp if !self.what_if => outcome.changes.push("back-up".into()),
                Op::Part(_) | Op::MoveAccessFileAside | Op::BackUp => {}
                Op::Cluster(scope, body) => {
                    if !outcome.ended.contains_key(&scope_name(*scope)) {
                        match self.ops(body, outcome) {
                            Err(End::All) => return Err(End::All),
                            Ok(()) | Err(End::Cluster) => {}
                        }
                    }
                }
                Op::Step(act, body) => self.does(act, body, outcome)?,
            }
        }
        Ok(())
    }

    fn does(&self, act: &Act<'_>, body: &[Do], outcome: &mut Outcome) -> Result<(), End> {
        let name = step_name(act);
        for each in body {
            match each {
                Do::Unrecorded(inner) if !self.recorded.contains(&name) => self.does(act, inner, outcome)?,
                Do::Look if !self.what_if => outcome.checks.push(name.clone()),
                Do::IfBad(bad, good) => {
                    outcome.checks.push(name.clone());
                    let is_bad = self.what_if || self.bad_before.contains(&name);
                    self.does(act, if is_bad { bad } else { good }, outcome)?;
                }
                Do::Judge(good, bad) => {
                    outcome.checks.push(name.clone());
                    let is_bad = !self.what_if && self.bad.contains(&name);
                    self.does(act, if is_bad { bad } else { good }, outcome)?;
                }
                Do::Run(_, _) if self.what_if => outcome.shown.push(name.clone()),
                Do::Run(ran, failed) if !self.declines.contains(&name) => {
                    if act.step.entry.effect != Effect::Read {
                        outcome.changes.push(name.clone());
                    }
                    self.does(act, if self.fails.contains(&name) { failed } else { ran }, outcome)?;
                }
                Do::Advise => outcome.advice.push(name.clone()),
                Do::UnlessAccepted(inner) if !self.goes_on => self.does(act, inner, outcome)?,
                Do::Record if !self.what_if => outcome.recorded.push(name.clone()),
                // Skipped, in this world.
                Do::Unrecorded(_) | Do::Look | Do::Run(_, _) | Do::UnlessAccepted(_) | Do::Record => {}
                Do::EndCluster => {
                    let scope = scope_name(act.scope.expect("only a cluster's step ends a cluster"));
                    outcome.ended.insert(scope, name);
                    return Err(End::Cluster);
                }
                Do::EndAll => {
                    outcome.stopped = Some(name);
                    return Err(End::All);
                }
            }
        }
        Ok(())
    }
}

/// The step's name in a script: `fix-kubelet prod`.
pub(crate) fn step_name(act: &Act<'_>) -> String {
    match act.scope {
        None | Some(Scope::Management) => act.step.entry.id.to_string(),
        Some(scope) => format!("{} {}", act.step.entry.id, scope_name(scope)),
    }
}

fn scope_name(scope: Scope<'_>) -> String {
    match scope {
        Scope::Management => "management".into(),
        Scope::Named(name) => name.to_string(),
        Scope::Given => "given".into(),
    }
}
