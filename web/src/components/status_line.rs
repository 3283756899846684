//! The one line that says what has happened, politely.

use yew::prelude::*;

use crate::state::Status;

/// What is said.
#[derive(Properties, PartialEq, Debug)]
pub struct StatusLineProps {
    /// The last message.
    pub status: Status,
}

/// The status line.
#[component]
pub fn StatusLine(props: &StatusLineProps) -> Html {
    let Status { text, shown, count } = &props.status;
    // The element stays, its text is new each time, so that a screen reader reads the same text again.
    html! {
        <div id="status" role="status" class={if *shown { "toast" } else { "visually-hidden" }}>
            if !text.is_empty() {
                <span key={*count}>{ text.clone() }</span>
            }
        </div>
    }
}
