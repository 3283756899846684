//! The bar of modes: plain links, so that Back works and a link can be passed on.

use yew::prelude::*;

use crate::link::{self, Mode};
use crate::state::State;

/// The bar. Each link carries the facts over to the other question.
pub fn modes(state: &State) -> Html {
    let link = |mode: Mode| {
        let current = (mode == state.mode).then_some("page");
        // Names stay in this browser: they are in the link because it is followed here, and leave the address again.
        let href = link::write(mode, &state.facts, true);
        html! { <li><a {href} aria-current={current}>{ words(mode) }</a></li> }
    };
    html! {
        <nav id="modes" class="scripted" aria-label="What you want to know">
            <ul>{ for Mode::ALL.into_iter().map(link) }</ul>
        </nav>
    }
}

const fn words(mode: Mode) -> &'static str {
    match mode {
        Mode::After => "After a shutdown",
        Mode::Before => "Before a shutdown",
    }
}
