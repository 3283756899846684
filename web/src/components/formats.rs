//! The other formats of an answer: one is chosen, read, copied and saved.

use certplan_export::link::Mode;
use certplan_view::CommandLine;
use certplan_words::page::app as words;
use certplan_worker::exports::{Export, SOME_SITE};
use yew::prelude::*;

use crate::browser;
use crate::commands::Commands;
use crate::formats::{Formats as Model, Written};

/// The formats and what was written.
#[derive(Properties, PartialEq, Debug)]
pub struct FormatsProps {
    /// The mode of the answer.
    pub mode: Mode,
    /// The state.
    pub formats: Model,
    /// Whether the page does not know where its site is.
    pub is_file: bool,
    /// What the user can do.
    pub commands: Commands,
}

/// The other formats, closed at first.
#[component]
pub fn Formats(props: &FormatsProps) -> Html {
    let FormatsProps { mode, formats, commands, .. } = props;
    let ontoggle = commands.open_formats().reform(|event: Event| browser::is_open(&event));
    let title = if *mode == Mode::Before { words::FORECAST_FORMATS } else { words::OTHER_FORMATS };
    html! {
        <details id="forms" open={formats.open} {ontoggle}>
            <summary>{ title }</summary>
            if formats.open {
                { for formats.shown(*mode).map(|shown| chosen(props, shown)) }
            }
        </details>
    }
}

fn chosen(props: &FormatsProps, shown: &'static Export) -> Html {
    let purpose = shown.words.purpose;
    let place = props.is_file && shown.needs_site();
    html! {
        <div id="forms-place">
            { choice(props, shown) }
            <p class="hint" id="form-purpose">
                <span key={purpose}>{ purpose }</span>
                if place { { words::put_address(SOME_SITE) } }
            </p>
            { match &props.formats.written {
                None => html! { <p>{ words::LOADING }</p> },
                Some(Err(reason)) => html! { <p class="notice" id="form-missing">{ reason.clone() }</p> },
                Some(Ok(written)) => text(props, written),
            } }
        </div>
    }
}

fn choice(props: &FormatsProps, shown: &'static Export) -> Html {
    let (mode, on_choose) = (props.mode, props.commands.choose_format());
    let onchange = Callback::from(move |event: Event| {
        let id = browser::text_of(&event);
        if let Some(export) = Export::of(mode).find(|export| export.id == id) {
            on_choose.emit(export.id);
        }
    });
    let mut groups: Vec<(&'static str, Vec<&'static Export>)> = Vec::new();
    for export in Export::of(mode) {
        match groups.last_mut() {
            Some((group, exports)) if *group == export.group => exports.push(export),
            _ => groups.push((export.group, vec![export])),
        }
    }
    // The key makes a new list for another mode or choice: of a list that a user changed, `selected` is only the default.
    html! {
        <div class="field" key={format!("{mode:?}")}>
            <label for="form">{ words::FORMAT }</label>
            <select id="form" aria-describedby="form-purpose" {onchange}>
                { for groups.into_iter().map(|(group, exports)| html! {
                    <optgroup label={group} key={group}>
                        { for exports.into_iter().map(|export| html! {
                            <option key={export.id} value={export.id} selected={export.id == shown.id}>{ export.words.label }</option>
                        }) }
                    </optgroup>
                }) }
            </select>
        </div>
    }
}

fn text(props: &FormatsProps, Written { head, text }: &Written) -> Html {
    let copy = {
        let (commands, text) = (props.commands.clone(), AttrValue::from(text.clone()));
        Callback::from(move |_: MouseEvent| commands.copy(text.clone()))
    };
    let save = {
        let (commands, head, text) = (props.commands.clone(), head.clone(), text.clone());
        Callback::from(move |_: MouseEvent| commands.save(&head.name, &head.media_type, &text))
    };
    let to_run = AttrValue::from(head.to_run.join("\n"));
    html! {
        <>
            <div class="buttons">
                <button type="button" id="copy-form" onclick={copy}>{ words::COPY }<span class="unseen">{ " " }{ head.name.clone() }</span></button>
                <button type="button" id="save-form" onclick={save}><span key={head.name.clone()}>{ words::download(&head.name) }</span></button>
            </div>
            if !head.to_run.is_empty() {
                <p>{ words::TO_RUN }</p>
                <CommandLine text={to_run} name={words::HOW_TO_RUN} id="to-run" on_copy={Some(props.commands.answer.copy.clone())} />
            }
            <pre class="preview" id="form-text" tabindex="0" role="region" translate="no" aria-label={head.name.clone()}><code key={text.clone()}>{ text.clone() }</code></pre>
        </>
    }
}
