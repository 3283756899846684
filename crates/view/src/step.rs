//! One step of a plan: as a command to run, or as a row that opens.

use certplan_core::Step;
use certplan_core::assessment::Basis;
use certplan_core::facts::ClusterName;
use certplan_core::plan::When;
use certplan_core::playbook::{Effect, Entry};
use certplan_core::powershell;
use certplan_words::page::answer as page;
use certplan_words::{self as words, StepWords};
use web_sys::HtmlInputElement;
use yew::{AttrValue, Html, InputEvent, Properties, TargetCast, component, html};

use crate::actions::{Actions, Copied, Shown, Tick};
use crate::command::CommandLine;
use crate::keyed::{beside, id, keyed, unseen};
use crate::source::links;

/// Props of [`RepairRow`] and [`StepRow`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub(crate) struct StepProps {
    /// What it is.
    entry: &'static Entry,
    /// The cluster it is for, in words.
    cluster: Option<AttrValue>,
    when: When,
    basis: Basis,
    command: AttrValue,
    check: AttrValue,
    /// Its place in its list, from 1.
    number: usize,
    id: AttrValue,
    done: bool,
    open: bool,
    /// The button of this step that was pressed last.
    copied: Option<Copied>,
    actions: Option<Actions>,
}

impl StepProps {
    pub(crate) fn new(
        step: &Step<'_>,
        number: usize,
        prefix: &str,
        shown: &Shown,
        actions: Option<&Actions>,
    ) -> Self {
        let cluster = step.cluster.map(|(kind, name)| words::cluster(kind, name.map(ClusterName::as_str)));
        let name = tick_name(step.entry, cluster.as_deref());
        let own_id = id(prefix, &name.replace([' ', ','], "-"));
        Self {
            entry: step.entry,
            when: step.when,
            basis: step.basis,
            command: powershell::command(&step.command()).into(),
            check: powershell::lines(step.check()).into(),
            number,
            done: shown.done.contains(&AttrValue::from(name)),
            open: shown.open_all,
            copied: shown.copied.clone().filter(|copied| copied.id.starts_with(&*own_id)),
            id: own_id,
            cluster: cluster.map(AttrValue::from),
            actions: actions.cloned(),
        }
    }

    /// What distinguishes it from the other steps of its list.
    pub(crate) fn key(&self) -> String {
        tick_name(self.entry, self.cluster.as_deref())
    }

    const fn words(&self) -> StepWords {
        words::step(self.entry.id)
    }

    fn command_line(&self, text: &AttrValue, part: &str, name: String) -> Html {
        let on_copy = self.actions.as_ref().map(|actions| actions.copy.clone());
        let id = AttrValue::from(format!("{}-{part}", self.id));
        let name = AttrValue::from(name);
        html! { <CommandLine text={text.clone()} {name} {id} copied={self.copied.clone()} {on_copy} /> }
    }

    fn tick(&self, name: &str) -> Html {
        let step = AttrValue::from(self.key());
        // A page that was prerendered reads what was ticked before its application ran.
        let named = self.actions.as_ref().map(|_| step.clone());
        let oninput = self.actions.as_ref().map(|actions| {
            actions.tick.reform(move |event: InputEvent| {
                let input: HtmlInputElement = event.target_unchecked_into();
                Tick { step: step.clone(), done: input.checked() }
            })
        });
        html! {
            <label class="tick">
                <input type="checkbox" data-step={named} checked={self.done} {oninput} />
                { page::DONE }{ unseen(format!(": {name}")) }
            </label>
        }
    }

    /// The title, with the cluster it is for.
    fn title(&self) -> Html {
        html! {
            <>
                <span class="title">{ self.words().title }</span>
                if let Some(cluster) = &self.cluster {
                    { " " }<span class="for">{ keyed(cluster.clone()) }</span>
                }
            </>
        }
    }

    /// Why, good, bad, wait, if it fails and the sources.
    fn explained(&self, says_good: bool) -> Html {
        let words = self.words();
        html! {
            <dl class="explained">
                { item(page::REASON, words.why) }
                if says_good { { item(page::GOOD, words.good) } }
                { item(page::BAD, words.bad) }
                { item(page::WAIT, words.wait) }
                <div>
                    <dt>{ page::IF_IT_FAILS }</dt>
                    <dd>
                        if let [only] = words.if_it_fails { { *only } } else {
                            <ul>{ for words.if_it_fails.iter().map(|text| html! { <li>{ *text }</li> }) }</ul>
                        }
                    </dd>
                </div>
                <div class="origin">
                    <dt>{ page::SOURCE }</dt>
                    <dd>{ keyed(words::basis(self.basis)) }{ beside(": ") }{ links(self.entry.sources) }</dd>
                </div>
            </dl>
        }
    }
}

fn item(label: &'static str, text: &'static str) -> Html {
    html! { <div><dt>{ label }</dt><dd>{ text }</dd></div> }
}

/// The name under which a tick is kept; it must not change.
fn tick_name(entry: &Entry, cluster: Option<&str>) -> String {
    match cluster {
        Some(cluster) => format!("{} {cluster}", entry.id),
        None => entry.id.to_string(),
    }
}

/// A repair: the command on one line, its check below it, and the rest to open.
#[component]
pub(crate) fn RepairRow(props: &StepProps) -> Html {
    let name = page::command_name(props.number);
    html! {
        <li class="run">
            <div class="line">
                { props.command_line(&props.command, "command", name.clone()) }
                { props.tick(&name) }
            </div>
            if props.when == When::IfCheckFails {
                <p class="only-if">{ page::ONLY_IF }</p>
            }
            <div class="checked">
                <span class="label">{ page::CHECK }</span>
                <div>
                    { props.command_line(&props.check, "check", page::check_name(&name)) }
                    <p>{ page::GOOD }{ ": " }{ props.words().good }</p>
                </div>
            </div>
            <details open={props.open}>
                <summary>{ props.title() }</summary>
                { props.explained(false) }
            </details>
        </li>
    }
}

/// Any other step: a title that opens to its command, check, and what to do if it fails.
#[component]
pub(crate) fn StepRow(props: &StepProps) -> Html {
    let name = page::step_name(props.words().title, props.cluster.as_deref());
    html! {
        <li class="row">
            <details open={props.open}>
                <summary>
                    { props.title() }
                    if props.entry.hard_stop { <span class="stop">{ page::HARD_STOP }</span> }
                    if props.entry.effect != Effect::Read { <span class="effect">{ words::effect(props.entry.effect) }</span> }
                    if props.when == When::IfCheckFails { <span class="effect">{ page::ONLY_IF }</span> }
                    <span class="time">{ page::step_time(page::minutes(props.entry.id)) }</span>
                </summary>
                <div class="opened">
                    { props.command_line(&props.command, "command", name.clone()) }
                    if props.check != props.command {
                        <div class="checked">
                            <span class="label">{ page::CHECK }</span>
                            { props.command_line(&props.check, "check", page::check_name(&name)) }
                        </div>
                    }
                    { props.explained(true) }
                </div>
            </details>
            { props.tick(&name) }
        </li>
    }
}
