//! The page and all of its modules in one: what runs in the file that is used without a network.
//!
//! The page looks for a module's function on the global object before it loads the module, so it finds these and loads nothing.
#![cfg_attr(target_arch = "wasm32", no_main)]

use wasm_bindgen::prelude::*;

/// At half the weight of the usual one, and without waste where whole files are held.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::GlobalTlsf = rlsf::GlobalTlsf::new();

/// Takes what happens on the page.
#[wasm_bindgen]
pub fn hear(kind: &str, name: &str, value: &str, is_set: bool) {
    certplan_web::browser::hear(kind, name, value, is_set);
}

/// Starts the page and its modules. The usual `main` would bring what the standard library prepares for threads.
#[wasm_bindgen(start)]
pub fn start() {
    certplan_more::browser::offer();
    certplan_tools::browser::offer();
    certplan_web::browser::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
