//! Files that the worker writes of what was read: to save, and one to copy.

use certplan_words::page::app as words;
use certplan_worker::protocol::Ask;
use yew::prelude::*;

use crate::commands::{Commands, Use};

/// A file that can be taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a row")]
pub struct Offered {
    /// Its id.
    pub id: &'static str,
    /// What its button says.
    pub label: &'static str,
    /// What is asked of the worker.
    pub ask: Ask,
}

/// The files, and what the user can do.
#[derive(Properties, PartialEq, Debug)]
pub struct FilesProps {
    /// The name of the group.
    pub name: &'static str,
    /// The files; `json` can be copied, too.
    pub files: Vec<Offered>,
    /// What the user can do.
    pub commands: Commands,
}

/// The buttons.
#[component]
pub fn Files(props: &FilesProps) -> Html {
    let button = |file: &Offered, to: Use| {
        let (commands, ask) = (props.commands.clone(), file.ask.clone());
        Callback::from(move |_: MouseEvent| commands.take_file(ask.clone(), to))
    };
    let json = props.files.iter().find(|file| file.id == "json");
    html! {
        <div class="buttons" role="group" aria-label={props.name}>
            if let Some(json) = json {
                <button type="button" data-copy-form="json" onclick={button(json, Use::Copy)}>{ words::COPY_JSON }</button>
            }
            <span>{ words::DOWNLOADS }</span>
            { for props.files.iter().map(|file| html! {
                <button type="button" key={file.id} data-save-form={file.id} onclick={button(file, Use::Save)}>{ file.label }</button>
            }) }
        </div>
    }
}
