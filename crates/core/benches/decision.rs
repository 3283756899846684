//! The time of a decision. Rules engines beside it: `cargo xtask bench`.

use std::hint::black_box;

use certplan_core::facts::{Answers, Utc};
use certplan_core::{Facts, assess, plan};
use criterion::Criterion;

fn answers() -> Answers<'static> {
    Answers {
        shutdown: Some("45d"),
        clusters: vec!["management", "target=prod", "load-balancer=prod"],
        ..Answers::default()
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    decide(&mut criterion);
    criterion.final_summary();
}

fn read(answers: &Answers<'_>) -> Facts {
    answers.read(&Utc).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn decide(criterion: &mut Criterion) {
    let facts = read(&answers());
    let assessment = assess(&facts);
    criterion.bench_function("assess", |bencher| bencher.iter(|| assess(black_box(&facts))));
    let every = Answers {
        since_update: Some("100d"),
        build: Some("1.0.9.10413"),
        at: Some("2026-12-18T16:00Z"),
        ..answers()
    };
    let every = read(&every);
    criterion.bench_function("assess, every question answered", |bencher| {
        bencher.iter(|| assess(black_box(&every)));
    });
    criterion.bench_function("plan", |bencher| bencher.iter(|| plan(black_box(&assessment))));
    criterion.bench_function("assess and plan", |bencher| bencher.iter(|| plan(&assess(black_box(&facts)))));
}
