//! What happens on the page, as actions of the app.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement};

use super::address::{follow, fragment};
use super::clock::now;
use super::hand_out::copy;
use super::ticks::{remember_open, remember_tick};
use super::{document, each, window};
use crate::app::act;
use crate::field::Field;
use crate::form::{Form, INCOMPLETE};
use crate::link;
use crate::state::{Action, Part};

/// Hears what happens on the page, as long as it lives, and says that the page answers questions now.
pub(super) fn listen() {
    let closure = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let _ = hear(&event);
    });
    let hears = closure.as_ref().unchecked_ref();
    let document = document();
    for kind in ["input", "change", "focusout", "submit", "click"] {
        let _ = document.add_event_listener_with_callback(kind, hears);
    }
    // What is opened tells nobody above it.
    let _ = document.add_event_listener_with_callback_and_bool("toggle", hears, true);
    for kind in ["hashchange", "popstate"] {
        let _ = window().add_event_listener_with_callback(kind, hears);
    }
    closure.forget();
    if let Some(root) = document.document_element() {
        let _ = root.class_list().add_1("ready");
    }
}

fn hear(event: &Event) -> Option<()> {
    let kind = event.type_();
    if matches!(kind.as_str(), "hashchange" | "popstate") {
        return addressed().map(act);
    }
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let within = |selector: &str| element.closest(selector).ok().flatten();
    match kind.as_str() {
        // Nothing is sent anywhere: the answer is there while one types.
        "submit" => event.prevent_default(),
        "toggle" => {
            let open = element.has_attribute("open");
            match element.id().as_str() {
                "timeline" => act(Action::Opened(Part::Picture, open)),
                "forms" => act(Action::Opened(Part::Forms, open)),
                _ => remember_open(&element, open)?,
            }
        }
        "click" => {
            if let Some(button) = within("[data-copy]") {
                let code = button.parent_element()?.query_selector("code").ok()??;
                copy(code.text_content()?, Some(code));
            } else if let Some(button) = within("#take-away button") {
                act(Action::Pressed(button.id()));
            } else if let Some(link) = within("a[href^='#']") {
                follow(event.unchecked_ref(), &link)?;
            }
        }
        "change" => {
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                if input.id() == "names" {
                    act(Action::Named(input.checked()));
                }
                remember_tick(input);
            }
        }
        // Input, or a field that was left.
        _ => {
            within("#questions")?;
            let (field, value, checked) = field(&element)?;
            // Going from empty to half a date and back is no input to a browser.
            act(Action::Typed { field, value, checked, now: now() });
            if kind == "focusout" {
                act(Action::Left(field));
            }
        }
    }
    Some(())
}

/// The field: its name, its value, whether it is ticked.
fn field(element: &Element) -> Option<(Field, String, bool)> {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        let value = if input.validity().bad_input() { INCOMPLETE.into() } else { input.value() };
        return Some((Field::named(&input.name())?, value, input.checked()));
    }
    let select = element.dyn_ref::<HtmlSelectElement>()?;
    Some((Field::named(&select.name())?, select.value(), false))
}

/// What the address asks for: a mode without facts, or the answer of a link.
pub(super) fn addressed() -> Option<Action> {
    let fragment = fragment();
    link::tool(&fragment).map(Action::Asked).or_else(|| link::parse(&fragment).map(Action::Linked))
}

/// What somebody typed into the form before the page could listen, where it differs from what it came with.
pub(super) fn typed_before() -> Option<Action> {
    let mut form = Form::example();
    each("#questions :is(input, select)", |element| {
        if let Some((field, value, checked)) = field(element)
            && (checked || field != Field::How)
        {
            form.set(field, &value, checked);
        }
    });
    (form != Form::example()).then(|| Action::Filled(form, now()))
}
