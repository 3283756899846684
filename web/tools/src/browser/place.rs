//! The place of a mode, as the browser's side knows it: that of what happened.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_namespace = tools)]
extern "C" {
    /// Leaves a function on the global object, `certplanTool(host, mode, link, example)`, which fills an element of the page.
    pub fn offer();

    /// Puts markup into the place. Everything in markup that came from outside has been escaped.
    pub(super) fn fill(markup: &str);

    /// Puts markup into an element of the place.
    pub(super) fn set(id: &str, markup: &str);

    /// Says something once; to the eye too, where it stands nowhere else.
    pub(super) fn say(text: &str, is_shown: bool);

    /// What stands in a field.
    pub(super) fn value(id: &str) -> String;

    /// Empties the field for a text.
    pub(super) fn empty();

    /// Says what is wrong with a field; nothing where it is right.
    pub(super) fn wrong(id: &str, reason: &str);
}
