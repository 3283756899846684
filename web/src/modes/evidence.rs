//! Real dates: what was read, what it says, and the plan that follows.

use std::rc::Rc;

use certplan_core::Facts;
use certplan_core::facts::{Cluster, ClusterKind, ClusterName};
use certplan_core::report::ListedCluster;
use certplan_export::link::{self, Mode};
use certplan_view::{Answer, Report, Shown};
use certplan_words::page::{app as words, evidence};
use certplan_worker::protocol::{Ask, EvidenceAnswer, SourceRow};
use yew::prelude::*;

use super::comparison::ComparisonPart;
use crate::browser;
use crate::commands::Commands;
use crate::components::{Files, Offered};
use crate::state::State;

/// The most clusters that are offered one by one.
const MAX_STRANGERS: usize = 10;

/// The state and what the user can do.
#[derive(Properties, PartialEq, Debug)]
pub struct EvidenceModeProps {
    /// The state.
    pub state: State,
    /// What the user can do.
    pub commands: Commands,
}

/// The mode for real dates.
#[component]
pub fn EvidenceMode(props: &EvidenceModeProps) -> Html {
    let EvidenceModeProps { state, commands } = props;
    let answer = state.readings.evidence.as_ref();
    let has_plan = answer.is_some_and(|answer| answer.head.is_some());
    html! {
        <section id="tool" class="evidence-mode">
            <h2>{ words::EVIDENCE_QUESTION }</h2>
            <p class="hint">{ words::EVIDENCE_READS }</p>
            if let Some(answer) = answer { { sources(answer, commands) } }
            <div id="answer"><div id="tool-answer">
                if let Some(answer) = answer {
                    <ComparisonPart answer={answer.clone()} copied={state.copied.clone()} commands={commands.clone()} />
                    if !answer.clusters.is_empty() { { clusters(answer, &state.questions.facts) } }
                    // The commands come first, but not those for the example's facts.
                    if !state.is_example() && has_plan { { plan(answer, state, commands) } }
                    <ReportPart answer={answer.clone()} commands={commands.clone()} />
                    if state.is_example() && has_plan { { plan(answer, state, commands) } }
                } else {
                    <p>{ evidence::NOTHING }</p>
                }
            </div></div>
        </section>
    }
}

/// The inputs: a field for the cluster of each, and a button that forgets it.
fn sources(answer: &EvidenceAnswer, commands: &Commands) -> Html {
    let forget_all = asks(commands, Ask::ForgetEvidence);
    html! {
        <>
            <ul id="sources-read" class="read">{ for answer.sources.iter().enumerate().map(|(place, row)| source(place, row, commands)) }</ul>
            <p class="buttons"><button type="button" id="clear" onclick={forget_all}>{ words::FORGET_ALL }</button></p>
        </>
    }
}

fn source(place: usize, row: &SourceRow, commands: &Commands) -> Html {
    let id = format!("cluster-{place}");
    let error_id = format!("{id}-error");
    let onchange = {
        let commands = commands.clone();
        Callback::from(move |event: Event| {
            commands.ask(Ask::NameCluster { source: place, cluster: browser::text_of(&event) });
        })
    };
    html! {
        <li key={place}>
            <p><strong><span key={row.name.clone()}>{ row.name.clone() }</span></strong>{ ": " }<span><span key={row.content.clone()}>{ row.content.clone() }</span></span></p>
            if row.has_certificates {
                <div class={classes!("field", row.error.is_some().then_some("wrong"))}>
                    <label for={id.clone()}>{ words::CLUSTER_OF }<span class="unseen">{ format!(" ({})", row.name) }</span></label>
                    <input {id} value={row.cluster.clone()} placeholder={words::NO_CLUSTER} spellcheck="false" autocomplete="off"
                        autocapitalize="off" translate="no" aria-invalid={row.error.is_some().then_some("true")}
                        aria-describedby={error_id.clone()} {onchange} />
                    <span class="error" id={error_id}>{ row.error.clone().unwrap_or_default() }</span>
                </div>
            }
            <button type="button" data-forget={place.to_string()} onclick={asks(commands, Ask::Forget(place))}>
                { words::FORGET }<span class="unseen">{ format!(" {}", row.name) }</span>
            </button>
        </li>
    }
}

fn asks(commands: &Commands, ask: Ask) -> Callback<MouseEvent> {
    let commands = commands.clone();
    Callback::from(move |_| commands.ask(ask.clone()))
}

/// The clusters of a list, and the way to a plan for them.
fn clusters(answer: &EvidenceAnswer, facts: &Facts) -> Html {
    let more = answer.cluster_count.saturating_sub(answer.clusters.len());
    html! {
        <>
            <h3>{ words::CLUSTERS }</h3>
            <ul class="listed">
                { for answer.clusters.iter().map(|cluster| html! {
                    <li key={cluster.name.as_str()}><strong>{ cluster.name.as_str() }</strong>{ words::balancer(cluster.load_balancer) }</li>
                }) }
                if more > 0 { <li>{ words::more(more) }</li> }
            </ul>
            <p class="next">
                <a href={link_with(facts, &answer.clusters)}>{ words::USE_CLUSTERS }</a>{ " " }<span class="hint">{ words::USE_CLUSTERS_HINT }</span>
            </p>
        </>
    }
}

#[derive(Properties, PartialEq, Debug)]
struct ReportPartProps {
    answer: Rc<EvidenceAnswer>,
    commands: Commands,
}

/// The certificates, and their files.
#[component]
fn ReportPart(props: &ReportPartProps) -> Html {
    let parts = use_memo(props.answer.clone(), |answer| {
        let head = answer.head.clone().map(Rc::new);
        (head, Rc::new(answer.rows.clone()), Rc::new(answer.rejected.clone()))
    });
    let (head, rows, rejected) = &*parts;
    let Some(head) = head else {
        return html! {
            if !rejected.is_empty() {
                <h3>{ evidence::REJECTED }</h3>
                <ul class="rejected">{ for rejected.iter().map(|it| html! { <li>{ format!("{}: {}", it.origin, it.reason) }</li> }) }</ul>
            }
        };
    };
    let file = |id: &'static str, label| Offered { id, label, ask: Ask::EvidenceFile(id.to_owned()) };
    let files = vec![file("json", "JSON"), file("csv", "CSV"), file("ics", words::CALENDAR)];
    html! {
        <>
            <Report head={head.clone()} rows={rows.clone()} rejected={rejected.clone()} heading={3} />
            <Files name={words::REPORT_FILES} {files} commands={props.commands.clone()} />
        </>
    }
}

/// What the dates mean for the facts of the questions.
fn plan(answer: &EvidenceAnswer, state: &State, commands: &Commands) -> Html {
    let facts = &state.questions.facts;
    let at = facts.at.or_else(|| answer.head.as_ref().map(|head| head.at));
    let with_dates = Facts { evidence: answer.evidence.clone(), at, ..(**facts).clone() };
    let shown = Shown { done: state.done.clone(), copied: state.copied.clone(), open_all: state.open_all };
    let (class, whose) =
        if state.is_example() { ("notice", words::FACTS_OF_EXAMPLE) } else { ("hint", words::FACTS_OF_USER) };
    // The address has no names, so that it can be passed on; who follows it here keeps them.
    let address = link::write(Mode::After, facts, false);
    let to_questions = {
        let (commands, link) = (commands.clone(), state.link_of(Mode::After));
        Callback::from(move |event: MouseEvent| {
            if browser::takes_click(&event) {
                commands.choose(Mode::After, &link);
            }
        })
    };
    html! {
        <>
            <h2 id="follows">{ words::FOLLOWS }</h2>
            <p {class}>{ whose }{ " " }<a href={address} onclick={to_questions}>{ words::ANSWER_QUESTIONS }</a>{ words::COME_BACK }</p>
            { for state.questions.origins.iter().map(|origin| html! { <p class="hint" key={origin.clone()}>{ origin.clone() }</p> }) }
            { strangers(answer, facts) }
            { unused(answer) }
            if answer.evidence.is_empty() { <p>{ words::NOTHING_DECIDES }</p> }
            <Answer facts={Rc::new(with_dates)} heading={3} id_prefix="plan" draws_timeline={false} actions={commands.answer.clone()} {shown} />
        </>
    }
}

/// Clusters of the files that the facts do not name.
fn strangers(answer: &EvidenceAnswer, facts: &Facts) -> Html {
    let is_strange =
        |name: &&ClusterName| !facts.clusters.targets().iter().flatten().any(|known| known == *name);
    html! {
        { for answer.named_clusters.iter().filter(is_strange).take(MAX_STRANGERS).map(|name| html! {
            <p class="notice" key={name.as_str()}>
                { words::stranger(name.as_str()) }{ " " }<a href={link_and(facts, name)}>{ words::add_cluster(name.as_str()) }</a>
            </p>
        }) }
    }
}

/// Why other certificates decide nothing. Where none does, the reasons are the answer and open.
fn unused(answer: &EvidenceAnswer) -> Html {
    let more = answer.unused_count.saturating_sub(answer.unused.len());
    html! {
        if !answer.unused.is_empty() {
            <details open={answer.evidence.is_empty()}>
                <summary>{ words::UNUSED }</summary>
                <ul>
                    { for answer.unused.iter().map(|reason| html! { <li>{ reason.clone() }</li> }) }
                    if more > 0 { <li>{ words::more(more) }</li> }
                </ul>
            </details>
        }
    }
}

/// The link to the plan with these clusters in the place of the others, and the management cluster, which no list names.
fn link_with(facts: &Facts, listed: &[ListedCluster]) -> String {
    let mut clusters: Vec<Cluster> = Cluster::new(ClusterKind::Management, None).into_iter().collect();
    for cluster in listed {
        clusters.extend(Cluster::new(ClusterKind::Target, Some(cluster.name.clone())));
        if cluster.load_balancer == Some(true) {
            clusters.extend(Cluster::new(ClusterKind::LoadBalancer, Some(cluster.name.clone())));
        }
    }
    link_of(facts, clusters)
}

/// The link to the plan with one more target.
fn link_and(facts: &Facts, name: &ClusterName) -> String {
    let mut clusters: Vec<Cluster> =
        facts.clusters.iter().filter_map(|(kind, name)| Cluster::new(kind, name.cloned()).ok()).collect();
    clusters.extend(Cluster::new(ClusterKind::Target, Some(name.clone())));
    link_of(facts, clusters)
}

fn link_of(facts: &Facts, clusters: Vec<Cluster>) -> String {
    link::write(Mode::After, &Facts { clusters: clusters.into(), ..facts.clone() }, true)
}
