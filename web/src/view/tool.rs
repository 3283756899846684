//! A mode that the page's third module fills: its place, and nothing else. Its content belongs to the module, and Yew knows
//! of none.

use yew::prelude::*;

use crate::link::Mode;

/// The place; another mode gets another one, which nothing listens to yet.
pub fn tool(mode: Mode) -> Html {
    html! { <div id="tool" key={mode.as_str()} /> }
}
