//! Taking the answer away: print it, copy its link, or write it in another format.

use certplan_words::page::app as words;
use yew::prelude::*;

use crate::browser;

/// What can be taken away.
#[derive(Properties, PartialEq, Debug)]
pub struct TakeAwayProps {
    /// Whether links carry the names of clusters.
    pub names: bool,
    /// Whether a link without names has another plan.
    pub names_matter: bool,
    /// The answer is to be printed.
    pub on_print: Callback<()>,
    /// The link is to be copied.
    pub on_copy_link: Callback<()>,
    /// Links are to carry names, or not.
    pub on_names: Callback<bool>,
    /// The other formats.
    #[prop_or_default]
    pub children: Html,
}

/// The part of the page that takes the answer away.
#[component]
pub fn TakeAway(props: &TakeAwayProps) -> Html {
    html! {
        <section id="take-away" class="scripted" aria-labelledby="take-away-title">
            <h3 id="take-away-title">{ words::TAKE_AWAY }</h3>
            <div class="buttons">
                <button type="button" id="print" onclick={props.on_print.reform(|_| ())}>{ words::PRINT }</button>
                <button type="button" id="copy-link" onclick={props.on_copy_link.reform(|_| ())}>{ words::COPY_LINK }</button>
                <label class="choice">
                    <input type="checkbox" id="names" name="names" checked={props.names}
                        oninput={props.on_names.reform(|event: InputEvent| browser::is_ticked(&event))} />
                    { " " }{ words::WITH_NAMES }
                </label>
            </div>
            if props.names_matter {
                <p class="notice" id="names-matter">{ words::NAMES_MATTER }</p>
            }
            { props.children.clone() }
            <p class="hint">{ words::LINK_PRIVATE }</p>
        </section>
    }
}
