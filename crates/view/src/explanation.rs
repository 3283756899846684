//! What an error message says, and what to do about it.

use std::rc::Rc;

use certplan_core::command::{Cmdlets, Command};
use certplan_core::playbook::Effect;
use certplan_core::powershell;
use certplan_core::symptom::{Explanation as Model, Fix, Match};
use certplan_words as words;
use certplan_words::page::{answer as page, error};
use yew::{AttrValue, Callback, Html, MouseEvent, Properties, classes, component, html};

use crate::actions::{Copied, Copy};
use crate::command::CommandLine;
use crate::keyed::{heading, id, keyed};
use crate::mode::is_elsewhere;
use crate::source::{self, links};

/// Props of [`Explanation`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ExplanationProps {
    /// What was recognised.
    pub explanation: Rc<Model>,
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
    let notes = words::explanation_notes(explanation);
    html! {
        <div class="answer explanation">
            if explanation.cut { <p class="notice">{ error::CUT }</p> }
            <p class="summary">{ keyed(words::explanation(explanation)) }</p>
            { for explanation.matches.iter().enumerate().map(|(place, found)| props.found(place, found)) }
            { props.warnings() }
            { props.to_plan() }
            if !notes.is_empty() {
                { props.part("notes", page::NOTES, html! {
                    <ul class="notes">{ for notes.iter().map(|note| html! { <li key={*note}>{ *note }</li> }) }</ul>
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
    fn found(&self, place: usize, found: &Match) -> Html {
        let symptom = found.symptom;
        let words = words::symptom(symptom.id);
        let kind = [words::symptom_kind(symptom.kind), words::place(symptom.place)].join("; ");
        html! {
            <section class={classes!("part", "symptom", symptom.kind.as_str())} key={symptom.id.as_str()}>
                { heading(self.heading, None, words.title.into()) }
                <p class="hint">{ kind }</p>
                <ol class="runs">
                    { for found.fix().enumerate().map(|(step, fix)| self.fix(fix, place, step)) }
                </ol>
                <details open={self.open_all || found.fix().next().is_none()}>
                    <summary>{ error::DETAILS }</summary>
                    { about(found) }
                </details>
            </section>
        }
    }

    fn fix(&self, fix: Fix, place: usize, step: usize) -> Html {
        let (text, command) = in_words(fix);
        let effect = fix.effect();
        html! {
            <li class="run">
                <p class="fix">
                    { text }
                    if effect != Effect::Read { <span class="effect">{ words::effect(effect) }</span> }
                </p>
                if let Some(command) = command {
                    <CommandLine text={AttrValue::from(command)} name={text} id={id(&self.id_prefix, &format!("fix-{place}-{step}"))}
                        copied={self.copied.clone()} on_copy={self.on_copy.clone()} />
                }
            </li>
        }
    }

    fn warnings(&self) -> Html {
        let warnings = self.explanation.warnings();
        if warnings.is_empty() {
            return Html::default();
        }
        self.part("do-not", error::DO_NOT, html! {
            <ul class="notes">
                { for warnings.into_iter().map(|(advice, in_text)| {
                    let words = words::advice(advice.id);
                    html! {
                        <li key={advice.id.as_str()}>
                            <strong>{ words.title }</strong>{ if in_text { error::IN_TEXT } else { "" } }{ ". " }{ words.why }
                            { source::cited(advice.sources) }
                        </li>
                    }
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
        let sources = self.explanation.sources();
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

/// What to do, and the command for it where there is one.
fn in_words(fix: Fix) -> (&'static str, Option<String>) {
    match fix {
        Fix::Step(step) => {
            let command = fix.entry().map(|entry| {
                let program = entry.command.program;
                powershell::command(&Command {
                    program,
                    cmdlets: Cmdlets::Update,
                    args: entry.command.args,
                    cluster: None,
                })
            });
            (words::step(step).title, command)
        }
        Fix::Action(action) => {
            let words = words::action(action);
            (words.text, (!words.command.is_empty()).then(|| words.command.to_owned()))
        }
    }
}

/// Why it is that cause, and what is known of it.
fn about(found: &Match) -> Html {
    let symptom = found.symptom;
    let words = words::symptom(symptom.id);
    let time = |at: certplan_core::facts::Timestamp| words::moment(&at.to_string());
    let alike: Vec<_> = symptom.look_alikes.iter().map(|alike| words::symptom(*alike).title).collect();
    let conflicts: Vec<_> =
        symptom.conflicts.iter().map(|conflict| words::conflict(*conflict).title).collect();
    let rows = [
        (error::CAUSE, words.cause.to_owned()),
        (error::BECAUSE, found.words.join(" ... ")),
        (error::THESE_WORDS, words::text_basis(symptom.text_basis).to_owned()),
        (error::EXPIRED_SINCE, found.expired_since.map(time).unwrap_or_default()),
        (error::CLOCK_SAID, found.clock.map(|clock| time(clock.said)).unwrap_or_default()),
        (error::CERTIFICATE_SAYS, found.clock.map(|clock| time(clock.limit)).unwrap_or_default()),
        (error::BUILDS, words.versions.to_owned()),
        (error::DISPUTED, words.dispute.to_owned()),
        (error::LOOKS_ALIKE, alike.join("; ")),
        (error::CONFLICTS, conflicts.join("; ")),
    ];
    html! {
        <dl class="explained">
            { for rows.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| html! {
                <div key={label}><dt>{ label }</dt><dd>{ keyed(text) }</dd></div>
            }) }
            <div class="origin"><dt>{ page::SOURCE }</dt><dd>{ links(&symptom.cited()) }</dd></div>
        </dl>
    }
}
