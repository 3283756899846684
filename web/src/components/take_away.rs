//! Taking the answer away, as the state has it.

use certplan_export::link::Mode;
use certplan_view::{ChosenForm, Copied, FormChoice, TakeAway, TakeAwayEvent};
use certplan_words::page::app as words;
use certplan_worker::exports::{Export, SOME_SITE};
use yew::prelude::*;

use crate::browser;
use crate::commands::Commands;
use crate::formats::Formats;

/// The formats and what was written.
#[derive(Properties, PartialEq, Debug)]
pub struct TakeAwayPartProps {
    /// The mode of the answer.
    pub mode: Mode,
    /// The link of the answer.
    pub link: AttrValue,
    /// Whether links carry the names of clusters.
    pub names: bool,
    /// Whether a link without names has another plan.
    pub names_matter: bool,
    /// The other formats.
    pub formats: Formats,
    /// The button that copied last.
    pub copied: Option<Copied>,
    /// What the user can do.
    pub commands: Commands,
}

/// The part of the page that takes the answer away.
#[component]
pub fn TakeAwayPart(props: &TakeAwayPartProps) -> Html {
    let TakeAwayPartProps { mode, link, names, names_matter, formats, copied, commands } = props;
    let on_event = {
        let (commands, link, formats) = (commands.clone(), link.clone(), formats.clone());
        Callback::from(move |event| take(event, &commands, &link, &formats))
    };
    let choice = |export: &Export| FormChoice {
        id: export.id.into(),
        group: export.group.into(),
        label: export.words.label.into(),
    };
    let forms: Vec<_> = Export::of(*mode).map(choice).collect();
    let chosen = formats.shown(*mode).map(|export| chosen(export, *mode, formats));
    html! {
        <TakeAway names={*names} names_matter={*names_matter} {forms} {chosen} open={formats.open} copied={copied.clone()} {on_event} heading={3} />
    }
}

fn chosen(export: &Export, mode: Mode, formats: &Formats) -> ChosenForm {
    let mut purpose = export.words.purpose.to_owned();
    if export.needs_site() && !browser::is_published() {
        purpose += &words::put_address(SOME_SITE);
    }
    let (mut to_run, mut text, mut missing) = (AttrValue::default(), None, None);
    match &formats.written {
        None => {}
        Some(Err(reason)) => missing = Some(AttrValue::from(reason.clone())),
        Some(Ok(written)) => {
            to_run = written.head.to_run.join("\n").into();
            text = Some(written.text.clone());
        }
    }
    ChosenForm {
        id: export.id.into(),
        purpose: purpose.into(),
        file: export.file_name(mode).into(),
        to_run,
        text,
        missing,
    }
}

fn take(event: TakeAwayEvent, commands: &Commands, link: &str, formats: &Formats) {
    match event {
        TakeAwayEvent::Copy(copy) => commands.answer.copy.emit(copy),
        TakeAwayEvent::CopyLink => commands.copy_link(link),
        TakeAwayEvent::Print => commands.print(),
        TakeAwayEvent::Names(names) => commands.names().emit(names),
        TakeAwayEvent::Opened(open) => commands.open_formats().emit(open),
        TakeAwayEvent::Chosen(id) => {
            if let Some(export) = certplan_worker::exports::EXPORTS.iter().find(|export| *export.id == *id) {
                commands.choose_format().emit(export.id);
            }
        }
        TakeAwayEvent::Save => {
            if let Some(Ok(written)) = &formats.written {
                commands.save(&written.head.name, &written.head.media_type, &written.text);
            }
        }
    }
}
