//! The values of fields.

use wasm_bindgen::JsCast as _;
use web_sys::{EventTarget, HtmlDetailsElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use certplan_view::form::INCOMPLETE;

/// The text of the field that an event is about.
pub fn text_of(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        value_of(input)
    } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        select.value()
    } else {
        target.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value).unwrap_or_default()
    }
}

/// Whether the box that an event is about is ticked.
pub fn is_ticked(event: &Event) -> bool {
    input(event.target()).is_some_and(|input| input.checked())
}

/// Whether the part that an event is about is open.
pub fn is_open(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok())
        .is_some_and(|part| part.open())
}

/// The value of a field. Of an incomplete date a browser says only that it is one.
pub(super) fn value_of(input: &HtmlInputElement) -> String {
    if input.validity().bad_input() { INCOMPLETE.to_owned() } else { input.value() }
}

fn input(target: Option<EventTarget>) -> Option<HtmlInputElement> {
    target?.dyn_into().ok()
}
