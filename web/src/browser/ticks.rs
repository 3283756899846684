//! What somebody ticked off and opened, kept while answers are drawn anew.

use std::cell::RefCell;

use certplan_core::facts::Instant;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlInputElement};

use super::clock::now;
use super::{each, window};

/// Remembers a tick box that was changed, where the browser remembers anything.
pub(super) fn remember_tick(input: &HtmlInputElement) {
    if let (Some(step), Some(storage)) = (input.get_attribute("data-step"), storage()) {
        let key = tick_key(&step);
        let _ = if input.checked() { storage.set_item(&key, &tick()) } else { storage.remove_item(&key) };
    }
}

thread_local! {
    /// The steps whose failures are being read.
    static OPEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Remembers what was opened in a step, or closed, so that it stays when the step is drawn anew.
pub(super) fn remember_open(details: &Element, open: bool) -> Option<()> {
    let step = details.closest(".step").ok()??.query_selector("[data-step]").ok()??;
    let step = step.get_attribute("data-step")?;
    OPEN.with_borrow_mut(|steps| {
        steps.retain(|known| *known != step);
        if open {
            steps.push(step);
        }
    });
    Some(())
}

/// In what was drawn anew, opens what was open, ticks again what was ticked and shows the buttons that need a script. What is done carries a
/// mark or has lost its attribute, so that a key that changes little costs little.
pub fn after_drawing() {
    let storage = storage();
    each(":is(#answer, #tool) [data-step]:not([data-seen])", |element| {
        let _ = element.set_attribute("data-seen", "");
        if let (Some(input), Some(step)) =
            (element.dyn_ref::<HtmlInputElement>(), element.get_attribute("data-step"))
        {
            let ticked =
                storage.as_ref().and_then(|storage| storage.get_item(&tick_key(&step)).ok().flatten());
            input.set_checked(ticked.is_some_and(|since| is_fresh(&since)));
            if OPEN.with_borrow(|steps| steps.contains(&step))
                && let Ok(Some(item)) = input.closest(".step")
                && let Ok(Some(details)) = item.query_selector("details")
            {
                let _ = details.set_attribute("open", "");
            }
        }
    });
    each(":is(#answer, #tool, #forms-place) [data-copy][hidden]", |button| {
        let _ = button.remove_attribute("hidden");
    });
}

/// How long a tick is remembered: one incident. At the next one nothing may look done.
const REMEMBERED: i64 = 3 * 86_400;

/// The tick of this moment, in whole seconds: numbers with fractions would cost the page 10 kB.
fn tick() -> String {
    now().map_or(0, Instant::unix).to_string()
}

fn is_fresh(tick: &str) -> bool {
    tick.parse().is_ok_and(|since: i64| now().is_none_or(|now| now.unix() - since < REMEMBERED))
}

fn tick_key(step: &str) -> String {
    format!("certplan/1/{step}")
}

/// Storage throws in private windows and from files in some browsers: then there is none.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
