//! What a reader takes away: a print, a link, and every written form.

use certplan_words::page::{answer, take_away as words};
use web_sys::{HtmlDetailsElement, HtmlInputElement, HtmlSelectElement};
use yew::{
    AttrValue, Callback, Event, Html, InputEvent, MouseEvent, Properties, TargetCast, component, html,
};

use crate::actions::{Copied, Copy};
use crate::command::{CommandLine, copy_button};
use crate::keyed::{heading, id, keyed};

/// A form that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormChoice {
    /// Its name.
    pub id: AttrValue,
    /// The group among which it is chosen.
    pub group: AttrValue,
    /// What the choice says.
    pub label: AttrValue,
}

/// The form that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenForm {
    /// Its name.
    pub id: AttrValue,
    /// What it is for.
    pub purpose: AttrValue,
    /// The name of its file.
    pub file: AttrValue,
    /// How to run it; empty where it is not run.
    pub to_run: AttrValue,
    /// Its text; `None` while it is being written.
    pub text: Option<AttrValue>,
    /// Why there is no such form of this answer.
    pub missing: Option<AttrValue>,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakeAwayEvent {
    /// Something is to be copied.
    Copy(Copy),
    /// The link is to be copied.
    CopyLink,
    /// The page is to be printed.
    Print,
    /// The link carries the names of the clusters, or not.
    Names(bool),
    /// The forms were opened or closed.
    Opened(bool),
    /// A form was chosen.
    Chosen(AttrValue),
    /// The chosen form is to be saved.
    Save,
}

/// Props of [`TakeAway`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct TakeAwayProps {
    /// Whether the link carries the names of the clusters.
    #[prop_or_default]
    pub names: bool,
    /// Whether the link without names makes another plan.
    #[prop_or_default]
    pub names_matter: bool,
    /// The forms to choose from, groups together.
    #[prop_or_default]
    pub forms: Vec<FormChoice>,
    /// The form that was chosen.
    #[prop_or_default]
    pub chosen: Option<ChosenForm>,
    /// Whether the forms are open.
    #[prop_or_default]
    pub open: bool,
    /// The button that was pressed last.
    #[prop_or_default]
    pub copied: Option<Copied>,
    /// What a person did.
    #[prop_or_default]
    pub on_event: Callback<TakeAwayEvent>,
    /// The level of its heading, 2 to 5.
    #[prop_or(2)]
    pub heading: u8,
    /// What every id begins with.
    #[prop_or_default]
    pub id_prefix: AttrValue,
}

/// The panel of everything that can be taken away.
#[component]
pub fn TakeAway(props: &TakeAwayProps) -> Html {
    let title = props.id("take-away-title");
    let ontoggle = props.on_event.reform(|event: Event| {
        TakeAwayEvent::Opened(event.target_unchecked_into::<HtmlDetailsElement>().open())
    });
    html! {
        <section class="part take-away" id={props.id("take-away")} aria-labelledby={title.clone()}>
            <div class="bar">{ heading(props.heading, Some(title), words::TITLE.into()) }</div>
            { props.link() }
            if !props.forms.is_empty() {
                <details id={props.id("forms")} open={props.open} {ontoggle}>
                    <summary>{ words::FORMS }</summary>
                    if props.open { { props.choice() }{ props.chosen() } }
                </details>
            }
        </section>
    }
}

impl TakeAwayProps {
    fn id(&self, name: &str) -> AttrValue {
        id(&self.id_prefix, name)
    }

    fn button(&self, name: &str, label: impl Into<AttrValue>, event: TakeAwayEvent) -> Html {
        let onclick = self.on_event.reform(move |_: MouseEvent| event.clone());
        html! { <button type="button" id={self.id(name)} {onclick}>{ keyed(label) }</button> }
    }

    fn link(&self) -> Html {
        let own_id = self.id("copy-link");
        let label = match &self.copied {
            Some(Copied { id, worked: true }) if *id == own_id => answer::COPIED,
            _ => words::LINK,
        };
        let oninput = self.on_event.reform(|event: InputEvent| {
            TakeAwayEvent::Names(event.target_unchecked_into::<HtmlInputElement>().checked())
        });
        html! {
            <>
                <div class="buttons">
                    { self.button("print", words::PRINT, TakeAwayEvent::Print) }
                    { self.button("copy-link", label, TakeAwayEvent::CopyLink) }
                    <label class="choice">
                        <input type="checkbox" id={self.id("names")} name="names" checked={self.names} {oninput} />{ " " }{ words::WITH_NAMES }
                    </label>
                </div>
                if self.names_matter { <p class="notice">{ words::NAMES_MATTER }</p> }
                <p class="hint">{ words::LINK_HINT }</p>
            </>
        }
    }

    fn choice(&self) -> Html {
        let (select, purpose) = (self.id("form"), self.id("form-purpose"));
        let onchange = self.on_event.reform(|event: Event| {
            TakeAwayEvent::Chosen(event.target_unchecked_into::<HtmlSelectElement>().value().into())
        });
        let chosen = self.chosen.as_ref().map(|chosen| &chosen.id);
        html! {
            <div class="field">
                <label for={select.clone()}>{ words::FORM }</label>
                <select id={select} aria-describedby={purpose} {onchange}>
                    { for self.forms.chunk_by(|one, other| one.group == other.group).map(|group| html! {
                        <optgroup key={group[0].group.to_string()} label={group[0].group.clone()}>
                            { for group.iter().map(|form| html! {
                                <option key={form.id.to_string()} value={form.id.clone()} selected={chosen == Some(&form.id)}>{ form.label.clone() }</option>
                            }) }
                        </optgroup>
                    }) }
                </select>
            </div>
        }
    }

    /// What was chosen: what it is for, its buttons, how to run it, and its text.
    fn chosen(&self) -> Html {
        let Some(ChosenForm { id: form, purpose, file, to_run, text, missing }) = &self.chosen else {
            return Html::default();
        };
        let on_copy = self.on_event.reform(TakeAwayEvent::Copy);
        html! {
            <>
                <p class="hint" id={self.id("form-purpose")}>{ keyed(purpose.clone()) }</p>
                if let Some(missing) = missing { <p class="notice" id={self.id("form-missing")} data-form={form.clone()}>{ keyed(missing.clone()) }</p> }
                if let Some(text) = text {
                    <div class="buttons">
                        { copy_button(&self.id("copy-form"), answer::COPY, text, file, self.copied.as_ref(), &on_copy) }
                        { self.button("save-form", format!("{} {file}", words::DOWNLOAD), TakeAwayEvent::Save) }
                    </div>
                    if !to_run.is_empty() {
                        <p>{ words::TO_RUN }</p>
                        <CommandLine text={to_run.clone()} name={file.clone()} id={self.id("copy-run")} copied={self.copied.clone()} on_copy={on_copy.clone()} />
                    }
                    <pre class="preview" id={self.id("form-text")} data-form={form.clone()} tabindex="0" role="region" translate="no" aria-label={file.clone()}>
                        <code key={file.to_string()}>{ text.clone() }</code>
                    </pre>
                }
            </>
        }
    }
}
