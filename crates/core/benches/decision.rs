//! The time of a decision, beside a reference in the same run: the same tables as JSON rules (facts, operators, events), read
//! once and evaluated anew for every decision, as a rules engine of the JavaScript kind does.

use std::hint::black_box;

use certplan_core::facts::{Answers, Utc};
use certplan_core::{Facts, assess, plan};
use criterion::Criterion;
use serde_json::{Value, json};

const ANSWERS: Answers<'_> = Answers {
    shutdown: Some("45d"),
    from: None,
    to: None,
    since_update: None,
    clusters: &["management", "target=prod", "load-balancer=prod"],
    build: None,
    at: None,
    now: None,
};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    ours(&mut criterion);
    reference(&mut criterion);
    criterion.final_summary();
}

fn read(answers: &Answers<'_>) -> Facts {
    answers.read(&Utc).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn ours(criterion: &mut Criterion) {
    let facts = read(&ANSWERS);
    let assessment = assess(&facts);
    let repairs = plan(&assessment).repairs.iter().map(|step| step.entry.id.as_str()).collect::<Vec<_>>();
    assert_eq!(repairs, reference_plan(&rules(), &ready_facts()), "both give the same answer");
    criterion.bench_function("assess", |bencher| bencher.iter(|| assess(black_box(&facts))));
    let every = Answers {
        since_update: Some("100d"),
        build: Some("1.0.9.10413"),
        at: Some("2026-12-18T16:00Z"),
        ..ANSWERS
    };
    let every = read(&every);
    criterion.bench_function("assess, every question answered", |bencher| {
        bencher.iter(|| assess(black_box(&every)));
    });
    criterion.bench_function("plan", |bencher| bencher.iter(|| plan(black_box(&assessment))));
    criterion.bench_function("assess and plan", |bencher| bencher.iter(|| plan(&assess(black_box(&facts)))));
}

fn reference(criterion: &mut Criterion) {
    let (rules, facts) = (rules(), ready_facts());
    criterion.bench_function("reference: assess", |bencher| {
        bencher.iter(|| reference_assess(black_box(&rules), black_box(&facts)));
    });
    criterion.bench_function("reference: assess and plan", |bencher| {
        bencher.iter(|| {
            let steps = reference_plan(black_box(&rules), black_box(&facts));
            steps.len()
        });
    });
}

fn ready_facts() -> Value {
    json!({
        "shutdown": 45 * 86_400,
        "since_update": null,
        "clusters": [{ "kind": "management" }, { "kind": "target", "name": "prod" }, { "kind": "load_balancer", "name": "prod" }],
    })
}

fn rules() -> Value {
    let when = |fact: &str, operator: &str, value: Value| json!({ "fact": fact, "operator": operator, "value": value });
    let says = |moc: &str, kubernetes: &str| json!({ "moc": moc, "kubernetes": kubernetes });
    let (hit, safe) = ("impacted", "not_impacted");
    let over = when("since_update", "greaterThan", json!(7_776_000));
    let within = when("since_update", "atMost", json!(7_776_000));
    let step = |kind: &str, layer: &str, step: &str| json!({ "all": [when("kind", "equal", json!(kind)), when(layer, "equal", json!(hit))], "event": { "step": step } });
    let under = [when("shutdown", "greaterThan", json!(0)), when("shutdown", "lessThan", json!(2_592_000))];
    json!({
        "verdicts": [
            { "all": [when("shutdown", "equal", json!(0))], "event": {} },
            { "all": under, "event": says(safe, hit) },
            { "all": [when("shutdown", "equal", json!(2_592_000))], "event": says(hit, hit) },
            { "all": [when("shutdown", "greaterThan", json!(2_592_000))], "event": says(hit, hit) },
            { "all": [within], "event": says(safe, safe) },
            { "all": [over], "event": says(safe, safe) },
            { "all": [when("since_update", "equal", Value::Null)], "event": says(safe, safe) },
        ],
        "steps": [
            step("management", "moc", "renew-management"),
            step("target", "kubernetes", "fix-kubelet"),
            step("load_balancer", "moc", "fix-cloud-and-load-balancer"),
        ],
    })
}

/// The events of the rules whose every condition holds.
fn fired<'r>(rules: &'r Value, facts: &Value) -> impl Iterator<Item = &'r Value> {
    let holds = |condition: &Value| {
        let (fact, value) = (&facts[condition["fact"].as_str().unwrap_or_default()], &condition["value"]);
        match condition["operator"].as_str() {
            Some("equal") => fact == value,
            Some("lessThan") => fact.as_u64().zip(value.as_u64()).is_some_and(|(fact, value)| fact < value),
            Some("greaterThan") => {
                fact.as_u64().zip(value.as_u64()).is_some_and(|(fact, value)| fact > value)
            }
            Some("atMost") => fact.as_u64().zip(value.as_u64()).is_some_and(|(fact, value)| fact <= value),
            _ => false,
        }
    };
    let fires = move |rule: &&Value| rule["all"].as_array().is_some_and(|all| all.iter().all(holds));
    rules
        .as_array()
        .into_iter()
        .flatten()
        .filter(fires)
        .map(|rule| &rule["event"])
        .collect::<Vec<_>>()
        .into_iter()
}

fn reference_assess(rules: &Value, facts: &Value) -> Value {
    let events: Vec<_> = fired(&rules["verdicts"], facts).collect();
    let verdict = |layer: &str| events.iter().any(|event| event[layer] == "impacted");
    let word = |impacted| if impacted { "impacted" } else { "not_impacted" };
    json!({ "moc": word(verdict("moc")), "kubernetes": word(verdict("kubernetes")) })
}

/// The repairs alone, of the commands' table alone: less than a plan.
fn reference_plan<'r>(rules: &'r Value, facts: &Value) -> Vec<&'r str> {
    let verdicts = reference_assess(rules, facts);
    let clusters = facts["clusters"].as_array().into_iter().flatten();
    clusters
        .flat_map(|cluster| {
            let mut facts = verdicts.clone();
            facts["kind"] = cluster["kind"].clone();
            fired(&rules["steps"], &facts).filter_map(|event| event["step"].as_str()).collect::<Vec<_>>()
        })
        .collect()
}
