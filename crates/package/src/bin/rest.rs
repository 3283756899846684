//! The large module: everything but the plan, which has its own module.

use wasm_bindgen::prelude::*;

fn main() {}

/// See [`certplan_wasm::forecast`].
///
/// # Errors
///
/// The refusal as JSON.
#[wasm_bindgen]
pub fn forecast(facts: &str) -> Result<String, JsValue> {
    certplan_wasm::forecast(facts).map_err(|refusal| refusal.json().into())
}

/// See [`certplan_wasm::explain`].
///
/// # Errors
///
/// The refusal as JSON.
#[wasm_bindgen]
pub fn explain(text: &str) -> Result<String, JsValue> {
    certplan_wasm::explain(text).map_err(|refusal| refusal.json().into())
}

/// See [`certplan_wasm::inspect`].
///
/// # Errors
///
/// The refusal as JSON.
#[wasm_bindgen]
pub fn inspect(given: &str, bytes: Vec<u8>) -> Result<String, JsValue> {
    certplan_wasm::inspect(given, bytes).map_err(|refusal| refusal.json().into())
}

/// See [`certplan_wasm::fleet`].
///
/// # Errors
///
/// The refusal as JSON.
#[wasm_bindgen]
pub fn fleet(given: &str, bytes: &[u8]) -> Result<String, JsValue> {
    certplan_wasm::fleet(given, bytes).map_err(|refusal| refusal.json().into())
}
