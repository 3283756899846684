//! The page's shutdown table in zen-engine, read and compiled once: checked against the answers that it is given, then timed.
//!
//! In, as the argument: `[{"shutdown": 3888000, "moc": "impacted", "kubernetes": "impacted"}, …]`, lengths in seconds. Out: the
//! median time of one decision in nanoseconds.

use std::env;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use serde_json::{Value, json};
use zen_engine::model::GraphContent;
use zen_engine::{Decision, Variable};

const BATCHES: usize = 51;
const DECISIONS: u32 = 2_000;

fn main() -> Result<(), Box<dyn Error>> {
    let expected: Vec<Value> =
        serde_json::from_str(&env::args().nth(1).ok_or("no answers to check are given")?)?;
    let content: GraphContent = serde_json::from_str(include_str!("table.json"))?;
    let mut decision = Decision::from(content);
    decision.compile();
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(async {
        for case in &expected {
            let given = Variable::from(json!({ "shutdown": case["shutdown"] }));
            let found = decision.evaluate(given).await.map_err(|error| error.to_string())?.result.to_value();
            if found["moc"] != case["moc"] || found["kubernetes"] != case["kubernetes"] {
                return Err(format!("the peer decides otherwise: {found} for {case}").into());
            }
        }
        println!("{:.0}", median(&decision).await);
        Ok(())
    })
}

async fn median(decision: &Decision) -> f64 {
    let given = Variable::from(json!({ "shutdown": 3_888_000 }));
    let mut batches = Vec::with_capacity(BATCHES);
    for _ in 0..BATCHES {
        let began = Instant::now();
        for _ in 0..DECISIONS {
            // A variable is shared, not copied.
            drop(black_box(decision.evaluate(black_box(given.clone())).await));
        }
        batches.push(began.elapsed().as_secs_f64() * 1e9 / f64::from(DECISIONS));
    }
    batches.sort_by(f64::total_cmp);
    batches[BATCHES / 2]
}
