//! The only folder that speaks to the browser.

mod address;
mod clock;
mod events;
mod hand_out;
mod marks;
mod morph;
mod side_modules;
mod ticks;

pub use address::{address, fragment, push_fragment, replace_fragment};
pub use clock::{now, zone};
pub use hand_out::{copy, print, save};
pub use marks::{follow, mark};
pub use side_modules::{open_tool, take_away, written};
pub use ticks::after_drawing;

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Window};

use crate::app;

/// Starts the page where the prerendered one stands, with what was typed into it or else with what its address says.
pub fn start() {
    app::start(events::typed_before().or_else(events::addressed));
    events::listen();
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
