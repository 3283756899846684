//! When each circumstance holds, and when it just does not: both sides of every line that the conditions are drawn along.

#[path = "support/evidence.rs"]
mod evidence;
mod support;

use certplan_core::circumstance::{Circumstance as C, Condition};
use certplan_core::closed::{Closed, Set};
use certplan_core::facts::Answers;
use certplan_core::{Facts, assess};
use evidence::evidence;
use support::facts;

/// A circumstance, the facts of which it is true, and the nearest ones of which it is not.
type Row = (C, &'static [&'static str], &'static [&'static str]);

/// Facts are words that [`read`] takes.
const ROWS: [Row; 38] = [
    (
        C::AnyRepair,
        &["off=1s", "off=31d", "c=target=a1 at=2026-06-01T12:00Z read=moc-client@a1/2026-06-01T11:59:59Z"],
        &[
            "",
            "off=0s",
            "c=target=a1 at=2026-06-01T12:00Z read=moc-client@a1/2026-06-01T12:00:00Z",
            // A login that the system does not renew proves no outage.
            "c=target=b2 at=2026-06-01T12:00Z read=mocctl-login/2026-06-01T11:59:59Z",
        ],
    ),
    (C::MocRepair, &["off=30d", "off=27d", "off=unknown"], &["off=26d", "off=1s", ""]),
    (
        C::KubernetesRepair,
        &["off=1s", "off=2d c=target=a1 at=2026-06-01T12:00Z read=moc-client@a1/2026-07-01T00:00:00Z"],
        &["", "c=target=a1 at=2026-06-01T12:00Z read=moc-client@a1/2026-06-01T12:00:00Z"],
    ),
    (
        C::AdminLoginsInDoubt,
        &[
            "off=18d",
            "off=61d",
            "off=unknown",
            "at=2026-06-01T12:00Z read=mocctl-login/2026-06-01T11:59:59Z",
            "at=2026-06-01T12:00Z read=kvactl-login/2026-06-01T11:59:59Z",
        ],
        &["off=431h", ""],
    ),
    (
        C::AuthorityInDoubt,
        &[
            "off=201d",
            "off=2d updated=201d",
            "at=2026-06-01T12:00Z off=1d read=cloud-agent-ca/2026-06-01T11:59:59Z",
        ],
        &[
            "off=200d updated=200d",
            "off=201d at=2026-06-01T12:00Z read=cloud-agent-ca/2026-06-01T12:00:00Z",
            "",
        ],
    ),
    (C::ArcInDoubt, &["off=30d", "off=91d", "off=unknown"], &["off=719h", ""]),
    (
        C::ManagementKubeconfigLapsed,
        &["at=2026-06-01T12:00Z read=management-kubeconfig/2026-06-01T11:59:59Z"],
        &["at=2026-06-01T12:00Z read=management-kubeconfig/2026-06-01T12:00:00Z", "off=400d", "off=unknown"],
    ),
    (
        C::BillingOverdue,
        &["off=2592001s", "off=unknown", "from=2026-01-01 to=2026-01-31"],
        &["off=30d", "from=2026-01-01 to=2026-01-30", ""],
    ),
    (
        C::NotYetValid,
        &["at=2026-06-01T12:00Z read=moc-client@a1/2026-06-01T12:00:01Z/2026-07-01T00:00:00Z"],
        &[
            "at=2026-06-01T12:00Z read=moc-client@a1/2026-06-01T12:00:00Z/2026-07-01T00:00:00Z",
            "at=2026-06-01T12:00Z read=moc-client@a1/2026-07-01T00:00:00Z",
            // The time is not known.
            "read=moc-client@a1/2026-06-01T12:00:01Z/2026-07-01T00:00:00Z",
        ],
    ),
    (
        C::ExactlyThirtyDays,
        &["off=30d", "off=2592000s"],
        &["off=2592001s", "off=2591999s", "from=2026-01-01 to=2026-01-31"],
    ),
    (
        C::GivenInDates,
        &["from=2026-01-01 to=2026-01-03"],
        &["off=2d", "from=2026-01-01T00:00Z to=2026-01-03T00:00Z", ""],
    ),
    // Renewal leaves at least 1 day of a Kubernetes leaf: one that ended 9 days ago proves 10 to 13 days.
    (
        C::OutageByEvidence,
        &[
            "at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-23T12:00:00Z",
            "off=9d at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-23T12:00:00Z",
            "off=unknown at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-23T12:00:00Z",
        ],
        &["off=10d at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-23T12:00:00Z", "off=9d", ""],
    ),
    (
        C::ShorterThanEvidence,
        &["off=9d at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-23T12:00:00Z"],
        &[
            "off=10d at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-23T12:00:00Z",
            "off=unknown at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-23T12:00:00Z",
            "at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-23T12:00:00Z",
        ],
    ),
    (
        C::RenewalFailed,
        &["at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-23T12:00:00Z"],
        &[
            "at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-06-01T12:00:00Z",
            "off=9d at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-23T12:00:00Z",
        ],
    ),
    (
        C::EvidenceSpansTheLimit,
        &["at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-03T12:00:00Z"],
        &[
            "at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-07T12:00:00Z",
            "at=2026-06-01T12:00Z read=kubernetes-leaf@a1/2026-05-01T12:00:00Z",
        ],
    ),
    (
        C::DatesSpanTheLimit,
        &["from=2026-01-01 to=2026-01-31"],
        &["off=30d", "from=2026-01-01 to=2026-01-30", "from=2026-01-01 to=2026-02-01"],
    ),
    (
        C::WithinKubernetesLife,
        &["off=1s", "off=4d", "from=2026-01-01 to=2026-01-05"],
        &["off=345601s", "from=2026-01-01 to=2026-01-06", "off=0s", "off=unknown", ""],
    ),
    (C::ShutdownUnknown, &["off=unknown"], &["off=1s", ""]),
    (C::UpdateUnknown, &["off=1d"], &["off=1d updated=1d"]),
    (C::NotUpdatedWithin60d, &["updated=5184001s"], &["updated=60d", ""]),
    (C::NotUpdatedWithin90d, &["updated=7776001s"], &["updated=90d", ""]),
    (
        C::UpdatedDuringShutdown,
        &["off=2d updated=1d"],
        &["off=2d updated=2d", "off=2d updated=3d", "off=2d", "updated=1d"],
    ),
    (C::ManagementChosen, &["c=management"], &["c=target", "c=target=a1 c=load-balancer=a1"]),
    (C::TargetChosen, &["c=target"], &["c=management", "c=load-balancer=a1"]),
    (
        C::LoadBalancerChosen,
        &["c=load-balancer=a1", "c=load-balancer=a1 balancer=haproxy"],
        &["c=target=a1", "", "c=load-balancer=a1 balancer=kube-vip", "c=load-balancer=a1 balancer=none"],
    ),
    (
        C::OtherLoadBalancer,
        &["balancer=kube-vip", "balancer=sdn", "balancer=own", "balancer=none"],
        &["balancer=haproxy", ""],
    ),
    (C::LoadBalancerKindKnown, &["balancer=haproxy"], &["balancer=own", ""]),
    (
        C::LoneLoadBalancer,
        &["c=load-balancer=a1", "c=load-balancer=a1 c=target=b2"],
        &["c=load-balancer=a1 c=target=a1", "c=target=a1", "", "c=load-balancer=a1 balancer=sdn"],
    ),
    (C::NameMissing, &["c=target", "c=load-balancer"], &["c=target=a1", "c=management"]),
    (C::HyphenInName, &["c=target=a-1"], &["c=target=a1", "c=target", "c=management", ""]),
    (C::DuplicatesMerged, &["c=target=a1 c=target=a1"], &["c=target=a1 c=target=b2", ""]),
    (C::BuildUnknown, &[""], &["build=1.0.24.11029"]),
    (C::RepairCmdlets, &["build=1.0.10.10512"], &["build=1.0.10.10513", ""]),
    (C::BeforeSeptember2022, &["build=1.0.13.10906"], &["build=1.0.14.10929", "build=1.0.24.11029", ""]),
    (C::KubernetesVersionKnown, &["kubernetes=1.29.4"], &[""]),
    (
        C::ZoneAssumed,
        &["from=2026-01-01T00:00 to=2026-01-02T00:00"],
        &["from=2026-01-01T00:00Z to=2026-01-02T00:00Z", "off=1d"],
    ),
    (
        C::BeyondSupport,
        &["at=2028-04-01T00:00:00Z", "from=2028-03-01T00:00Z to=2028-04-01T00:00Z"],
        &["at=2028-03-31T23:59:59Z", "off=45d", ""],
    ),
    (C::RulesOld, &["at=2027-11-22T00:00:01Z"], &["at=2027-11-22T00:00:00Z", ""]),
];

#[test]
fn each_circumstance_holds_on_its_side_of_the_line_alone() {
    for (circumstance, holds, fails) in ROWS {
        for (words, expected) in holds.iter().map(|it| (it, true)).chain(fails.iter().map(|it| (it, false))) {
            let found = assess(&read(words)).circumstances;
            assert_eq!(found.contains(circumstance), expected, "{circumstance} where {words:?}: {found:?}");
        }
    }
}

#[test]
fn every_circumstance_has_a_row() {
    assert_eq!(ROWS.map(|(circumstance, ..)| circumstance), C::ALL);
}

#[test]
fn without_a_chosen_cluster_the_model_decides() {
    let words = "off=31d at=2026-06-01T12:00Z read=moc-client@a1/2026-07-01T00:00:00Z";
    let facts = Facts { clusters: [].into_iter().collect(), ..read(words) };
    assert!(assess(&facts).circumstances.contains(C::MocRepair));
}

#[test]
fn a_condition_wants_all_of_some_and_none_of_others() {
    let [one, two, three] = [C::ALL[0].only(), C::ALL[1].only(), C::ALL[2].only()];
    let condition = Condition::all(one.or(two)).none(three);
    assert!(condition.holds(one.or(two)));
    assert!(!condition.holds(one));
    assert!(!condition.holds(one.or(two).or(three)));
    assert!(Condition::all(Set::NONE).holds(Set::NONE));
}

/// Facts from words: `off`, `from`, `to`, `updated`, `c`, `build`, `at`, and
/// `read=CREDENTIAL[@CLUSTER]/[NOT-BEFORE/]NOT-AFTER`.
fn read(words: &str) -> Facts {
    let mut answers = Answers::default();
    let (mut clusters, mut dates) = (Vec::new(), Vec::new());
    for word in words.split_whitespace() {
        let (name, value) = word.split_once('=').expect(word);
        match name {
            "off" => answers.shutdown = Some(value),
            "from" => answers.from = Some(value),
            "to" => answers.to = Some(value),
            "updated" => answers.since_update = Some(value),
            "c" => clusters.push(value),
            "build" => answers.build = Some(value),
            "kubernetes" => answers.kubernetes_version = Some(value),
            "balancer" => answers.load_balancer_kind = Some(value),
            "at" => answers.at = Some(value),
            "read" => dates.push(evidence(value)),
            _ => panic!("{word}"),
        }
    }
    answers.clusters = clusters;
    Facts { evidence: dates, ..facts(&answers) }
}
