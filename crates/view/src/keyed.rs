//! Text and names that several components need.

use yew::{AttrValue, Html, html};

/// A text that may change: the key makes Yew replace it as a whole, so that a translator's copy of it goes too.
pub(crate) fn keyed(text: impl Into<AttrValue>) -> Html {
    let text = text.into();
    html! { <span key={text.to_string()}>{ text }</span> }
}

/// A text that stays beside something that changes. In an element of its own it keeps its place for Yew when a translator
/// replaces the text.
pub(crate) fn beside(text: impl Into<AttrValue>) -> Html {
    html! { <span>{ text.into() }</span> }
}

/// A text for screen readers only.
pub(crate) fn unseen(text: impl Into<AttrValue>) -> Html {
    html! { <span class="unseen">{ keyed(text) }</span> }
}

/// A heading of this level, 1 to 6.
#[expect(
    clippy::ignored_unit_patterns,
    reason = "the macro's own code for an element whose name is computed"
)]
pub(crate) fn heading(level: u8, id: Option<AttrValue>, content: Html) -> Html {
    let name = ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(1, 6) - 1)];
    html! { <@{name} {id}>{ content }</@> }
}

/// An id that is unique on the page.
pub(crate) fn id(prefix: &str, name: &str) -> AttrValue {
    if prefix.is_empty() { name.to_owned().into() } else { format!("{prefix}-{name}").into() }
}
