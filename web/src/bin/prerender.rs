//! Prints what the page shows before and without scripts: the worked example, and every case.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use std::rc::Rc;

use certplan_core::facts::Utc;
use certplan_core::{assess, plan};
use certplan_export::html;
use certplan_web::state::State;
use certplan_web::view::answer::{answer, blocks};

fn main() {
    let state = State::example(Rc::new(Utc));
    let app = answer(&blocks(&state, Some(&plan(&assess(&state.facts)))));
    println!("{}", serde_json::json!({ "app": app, "cases": html::cases(3) }));
}
