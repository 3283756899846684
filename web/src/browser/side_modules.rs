//! The page's other modules, loaded when somebody asks for what they do.

use wasm_bindgen::prelude::*;

use crate::link::Mode;

#[wasm_bindgen(js_namespace = page)]
extern "C" {
    /// Has the page's third module fill its place with a mode, or empties it.
    fn tool(mode: &str, link: &str, is_example: bool);

    /// Asks the page's second module what it writes of a link; the answer is something that happens.
    #[wasm_bindgen(js_name = write)]
    pub fn written(form: &str, link: &str);

    /// Has the page's second module offer every other form of a link's answer.
    #[wasm_bindgen(js_name = takeAway)]
    fn offer(mode: &str, link: &str);
}

/// Has the page's third module fill its place with a mode, or empties it; `link` has the facts, with names.
pub fn open_tool(mode: Option<Mode>, link: &str, is_example: bool) {
    tool(mode.map_or("", Mode::as_str), link, is_example);
}

/// Has the page's second module offer every other form of a link's answer.
pub fn take_away(mode: Mode, link: &str) {
    offer(mode.as_str(), link);
}
