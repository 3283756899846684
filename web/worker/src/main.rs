//! Starts the worker: messages in, messages out.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg_attr(
    target_arch = "wasm32",
    expect(unreachable_pub, reason = "the clock is a public module of the page")
)]

#[cfg(target_arch = "wasm32")]
mod scope;

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
