//! The calculator for JavaScript: mounted in an element of the shadow root, and asked with JSON.
#![cfg_attr(target_arch = "wasm32", no_main)]

#[cfg(target_arch = "wasm32")]
pub mod mounted;

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
