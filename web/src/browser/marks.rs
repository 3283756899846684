//! What differs from the time before, in the part of the page that stays.

use wasm_bindgen::prelude::*;

use super::morph::morph;
use crate::frame::{Mark, What};
use crate::view::answer::{Blocks, IDS};

#[wasm_bindgen(js_namespace = page)]
extern "C" {
    /// Has an element show a text, or shows it no more: as `checked`, `value`, `error` or an attribute.
    fn put(id: &str, what: &str, text: Option<&str>);
}

/// Brings the answer from its blocks before to those of now.
pub fn follow(before: &Blocks, now: &Blocks) {
    for (id, (old, new)) in IDS.iter().zip(before.iter().zip(now)) {
        if old != new {
            morph(id, Some(old), new);
        }
    }
}

/// Brings what differs from the time before to the static page.
pub fn mark(before: &[Mark], now: &[Mark]) {
    for (place, mark) in now.iter().enumerate() {
        let old = before.get(place);
        if old != Some(mark) {
            let text = mark.text.as_deref();
            let what = match mark.what {
                What::Markup => {
                    morph(mark.id, old.and_then(|old| old.text.as_deref()), text.unwrap_or_default());
                    continue;
                }
                What::Attribute(name) => name,
                What::Ticked => "checked",
                What::Value => "value",
                What::Error => "error",
            };
            put(mark.id, what, text);
        }
    }
}
