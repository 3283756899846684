//! The one box: whatever people have is pasted, dropped or chosen here.

use certplan_words::page::modes as words;
use web_sys::HtmlTextAreaElement;
use yew::{
    AttrValue, Callback, DragEvent, Event, Html, InputEvent, MouseEvent, Properties, TargetCast, component,
    html,
};

use crate::keyed::{beside, id, keyed};

/// What a person did with the box.
#[derive(Clone, Debug, PartialEq)]
pub enum BoxEvent {
    /// Its text is another one: typed or pasted.
    Typed(String),
    /// The text is to be read.
    Read,
    /// The text is to be removed.
    Cleared,
    /// What is being read is to be stopped.
    Stopped,
    /// Files were chosen: the target of the event is the field.
    Chosen(Event),
    /// Something was dropped.
    Dropped(DragEvent),
}

/// Props of [`PasteBox`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct PasteBoxProps {
    /// Its text.
    #[prop_or_default]
    pub text: AttrValue,
    /// What is being read, in words; while it is, there is a button that stops it.
    #[prop_or_default]
    pub progress: Option<AttrValue>,
    /// What was found, or why nothing was, in words.
    #[prop_or_default]
    pub said: Option<AttrValue>,
    /// What a person did.
    #[prop_or_default]
    pub on_event: Callback<BoxEvent>,
    /// What every id begins with.
    #[prop_or_default]
    pub id_prefix: AttrValue,
}

/// The one box. Its status line is the application's, so that there is one on the page.
#[component]
pub fn PasteBox(props: &PasteBoxProps) -> Html {
    let [text_id, hint_id, files_id] =
        ["box", "box-hint", "box-files"].map(|name| id(&props.id_prefix, name));
    let on = &props.on_event;
    let oninput = on.reform(|event: InputEvent| {
        BoxEvent::Typed(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let button = |label: &'static str, event: BoxEvent| {
        let onclick = on.reform(move |_: MouseEvent| event.clone());
        html! { <button type="button" {onclick}>{ label }</button> }
    };
    html! {
        <div class="box" ondrop={on.reform(|event: DragEvent| { event.prevent_default(); BoxEvent::Dropped(event) })}
            ondragover={Callback::from(|event: DragEvent| event.prevent_default())}>
            <label for={text_id.clone()}>{ words::BOX }</label>
            <textarea id={text_id} rows="1" value={props.text.clone()} spellcheck="false" autocomplete="off" autocapitalize="off"
                translate="no" aria-describedby={hint_id.clone()} {oninput} />
            <div class="buttons">
                if !props.text.is_empty() {
                    { button(words::READ, BoxEvent::Read) }
                    { button(words::CLEAR, BoxEvent::Cleared) }
                }
                <label class="file" for={files_id.clone()}>{ words::CHOOSE_FILES }</label>
                <input type="file" id={files_id} multiple=true aria-describedby={hint_id.clone()} onchange={on.reform(BoxEvent::Chosen)} />
            </div>
            <p class="hint" id={hint_id}>{ words::BOX_HINT }{ " " }{ words::STAYS_HERE }</p>
            if let Some(progress) = &props.progress {
                <p class="progress">{ keyed(progress.clone()) }{ beside(" ") }{ button(words::STOP, BoxEvent::Stopped) }</p>
            } else if let Some(said) = &props.said {
                <p class="said">{ keyed(said.clone()) }</p>
            }
        </div>
    }
}
