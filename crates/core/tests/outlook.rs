//! What the lives of the certificates say, second by second around every boundary.

#[path = "support/evidence.rs"]
mod evidence;
mod support;

use certplan_core::assessment::Basis;
use certplan_core::closed::Closed;
use certplan_core::facts::{Answers, Build, Cluster, Duration, Shutdown};
use certplan_core::lifecycle::{
    CREDENTIALS, CredentialId, Era, Evidence, Left, Outlook, Outlooks, credential,
};
use certplan_core::plan::When;
use certplan_core::playbook::StepId;
use certplan_core::{Facts, Layer, assess, plan};
use evidence::evidence;
use support::facts;

const DAY: u64 = 86_400;
const BUILDS: [Option<&str>; 4] = [None, Some("1.0.9.10413"), Some("1.0.10.10513"), Some("1.0.24.11029")];

/// Days left at least and at most, as the design's table has them; written without a look at the rows.
fn days_left(id: CredentialId, old: bool) -> Option<(u64, u64)> {
    match id {
        CredentialId::KubernetesLeaf => Some((1, 4)),
        CredentialId::MocClient => Some(if old { (18, 60) } else { (27, 90) }),
        CredentialId::MocctlLogin | CredentialId::KvactlLogin => Some((18, 60)),
        CredentialId::ArcIdentity => Some((30, 90)),
        CredentialId::CloudAgentCa => Some((0, 365)),
        CredentialId::MocToken | CredentialId::ManagementKubeconfig => None,
    }
}

/// The outlook of each layer, and the repairs.
type Answer = ([Option<Outlook>; 2], Vec<(StepId, When)>);

fn off(seconds: u64, build: Option<&str>) -> Facts {
    Facts {
        shutdown: Shutdown::Lasted(Duration::from_seconds(seconds).expect("a length")),
        build: build.map(|text| text.parse::<Build>().expect(text)),
        ..Facts::default()
    }
}

#[test]
fn every_credential_turns_at_its_two_bounds_to_the_second() {
    for build in BUILDS {
        let old = build == Some("1.0.9.10413");
        for id in CredentialId::ALL {
            let Some((least, most)) = days_left(*id, old) else { continue };
            for bound in [least * DAY, most * DAY] {
                for seconds in [bound.saturating_sub(1), bound, bound + 1].into_iter().filter(|s| *s > 0) {
                    let expected = if seconds < least * DAY {
                        Outlook::StillValid
                    } else if seconds > most * DAY {
                        Outlook::Lapsed
                    } else {
                        Outlook::Unsure
                    };
                    let facts = off(seconds, build);
                    let row = credential(*id, Era::of(facts.build));
                    assert_eq!(
                        Outlooks::of(&facts).by_life(row),
                        Some(expected),
                        "{id} after {seconds} s, {build:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_token_is_in_doubt_from_the_end_of_its_life_and_never_called_lapsed() {
    for (build, life) in [(None, 90), (Some("1.0.9.10413"), 60)] {
        for age in [0, 1, life - 1, life, life + 1, 400] {
            for seconds in [1, DAY, (life - age.min(life)) * DAY + 1, 400 * DAY] {
                let facts = Facts { since_update: Duration::from_seconds(age * DAY), ..off(seconds, build) };
                let expected = if seconds + age.min(life) * DAY < life * DAY {
                    Outlook::StillValid
                } else {
                    Outlook::Unsure
                };
                let row = credential(CredentialId::MocToken, Era::of(facts.build));
                assert_eq!(
                    Outlooks::of(&facts).by_life(row),
                    Some(expected),
                    "{seconds} s, {age} days, {build:?}"
                );
            }
        }
    }
    let unknown = off(DAY, None);
    assert_eq!(Outlooks::of(&unknown).of_credential(CredentialId::MocToken), None);
}

#[test]
fn a_longer_shutdown_never_improves_an_outlook_and_never_shortens_a_plan() {
    let clusters = ["management", "target=prod", "load-balancer=prod"];
    for build in BUILDS {
        for since_update in [None, Some(10), Some(70), Some(85), Some(100)] {
            let mut before: Option<Answer> = None;
            for hours in (0..=400 * 24).step_by(6) {
                let facts = Facts {
                    since_update: since_update.map(Duration::from_days),
                    clusters: clusters.iter().map(|text| text.parse::<Cluster>().unwrap()).collect(),
                    ..off(hours * 3_600, build)
                };
                let plan = plan(&assess(&facts));
                let outlooks = plan.assessment.findings.map(|finding| finding.outlook);
                let steps: Vec<_> = plan.repairs.iter().map(|step| (step.entry.id, step.when)).collect();
                if let Some((earlier, fewer)) = before {
                    assert!(outlooks.iter().zip(&earlier).all(|(now, then)| now >= then), "{hours} h");
                    let kept = |(id, when): &(StepId, When)| {
                        steps.iter().any(|(other, now)| other == id && now <= when)
                    };
                    assert!(fewer.iter().all(kept), "{hours} h: {fewer:?} became {steps:?}, {build:?}");
                }
                before = Some((outlooks, steps));
            }
        }
    }
}

#[test]
fn the_outlook_never_changes_a_verdict() {
    for hours in 0..=100 * 24 {
        for build in BUILDS {
            let facts = off(hours * 3_600, build);
            let [moc, kubernetes] = assess(&facts).findings.map(|finding| finding.is_impacted());
            assert_eq!((moc, kubernetes), (hours >= 720, hours > 0), "{hours} h");
        }
    }
}

/// Two targets after a shutdown, read at noon of 1 June 2026.
fn read(shutdown: Option<&str>, evidence: Vec<Evidence>) -> Facts {
    let answers = Answers {
        shutdown,
        clusters: vec!["target=a1", "target=b2"],
        at: Some("2026-06-01T12:00Z"),
        ..Answers::default()
    };
    Facts { evidence, ..facts(&answers) }
}

fn steps(facts: &Facts) -> Vec<String> {
    let plan = plan(&assess(facts));
    let label = |step: &certplan_core::Step<'_>| {
        let name = step.cluster.and_then(|(_, name)| name).expect("a name");
        let mark = if step.when == When::IfCheckFails { "?" } else { "" };
        format!("{}({name}){mark} {}", step.entry.id, step.basis)
    };
    plan.repairs.iter().map(label).collect()
}

#[test]
fn real_dates_replace_the_model_for_their_cluster_alone() {
    let valid = evidence("kubernetes-leaf@a1/2026-06-01T12:00:00Z");
    assert_eq!(
        steps(&read(Some("2d"), vec![valid])),
        ["fix-kubelet(a1)? documented", "fix-kubelet(b2) documented"]
    );
    // Ended, but not renewed by the system: it decides its own cluster's repair and proves no longer outage.
    let lapsed = evidence("moc-token@a1/2026-06-01T11:59:59Z");
    assert_eq!(
        steps(&read(Some("2d"), vec![lapsed])),
        ["fix-kubelet(a1) documented", "fix-cloud(a1) evidence", "fix-kubelet(b2) documented"]
    );
    let sound = evidence("moc-client@b2/2026-07-01T00:00:00Z");
    assert_eq!(
        steps(&read(Some("28d"), vec![sound])),
        ["fix-kubelet(a1) documented", "fix-cloud(a1)? outlook", "fix-kubelet(b2) documented"]
    );
}

#[test]
fn dates_that_were_read_decide_before_a_life_that_says_the_same() {
    let sound = evidence("moc-client@a1/2026-07-01T00:00:00Z");
    let facts = Facts { since_update: Some(Duration::from_days(3)), ..read(Some("2d"), vec![sound]) };
    let decided = Outlooks::of(&facts).of_cluster(Layer::Moc, Some(&"a1".parse().expect("a name")));
    assert_eq!((decided.outlook, decided.by_evidence), (Some(Outlook::StillValid), true));
    let token = Outlooks::of(&facts).of_credential(CredentialId::MocToken);
    assert_eq!(token, Some(Outlook::StillValid), "or the test compares nothing");
}

/// Since evidence bounds the outage (design, rules 6b), the other cluster and the other layer follow from it: hosts and agents
/// are shared.
#[test]
fn an_expired_certificate_repairs_every_cluster_though_nothing_was_switched_off() {
    let lapsed = evidence("moc-client@b2/2026-05-01T00:00:00Z");
    let all = [
        "fix-kubelet(a1) evidence",
        "fix-cloud(a1) evidence",
        "fix-kubelet(b2) evidence",
        "fix-cloud(b2) evidence",
    ];
    let facts = read(None, vec![lapsed.clone()]);
    assert_eq!(steps(&facts), all);
    assert!(!plan(&assess(&facts)).preflight.is_empty());
    assert_eq!(steps(&read(Some("2d"), vec![lapsed])), all, "a typed length that is shorter yields");
}

#[test]
fn a_leaf_that_ended_56_days_ago_puts_the_infrastructure_layer_in_doubt() {
    let leaf = evidence("kubernetes-leaf@a1/2026-04-06T12:00:00Z");
    let facts = read(None, vec![leaf]);
    let assessment = assess(&facts);
    assert!(assessment.of(Layer::Moc).is_impacted());
    assert_eq!(assessment.of(Layer::Moc).outlook, Some(Outlook::Unsure));
    let kubernetes = assessment.of(Layer::Kubernetes);
    assert_eq!((kubernetes.outlook, kubernetes.has_ended), (Some(Outlook::Lapsed), true));
    assert!(steps(&facts).contains(&"fix-cloud(a1) evidence".to_owned()));
}

#[test]
fn an_authority_that_may_have_lapsed_is_a_hard_stop_before_any_repair() {
    for (shutdown, since_update, asked) in
        [("2d", None, false), ("2d", Some("200d"), false), ("2d", Some("201d"), true), ("201d", None, true)]
    {
        let facts = facts(&Answers { shutdown: Some(shutdown), since_update, ..Answers::default() });
        let plan = plan(&assess(&facts));
        let step = plan.preflight.iter().find(|step| step.entry.id == StepId::CheckAuthority);
        assert_eq!(step.is_some(), asked, "{shutdown}, {since_update:?}");
        assert!(step.is_none_or(|step| step.entry.hard_stop));
    }
    let sound = evidence("cloud-agent-ca/2026-12-01T00:00:00Z");
    let plan_of = |evidence| {
        let facts = read(Some("300d"), evidence);
        plan(&assess(&facts)).preflight.iter().any(|step| step.entry.id == StepId::CheckAuthority)
    };
    assert!(!plan_of(vec![sound]));
    assert!(plan_of(vec![evidence("cloud-agent-ca/2026-05-01T00:00:00Z")]));
}

#[test]
fn a_step_that_only_the_outlook_asks_for_says_so() {
    let facts =
        facts(&Answers { shutdown: Some("28d"), clusters: vec!["target=prod"], ..Answers::default() });
    let plan = plan(&assess(&facts));
    let cloud = plan.repairs.iter().find(|step| step.entry.id == StepId::FixCloud).expect("a step");
    assert_eq!((cloud.when, cloud.basis), (When::IfCheckFails, Basis::Outlook));
    assert!(!plan.assessment.of(Layer::Moc).is_impacted());
}

#[test]
fn every_margin_is_in_this_test_or_depends_on_a_date() {
    for row in &CREDENTIALS {
        let known = days_left(row.id, row.eras == Era::SixtyDays.only()).is_some();
        assert_eq!(known, !matches!(row.left, Left::SinceUpdate | Left::Unknown), "{}", row.id);
    }
}
