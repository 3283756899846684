//! The bar of modes: plain links, so that Back works and a link can be passed on.

use yew::prelude::*;

use crate::browser;
use crate::link::{self, Mode};
use crate::state::{Action, State};

/// The bar. Each link carries the facts over to the other question, and names only where links shall carry them: who follows
/// it here keeps them all the same.
pub fn modes(state: &State, act: &Callback<Action>) -> Html {
    let entry = |mode: Mode| {
        let current = (mode == state.mode).then_some("page");
        let href = link::write(mode, &state.facts, state.names);
        let onclick = {
            let (act, href) = (act.clone(), href.clone());
            Callback::from(move |event: MouseEvent| {
                // With a key held down it is for another tab.
                if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                    event.prevent_default();
                    browser::push_fragment(&href);
                    act.emit(Action::Asked(mode));
                }
            })
        };
        html! { <li><a {href} {onclick} aria-current={current}>{ words(mode) }</a></li> }
    };
    html! {
        <nav id="modes" class="scripted" aria-label="What you want to know">
            <ul>{ for Mode::ALL.into_iter().map(entry) }</ul>
        </nav>
    }
}

const fn words(mode: Mode) -> &'static str {
    match mode {
        Mode::After => "After a shutdown",
        Mode::Before => "Before a shutdown",
        Mode::Error => "Error message",
        Mode::Evidence => "Real dates",
    }
}
