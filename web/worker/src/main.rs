//! Starts the worker: messages in, messages out.
#![cfg_attr(target_arch = "wasm32", no_main)]

#[cfg(target_arch = "wasm32")]
mod scope;

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
