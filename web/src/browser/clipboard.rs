//! Copies texts.

use gloo::utils::{document, window};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};
use yew::AttrValue;
use yew::platform::spawn_local;

/// What became of a text that was to be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "these are the ways that a page has")]
pub enum Copied {
    /// It is in the clipboard.
    Copied,
    /// It could not be copied and is selected instead.
    Selected,
    /// Neither.
    Refused,
}

/// Copies a text, then calls back. Hosts of an intranet with plain http have no clipboard: then by the old command, and where that
/// is refused too, the command beside the button with that id is selected for the user to copy.
pub fn copy(text: AttrValue, button: Option<AttrValue>, then: impl FnOnce(Copied) + 'static) {
    spawn_local(async move {
        then(if copy_by_clipboard(&text).await || copy_by_command(&text) {
            Copied::Copied
        } else if button.is_some_and(|button| select_beside(&button)) {
            Copied::Selected
        } else {
            Copied::Refused
        });
    });
}

fn select_beside(button: &str) -> bool {
    let command =
        document().get_element_by_id(button).and_then(|button| button.closest(".command").ok().flatten());
    let Some(code) = command.and_then(|command| command.query_selector("code").ok().flatten()) else {
        return false;
    };
    let selection = window().get_selection().ok().flatten();
    selection.is_some_and(|selection| selection.select_all_children(&code).is_ok())
}

async fn copy_by_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    // Where there is no clipboard the property is undefined, whatever its type says.
    let clipboard =
        js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).unwrap_or(JsValue::UNDEFINED);
    if clipboard.is_undefined() || clipboard.is_null() {
        return false;
    }
    let clipboard: web_sys::Clipboard = clipboard.unchecked_into();
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

fn copy_by_command(text: &str) -> bool {
    let document: HtmlDocument = document().unchecked_into();
    let before = document.active_element();
    let Ok(area) = document.create_element("textarea") else { return false };
    let area: HtmlTextAreaElement = area.unchecked_into();
    area.set_value(text);
    area.set_class_name("visually-hidden");
    let Some(body) = document.body() else { return false };
    if body.append_child(&area).is_err() {
        return false;
    }
    area.select();
    let copied = document.exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = before.focus();
    }
    copied
}
