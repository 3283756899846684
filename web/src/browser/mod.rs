//! The only folder that speaks to the browser.

mod address;
mod clock;
mod events;
mod hand_out;
mod marks;
mod morph;
mod side_modules;
mod ticks;

pub use address::{address, push_fragment, replace_fragment};
pub use clock::{now, zone};
pub use events::listen;
pub use hand_out::{copy, print, save};
pub use marks::{follow, mark};
pub use side_modules::{open_tool, take_away, written};
pub use ticks::after_drawing;

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Window};

use crate::app::{App, AppProps};
use crate::link;

/// Starts the page in the place of the prerendered answer. The form stays as it stands, with what was typed into it.
pub fn start() {
    let Some(root) = document().get_element_by_id("app") else { return };
    let typed = events::typed_before().map(|form| (form, now()));
    let link = if typed.is_some() { None } else { link::parse(&address::fragment()) };
    let mode = link::tool(&address::fragment()).unwrap_or_default();
    yew::Renderer::<App>::with_root_and_props(root, AppProps { typed, mode, link }).render();
}

thread_local! {
    /// A full stop more or less makes the same message a new one to a screen reader; the class, to the eye.
    static SAID: Cell<bool> = const { Cell::new(false) };
}

/// Says something once, politely.
fn say(message: &str) {
    let again = SAID.replace(!SAID.get());
    if let Some(region) = document().get_element_by_id("copied") {
        region.set_class_name(if again { "again" } else { "" });
        region.set_text_content(Some(&format!("{message}{}", if again { "." } else { "" })));
    }
}

/// Does something with every element that a selector finds.
fn each(selector: &str, mut act: impl FnMut(&Element)) {
    if let Ok(list) = document().query_selector_all(selector) {
        for place in 0..list.length() {
            if let Some(element) = list.item(place).and_then(|node| node.dyn_into::<Element>().ok()) {
                act(&element);
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the folder that speaks to the browser")]
fn window() -> Window {
    web_sys::window().unwrap_throw()
}

fn document() -> Document {
    window().document().unwrap_throw()
}
