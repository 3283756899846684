//! The one box for whatever the user has: a text that is pasted or typed, or files.

use certplan_words::page;
use yew::prelude::*;

use crate::browser::{self, File};

/// What is in the box, and what becomes of what is put into it.
#[derive(Properties, PartialEq, Debug)]
pub struct InputBoxProps {
    /// The text in the field.
    pub text: AttrValue,
    /// What is being read, with how much of it was read, in percent.
    #[prop_or_default]
    pub reading: Option<Reading>,
    /// The text was edited.
    pub on_edit: Callback<String>,
    /// A text is to be read. A pasted one never gets into the field: it may contain keys.
    pub on_text: Callback<String>,
    /// Files are to be read.
    pub on_files: Callback<Vec<File>>,
    /// Reading is to stop.
    pub on_stop: Callback<()>,
}

/// What is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "two values")]
pub struct Reading {
    /// The name of the file or text.
    pub name: AttrValue,
    /// How much of it was read, in percent.
    pub percent: u8,
}

/// The box.
#[component]
pub fn InputBox(props: &InputBoxProps) -> Html {
    let oninput = props.on_edit.reform(|event: InputEvent| browser::text_of(&event));
    let onpaste = {
        let (on_text, on_files) = (props.on_text.clone(), props.on_files.clone());
        Callback::from(move |event: Event| match browser::pasted(&event) {
            Some(browser::Given::Text(text)) => on_text.emit(text),
            Some(browser::Given::Files(files)) => on_files.emit(files),
            None => {}
        })
    };
    let onchange = props.on_files.reform(|event: Event| browser::chosen_files(&event));
    let read = {
        let (on_text, text) = (props.on_text.clone(), props.text.clone());
        Callback::from(move |_| on_text.emit(text.to_string()))
    };
    html! {
        <section id="box" class="scripted" aria-label={page::BOX_LABEL}>
            <label for="text">{ page::BOX_LABEL }</label>
            <p class="hint" id="text-hint">{ page::BOX_HINT }</p>
            <div class="box-row">
                <textarea id="text" rows="1" spellcheck="false" autocomplete="off" autocapitalize="off" translate="no"
                    aria-describedby="text-hint" value={props.text.clone()} {oninput} {onpaste} />
                <button type="button" id="read" onclick={read}>{ page::BOX_READ }</button>
                <label class="button" for="files">{ page::BOX_FILE }</label>
                <input type="file" id="files" class="visually-hidden" multiple=true {onchange} />
            </div>
            if let Some(reading) = &props.reading {
                <p class="reading">
                    <label for="progress">{ page::reading(&reading.name) }</label>
                    <progress id="progress" max="100" value={reading.percent.to_string()} />
                    <button type="button" id="stop" onclick={props.on_stop.reform(|_| ())}>{ page::STOP }</button>
                </p>
            }
        </section>
    }
}
