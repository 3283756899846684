//! What holds for any facts at all.

use certplan_core::closed::Closed;
use certplan_core::facts::{
    Build, Cluster, ClusterKind, Duration, LoadBalancerKind, Moment, Shutdown, Span, Timestamp,
};
use certplan_core::{Facts, Plan, assess, plan};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

fn length() -> impl Strategy<Value = Duration> {
    const DAY: u64 = Duration::from_days(1).seconds();
    let near = |days: u64| (days - 1) * DAY..(days + 1) * DAY;
    prop_oneof![0..=Duration::MAX.seconds(), near(4), near(30), near(90)]
        .prop_map(|seconds| Duration::from_seconds(seconds).expect("a length"))
}

fn moment() -> impl Strategy<Value = Moment> {
    let dates = (0..=36_500_i64).prop_map(|days| Moment::Date(epoch() + TimeDelta::days(days)));
    let instants = (0..=4_102_444_800_i64).prop_map(|unix| Moment::Timestamp(at(unix)));
    prop_oneof![dates, instants]
}

fn epoch() -> NaiveDate {
    NaiveDate::from_ymd_opt(1970, 1, 1).expect("a date")
}

fn at(unix: i64) -> Timestamp {
    Timestamp::from_unix(unix).expect("an instant")
}

fn shutdown() -> impl Strategy<Value = Shutdown> {
    let between = (moment(), moment()).prop_filter_map("no span", |(from, to)| Span::new(from, to).ok());
    prop_oneof![
        Just(Shutdown::None),
        Just(Shutdown::Unknown),
        length().prop_map(Shutdown::Lasted),
        between.prop_map(Shutdown::Between),
    ]
}

fn cluster() -> impl Strategy<Value = Cluster> {
    let name = prop::option::of("[a-c]{2}|[a-z0-9][a-z0-9-]{0,61}[a-z0-9]");
    (prop::sample::select(ClusterKind::ALL), name).prop_map(|(kind, name)| {
        let name = name.filter(|_| kind != ClusterKind::Management);
        Cluster::new(kind, name.map(|name| name.parse().expect("a name"))).expect("a cluster")
    })
}

fn build() -> impl Strategy<Value = Build> {
    "1\\.0\\.[0-9]{1,3}\\.[0-9](0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
        .prop_map(|text| text.parse().expect("a build"))
}

prop_compose! {
    fn facts(clusters: Vec<Cluster>)(
        shutdown in shutdown(),
        since_update in prop::option::of(length()),
        build in prop::option::of(build()),
        kubernetes_version in prop::option::of("v?1\\.[0-9]{1,3}(\\.[0-9]{1,3})?"),
        load_balancer_kind in prop::option::of(prop::sample::select(LoadBalancerKind::ALL)),
        zone in prop::option::of("[A-Za-z/]{1,20}"),
        at in prop::option::of((-62_135_596_800_i64..=253_402_300_799).prop_map(at)),
    ) -> Facts {
        let kubernetes_version = kubernetes_version.map(|text| text.parse().expect("a version"));
        let clusters = clusters.iter().cloned().collect();
        Facts { shutdown, since_update, clusters, build, kubernetes_version, load_balancer_kind, zone, at, evidence: Vec::new() }
    }
}

/// Some clusters, and facts that have them.
fn incident() -> impl Strategy<Value = (Vec<Cluster>, Facts)> {
    prop::collection::vec(cluster(), 0..8).prop_flat_map(|clusters| (Just(clusters.clone()), facts(clusters)))
}

/// Everything that a plan says to do.
fn steps(plan: &Plan<'_>) -> Vec<String> {
    plan.steps()
        .map(|step| format!("{:?}", (step, step.command(), step.check().collect::<Vec<_>>())))
        .collect()
}

proptest! {
    #[test]
    fn any_facts_get_the_same_plan_twice((_, facts) in incident()) {
        let once = format!("{:?}", plan(&assess(&facts)));
        prop_assert_eq!(once, format!("{:?}", plan(&assess(&facts.clone()))));
        prop_assert!(plan(&assess(&facts)).sources().len() < 100);
    }

    #[test]
    fn kinds_may_be_given_in_any_order((clusters, facts) in incident()) {
        let mut sorted = clusters;
        sorted.sort_by_key(Cluster::kind);
        let same = Facts { clusters: sorted.into_iter().collect(), ..facts.clone() };
        prop_assert_eq!(steps(&plan(&assess(&facts))), steps(&plan(&assess(&same))));
    }

    #[test]
    fn a_cluster_given_twice_changes_no_step((clusters, facts) in incident()) {
        let twice = Facts { clusters: clusters.iter().chain(&clusters).cloned().collect(), ..facts.clone() };
        prop_assert_eq!(twice.clusters.were_merged(), !clusters.is_empty());
        prop_assert_eq!(steps(&plan(&assess(&facts))), steps(&plan(&assess(&twice))));
    }

    #[test]
    fn how_a_shutdown_is_given_changes_no_finding(seconds in 1..=3_000_000_000_i64, begin in 0..=1_000_000_000_i64) {
        let lasted = Shutdown::Lasted(Duration::from_seconds(seconds.unsigned_abs()).expect("a length"));
        let span = Span::new(Moment::Timestamp(at(begin)), Moment::Timestamp(at(begin + seconds))).expect("a span");
        let [lasted, between] =
            [lasted, Shutdown::Between(span)].map(|shutdown| Facts { shutdown, ..Facts::default() });
        prop_assert_eq!(assess(&lasted).findings, assess(&between).findings);
        prop_assert_eq!(steps(&plan(&assess(&lasted))), steps(&plan(&assess(&between))));
    }
}
