//! The address: the facts as its fragment.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_namespace = page)]
extern "C" {
    /// The fragment of the address, with its number sign.
    pub fn fragment() -> String;

    /// The whole address with another fragment.
    pub fn address(fragment: &str) -> String;

    /// Changes the fragment without a new entry in the history, as soon as nobody types for a moment.
    #[wasm_bindgen(js_name = replace)]
    pub fn replace_fragment(fragment: &str);

    /// Changes the fragment with a new entry: somebody took the link, and Back comes here again.
    #[wasm_bindgen(js_name = push)]
    pub fn push_fragment(fragment: &str);
}
