//! The address: the facts as its fragment, and the links within the page.

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement, MouseEvent};

use super::{document, window};
use crate::app::act;
use crate::link::Mode;
use crate::state::Action;

/// The fragment of the address, with its number sign.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The whole address with another fragment.
pub fn address(fragment: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    format!("{}{fragment}", address.split('#').next().unwrap_or_default())
}

thread_local! {
    /// The timer of the fragment that is to be written.
    static WRITING: Cell<Option<i32>> = const { Cell::new(None) };
}

/// Changes the fragment without a new entry in the history, as soon as nobody types for a moment: browsers pass over the
/// changes of those who make more than a hundred in 30 seconds.
pub fn replace_fragment(fragment: &str) {
    const MOMENT: i32 = 200;
    let (fragment, before) = (fragment.to_owned(), self::fragment());
    let write = Closure::once_into_js(move || {
        // Somebody who went elsewhere meanwhile stays there.
        if let (true, Ok(history)) = (self::fragment() == before, window().history()) {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&fragment));
        }
    });
    let window = window();
    if let Some(timer) = WRITING.take() {
        window.clear_timeout_with_handle(timer);
    }
    let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(write.unchecked_ref(), MOMENT);
    WRITING.set(timer.ok());
}

/// Changes the fragment with a new entry: somebody took the link, and Back comes here again.
pub fn push_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Follows a link inside the page. A mode keeps the facts; other places are gone to without the address: there the facts
/// stand, and a reload shall find them.
pub(super) fn follow(event: &MouseEvent, link: &Element) -> Option<()> {
    // With one of these the link opens elsewhere, and this page stays as it is.
    if event.ctrl_key() || event.meta_key() || event.shift_key() {
        return None;
    }
    if let Some(mode) = Mode::ALL.into_iter().find(|mode| link.id() == mode.entry()) {
        event.prevent_default();
        act(Action::Asked(mode));
        return None;
    }
    let id = link.get_attribute("href")?;
    let place = document().get_element_by_id(&id[1..])?.dyn_into::<HtmlElement>().ok()?;
    event.prevent_default();
    if let Ok(Some(closed)) = place.closest("details:not([open])") {
        let _ = closed.set_attribute("open", "");
    }
    if !place.is_instance_of::<HtmlInputElement>() {
        let _ = place.set_attribute("tabindex", "-1");
    }
    place.scroll_into_view();
    place.focus().ok()
}
