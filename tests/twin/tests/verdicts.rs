//! The verdicts hold, and each mistake that is put in on purpose makes one of them fail.

use std::collections::BTreeSet;

use certplan_core::playbook::{PLAYBOOK, Phase, StepId};
use certplan_twin::history::History;
use certplan_twin::mutation::Mutation;
use certplan_twin::operator::follow;
use certplan_twin::run::{Verdicts, run};

/// Enough to draw every kind of history many times; the gate runs many more in release.
const HISTORIES: u64 = 3_000;

fn broken(verdicts: &Verdicts) -> Vec<&'static str> {
    verdicts.lines().into_iter().filter(|line| line.broken.is_some()).map(|line| line.verdict).collect()
}

#[test]
fn every_verdict_holds() {
    let verdicts = run(HISTORIES, 1, Mutation::None);
    let lines = verdicts.lines().map(|line| line.to_string());
    assert!(verdicts.hold(), "{}", lines.join("\n"));
    assert!(verdicts.sufficient.healthy > HISTORIES / 2, "most plans must heal: {}", lines[0]);
}

/// Those before a shutdown are part of a forecast: no script and no plan has them.
#[test]
fn every_step_of_the_playbook_is_done_by_the_simulated_person() {
    let visited: BTreeSet<_> =
        (1..=500).flat_map(|seed| follow(&History::random(seed), Mutation::None).visited).collect();
    let wanted: BTreeSet<_> = PLAYBOOK
        .iter()
        .filter(|entry| entry.phase != Phase::Preparation)
        .map(|entry| entry.id.as_str())
        .collect();
    assert_eq!(visited, wanted);
}

#[test]
fn a_seed_draws_the_same_history_again() {
    let (one, again) = (History::random(7), History::random(7));
    assert_eq!(one.story, again.story);
    assert_eq!(follow(&one, Mutation::None).story, follow(&again, Mutation::None).story);
}

#[test]
fn dropping_a_repair_breaks_the_first_verdict() {
    for step in [StepId::RenewManagement, StepId::FixKubelet, StepId::FixCloud, StepId::FixCloudAndBalancer] {
        let verdicts = run(HISTORIES, 1, Mutation::Drop(step));
        assert!(broken(&verdicts).contains(&"sufficient"), "{step} was left out and nothing was broken");
    }
}

/// Every pair that the second verdict found necessary.
#[test]
fn swapping_a_pair_breaks_the_first_verdict() {
    let healed = run(HISTORIES, 1, Mutation::None).sufficient.healthy;
    for (first, second) in [
        (StepId::RenewManagement, StepId::FixCloudAndBalancer),
        (StepId::RenewManagement, StepId::FixKubelet),
        (StepId::RenewManagement, StepId::FixCloud),
        (StepId::FixKubelet, StepId::FixCloud),
        (StepId::FixKubelet, StepId::FixCloudAndBalancer),
    ] {
        let swapped = run(HISTORIES, 1, Mutation::Swap(first, second));
        assert!(broken(&swapped).contains(&"sufficient"), "{first} and {second} changed places");
        assert!(swapped.sufficient.healthy < healed, "{first} and {second} changed places");
    }
}

#[test]
fn a_wrong_life_in_core_is_not_honest() {
    let verdicts = run(HISTORIES, 1, Mutation::WrongLife);
    assert!(broken(&verdicts).contains(&"honest"), "{:?}", broken(&verdicts));
}

#[test]
fn a_renewal_without_an_api_server_is_not_honest() {
    let verdicts = run(HISTORIES, 1, Mutation::RenewalWithoutApi);
    assert!(!broken(&verdicts).is_empty(), "every verdict held");
}

#[test]
fn without_the_bound_of_evidence_the_fifth_verdict_fails() {
    let verdicts = run(HISTORIES, 1, Mutation::NoEvidenceBound);
    assert!(broken(&verdicts).contains(&"evidence"), "{:?}", broken(&verdicts));
}

/// Histories that broke a verdict once; each line of the file is a seed and what it broke.
#[test]
fn seeds_that_broke_a_verdict_once_hold() {
    for line in include_str!("../seeds.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let seed = line.split_whitespace().next().and_then(|seed| seed.parse().ok());
        let seed = seed.unwrap_or_else(|| panic!("a line begins with its seed: {line}"));
        let verdicts = run(1, seed, Mutation::None);
        let one_history = [&verdicts.lines()[0], &verdicts.lines()[3], &verdicts.lines()[4]];
        for verdict in one_history {
            assert!(verdict.broken.is_none(), "{line}: {verdict}");
        }
        assert!(verdicts.honest.violations.is_empty(), "{line}: {:?}", verdicts.honest.violations);
    }
}
