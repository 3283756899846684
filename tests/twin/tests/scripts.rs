//! The script of each history is carried out by the interpreter of the script's table, on the state that a night's run under
//! PowerShell reads too, and ends as the simulation ended.

#[path = "../../../crates/export/tests/scripts/deployment.rs"]
#[expect(dead_code, reason = "the tests of the script use more of it")]
mod deployment;
#[path = "../../../crates/export/tests/scripts/engine.rs"]
mod engine;

use certplan_core::{assess, plan};
use certplan_export::script::lower;
use certplan_twin::script::{Case, Night};

use deployment::Deployment;
use engine::Run;

/// More than a night's 200 under PowerShell.
const SEEDS: u64 = 3_000;

/// The state as JSON, read again: what PowerShell reads.
fn read(case: &Case) -> Deployment {
    let json = serde_json::to_string(case).expect("JSON");
    let case: Case = serde_json::from_str(&json).expect("the same");
    let names: Vec<&str> = case.deployment.clusters.keys().map(String::as_str).collect();
    let mut deployment = Deployment::new(true, &names);
    deployment.moc = case.deployment.moc == "valid";
    deployment.build.clone_from(&case.deployment.build);
    for (name, told) in &case.deployment.clusters {
        let cluster = deployment.clusters.get_mut(name).expect("the same names");
        cluster.kubernetes = told.kube == "valid";
        cluster.is_down = told.kube == "down";
        cluster.cloud = told.cloud == "valid";
        cluster.balancer = told.balancer == "valid";
    }
    for (pattern, text) in &case.deployment.says {
        deployment.fail.push((pattern.trim_start_matches('^').to_owned(), text.clone()));
    }
    deployment
}

#[test]
fn the_script_of_each_history_ends_as_the_simulation_ended() {
    let (mut codes, mut histories) = ([0; 4], 0);
    for night in (1..=SEEDS).filter_map(Night::of) {
        let assessment = assess(&night.facts);
        let plan = plan(&assessment);
        let mut deployment = read(&night.case);
        let outcome = Run::unattended().of(&lower(&plan), &mut deployment);
        let repairs: Vec<_> =
            outcome.changes.iter().filter(|line| !line.starts_with("Sync-")).cloned().collect();
        let Case { seed, code, changes, story, .. } = &night.case;
        assert_eq!(
            (outcome.code, &repairs),
            (*code, changes),
            "seed {seed}: {story:#?}\n{:#?}\n{}",
            night.case.deployment,
            outcome.screen.join("\n")
        );
        codes[usize::from(outcome.code)] += 1;
        histories += 1;
        if outcome.code == 0 {
            let chosen = |name: &String| {
                plan.repairs
                    .iter()
                    .any(|step| step.cluster.and_then(|(_, of)| of).is_some_and(|of| of.as_str() == name))
            };
            for (name, cluster) in deployment.clusters.iter().filter(|(name, _)| chosen(name)) {
                assert!(cluster.kubernetes && cluster.cloud, "seed {seed}: {name} {cluster:?}");
            }
        } else {
            assert!(!outcome.advice.is_empty(), "seed {seed} ends without advice");
        }
    }
    assert!(histories > SEEDS * 9 / 10, "{histories}");
    assert!(codes[0] > 1_000 && codes[2] > 100 && codes[3] > 5, "every end must occur: {codes:?}");
}
