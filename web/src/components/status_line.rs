//! The one line that says what has happened, politely.

use yew::prelude::*;

use crate::state::Status;

/// What is said.
#[derive(Properties, PartialEq, Debug)]
pub struct StatusLineProps {
    /// The last message.
    pub status: Status,
}

/// The status line. The element stays; what is said is new each time, so that a screen reader says the same text again.
#[component]
pub fn StatusLine(props: &StatusLineProps) -> Html {
    let Status { text, shown, count } = &props.status;
    html! {
        <div id="status" role="status">
            if !text.is_empty() {
                <span key={*count} class={if *shown { "toast" } else { "unseen" }}>{ text.clone() }</span>
            }
        </div>
    }
}
