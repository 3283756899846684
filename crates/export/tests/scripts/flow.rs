//! What a script would do, for whatever the deployment shows. Every case of `tests/powershell/Repair.Tests.ps1` is here too.

use std::collections::BTreeSet;

use certplan_core::closed::Closed as _;
use certplan_core::plan::When;
use certplan_core::playbook::{Phase, StepId};
use certplan_core::{Plan, assess, plan};
use certplan_export::script::{OnBad, Script, lower};

use crate::deployment::{Deployment, line};
use crate::engine::{Outcome, Run, matches};
use crate::plans::{self, Case};
use crate::scenarios;

/// The deployment that a plan is for: its build, and layers that have expired where the plan repairs them.
fn expired(case: &Case, plan: &Plan<'_>) -> Deployment {
    let mut deployment = Deployment::new(false, case.clusters);
    deployment.moc = !plan.repairs.iter().any(|step| step.entry.id == StepId::RenewManagement);
    deployment.build = case.facts.build.map_or("1.0.24.11029".into(), |build| build.to_string());
    deployment
}

fn valid(case: &Case) -> Deployment {
    let mut deployment = Deployment::new(true, case.clusters);
    deployment.build = case.facts.build.map_or("1.0.24.11029".into(), |build| build.to_string());
    deployment
}

/// Hands each plan, its table, and what it repairs to a test.
fn each(test: impl Fn(&Case, &Plan<'_>, &Script<'_>)) {
    for case in plans::all() {
        let assessment = assess(&case.facts);
        let plan = plan(&assessment);
        test(&case, &plan, &lower(&plan));
    }
}

/// The repairs of a plan; all, or those that are run in any case.
fn repairs(plan: &Plan<'_>, all: bool) -> Vec<String> {
    let repairs = plan.repairs.iter().filter(|step| all || step.when == When::Always);
    repairs.map(|step| line(&step.command())).collect()
}

/// The changes that are repairs: what `Repair.Tests.ps1` counts.
fn repaired(outcome: &Outcome) -> Vec<String> {
    outcome
        .changes
        .iter()
        .filter(|line| !line.starts_with("Sync-"))
        .map(|line| line.replace("<cluster-name>", "prod"))
        .collect()
}

fn of_prod(repairs: Vec<String>) -> Vec<String> {
    repairs.into_iter().map(|line| line.replace("<cluster-name>", "prod")).collect()
}

/// The full order on a deployment.
fn full(run: &Run, deployment: &mut Deployment) -> Outcome {
    let facts = scenarios::long(&["management", "target=prod", "load-balancer=prod"]);
    run.of(&lower(&plan(&assess(&facts))), deployment)
}

fn all_expired() -> Deployment {
    Deployment::new(false, &["prod"])
}

#[test]
fn every_kind_of_step_is_run_by_a_script_of_these_plans() {
    let mut seen = BTreeSet::new();
    for case in plans::all() {
        let assessment = assess(&case.facts);
        for step in plan(&assessment).steps() {
            seen.insert(step.entry.id.as_str());
        }
    }
    // Before a shutdown there is no script.
    let wanted: BTreeSet<_> = certplan_core::playbook::PLAYBOOK
        .iter()
        .filter(|entry| entry.phase != Phase::Preparation)
        .map(|entry| entry.id.as_str())
        .collect();
    assert_eq!(seen, wanted);
    assert_eq!(StepId::ALL.len(), certplan_core::playbook::PLAYBOOK.len());
}

#[test]
fn each_repair_runs_in_order_where_all_has_expired_and_nothing_is_asked() {
    each(|case, plan, script| {
        let mut deployment = expired(case, plan);
        let outcome = Run::unattended().of(script, &mut deployment);
        assert_eq!(repaired(&outcome), of_prod(repairs(plan, true)), "{}", case.name);
        assert_eq!((outcome.code, outcome.asked, outcome.prompts.len()), (0, 0, 0), "{}", case.name);
        for cluster in deployment.clusters.values() {
            assert!(plan.repairs.is_empty() || cluster.kubernetes, "{}", case.name);
        }
    });
}

#[test]
fn only_what_is_unconditional_runs_where_all_is_valid() {
    each(|case, plan, script| {
        let outcome = Run::unattended().of(script, &mut valid(case));
        assert_eq!(repaired(&outcome), of_prod(repairs(plan, false)), "{}", case.name);
        assert_eq!(outcome.code, 0, "{}", case.name);
    });
}

#[test]
fn a_preview_shows_each_command_and_runs_none() {
    each(|case, plan, script| {
        let mut deployment = expired(case, plan);
        let outcome = Run { what_if: true, ..Run::default() }.of(script, &mut deployment);
        assert!(
            deployment.calls.is_empty() && outcome.changes.is_empty() && outcome.done.is_empty(),
            "{}",
            case.name
        );
        for command in repairs(plan, true) {
            assert!(outcome.shown.contains(&command), "{}: {command}", case.name);
        }
    });
}

#[test]
fn nothing_changes_where_every_answer_is_no() {
    each(|case, plan, script| {
        let run = Run { approvals: vec![false; 80], ..Run::default() };
        let outcome = run.of(script, &mut expired(case, plan));
        assert!(outcome.changes.is_empty(), "{}", case.name);
        assert!(plan.repairs.is_empty() || outcome.code > 1, "{}", case.name);
    });
}

#[test]
fn there_are_as_many_prompts_as_changes() {
    each(|case, plan, script| {
        let outcome = Run::default().of(script, &mut expired(case, plan));
        assert_eq!(outcome.prompts, outcome.changes, "{}", case.name);
        assert_eq!(outcome.asked, 0, "{}", case.name);
    });
}

#[test]
fn an_api_server_that_comes_back_slowly_is_waited_for() {
    each(|case, plan, script| {
        let mut deployment = Deployment { slow: 240, ..expired(case, plan) };
        let outcome = Run::unattended().of(script, &mut deployment);
        assert_eq!((outcome.code, repaired(&outcome)), (0, of_prod(repairs(plan, true))), "{}", case.name);
    });
}

#[test]
fn a_target_that_fails_ends_its_own_steps_and_is_taken_up_again() {
    each(|case, plan, script| {
        let target = case.clusters[0];
        let of_target = |line: &String| line.contains(&format!("-Name '{target}'"));
        let fix = format!("-Name '{target}' -fixKubeletCredentials");
        if !of_prod(repairs(plan, true)).iter().any(|line| line.contains(&fix)) || case.name == "nameless" {
            return;
        }
        let first = Run::unattended().of(script, &mut expired(case, plan).failing(&fix));
        assert_eq!(first.code, 3, "{}", case.name);
        assert!(
            !repaired(&first).iter().any(|line| of_target(line) && line.contains("-fixCloud")),
            "{}",
            case.name
        );
        for other in &case.clusters[1..] {
            assert!(
                repaired(&first).iter().any(|line| line.contains(&format!("-Name '{other}'"))),
                "{}",
                case.name
            );
        }
        let again = Run { done: first.done.clone(), ..Run::unattended() };
        // What the first run renewed is valid, and is not done twice.
        let second = again.of(script, &mut healed(case, plan, script, &fix));
        assert_eq!(second.code, 0, "{}", case.name);
        assert!(repaired(&second).iter().any(of_target), "{}", case.name);
        let done: Vec<_> = repaired(&first).into_iter().filter(|line| !of_target(line)).collect();
        assert!(repaired(&second).iter().all(|line| !done.contains(line)), "{}", case.name);
        // What has expired again since is done again.
        let third = again.of(script, &mut expired(case, plan));
        assert_eq!((third.code, repaired(&third)), (0, of_prod(repairs(plan, true))), "{}", case.name);
    });
}

/// The deployment as the run that failed there leaves it, with the reason of the failure gone.
fn healed(case: &Case, plan: &Plan<'_>, script: &Script<'_>, fails: &str) -> Deployment {
    let mut deployment = expired(case, plan).failing(fails);
    let _ = Run::unattended().of(script, &mut deployment);
    deployment.fail.clear();
    deployment
}

#[test]
fn a_name_is_no_message() {
    for name in ["x509-certificate-exporter", "expired-cert-cleaner", "unauthorized-page"] {
        let mut deployment = Deployment { names: vec![name.into()], ..all_expired() };
        assert_eq!(full(&Run::unattended(), &mut deployment).code, 0, "{name}");
        assert!(deployment.clock < 60, "{name}");
    }
    let mut deployment = Deployment::new(true, &["prod", "expired-lab"]);
    assert_eq!(full(&Run::unattended(), &mut deployment).code, 0);
}

#[test]
fn pods_are_judged_by_their_columns() {
    let facts = scenarios::long(&["management", "target=prod"]);
    let assessment = assess(&facts);
    let script = lower(&plan(&assessment));
    for (pod, code) in [
        ("kms-plugin-x1   1/3   Running            0   90d", 3),
        ("kms-plugin-x1   0/1   CrashLoopBackOff   9   90d", 3),
        ("csi-x1          0/1   Completed          0   90d", 0),
        ("web-running     0/1   CrashLoopBackOff   9   90d", 0),
    ] {
        let mut deployment = Deployment { pods: vec![pod.into()], ..all_expired() };
        assert_eq!(Run::unattended().of(&script, &mut deployment).code, code, "{pod}");
    }
}

#[test]
fn what_is_declined_holds_back_what_rests_on_it() {
    for (approvals, held) in [(vec![true, false], "-fixCloudCredentials"), (vec![false], "Cluster")] {
        let outcome = full(&Run { approvals, ..Run::default() }, &mut all_expired());
        assert!(!repaired(&outcome).iter().any(|line| line.contains(held)), "{held}");
        assert_eq!(outcome.code, 3, "{held}");
    }
}

#[test]
fn what_is_declined_and_good_all_the_same_holds_nothing_back() {
    let mut deployment = all_expired();
    deployment.moc = true;
    let outcome = full(&Run { approvals: vec![false], ..Run::default() }, &mut deployment);
    assert_eq!(repaired(&outcome).len(), 2);
    assert_eq!((outcome.code, outcome.told), (3, vec!["declined renew-management".to_owned()]));
}

#[test]
fn a_repair_that_failed_and_was_passed_over_is_told_at_the_end() {
    let failing = || all_expired().failing("Update-AksHciCertificates");
    let outcome = full(&Run { goes_on: true, ..Run::default() }, &mut failing());
    assert_eq!(outcome.code, 3);
    assert_eq!(outcome.told, ["passed over renew-management"]);
    assert!(!outcome.done.contains("renew-management"));
    // Where nobody is asked, it ends there.
    let outcome = full(&Run::unattended(), &mut failing());
    assert_eq!((outcome.code, outcome.asked, repaired(&outcome).len()), (2, 0, 1));
}

#[test]
fn a_cmdlet_that_fails_after_its_work_is_told_and_holds_nothing_back() {
    for (fails, step) in [
        ("Update-AksHciCertificates", "renew-management"),
        ("-fixKubeletCredentials", "fix-kubelet prod"),
        ("-fixCloudCredentials", "fix-cloud-and-load-balancer prod"),
    ] {
        let mut deployment = Deployment { fail_late: vec![fails.into()], ..all_expired() };
        let outcome = full(&Run::unattended(), &mut deployment);
        assert_eq!((outcome.code, repaired(&outcome).len()), (3, 3), "{fails}");
        assert_eq!(outcome.told, [format!("failed, though good {step}")]);
        // It failed, so it is done again, and nothing else is.
        assert!(!outcome.done.contains(step), "{fails}");
        deployment.fail_late.clear();
        let again = full(&Run { done: outcome.done, ..Run::unattended() }, &mut deployment);
        assert_eq!((again.code, repaired(&again).len()), (0, 1), "{fails}");
    }
}

#[test]
fn an_empty_list_is_not_good() {
    let facts = scenarios::long(&["management", "target=prod"]);
    let assessment = assess(&facts);
    let script = lower(&plan(&assessment));
    for list in ["nodes", "secrets", "pods"] {
        let mut deployment = Deployment { empty: vec![list], ..all_expired() };
        assert_eq!(Run::unattended().of(&script, &mut deployment).code, 3, "{list}");
    }
    let mut deployment = Deployment { empty: vec!["services"], ..all_expired() };
    assert_eq!(full(&Run::unattended(), &mut deployment).code, 3);
}

#[test]
fn a_module_without_the_switch_ends_that_target_with_the_advice_for_it() {
    let outcome = full(&Run::unattended(), &mut Deployment { no_balancer: true, ..all_expired() });
    assert_eq!(outcome.code, 3);
    assert_eq!(outcome.advice.len(), 1);
    assert!(outcome.advice[0].contains("-patchLoadBalancer"));
}

#[test]
fn what_the_plan_repairs_is_no_reason_to_ask_and_one_message_gets_one_advice() {
    let outcome = full(&Run::unattended(), &mut all_expired());
    assert!(outcome.advice.is_empty());
    for (message, part) in [
        ("x509: certificate has expired or is not yet valid", "x509 certificate has expired: the management"),
        (
            "transport: authentication handshake failed: x509: certificate has expired or is not yet valid",
            "its authority has most likely expired",
        ),
        ("error: You must be logged in to the server (Unauthorized)", "Unauthorized"),
        ("Get \"https://192.0.2.1:6443/api\": Unauthorized", "Unauthorized"),
        ("failed to create azurestackhci session: Certificate has expired: Expired", "creating a session"),
        ("x509: certificate signed by unknown authority", "unknown authority"),
        ("dial unix /var/run/moc-kms-plugin/kmsPlugin.sock: connect: no such file", "KMS plugin"),
    ] {
        let mut deployment =
            Deployment { fail: vec![("Get-AksHciCluster".into(), message.into())], ..all_expired() };
        let outcome = full(&Run::unattended(), &mut deployment);
        assert_eq!(outcome.advice.len(), 1, "{message}: {:?}", outcome.advice);
        assert!(outcome.advice[0].contains(part), "{message}: {:?}", outcome.advice);
        assert!(outcome.changes.is_empty() && outcome.code == 2, "{message}");
    }
}

#[test]
fn a_plan_without_the_repair_of_the_management_cluster_names_it_where_it_is_needed() {
    let facts = scenarios::long(&["target=prod"]);
    let assessment = assess(&facts);
    let script = lower(&plan(&assessment));
    let outcome = Run::unattended().of(&script, &mut all_expired());
    assert_eq!((outcome.code, outcome.changes.len(), outcome.advice.len()), (2, 0, 1));
    assert!(outcome.advice[0].contains("run Update-AksHciCertificates"), "{:?}", outcome.advice);
    // Where the plan repairs it, it is no reason to advise anything.
    assert!(full(&Run::unattended(), &mut all_expired()).advice.is_empty());
}

#[test]
fn a_name_picks_no_advice() {
    let advice = |id: StepId, fault: &str| {
        let case = plans::all().into_iter().find(|case| case.name == "full").expect("the full order");
        let assessment = assess(&case.facts);
        let script = lower(&plan(&assessment));
        let act = script.acts.iter().find(|act| act.key.id == id).expect("its step");
        act.advice().find(|(sign, _)| !sign.is_empty() && matches(sign, fault)).map(|(_, text)| text)
    };
    for (id, fault) in [
        (StepId::FixKubelet, "Not Ready: x509-lab-control-plane"),
        (StepId::FixKubelet, "Not Ready: refused-1"),
        (StepId::ReachManagement, "the cluster unauthorized-page is not there"),
        (
            StepId::FixCloudAndBalancer,
            "Update-AksHciClusterCertificates -Name 'prod' -patchLoadBalancer failed",
        ),
        (StepId::FetchCredential, "Not Ready: x509-lab"),
    ] {
        assert_eq!(advice(id, fault), None, "{id}: {fault}");
    }
    // The same message in another language of Windows.
    let german = "Es wurde kein Parameter gefunden, der dem Parameternamen \"patchLoadBalancer\" entspricht.";
    assert!(
        advice(StepId::FixCloudAndBalancer, german)
            .is_some_and(|text| text.contains("older than the switch"))
    );
}

#[test]
fn an_address_is_asked_for_only_where_nothing_on_the_host_tells_it() {
    let attended = |told_address| Run { told_address, ..Run::default() };
    let none = || Deployment { port: None, ..all_expired() };
    // Told, and it answers.
    let outcome = full(&attended(Some(true)), &mut none());
    assert_eq!((outcome.code, outcome.asked_address, repaired(&outcome).len()), (0, 1, 3));
    // Told, and it does not: the target ends there.
    let outcome = full(&attended(Some(false)), &mut none());
    assert_eq!((outcome.code, outcome.asked_address, repaired(&outcome).len()), (3, 1, 1));
    // Not known to the person either: it goes on, and is left to look at.
    let outcome = full(&attended(None), &mut none());
    assert_eq!((outcome.code, outcome.asked_address), (0, 1));
    assert!(outcome.left.iter().any(|text| text.contains("port 6443")), "{:?}", outcome.left);
    // Hyper-V or the cluster's own address tells it; where every change was approved beforehand nobody is asked.
    for (run, mut deployment) in [
        (attended(None), all_expired()),
        (attended(None), Deployment { own_address: Some(true), ..none() }),
        (Run::unattended(), none()),
    ] {
        let outcome = full(&run, &mut deployment);
        assert_eq!((outcome.code, outcome.asked_address), (0, 0));
    }
}

#[test]
fn a_control_plane_that_answers_behind_a_silent_address_is_told_and_goes_on() {
    let mut deployment = Deployment { own_address: Some(false), ..all_expired() };
    let outcome = full(&Run::unattended(), &mut deployment);
    assert_eq!((outcome.code, repaired(&outcome).len()), (0, 3));
    assert!(outcome.left.iter().any(|text| text.contains("not at its own address")), "{:?}", outcome.left);
}

#[test]
fn a_bad_start_ends_before_the_first_change() {
    let cases: [(&str, Deployment); 7] = [
        ("a clock that is off", Deployment { skew: Some(600), ..all_expired() }),
        ("no time source", Deployment { source: "Local CMOS Clock".into(), ..all_expired() }),
        ("a build of another plan", Deployment { build: "1.0.5.10407".into(), ..all_expired() }),
        (
            "a control plane that is not Online",
            Deployment { group_down: Some("prod-control-plane-0-x1".into()), ..all_expired() },
        ),
        ("the cloud agent is not Online", Deployment { group_down: Some("ca-1234".into()), ..all_expired() }),
        ("a profile without logins", Deployment { has_login: false, ..all_expired() }),
        ("no build", Deployment { build: "nothing".into(), ..all_expired() }),
    ];
    for (what, mut deployment) in cases {
        let outcome = full(&Run::unattended(), &mut deployment);
        assert_eq!((outcome.code, outcome.asked), (2, 0), "{what}");
        assert!(outcome.changes.is_empty(), "{what}");
    }
}

#[test]
fn what_cannot_be_told_is_left_for_a_person() {
    for (what, mut deployment) in [
        ("the clock of HOST2", Deployment { skew: None, ..all_expired() }),
        ("port 6443", Deployment { port: None, ..all_expired() }),
        // Only what the plan repairs must be up; a machine of others is named.
        ("not Online: web-server", Deployment { group_down: Some("web-server".into()), ..all_expired() }),
    ] {
        let outcome = full(&Run::unattended(), &mut deployment);
        assert_eq!(outcome.code, 0, "{what}");
        assert!(outcome.left.iter().any(|text| text.contains(what)), "{what}: {:?}", outcome.left);
    }
    let outcome = full(&Run::unattended(), &mut all_expired());
    for id in ["fix-cloud-and-load-balancer prod", "check-arc prod", "plan-update"] {
        assert!(outcome.left.iter().any(|text| text.starts_with(id)), "{id}: {:?}", outcome.left);
    }
}

#[test]
fn billing_and_logs_are_told_and_hold_up_nothing() {
    let outcome =
        full(&Run::unattended(), &mut Deployment { billing: "OutOfPolicy".into(), ..all_expired() });
    assert_eq!((outcome.code, repaired(&outcome).len()), (3, 3));
    assert!(outcome.advice[0].contains("billing manager"), "{:?}", outcome.advice);
    let outcome = full(&Run::unattended(), &mut all_expired().failing("Get-AksHciLogs"));
    assert_eq!((outcome.code, repaired(&outcome).len()), (3, 3));
    assert_eq!(outcome.told, ["passed over collect-logs"]);
}

#[test]
fn an_authority_that_has_ended_stops_all() {
    let facts = plans::all().into_iter().find(|case| case.name == "year").expect("the plan of a year").facts;
    let assessment = assess(&facts);
    let script = lower(&plan(&assessment));
    let mut ended = Deployment { authority_left: Some(-1), ..all_expired() };
    let outcome = Run::unattended().of(&script, &mut ended);
    assert!(outcome.code == 2 && outcome.changes.is_empty());
    let mut good = Deployment { authority_left: Some(1), ..all_expired() };
    assert_eq!(Run::unattended().of(&script, &mut good).code, 0);
}

#[test]
fn it_fits_on_two_screens_where_all_goes_well() {
    let outcome = full(&Run::unattended(), &mut all_expired());
    assert!(outcome.screen.len() <= 85, "{}\n{}", outcome.screen.len(), outcome.screen.join("\n"));
}

#[test]
fn only_a_step_of_a_target_ends_a_target() {
    each(|case, _, script| {
        for act in &script.acts {
            let is_of_target =
                act.key.scope.is_some_and(|scope| scope != certplan_export::script::Scope::Management);
            assert!(act.on_bad != OnBad::EndTarget || is_of_target, "{}: {}", case.name, act.key.id);
        }
    });
}

#[test]
fn a_script_knows_the_builds_that_have_its_plan() {
    each(|case, _, script| {
        let contains = |build: &str| script.builds.contains(build.parse().expect("a build"));
        match case.name {
            "old-build" => assert!(contains("1.0.5.10407") && !contains("1.0.24.11029")),
            "none" | "ten-days" => {
                assert!(contains("1.0.5.10407") && contains("1.0.24.11029"), "{}", case.name);
            }
            _ => assert!(!contains("1.0.5.10407") || case.name == "two-hours", "{}", case.name),
        }
        assert!(case.name == "old-build" || contains("1.0.24.11029"), "{}", case.name);
    });
}

#[test]
fn a_sign_is_read_as_dotnet_reads_it() {
    let sign = "Valid Token Required|(?<!session: )Certificate has expired: Expired";
    assert!(matches(sign, "valid token required"));
    assert!(matches(sign, "[Error: Certificate has expired: Expired]"));
    assert!(!matches(sign, "create azurestackhci session: Certificate has expired: Expired"));
    assert!(!matches("(?!)", "anything"));
}
