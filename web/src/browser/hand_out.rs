//! Copying, saving, printing.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_namespace = page)]
extern "C" {
    /// Copies a text and says so. Where that is not allowed, the element of that id, if there is one, is selected.
    pub fn copy(text: &str, shown: &str);

    /// Saves a text as a file.
    pub fn save(name: &str, kind: &str, text: &str);

    /// Opens the print dialogue.
    pub fn print();
}
