//! The page and all of its modules in one: what runs in the file that is used without a network.
//!
//! The page looks for a module's function on the global object before it loads the module, so it finds these and loads nothing.

/// At half the weight of the usual one, and without waste where whole files are held.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::GlobalTlsf = rlsf::GlobalTlsf::new();

/// Takes what happens on the page.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hear(kind: &str, name: &str, value: &str, is_set: bool) {
    certplan_web::browser::hear(kind, name, value, is_set);
}

fn main() {
    certplan_more::browser::offer();
    certplan_tools::browser::offer();
    certplan_web::browser::start();
}
