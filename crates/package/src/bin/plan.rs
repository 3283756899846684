//! The small module: a plan, and which rules made it.

use wasm_bindgen::prelude::*;

fn main() {}

/// See [`certplan_wasm::plan`].
///
/// # Errors
///
/// The refusal as JSON.
#[wasm_bindgen]
pub fn plan(facts: &str) -> Result<String, JsValue> {
    certplan_wasm::plan(facts).map_err(|refusal| refusal.json().into())
}

/// See [`certplan_wasm::version`].
#[wasm_bindgen]
pub fn version() -> String {
    certplan_wasm::version()
}
