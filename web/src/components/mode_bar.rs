//! The bar of modes.

use certplan_export::link::Mode;
use certplan_words::page;
use yew::prelude::*;

use crate::browser;

/// The modes, and which one is open.
#[derive(Properties, PartialEq, Debug)]
pub struct ModeBarProps {
    /// The open mode.
    pub mode: Mode,
    /// The link of each mode, in their order.
    pub links: [String; Mode::ALL.len()],
    /// A mode was chosen, by a click that is meant for this page.
    pub on_choose: Callback<Mode>,
}

/// The bar of modes: links that keep the facts.
#[component]
pub fn ModeBar(props: &ModeBarProps) -> Html {
    let item = |(place, mode): (usize, Mode)| {
        let on_choose = props.on_choose.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            if browser::takes_click(&event) {
                on_choose.emit(mode);
            }
        });
        html! {
            <li key={mode.as_str()}>
                <a id={mode.entry()} href={props.links[place].clone()} {onclick}
                    aria-current={(mode == props.mode).then_some("page")}>{ page::MODE_NAMES[place] }</a>
            </li>
        }
    };
    html! {
        <nav id="modes" class="scripted" aria-label={page::MODES}>
            <ul>{ for Mode::ALL.into_iter().enumerate().map(item) }</ul>
        </nav>
    }
}
