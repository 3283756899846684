//! The decision allocates nothing: it is made at every keystroke.

mod support;

use allocation_counter::measure;
use certplan_core::facts::Answers;
use certplan_core::{assess, plan};
use support::facts;

const CLUSTERS: &[&str] =
    &["management", "target=prod", "target=test", "load-balancer=prod", "load-balancer=lone"];

#[test]
fn assess_allocates_nothing() {
    for shutdown in ["0d", "2h", "10d", "30d", "45d", "unknown"] {
        for (since_update, build) in
            [(None, None), (Some("75d"), Some("1.0.9.10413")), (Some("100d"), Some("1.0.24.11029"))]
        {
            let answers = Answers {
                shutdown: Some(shutdown),
                since_update,
                build,
                clusters: CLUSTERS.to_vec(),
                at: Some("2036-01-01T00:00Z"),
                ..Answers::default()
            };
            let facts = facts(&answers);
            let count = measure(|| {
                std::hint::black_box(assess(&facts));
            });
            assert_eq!(count.count_total, 0, "{count:?} for {answers:?}");
        }
    }
}

#[test]
fn two_dates_are_assessed_without_an_allocation() {
    let facts = facts(&Answers { from: Some("2026-11-01"), to: Some("2026-12-01"), ..Answers::default() });
    let count = measure(|| {
        std::hint::black_box(assess(&facts));
    });
    assert_eq!(count.count_total, 0, "{count:?}");
}

#[test]
fn the_counter_counts() {
    let facts = facts(&Answers { shutdown: Some("45d"), clusters: CLUSTERS.to_vec(), ..Answers::default() });
    let count = measure(|| {
        std::hint::black_box(plan(&assess(&facts)));
    });
    assert!(count.count_total > 0, "{count:?}");
}
