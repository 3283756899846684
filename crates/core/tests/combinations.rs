//! Every combination of facts, and what holds in all of them.

#[path = "support/evidence.rs"]
mod evidence;
mod support;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use certplan_core::circumstance::Circumstance;
use certplan_core::closed::Closed;
use certplan_core::command::Arg;
use certplan_core::facts::{
    Answers, Build, Cluster, ClusterKind, ClusterName, Clusters, Duration, Shutdown, Timestamp,
};
use certplan_core::lifecycle::{CredentialId, Evidence};
use certplan_core::note::{ConflictId, NoteId};
use certplan_core::plan::When;
use certplan_core::playbook::{Phase, Scope, StepId};
use certplan_core::rules::{Rule, RuleId, SHUTDOWN, UPDATE};
use certplan_core::source::SOURCES;
use certplan_core::symptom::{ADVICE, PORTS, SYMPTOMS};
use certplan_core::{Facts, Layer, Plan, Step, assess, case, forecast, plan};
use evidence::evidence;
use support::facts;

/// Exact lengths, from short to long.
const LENGTHS: [&str; 9] = ["0d", "2h", "4d", "10d", "28d", "30d", "30d1s", "45d", "36500d"];

/// Shutdowns × times since an update × choices of clusters × builds.
static FACTS: LazyLock<Vec<Facts>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for shutdown in shutdowns() {
        for since_update in [None, Some(10), Some(75), Some(100)] {
            for clusters in choices() {
                for build in ["", "1.0.9.10413", "1.0.24.11029"] {
                    all.push(Facts {
                        shutdown,
                        since_update: since_update.map(Duration::from_days),
                        clusters: clusters.clone(),
                        build: (!build.is_empty()).then(|| build.parse::<Build>().expect(build)),
                        ..Facts::default()
                    });
                }
            }
        }
    }
    all
});

static PLANS: LazyLock<Vec<Plan<'static>>> =
    LazyLock::new(|| FACTS.iter().map(|facts| plan(&assess(facts))).collect());

fn shutdowns() -> Vec<Shutdown> {
    let lengths = LENGTHS.map(|text| Shutdown::Lasted(text.parse().expect(text)));
    let dates = ["2026-11-01", "2026-11-30", "2026-12-01", "2026-12-02"]
        .map(|to| facts(&Answers { from: Some("2026-11-01"), to: Some(to), ..Answers::default() }).shutdown);
    [Shutdown::None, Shutdown::Unknown].into_iter().chain(lengths).chain(dates).collect()
}

/// Every subset of: management, three targets (one of unknown name), three load balancers (of a target, of every target, of
/// no chosen one).
fn choices() -> Vec<Clusters> {
    const ALL: [&str; 7] = [
        "management",
        "target=b2",
        "target=a1",
        "target",
        "load-balancer=a1",
        "load-balancer",
        "load-balancer=lone",
    ];
    (0..1_u32 << ALL.len())
        .map(|subset| {
            let chosen = ALL.iter().enumerate().filter(|(place, _)| subset >> place & 1 == 1);
            chosen.map(|(_, text)| text.parse::<Cluster>().expect(text)).collect()
        })
        .collect()
}

/// Fails with the first plan in which this does not hold.
#[track_caller]
fn always(holds: impl Fn(&Plan<'_>) -> bool) {
    if let Some(plan) = PLANS.iter().find(|plan| !holds(plan)) {
        panic!("{:#?}\nsteps: {:#?}", plan.assessment.facts, plan.steps().map(key).collect::<Vec<_>>());
    }
}

/// The step and the cluster it is for.
fn key<'f>(step: &Step<'f>) -> (StepId, Option<(ClusterKind, Option<&'f ClusterName>)>) {
    (step.entry.id, step.cluster)
}

fn name<'f>(step: &Step<'f>) -> Option<&'f ClusterName> {
    step.cluster.and_then(|(_, name)| name)
}

/// The place of the step's cluster: management, targets as given, then load balancers as given.
fn group(plan: &Plan<'_>, step: &Step<'_>) -> usize {
    let clusters = &plan.assessment.facts.clusters;
    let place = |names: &[Option<ClusterName>]| names.iter().position(|known| known.as_ref() == name(step));
    if step.cluster.is_some_and(|(kind, _)| kind == ClusterKind::Management) {
        return 0;
    }
    let targets = clusters.targets();
    place(targets).map_or_else(
        || 1 + targets.len() + place(clusters.load_balancers()).expect("a cluster that was chosen"),
        |place| 1 + place,
    )
}

fn is_cloud(id: StepId) -> bool {
    matches!(id, StepId::FixCloud | StepId::FixCloudAndBalancer)
}

/// The calls for the infrastructure layer of that cluster.
fn cloud_calls(plan: &Plan<'_>, of: Option<&ClusterName>) -> Vec<StepId> {
    let steps = plan.repairs.iter().filter(|step| name(step) == of);
    steps.map(|step| step.entry.id).filter(|id| is_cloud(*id)).collect()
}

/// Whether the layer's repairs are in the plan, in any case or after a check.
fn repaired(plan: &Plan<'_>, layer: Layer) -> bool {
    plan.assessment.of(layer).repair_policy().is_some()
}

#[test]
fn repairs_stand_in_the_order_of_groups_and_in_each_in_the_order_of_the_playbook() {
    always(|plan| plan.repairs.is_sorted_by_key(|step| (group(plan, step), step.entry.id)));
}

#[test]
fn other_steps_stand_in_the_order_of_the_playbook() {
    always(|plan| {
        plan.preflight.is_sorted_by_key(|step| step.entry.id)
            && plan.aftercare.is_sorted_by_key(|step| step.entry.id)
    });
}

#[test]
fn every_step_stands_in_the_part_of_its_phase() {
    always(|plan| {
        let of = |steps: &[Step<'_>], phase: Phase| steps.iter().all(|step| step.entry.phase == phase);
        of(&plan.preflight, Phase::Preflight)
            && of(&plan.repairs, Phase::Repair)
            && of(&plan.aftercare, Phase::Aftercare)
    });
}

#[test]
fn no_step_is_done_twice_for_the_same_cluster() {
    always(|plan| {
        let steps: Vec<_> = plan.steps().map(|step| (step.entry.id, name(step))).collect();
        steps.iter().collect::<BTreeSet<_>>().len() == steps.len()
    });
}

#[test]
fn each_target_gets_one_cloud_call_where_the_layer_is_repaired_and_none_elsewhere() {
    always(|plan| {
        let expected = usize::from(repaired(plan, Layer::Moc));
        let clusters = &plan.assessment.facts.clusters;
        clusters.targets().iter().all(|target| cloud_calls(plan, target.as_ref()).len() == expected)
    });
}

#[test]
fn a_load_balancer_is_served_by_the_combined_call_of_each_of_its_targets() {
    always(|plan| {
        let clusters = &plan.assessment.facts.clusters;
        let combined = |of: Option<&ClusterName>| cloud_calls(plan, of) == [StepId::FixCloudAndBalancer];
        !repaired(plan, Layer::Moc)
            || clusters.load_balancers().iter().all(|of| match of {
                None => clusters.targets().iter().all(|target| combined(target.as_ref())),
                Some(name) => combined(Some(name)),
            })
    });
}

#[test]
fn only_load_balancers_that_were_chosen_are_touched() {
    always(|plan| {
        let balancers = plan.assessment.facts.clusters.load_balancers();
        plan.repairs
            .iter()
            .filter(|step| step.entry.id == StepId::FixCloudAndBalancer)
            .all(|step| balancers.iter().any(|of| of.is_none() || of.as_ref() == name(step)))
    });
}

#[test]
fn management_is_renewed_where_it_was_chosen_and_its_layer_is_repaired() {
    always(|plan| {
        let renewed = plan.repairs.iter().any(|step| step.entry.id == StepId::RenewManagement);
        renewed == (plan.assessment.facts.clusters.has_management() && repaired(plan, Layer::Moc))
    });
}

#[test]
fn every_target_gets_its_kubelet_call_where_the_layer_is_repaired_and_nothing_else_does() {
    always(|plan| {
        let calls: Vec<_> =
            plan.repairs.iter().filter(|step| step.entry.id == StepId::FixKubelet).map(name).collect();
        let targets = plan.assessment.facts.clusters.targets().iter().map(Option::as_ref);
        if repaired(plan, Layer::Kubernetes) { targets.eq(calls) } else { calls.is_empty() }
    });
}

#[test]
fn no_call_has_the_switches_of_two_layers() {
    always(|plan| {
        plan.steps().flat_map(|step| step.check().chain([step.command()])).all(|command| {
            let has = |switch| command.args.contains(&Arg::Word(switch));
            !(has("-fixCloudCredentials") && has("-fixKubeletCredentials"))
        })
    });
}

#[test]
fn no_command_has_a_word_that_no_source_shows_or_a_dash_that_is_no_hyphen() {
    const NEVER: [&str; 7] = [
        "Restart-",
        "Reinstall-",
        "Uninstall-",
        "certs",
        "-skipLoadBalancer",
        "-sshPrivateKeyFile",
        "-Force",
    ];
    always(|plan| {
        plan.steps().flat_map(|step| step.check().chain([step.command()])).all(|command| {
            let text = format!("{} {:?}", command.program, command.args);
            text.is_ascii() && !NEVER.iter().any(|word| text.contains(word))
        })
    });
}

#[test]
fn the_kubernetes_layer_of_a_target_comes_before_its_other_one() {
    always(|plan| {
        plan.repairs.iter().enumerate().filter(|(_, step)| step.entry.id == StepId::FixKubelet).all(
            |(place, kubelet)| {
                !plan.repairs[..place]
                    .iter()
                    .any(|step| is_cloud(step.entry.id) && name(step) == name(kubelet))
            },
        )
    });
}

#[test]
fn what_a_step_needs_was_done_before_it() {
    always(|plan| {
        let steps: Vec<_> = plan.steps().collect();
        steps.iter().enumerate().all(|(place, step)| {
            step.entry.needs.iter().all(|needed| {
                steps[..place].iter().any(|before| {
                    before.entry.id == *needed
                        && (before.entry.scope == Scope::Deployment || name(before) == name(step))
                })
            })
        })
    });
}

#[test]
fn nothing_to_repair_means_no_preflight_and_no_repair() {
    always(|plan| {
        repaired(plan, Layer::Moc)
            || repaired(plan, Layer::Kubernetes)
            || (plan.preflight.is_empty() && plan.repairs.is_empty())
    });
}

#[test]
fn something_to_repair_means_a_preflight_and_word_on_when_to_stop() {
    always(|plan| {
        let hit = repaired(plan, Layer::Moc) || repaired(plan, Layer::Kubernetes);
        !hit || (!plan.preflight.is_empty() && plan.notes.iter().any(|note| note.id == NoteId::WhenStuck))
    });
}

#[test]
fn a_longer_shutdown_never_shortens_the_repairs() {
    for facts in FACTS.iter().filter(|facts| facts.shutdown == Shutdown::None) {
        let mut shorter: Vec<(StepId, Option<String>, When)> = Vec::new();
        for text in LENGTHS {
            let facts = Facts { shutdown: Shutdown::Lasted(text.parse().expect(text)), ..facts.clone() };
            let plan = plan(&assess(&facts));
            let repairs: Vec<_> = plan
                .repairs
                .iter()
                .map(|step| (step.entry.id, name(step).map(ToString::to_string), step.when))
                .collect();
            // A step may turn from conditional to certain, and never the other way.
            let mut longer = repairs.iter();
            let kept = shorter.iter().all(|(id, name, when)| {
                longer.any(|(other, theirs, now)| (other, theirs) == (id, name) && now <= when)
            });
            assert!(kept, "{text}: {shorter:?} became {repairs:?} for {facts:#?}");
            shorter = repairs;
        }
    }
}

#[test]
fn ten_days_give_management_no_repair_but_a_preflight_and_the_conflict() {
    for build in ["1.0.9.10413", "1.0.24.11029"] {
        let answers = Answers {
            shutdown: Some("10d"),
            clusters: vec!["management"],
            build: Some(build),
            ..Answers::default()
        };
        let facts = facts(&answers);
        let plan = plan(&assess(&facts));
        assert!(plan.repairs.is_empty() && !plan.preflight.is_empty(), "{plan:#?}");
        assert!(plan.notes.iter().any(|note| note.id == NoteId::NoManagementCall), "{:?}", plan.notes);
        let shown = |id| plan.conflicts.iter().any(|conflict| conflict.id == id);
        assert!(shown(ConflictId::ManagementNotApplicable), "{:?}", plan.conflicts);
    }
}

#[test]
fn every_verdict_has_a_rule_with_a_source() {
    always(|plan| {
        plan.assessment.findings.iter().all(|finding| {
            finding.rules().next().is_some() && finding.rules().all(|rule| SOURCES.contains(&rule.source))
        })
    });
}

#[test]
fn sources_are_named_once_and_known() {
    always(|plan| {
        let sources = plan.sources();
        let ids: BTreeSet<_> = sources.iter().map(|source| source.id).collect();
        ids.len() == sources.len() && sources.iter().all(|source| SOURCES.contains(source))
    });
}

/// Every plan, and those that only particular answers bring about.
fn plans() -> impl Iterator<Item = &'static Plan<'static>> {
    static PARTICULAR: LazyLock<[Facts; 8]> = LazyLock::new(|| {
        let answers = Answers { clusters: vec!["target=a-1", "target=a-1"], ..Answers::default() };
        let (from, to) = (Some("2026-11-01T08:00"), Some("2026-11-11T08:00"));
        let long = Answers { shutdown: Some("45d"), clusters: vec!["target=a1"], ..Answers::default() };
        let of = |answers: Answers<'static>| facts(&answers);
        let read = Facts {
            evidence: vec![lapsed_kubeconfig()],
            at: instant("2027-01-01T00:00:00Z"),
            ..of(answers.clone())
        };
        let ended = |ago_days: i64, shutdown| {
            let now = instant("2027-01-01T00:00:00Z");
            let not_after = now.and_then(|now| Timestamp::from_unix(now.unix() - ago_days * 86_400));
            let leaf = Evidence {
                credential: CredentialId::KubernetesLeaf,
                not_after: not_after.expect("a date of 2026"),
                ..lapsed_kubeconfig()
            };
            Facts { evidence: vec![leaf], at: now, ..of(Answers { shutdown, ..answers.clone() }) }
        };
        [
            ended(28, None),
            ended(56, Some("10d")),
            of(answers.clone()),
            of(Answers { from, to, ..answers.clone() }),
            of(Answers { at: Some("2036-01-01T00:00Z"), ..answers }),
            of(Answers {
                load_balancer_kind: Some("haproxy"),
                kubernetes_version: Some("1.29.4"),
                ..long.clone()
            }),
            of(Answers { load_balancer_kind: Some("own"), ..long }),
            read,
        ]
    });
    static THEIRS: LazyLock<Vec<Plan<'static>>> =
        LazyLock::new(|| PARTICULAR.iter().map(|facts| plan(&assess(facts))).collect());
    THEIRS.iter().chain(PLANS.iter())
}

fn instant(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// A kubeconfig of the management cluster that lapsed, with a beginning that no calendar of ours has reached.
fn lapsed_kubeconfig() -> Evidence {
    evidence("management-kubeconfig/2036-01-01T00:00:00Z/2026-12-31T23:59:59Z")
}

/// Fails with the values that no plan has.
#[track_caller]
fn all_fire<T: Closed>(fires: impl Fn(&Plan<'_>, T) -> bool) {
    let silent = T::ALL.iter().filter(|value| !plans().any(|plan| fires(plan, **value)));
    let silent: Vec<_> = silent.map(|value| value.id()).collect();
    assert!(silent.is_empty(), "no facts bring about: {silent:?}");
}

#[test]
fn every_rule_answers_some_facts() {
    all_fire(|plan, id: RuleId| {
        let facts = plan.assessment.facts;
        let (shutdown, since_update) = (
            case::shutdown(certplan_core::outage::Outage::of(facts)),
            case::since_update(facts.since_update),
        );
        let by_shutdown = SHUTDOWN.iter().any(|row| row.rule.id == id && row.shutdown.contains(shutdown));
        by_shutdown || UPDATE.iter().any(|row| row.rule.id == id && row.since_update.contains(since_update))
    });
}

#[test]
fn every_rule_that_speaks_of_a_layer_decides_it_for_some_facts() {
    let rules = SHUTDOWN.iter().map(|row| &row.rule).chain(UPDATE.iter().map(|row| &row.rule));
    let decides =
        |rule: &Rule, layer| plans().any(|plan| plan.assessment.of(layer).rules().any(|r| r.id == rule.id));
    let silent: Vec<_> = rules
        .flat_map(|rule| Layer::ALL.iter().map(move |layer| (rule, *layer)))
        .filter(|(rule, layer)| rule.of(*layer).is_some() && !decides(rule, *layer))
        .map(|(rule, layer)| (rule.id, layer))
        .collect();
    assert!(silent.is_empty(), "never decide: {silent:?}");
}

#[test]
fn every_note_is_part_of_some_plan() {
    all_fire(|plan, id: NoteId| plan.notes.iter().chain(&plan.advisories).any(|note| note.id == id));
}

#[test]
fn every_conflict_touches_some_plan() {
    all_fire(|plan, id: ConflictId| plan.conflicts.iter().any(|conflict| conflict.id == id));
}

#[test]
fn every_step_is_part_of_some_plan() {
    let facts = Facts {
        clusters: ["target=prod".parse::<Cluster>().unwrap()].into_iter().collect(),
        ..Facts::default()
    };
    let forecast = forecast(&facts);
    all_fire(|plan, id: StepId| plan.steps().chain(&forecast.before).any(|step| step.entry.id == id));
}

#[test]
fn every_circumstance_comes_about() {
    all_fire(|plan, circumstance: Circumstance| plan.assessment.circumstances.contains(circumstance));
}

#[test]
fn every_source_carries_some_plan_or_symptom() {
    let symptoms = SYMPTOMS.iter().flat_map(|symptom| symptom.sources);
    let advice = ADVICE.iter().flat_map(|advice| advice.sources);
    // The two helper scripts, which are no plans, were asked for there.
    let scripts = [&certplan_core::source::ISSUE_232, &certplan_core::source::ISSUE_234];
    let used: BTreeSet<_> = plans()
        .flat_map(Plan::sources)
        .chain(symptoms.chain(advice).copied())
        .chain(scripts)
        .chain(PORTS.iter().flat_map(|port| port.sources).copied())
        .map(|source| source.id)
        .collect();
    let unused: Vec<_> = SOURCES.iter().map(|source| source.id).filter(|id| !used.contains(id)).collect();
    assert!(unused.is_empty(), "nothing uses: {unused:?}");
}
