//! What an error message says, and what to do about it.

use std::rc::Rc;

use certplan_words::page::{answer as page, error};
use certplan_words::{ExplanationWords, FindingWords, FixWords};
use yew::{AttrValue, Callback, Html, MouseEvent, Properties, classes, component, html};

use crate::actions::{Copied, Copy};
use crate::command::CommandLine;
use crate::keyed::{heading, id, keyed};
use crate::mode::is_elsewhere;
use crate::source;

/// Props of [`Explanation`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ExplanationProps {
    /// What was recognised, in words.
    pub explanation: Rc<ExplanationWords>,
    /// The level of its headings, 2 to 5.
    #[prop_or(2)]
    pub heading: u8,
    /// What every id begins with.
    #[prop_or_default]
    pub id_prefix: AttrValue,
    /// The address of the plan after a shutdown; without it no link leads there.
    #[prop_or_default]
    pub plan_address: Option<AttrValue>,
    /// That link was followed by an ordinary click.
    #[prop_or_default]
    pub on_plan: Callback<()>,
    /// Copies a command; without it there are no buttons.
    #[prop_or_default]
    pub on_copy: Option<Callback<Copy>>,
    /// The button that was pressed last.
    #[prop_or_default]
    pub copied: Option<Copied>,
    /// Whether everything is open.
    #[prop_or_default]
    pub open_all: bool,
}

/// What a message says: one sentence, what to do for each cause, and what not to do. Nothing of the message is repeated.
#[component]
pub fn Explanation(props: &ExplanationProps) -> Html {
    let explanation = &*props.explanation;
    html! {
        <div class="answer explanation">
            if explanation.cut { <p class="notice">{ error::CUT }</p> }
            <p class="summary">{ keyed(explanation.summary.clone()) }</p>
            { for explanation.findings.iter().enumerate().map(|(place, found)| props.found(place, found)) }
            { props.warnings() }
            { props.to_plan() }
            if !explanation.notes.is_empty() {
                { props.part("notes", page::NOTES, html! {
                    <ul class="notes">{ for explanation.notes.iter().map(|note| html! { <li key={note.clone()}>{ note.clone() }</li> }) }</ul>
                }) }
            }
            { props.sources() }
        </div>
    }
}

impl ExplanationProps {
    fn part(&self, name: &'static str, title: &'static str, content: Html) -> Html {
        let title_id = id(&self.id_prefix, &format!("{name}-title"));
        html! {
            <section class={classes!("part", name)} aria-labelledby={title_id.clone()}>
                <div class="bar">{ heading(self.heading, Some(title_id), title.into()) }</div>
                { content }
            </section>
        }
    }

    /// A cause: its title, what to do, and why to open.
    fn found(&self, place: usize, found: &FindingWords) -> Html {
        let fixes = found.fixes.iter().enumerate();
        html! {
            <section class={classes!("part", "symptom", found.kind.as_str())} key={found.id.clone()}>
                { heading(self.heading, None, found.title.clone().into()) }
                <p class="hint">{ found.what.clone() }</p>
                <ol class="runs">{ for fixes.map(|(step, fix)| self.fix(fix, &format!("fix-{place}-{step}"))) }</ol>
                <details open={self.open_all || found.fixes.is_empty()}>
                    <summary>{ error::DETAILS }</summary>
                    { about(found) }
                </details>
            </section>
        }
    }

    fn fix(&self, fix: &FixWords, name: &str) -> Html {
        html! {
            <li class="run">
                <p class="fix">
                    { fix.text.clone() }
                    if let Some(effect) = &fix.effect { <span class="effect">{ effect.clone() }</span> }
                </p>
                if let Some(command) = &fix.command {
                    <CommandLine text={command.clone()} name={fix.text.clone()} id={id(&self.id_prefix, name)}
                        copied={self.copied.clone()} on_copy={self.on_copy.clone()} />
                }
            </li>
        }
    }

    fn warnings(&self) -> Html {
        let warnings = &self.explanation.warnings;
        if warnings.is_empty() {
            return Html::default();
        }
        self.part("do-not", error::DO_NOT, html! {
            <ul class="notes">
                { for warnings.iter().map(|warning| html! {
                    <li key={warning.id.clone()}>
                        <strong>{ warning.title.clone() }</strong>{ if warning.in_text { error::IN_TEXT } else { "" } }{ ". " }{ warning.why.clone() }
                        { source::cited(&source::named(&warning.sources)) }
                    </li>
                }) }
            </ul>
        })
    }

    /// The way to the plan, where a certificate may be the cause.
    fn to_plan(&self) -> Html {
        let Some((address, (before, text))) =
            self.plan_address.clone().zip(error::to_plan(self.explanation.verdict))
        else {
            return Html::default();
        };
        let on_plan = self.on_plan.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            if !is_elsewhere(&event) {
                event.prevent_default();
                on_plan.emit(());
            }
        });
        html! { <p class="next">{ before }<a href={address} {onclick}>{ text }</a>{ "." }</p> }
    }

    fn sources(&self) -> Html {
        let sources = source::named(&self.explanation.sources);
        if sources.is_empty() {
            return source::rules();
        }
        html! {
            <details class="part closed cited-sources" open={self.open_all}>
                <summary>{ heading(self.heading, None, keyed(page::counted(page::SOURCES, sources.len()))) }</summary>
                { source::list(&sources) }
            </details>
        }
    }
}

/// Why it is that cause, and what is known of it.
fn about(found: &FindingWords) -> Html {
    html! {
        <dl class="explained">
            { for found.about.iter().map(|(label, text)| html! {
                <div key={label.clone()}><dt>{ label.clone() }</dt><dd>{ keyed(text.clone()) }</dd></div>
            }) }
            <div class="origin"><dt>{ page::SOURCE }</dt><dd>{ source::links(&source::named(&found.sources)) }</dd></div>
        </dl>
    }
}
