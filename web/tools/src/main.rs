//! Starts the page's third module.

/// At half the weight of the usual one, and without waste where whole files are held.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::GlobalTlsf = rlsf::GlobalTlsf::new();

fn main() {
    certplan_tools::browser::offer();
}
