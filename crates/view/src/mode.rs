//! The bar that leads to the modes of the page.

use certplan_core::mode::Mode;
use certplan_words::page::modes as words;
use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html};

use crate::keyed::id;

/// Props of [`ModeBar`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ModeBarProps {
    /// The mode that is shown.
    pub current: Mode,
    /// The address of each mode, in the order of [`Mode::ALL`].
    pub addresses: [AttrValue; 5],
    /// A mode was chosen by an ordinary click; with a modifier the browser follows the link.
    #[prop_or_default]
    pub on_choose: Callback<Mode>,
    /// What every id begins with.
    #[prop_or_default]
    pub id_prefix: AttrValue,
}

/// The bar of modes: links, so that each can be opened in a window of its own.
#[component]
pub fn ModeBar(props: &ModeBarProps) -> Html {
    let item = |(mode, address): (Mode, &AttrValue)| {
        let on_choose = props.on_choose.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            if !is_elsewhere(&event) {
                event.prevent_default();
                on_choose.emit(mode);
            }
        });
        html! {
            <li key={mode.as_str()}>
                <a id={id(&props.id_prefix, mode.entry())} href={address.clone()}
                    aria-current={(mode == props.current).then_some("page")} {onclick}>{ words::mode(mode) }</a>
            </li>
        }
    };
    html! {
        <nav class="modes" aria-label={words::MODES}>
            <ul>{ for Mode::ALL.into_iter().zip(&props.addresses).map(item) }</ul>
        </nav>
    }
}

/// Whether a click on a link opens it in another window.
pub(crate) fn is_elsewhere(event: &MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() || event.button() != 0
}
