//! Markup that becomes another, in the document.

use wasm_bindgen::prelude::*;

use crate::morph::Document;

// The browser's side remembers the element and the node in it that is next.
#[wasm_bindgen(js_namespace = page)]
extern "C" {
    fn find(id: &str) -> bool;
    fn fill(markup: &str);
    fn begin(count: usize) -> bool;
    fn keep();
    fn remove();
    fn insert(markup: &str) -> bool;
    fn enter() -> bool;
    fn leave();
}

/// Brings what is inside the element of that id to a markup, from the one before where there was one.
pub(super) fn morph(id: &str, old: Option<&str>, new: &str) {
    if find(id) {
        match old {
            Some(old) => crate::morph::morph(&mut Page, old, new),
            None => fill(new),
        }
    }
}

struct Page;

impl Document for Page {
    fn fill(&mut self, markup: &str) {
        fill(markup);
    }

    fn begin(&mut self, count: usize) -> bool {
        begin(count)
    }

    fn keep(&mut self) {
        keep();
    }

    fn remove(&mut self) {
        remove();
    }

    fn insert(&mut self, markup: &str) -> bool {
        insert(markup)
    }

    fn enter(&mut self) -> bool {
        enter()
    }

    fn leave(&mut self) {
        leave();
    }
}
