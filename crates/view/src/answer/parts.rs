//! The parts of an answer, in their order.

use certplan_core::plan::When;
use certplan_core::source::Source;
use certplan_core::{Plan, Step, powershell};
use certplan_words::page::answer as words;
use yew::{AttrValue, Html, classes, html};

use super::{AnswerProps, layers, notes};
use crate::command::copy_button;
use crate::keyed::{heading, id, keyed};
use crate::source;
use crate::step::{RepairRow, StepProps, StepRow};
use crate::timeline::Timeline;

/// An answer that is being shown.
pub(crate) struct Parts<'a, 'f> {
    pub(crate) props: &'a AnswerProps,
    pub(crate) plan: &'a Plan<'f>,
}

impl Parts<'_, '_> {
    fn id(&self, name: &str) -> AttrValue {
        id(&self.props.id_prefix, name)
    }

    fn step(&self, step: &Step<'_>, place: usize) -> StepProps {
        let AnswerProps { id_prefix, shown, actions, .. } = self.props;
        StepProps::new(step, place + 1, id_prefix, shown, actions.as_ref())
    }

    /// A part with its heading: `name` is its class and the end of its id.
    pub(crate) fn part(
        &self,
        name: &'static str,
        title: impl Into<AttrValue>,
        buttons: Html,
        content: Html,
    ) -> Html {
        let title_id = self.id(&format!("{name}-title"));
        let labelled_by = self.props.landmarks.then(|| title_id.clone());
        html! {
            <section class={classes!("part", name)} id={self.id(name)} aria-labelledby={labelled_by}>
                <div class="bar">
                    { heading(self.props.heading, Some(title_id), keyed(title)) }
                    { buttons }
                </div>
                { content }
            </section>
        }
    }

    /// A part that is closed at first, with the number of what is in it.
    fn closed(&self, name: &'static str, title: &str, count: usize, opens: bool, content: Html) -> Html {
        html! {
            <details class={classes!("part", "closed", name)} id={self.id(name)} open={opens || self.props.shown.open_all}>
                <summary>
                    { heading(self.props.heading, None, keyed(words::counted(title, count))) }
                </summary>
                { content }
            </details>
        }
    }

    /// The facts as they were understood, in one line.
    pub(crate) fn understood(&self) -> Html {
        let parts = words::understood(self.plan.assessment.facts);
        let class = if self.props.repeats_facts { "understood" } else { "understood on-paper" };
        html! { <p {class}>{ keyed(parts.join(" \u{b7} ")) }</p> }
    }

    /// What to run; nothing where there is nothing.
    pub(crate) fn commands(&self) -> Html {
        let repairs = &self.plan.repairs;
        let title = match repairs.len() {
            0 => return Html::default(),
            _ if repairs.iter().all(|step| step.when == When::IfCheckFails) => words::CHECKED_COMMANDS,
            1 => words::ONE_COMMAND,
            _ => words::COMMANDS,
        };
        let rows = repairs.iter().enumerate().map(|(place, step)| {
            let props = self.step(step, place);
            let key = props.key();
            html! { <RepairRow {key} ..props /> }
        });
        self.part("commands", title, self.buttons(), html! { <ol class="runs">{ for rows }</ol> })
    }

    /// Copies every command, and opens everything.
    fn buttons(&self) -> Html {
        let Some(actions) = &self.props.actions else { return Html::default() };
        let copy_all = || {
            let text = powershell::lines(self.plan.repairs.iter().map(Step::command)).into();
            let (id, copied) = (self.id("copy-all"), self.props.shown.copied.as_ref());
            copy_button(&id, words::COPY_ALL, &text, &words::ALL_COMMANDS.into(), copied, &actions.copy)
        };
        html! {
            <div class="buttons">
                if self.plan.repairs.len() > 1 { { copy_all() } }
                { self.open_all_button() }
            </div>
        }
    }

    /// Opens everything, or closes it again.
    pub(crate) fn open_all_button(&self) -> Html {
        let Some(actions) = &self.props.actions else { return Html::default() };
        let opens = !self.props.shown.open_all;
        let label = if opens { words::OPEN_ALL } else { words::CLOSE_ALL };
        html! {
            <button type="button" id={self.id("open-all")} onclick={actions.open_all.reform(move |_| opens)}>{ keyed(label) }</button>
        }
    }

    /// The checks before the first command.
    pub(crate) fn before(&self) -> Html {
        let steps = &self.plan.preflight;
        if steps.is_empty() {
            return Html::default();
        }
        // Without a command the buttons have no other place.
        let buttons = if self.plan.repairs.is_empty() { self.buttons() } else { Html::default() };
        self.part(
            "before",
            words::BEFORE,
            buttons,
            html! {
                <>
                    <p class="hint">{ keyed(words::total_time(minutes(steps))) }</p>
                    { self.rows(steps) }
                </>
            },
        )
    }

    /// What is done afterwards.
    pub(crate) fn afterwards(&self) -> Html {
        if self.plan.aftercare.is_empty() {
            return Html::default();
        }
        self.part("afterwards", words::AFTERWARDS, Html::default(), self.rows(&self.plan.aftercare))
    }

    pub(crate) fn rows(&self, steps: &[Step<'_>]) -> Html {
        html! {
            <ol class="rows">
                { for steps.iter().enumerate().map(|(place, step)| {
                    let props = self.step(step, place);
                    let key = props.key();
                    html! { <StepRow {key} ..props /> }
                }) }
            </ol>
        }
    }

    /// The layers, and the timeline.
    pub(crate) fn why(&self) -> Html {
        let AnswerProps { facts, heading, id_prefix, draws_timeline, shown, .. } = self.props;
        self.part(
            "why",
            words::WHY,
            Html::default(),
            html! {
                <>
                    { layers::cards(&self.plan.assessment, heading + 1, shown.open_all) }
                    if *draws_timeline { <Timeline facts={facts.clone()} id_prefix={id_prefix.clone()} /> }
                </>
            },
        )
    }

    /// The notes: on other credentials first. Where there is no command, they are the answer and open.
    pub(crate) fn notes(&self) -> Html {
        let notes: Vec<_> = self.plan.advisories.iter().chain(&self.plan.notes).copied().collect();
        if notes.is_empty() {
            return Html::default();
        }
        let list = notes::list(&notes, self.plan.assessment.facts);
        self.closed("notes", words::NOTES, notes.len(), self.plan.repairs.is_empty(), list)
    }

    /// Where the sources disagree on something that touches this answer.
    pub(crate) fn conflicts(&self) -> Html {
        let conflicts = &self.plan.conflicts;
        if conflicts.is_empty() {
            return Html::default();
        }
        let list = notes::conflicts(conflicts, self.props.heading + 1);
        self.closed("conflicts", words::CONFLICTS, conflicts.len(), false, list)
    }

    /// Every source of the answer.
    pub(crate) fn sources(&self) -> Html {
        self.sources_and(&[])
    }

    /// Every source of the answer, and others.
    pub(crate) fn sources_and(&self, others: &[&'static Source]) -> Html {
        let mut sources = self.plan.sources();
        sources.extend_from_slice(others);
        self.closed("cited-sources", words::SOURCES, sources.len(), false, source::list(&sources))
    }
}

/// The time that these steps take together, at least and at most.
pub(crate) fn minutes(steps: &[Step<'_>]) -> (u16, u16) {
    steps
        .iter()
        .map(|step| words::minutes(step.entry.id))
        .fold((0, 0), |sum, step| (sum.0 + step.0, sum.1 + step.1))
}
