//! The plans whose scripts are kept in `tests/powershell/scripts`: each is run there under a real PowerShell, and here over the table.

use certplan_core::Facts;
use certplan_core::facts::{Answers, Utc};

/// A plan: its name, the answers that it is made from, and the clusters of the deployment that it is for.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) facts: Facts,
    pub(crate) clusters: &'static [&'static str],
}

/// Every plan, each kind of step in at least one of them.
pub(crate) fn all() -> Vec<Case> {
    let with_balancer = &["management", "target=prod", "load-balancer=prod"][..];
    let case = |name, answers: Answers<'_>, clusters| Case {
        name,
        facts: answers.read(&Utc).expect("facts"),
        clusters,
    };
    let off = |shutdown, clusters: &[&'static str]| Answers {
        shutdown: Some(shutdown),
        clusters: clusters.to_vec(),
        ..Answers::default()
    };
    vec![
        case("full", off("45d", with_balancer), &["prod"]),
        case("ten-days", off("10d", &["management"]), &["prod"]),
        case("two-hours", off("2h", &["target=prod"]), &["prod"]),
        case(
            "three-targets",
            Answers {
                since_update: Some("20d"),
                build: Some("1.0.24.11029"),
                ..off(
                    "100d",
                    &[
                        "management",
                        "target=a1",
                        "target=b2",
                        "target=c3",
                        "load-balancer=a1",
                        "load-balancer=c3",
                    ],
                )
            },
            &["a1", "b2", "c3"],
        ),
        case("unknown", off("unknown", &["management", "target=prod"]), &["prod"]),
        case("nameless", off("45d", &["management", "target", "load-balancer"]), &["prod"]),
        case("old-build", Answers { build: Some("1.0.5.10407"), ..off("45d", with_balancer) }, &["prod"]),
        case(
            "conditional",
            Answers { since_update: Some("5d"), build: Some("1.0.24.11029"), ..off("28d", with_balancer) },
            &["prod"],
        ),
        case("year", off("400d", &["management", "target=prod"]), &["prod"]),
        case(
            "none",
            Answers { clusters: vec!["management", "target=prod"], ..Answers::default() },
            &["prod"],
        ),
    ]
}
