//! Lines and words of the pictures.

use yew::{AttrValue, Html, html};

/// A line along a path, with these dashes where it has some.
pub(crate) fn line(d: String, dashes: Option<&'static str>) -> Html {
    html! { <path {d} stroke="currentColor" stroke-dasharray={dashes} /> }
}

/// Words at a place: `anchor` is `start`, `middle` or `end`.
pub(crate) fn text(x: u32, y: u32, anchor: &'static str, text: impl Into<AttrValue>) -> Html {
    html! { <text x={x.to_string()} y={y.to_string()} text-anchor={anchor}>{ text.into() }</text> }
}
