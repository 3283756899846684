//! What differs from the time before, in the part of the page that stays.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlInputElement};

use super::document;
use super::morph::morph;
use crate::frame::{Mark, What, escaped};
use crate::view::answer::{Blocks, IDS};

/// Brings the answer from its blocks before to those of now.
pub fn follow(before: &Blocks, now: &Blocks) {
    for (id, (old, new)) in IDS.iter().zip(before.iter().zip(now)) {
        if old != new
            && let Some(element) = document().get_element_by_id(id)
        {
            morph(&element, old, new);
        }
    }
}

/// Brings what differs from the time before to the static page.
pub fn mark(before: &[Mark], now: &[Mark]) {
    for (place, mark) in now.iter().enumerate() {
        if before.get(place) != Some(mark) {
            let element = match mark.id {
                "" => document().document_element(),
                id => document().get_element_by_id(id),
            };
            if let Some(element) = element {
                let _ = put(&element, mark, before.get(place).and_then(|mark| mark.text.as_deref()));
            }
        }
    }
}

fn put(element: &Element, mark: &Mark, before: Option<&str>) -> Result<(), JsValue> {
    let text = mark.text.as_deref();
    match mark.what {
        What::Attribute(name) => match text {
            Some(text) => element.set_attribute(name, text)?,
            None => element.remove_attribute(name)?,
        },
        What::Markup => match before {
            Some(before) => morph(element, before, text.unwrap_or_default()),
            None => element.set_inner_html(text.unwrap_or_default()),
        },
        What::Ticked => element.unchecked_ref::<HtmlInputElement>().set_checked(text.is_some()),
        // What stands there already keeps its place of typing. A list of choices has a value in the same way.
        What::Value => {
            let input: &HtmlInputElement = element.unchecked_ref();
            if let Some(text) = text
                && (input.value() != text || input.dyn_ref::<HtmlInputElement>().is_some_and(is_half))
            {
                input.set_value(text);
            }
        }
        What::Error => {
            if let Some(old) = document().get_element_by_id(&[mark.id, "-error"].concat()) {
                old.remove();
            }
            let Some(around) = element.parent_element() else { return Ok(()) };
            around.class_list().toggle_with_force("wrong", text.is_some())?;
            if let Some(reason) = text {
                let parts =
                    ["<span class=\"error\" id=\"", mark.id, "-error\">Error: ", &escaped(reason), "</span>"];
                around.insert_adjacent_html("beforeend", &parts.concat())?;
            }
        }
    }
    Ok(())
}

fn is_half(input: &HtmlInputElement) -> bool {
    input.validity().bad_input()
}
