//! What would run, for whatever the checks say.

use std::collections::BTreeSet;

use certplan_core::plan::When;
use certplan_core::playbook::{Effect, Phase, StepId};
use certplan_core::{Plan, assess, plan};
use certplan_export::script::{acts, lower};

use crate::interpreter::{Outcome, World, step_name};
use crate::scenarios;

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// What a shutdown of 45 days leads to, with the plan changed before it becomes a script.
fn run(clusters: &[&str], world: &World, change: impl Fn(&mut Plan<'_>)) -> Outcome {
    let facts = scenarios::long(clusters);
    let assessment = assess(&facts);
    let mut plan = plan(&assessment);
    change(&mut plan);
    world.run(&lower(&plan))
}

const TWO: [&str; 3] = ["management", "target=a1", "target=b2"];

/// What changed something up to the end of the repair.
fn repaired(outcome: &Outcome) -> Vec<&str> {
    outcome
        .changes
        .iter()
        .map(String::as_str)
        .filter(|name| ["fix-", "renew-", "back-up"].iter().any(|start| name.starts_with(start)))
        .collect()
}

fn unchanged(_: &mut Plan<'_>) {}

#[test]
fn when_all_is_good_every_command_runs_once_in_the_order_of_the_plan() {
    for (name, facts) in scenarios::all() {
        let assessment = assess(&facts);
        let plan = plan(&assessment);
        let ops = lower(&plan);
        let outcome = World::default().run(&ops);
        let planned: Vec<_> = acts(&ops)
            .filter(|act| act.step.entry.effect != Effect::Read && act.step.when == When::Always)
            .map(step_name)
            .collect();
        let repairs = plan.repairs.iter().filter(|step| step.when == When::Always).count();
        assert!(planned.len() >= repairs, "{name}");
        let backed_up = if plan.repairs.is_empty() { vec![] } else { vec!["back-up".to_owned()] };
        assert_eq!(outcome.changes, [backed_up, planned].concat(), "{name}");
        assert!(outcome.ended.is_empty() && outcome.stopped.is_none() && outcome.advice.is_empty(), "{name}");
    }
}

#[test]
fn nothing_runs_with_what_if_and_everything_is_shown() {
    let outcome = run(&TWO, &World { what_if: true, ..World::default() }, unchanged);
    assert!(outcome.changes.is_empty() && outcome.recorded.is_empty());
    let repairs = ["renew-management", "fix-kubelet a1", "fix-cloud a1", "fix-kubelet b2", "fix-cloud b2"];
    let shown: Vec<_> = outcome.shown.iter().filter(|name| repairs.contains(&name.as_str())).collect();
    assert_eq!(shown, repairs.iter().collect::<Vec<_>>());
}

#[test]
fn a_bad_check_is_never_recorded_and_ends_what_it_should() {
    let clusters = TWO;
    let facts = scenarios::long(&clusters);
    let assessment = assess(&facts);
    let plan = plan(&assessment);
    let ops = lower(&plan);
    let all = World::default().run(&ops);
    let order: Vec<_> = acts(&ops).map(step_name).collect();
    for act in acts(&ops) {
        let name = step_name(act);
        for world in [
            World { bad: set(&[&name]), ..World::default() },
            World { fails: set(&[&name]), bad: set(&[&name]), ..World::default() },
        ] {
            let outcome = world.run(&ops);
            assert_eq!(outcome.advice, [name.as_str()]);
            assert!(!outcome.recorded.contains(&name), "{name}");
            match act.scope {
                Some(scope) if act.step.cluster.is_some_and(|(_, cluster)| cluster.is_some()) => {
                    assert!(outcome.stopped.is_none(), "{name}");
                    assert_eq!(outcome.ended.len(), 1, "{name} {scope:?}");
                    // Nothing more of this cluster, and everything of the others.
                    let whose = name.split(' ').nth(1).expect("a cluster");
                    let place = order.iter().position(|step| *step == name);
                    let runs = |change: &&String| {
                        let after = order.iter().position(|step| step == *change) > place;
                        !(change.ends_with(&format!(" {whose}")) && after)
                    };
                    let expected: Vec<_> = all.changes.iter().filter(runs).cloned().collect();
                    assert_eq!(outcome.changes, expected, "{name}");
                }
                // Nothing follows from what comes after the repair.
                None if act.step.entry.phase == Phase::Aftercare => assert_eq!(outcome.stopped, None),
                _ => {
                    assert_eq!(outcome.stopped.as_deref(), Some(name.as_str()));
                    let place = all.changes.iter().position(|change| *change == name).map_or(0, |at| at + 1);
                    assert_eq!(outcome.changes, all.changes[..place], "{name}");
                }
            }
        }
    }
}

#[test]
fn a_hard_stop_asks_nobody() {
    let world = World { bad: set(&["check-clocks"]), goes_on: true, ..World::default() };
    let outcome = run(&TWO, &world, unchanged);
    assert_eq!(outcome.stopped.as_deref(), Some("check-clocks"));
    assert!(outcome.changes.is_empty());
}

#[test]
fn a_person_may_go_on_where_the_management_cluster_does_not_answer() {
    let world = World { bad: set(&["reach-management"]), goes_on: true, ..World::default() };
    let outcome = run(&TWO, &world, unchanged);
    assert_eq!(outcome.stopped, None);
    assert_eq!(outcome.advice, ["reach-management"]);
    assert_eq!(outcome.changes, run(&TWO, &World::default(), unchanged).changes);
}

#[test]
fn a_target_that_ended_has_no_aftercare() {
    let outcome = run(&TWO, &World { bad: set(&["fix-cloud a1"]), ..World::default() }, unchanged);
    assert!(!outcome.checks.contains(&"fetch-credential a1".to_owned()));
    assert!(outcome.checks.contains(&"fetch-credential b2".to_owned()));
}

#[test]
fn a_run_that_is_taken_up_again_skips_what_is_done_and_looks_again_at_the_rest() {
    let first = run(&TWO, &World { bad: set(&["fix-cloud a1"]), ..World::default() }, unchanged);
    let recorded: BTreeSet<String> = first.recorded.iter().cloned().collect();
    assert!(recorded.contains("fix-kubelet a1") && !recorded.contains("fix-cloud a1"));
    let second = run(&TWO, &World { recorded, ..World::default() }, unchanged);
    assert_eq!(repaired(&second), ["back-up", "fix-cloud a1"]);
    for again in ["check-clocks", "reach-management", "reach-target a1"] {
        assert!(second.checks.contains(&again.to_owned()), "{again}");
    }
    assert!(!second.checks.contains(&"collect-logs".to_owned()));
}

#[test]
fn whatever_is_recorded_the_rest_runs_in_the_order_of_the_plan() {
    let all = run(&TWO, &World::default(), unchanged);
    for count in 0..all.recorded.len() {
        let recorded: BTreeSet<String> = all.recorded[..count].iter().cloned().collect();
        let outcome = run(&TWO, &World { recorded: recorded.clone(), ..World::default() }, unchanged);
        assert_eq!([&all.recorded[..count], &outcome.recorded].concat(), all.recorded);
        assert!(outcome.changes.iter().all(|change| !recorded.contains(change)));
    }
}

#[test]
fn a_conditional_step_runs_only_where_its_check_is_bad() {
    let conditional = |plan: &mut Plan<'_>| {
        for step in plan.repairs.iter_mut().filter(|step| step.entry.id == StepId::FixCloud) {
            step.when = When::IfCheckFails;
        }
    };
    let outcome = run(&["target=prod"], &World::default(), conditional);
    assert_eq!(repaired(&outcome), ["back-up", "fix-kubelet prod"]);
    assert!(outcome.recorded.contains(&"fix-cloud prod".to_owned()));
    let bad = World { bad_before: set(&["fix-cloud prod"]), ..World::default() };
    assert_eq!(
        repaired(&run(&["target=prod"], &bad, conditional)),
        ["back-up", "fix-kubelet prod", "fix-cloud prod"]
    );
    // A check that stays bad after the command ends the target here too.
    let stays = World { bad: set(&["fix-cloud prod"]), ..bad };
    assert_eq!(run(&["target=prod"], &stays, conditional).ended["prod"], "fix-cloud prod");
}

#[test]
fn what_is_declined_is_not_recorded_and_holds_nothing_up() {
    let world = World { declines: set(&["fix-kubelet a1"]), ..World::default() };
    let outcome = run(&TWO, &world, unchanged);
    assert!(!outcome.recorded.contains(&"fix-kubelet a1".to_owned()));
    assert_eq!(
        repaired(&outcome),
        ["back-up", "renew-management", "fix-cloud a1", "fix-kubelet b2", "fix-cloud b2"]
    );
}

#[test]
fn a_backup_stands_before_the_first_change() {
    for (name, facts) in scenarios::all() {
        let assessment = assess(&facts);
        let changes = World::default().run(&lower(&plan(&assessment))).changes;
        assert!(changes.is_empty() || changes[0] == "back-up", "{name}");
    }
}
