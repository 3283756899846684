//! Starts the page.
#![cfg_attr(target_arch = "wasm32", no_main)]

use wasm_bindgen::prelude::*;

/// Two kilobytes lighter than the usual one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Takes what happens on the page. It stands here, so that other modules that use the page's functions do not offer it.
#[wasm_bindgen]
pub fn hear(kind: &str, name: &str, value: &str, is_set: bool) {
    certplan_web::browser::hear(kind, name, value, is_set);
}

/// Starts the page. The usual `main` would bring what the standard library prepares for threads.
#[wasm_bindgen(start)]
pub fn start() {
    certplan_web::browser::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
