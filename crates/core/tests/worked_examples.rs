//! The worked examples of the rules, row by row, and every spelling of their boundary.

mod support;

use certplan_core::assessment::Basis;
use certplan_core::facts::Answers;
use certplan_core::layer::Layer;
use certplan_core::lifecycle::Outlook;
use certplan_core::note::{ConflictId, NoteId};
use certplan_core::plan::When;
use certplan_core::playbook::StepId;
use certplan_core::{Facts, assess, plan};
use support::facts;

const NEITHER: [bool; 2] = [false, false];
const KUBERNETES: [bool; 2] = [false, true];
const BOTH: [bool; 2] = [true, true];

fn off<'a>(shutdown: &'a str, clusters: &'a [&'a str]) -> Facts {
    facts(&Answers { shutdown: Some(shutdown), clusters: clusters.to_vec(), ..Answers::default() })
}

fn between<'a>(from: &'a str, to: &'a str) -> Facts {
    facts(&Answers { from: Some(from), to: Some(to), clusters: vec!["target=prod"], ..Answers::default() })
}

/// Holds the facts against a row: the layers hit (MOC, Kubernetes), whether it is the boundary, and the repairs; those that
/// are run only where their check fails end in a question mark.
#[track_caller]
fn example(facts: &Facts, layers: [bool; 2], boundary: bool, repairs: &[&str]) {
    let assessment = assess(facts);
    let plan = plan(&assessment);
    let steps: Vec<_> = plan
        .repairs
        .iter()
        .map(|step| {
            let mark = if step.when == When::IfCheckFails { "?" } else { "" };
            match step.cluster {
                Some((_, Some(name))) => format!("{}({name}){mark}", step.entry.id),
                _ => format!("{}{mark}", step.entry.id),
            }
        })
        .collect();
    assert_eq!(assessment.findings.map(|finding| finding.is_impacted()), layers, "the layers of {facts:?}");
    assert_eq!(
        assessment.findings.map(|finding| finding.boundary),
        [boundary; 2],
        "the boundary of {facts:?}"
    );
    assert_eq!(steps, repairs, "the repairs of {facts:?}");
    for step in &plan.repairs {
        let hit = assessment.of(step.entry.layer.expect("a repair has a layer")).is_impacted();
        let basis = match (hit, boundary) {
            (false, _) => Basis::Outlook,
            (true, true) => Basis::Inferred,
            (true, false) => Basis::Documented,
        };
        assert_eq!(step.basis, basis, "{} of {facts:?}", step.entry.id);
    }
}

#[track_caller]
fn under_the_limit(facts: &Facts) {
    example(facts, KUBERNETES, false, &["fix-kubelet(prod)", "fix-cloud(prod)?"]);
}

#[track_caller]
fn at_the_limit(facts: &Facts) {
    example(facts, BOTH, true, &["fix-kubelet(prod)", "fix-cloud(prod)"]);
}

#[track_caller]
fn over_the_limit(facts: &Facts) {
    example(facts, BOTH, false, &["fix-kubelet(prod)", "fix-cloud(prod)"]);
}

#[track_caller]
fn says(facts: &Facts, notes: &[NoteId], conflicts: &[ConflictId]) {
    let plan = plan(&assess(facts));
    for id in notes {
        assert!(plan.notes.iter().any(|note| note.id == *id), "{id} is not among the notes of {facts:?}");
    }
    for id in conflicts {
        assert!(
            plan.conflicts.iter().any(|known| known.id == *id),
            "{id} is not among the conflicts of {facts:?}"
        );
    }
}

#[test]
fn ten_days_hit_the_kubernetes_layer_of_a_target() {
    example(&off("10d", &["target=prod"]), KUBERNETES, false, &["fix-kubelet(prod)"]);
}

#[test]
fn forty_five_days_hit_everything_and_the_load_balancer_s_call_is_the_target_s() {
    let facts = off("45d", &["management", "target=prod", "load-balancer=prod"]);
    example(
        &facts,
        BOTH,
        false,
        &["renew-management", "fix-kubelet(prod)", "fix-cloud-and-load-balancer(prod)"],
    );
}

#[test]
fn two_targets_are_finished_one_after_the_other() {
    let facts = off("45d", &["target=a1", "target=b2"]);
    example(&facts, BOTH, false, &["fix-kubelet(a1)", "fix-cloud(a1)", "fix-kubelet(b2)", "fix-cloud(b2)"]);
    says(&facts, &[NoteId::ManagementFirst], &[]);
}

#[test]
fn a_load_balancer_alone_gives_its_one_call() {
    let facts = off("45d", &["load-balancer=prod"]);
    example(&facts, BOTH, false, &["fix-cloud-and-load-balancer(prod)"]);
    says(&facts, &[NoteId::LoneLoadBalancer], &[ConflictId::BalancerNotInReference]);
}

#[test]
fn only_the_product_s_own_load_balancer_is_patched() {
    let of = |kind, clusters: &[&'static str]| {
        facts(&Answers {
            shutdown: Some("45d"),
            clusters: clusters.to_vec(),
            load_balancer_kind: Some(kind),
            ..Answers::default()
        })
    };
    let patched = of("haproxy", &["target=prod", "load-balancer=prod"]);
    example(&patched, BOTH, false, &["fix-kubelet(prod)", "fix-cloud-and-load-balancer(prod)"]);
    for kind in ["kube-vip", "sdn", "own", "none"] {
        let other = of(kind, &["target=prod", "load-balancer=prod"]);
        example(&other, BOTH, false, &["fix-kubelet(prod)", "fix-cloud(prod)"]);
        says(&other, &[NoteId::OtherLoadBalancer], &[ConflictId::LoadBalancerKinds]);
        example(&of(kind, &["load-balancer=prod"]), BOTH, false, &[]);
    }
}

#[test]
fn a_known_version_of_kubernetes_tells_how_to_see_the_dates() {
    let known = Answers { shutdown: Some("10d"), kubernetes_version: Some("v1.29.4"), ..Answers::default() };
    says(&facts(&known), &[NoteId::DatesOnNode], &[]);
    let unknown = off("10d", &["target=prod"]);
    assert!(plan(&assess(&unknown)).notes.iter().all(|note| note.id != NoteId::DatesOnNode));
}

#[test]
fn forty_five_days_leave_the_management_cluster_one_call_and_a_note() {
    let facts = off("45d", &["management"]);
    example(&facts, BOTH, false, &["renew-management"]);
    says(&facts, &[NoteId::NoManagementCall], &[ConflictId::ManagementNotApplicable]);
}

#[test]
fn ten_days_leave_the_management_cluster_no_call_but_a_note_and_a_check() {
    let facts = off("10d", &["management"]);
    example(&facts, KUBERNETES, false, &[]);
    says(&facts, &[NoteId::NoManagementCall], &[ConflictId::ManagementNotApplicable]);
    let plan = plan(&assess(&facts));
    let check =
        plan.preflight.iter().find(|step| step.entry.id == StepId::ReachManagement).expect("how to check");
    assert!(check.check().count() > 0);
}

#[test]
fn thirty_days_to_the_second_hit_both_layers_and_say_that_the_page_is_silent() {
    let facts = off("30d", &["target=prod"]);
    example(&facts, BOTH, true, &["fix-kubelet(prod)", "fix-cloud(prod)"]);
    says(&facts, &[], &[ConflictId::ExactlyThirtyDays]);
}

#[test]
fn a_minute_more_is_no_boundary() {
    example(&off("720h1m", &["target=prod"]), BOTH, false, &["fix-kubelet(prod)", "fix-cloud(prod)"]);
}

#[test]
fn a_late_update_alone_hits_nothing_and_shows_the_conflict() {
    let facts = facts(&Answers { since_update: Some("100d"), ..Answers::default() });
    example(&facts, NEITHER, false, &[]);
    says(&facts, &[NoteId::NothingToRun], &[ConflictId::NotUpdatedWithin90d]);
}

#[test]
fn two_hours_leave_the_certificates_valid_so_the_repair_waits_for_its_check() {
    let facts = off("2h", &["target=prod"]);
    example(&facts, KUBERNETES, false, &["fix-kubelet(prod)?"]);
    assert_eq!(outlooks(&facts), [Some(Outlook::StillValid); 2]);
}

#[test]
fn twenty_eight_days_may_outlast_a_login_that_was_renewed_on_schedule() {
    let facts = off("28d", &["target=prod"]);
    example(&facts, KUBERNETES, false, &["fix-kubelet(prod)", "fix-cloud(prod)?"]);
    assert_eq!(outlooks(&facts), [Some(Outlook::Unsure), Some(Outlook::Lapsed)]);
}

#[test]
fn two_days_after_a_late_update_may_have_outlasted_the_tokens() {
    let answers = Answers {
        shutdown: Some("2d"),
        since_update: Some("100d"),
        clusters: vec!["target=prod"],
        ..Answers::default()
    };
    let facts = facts(&answers);
    example(&facts, KUBERNETES, false, &["fix-kubelet(prod)", "fix-cloud(prod)?"]);
    assert_eq!(outlooks(&facts), [Some(Outlook::Unsure); 2]);
}

#[test]
fn nothing_switched_off_has_no_outlook() {
    assert_eq!(outlooks(&Facts::default()), [None; 2]);
    assert_eq!(outlooks(&off("0d", &[])), [None; 2]);
}

fn outlooks(facts: &Facts) -> [Option<Outlook>; 2] {
    assess(facts).findings.map(|finding| finding.outlook)
}

#[test]
fn the_limit_is_met_to_the_second_in_every_spelling() {
    for (text, check) in [
        ("719h", under_the_limit as fn(&Facts)),
        ("29d23h59m59s", under_the_limit),
        ("30d", at_the_limit),
        ("30", at_the_limit),
        ("720h", at_the_limit),
        ("P30D", at_the_limit),
        ("PT720H", at_the_limit),
        ("30.00:00:00", at_the_limit),
        ("30d1s", over_the_limit),
        ("720h1m", over_the_limit),
        ("PT720H1M", over_the_limit),
    ] {
        check(&off(text, &["target=prod"]));
    }
}

#[test]
fn two_instants_are_as_far_apart_as_time_passed() {
    at_the_limit(&between("2026-11-01T08:00+01:00", "2026-12-01T08:00+01:00"));
    at_the_limit(&between("2026-11-01T08:00+01:00", "2026-12-01T07:00Z"));
    under_the_limit(&between("2026-11-01T08:00+01:00", "2026-12-01T07:59:59+01:00"));
    over_the_limit(&between("2026-11-01T08:00+01:00", "2026-12-01T08:00:01+01:00"));
}

#[test]
fn a_clock_change_between_two_instants_counts_as_it_happened() {
    // Put forward on 29 March: thirty days by the calendar are an hour less.
    under_the_limit(&between("2026-03-10T12:00+01:00", "2026-04-09T12:00+02:00"));
    at_the_limit(&between("2026-03-10T12:00+01:00", "2026-04-09T13:00+02:00"));
    // Put back on 25 October: an hour more.
    over_the_limit(&between("2026-10-10T12:00+02:00", "2026-11-09T12:00+01:00"));
    at_the_limit(&between("2026-10-10T12:00+02:00", "2026-11-09T11:00+01:00"));
}

#[test]
fn two_plain_dates_are_at_the_limit_where_thirty_days_lie_between_them() {
    under_the_limit(&between("2026-11-01", "2026-11-30"));
    at_the_limit(&between("2026-11-01", "2026-12-01"));
    over_the_limit(&between("2026-11-01", "2026-12-02"));
    // Across a leap day.
    at_the_limit(&between("2028-02-15", "2028-03-16"));
    says(&between("2026-11-01", "2026-11-30"), &[NoteId::WholeDays], &[]);
}

#[test]
fn every_layer_is_answered_in_the_order_of_the_page() {
    let facts = off("10d", &["target=prod"]);
    assert_eq!(assess(&facts).findings.map(|finding| finding.layer), [Layer::Moc, Layer::Kubernetes]);
}
