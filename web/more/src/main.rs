//! Starts the page's second module.
#![cfg_attr(target_arch = "wasm32", no_main)]

use wasm_bindgen::prelude::*;

/// At half the weight of the usual one, and without waste where whole files are held.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::GlobalTlsf = rlsf::GlobalTlsf::new();

/// Starts the module. The usual `main` would bring what the standard library prepares for threads.
#[wasm_bindgen(start)]
pub fn start() {
    certplan_more::browser::offer();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
