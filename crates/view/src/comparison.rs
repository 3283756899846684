//! Two collections compared: what became of each certificate, and what to run again.

use certplan_core::report::{ComparedRow, OutcomeRows};
use certplan_words as shared;
use certplan_words::page::comparison as words;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::actions::{Copied, Copy};
use crate::command::CommandLine;
use crate::keyed::{heading, id, keyed};

/// Props of [`Comparison`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ComparisonProps {
    /// The answer in one sentence.
    pub summary: AttrValue,
    /// What became of the certificates, those first that need something.
    pub outcomes: Vec<OutcomeRows>,
    /// How many more certificates there are.
    #[prop_or_default]
    pub not_shown: usize,
    /// When to look again, and at what.
    #[prop_or_default]
    pub checks: Vec<String>,
    /// The level of its headings, 2 to 5.
    #[prop_or(3)]
    pub heading: u8,
    /// What every id begins with.
    #[prop_or_default]
    pub id_prefix: AttrValue,
    /// Copies a command; without it there are no buttons.
    #[prop_or_default]
    pub on_copy: Option<Callback<Copy>>,
    /// The button that was pressed last.
    #[prop_or_default]
    pub copied: Option<Copied>,
}

/// One sentence, each certificate with what to run again, and when to look again.
#[component]
pub fn Comparison(props: &ComparisonProps) -> Html {
    let ComparisonProps { summary, outcomes, not_shown, checks, .. } = props;
    html! {
        <div class="answer comparison">
            <p class="summary">{ keyed(summary.clone()) }</p>
            { for outcomes.iter().enumerate().map(|(place, outcome)| props.outcome(outcome, place)) }
            if *not_shown > 0 { <p class="notice">{ keyed(words::not_shown(*not_shown)) }</p> }
            if !checks.is_empty() {
                { heading(props.heading, None, words::CHECKS.into()) }
                <ul>{ for checks.iter().map(|check| html! { <li key={check.clone()}>{ keyed(check.clone()) }</li> }) }</ul>
            }
        </div>
    }
}

impl ComparisonProps {
    fn outcome(&self, outcome: &OutcomeRows, place: usize) -> Html {
        let certificates = outcome.rows.iter().enumerate();
        html! {
            <section class="part" key={outcome.title.clone()}>
                { heading(self.heading, None, keyed(outcome.title.clone())) }
                <ul>{ for certificates.map(|(row, certificate)| self.certificate(certificate, &format!("{place}-{row}"))) }</ul>
            </section>
        }
    }

    fn certificate(&self, certificate: &ComparedRow, place: &str) -> Html {
        let ComparedRow { origin, cluster, ended_before, ends_after, run_again } = certificate;
        let cluster = cluster.as_ref().map(|name| words::of_cluster(name));
        html! {
            <li>
                { keyed(origin.clone()) }{ cluster }{ ": " }
                { keyed(words::dates(ended_before.as_deref(), ends_after.as_deref())) }
                if let Some(command) = run_again {
                    <p class="hint">{ shared::RUN_AGAIN }</p>
                    <CommandLine text={command.clone()} name={origin.clone()} id={id(&self.id_prefix, &format!("again-{place}"))}
                        copied={self.copied.clone()} on_copy={self.on_copy.clone()} />
                }
            </li>
        }
    }
}
