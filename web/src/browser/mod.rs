//! The only folder that speaks to the browser, most of it through the functions of `web/page.js`.

mod address;
mod clock;
mod events;
mod hand_out;
mod marks;
mod morph;
mod side_modules;

pub use address::{address, fragment, push_fragment, replace_fragment};
pub use clock::{now, zone};
pub use events::hear;
pub use hand_out::{copy, print, save};
pub use marks::{follow, mark};
pub use side_modules::{open_tool, take_away, written};

use wasm_bindgen::prelude::*;

use crate::app;

#[wasm_bindgen(js_namespace = page)]
extern "C" {
    /// In what was drawn anew, opens what was open, ticks again what was ticked and shows the buttons that need a script.
    #[wasm_bindgen(js_name = drawn)]
    pub fn after_drawing();
}

/// Starts the page where the prerendered one stands, with what was typed into it or else with what its address says.
pub fn start() {
    app::start(events::typed_before().or_else(events::addressed));
    events::listen();
}
