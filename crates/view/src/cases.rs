//! Every case of the tables: for readers without scripts.

use certplan_core::assessment::Finding;
use certplan_core::facts::{Answers, Facts, Utc};
use certplan_core::{assess, plan};
use certplan_words as words;
use certplan_words::page::cases as page;
use yew::{Html, Properties, component, html};

use crate::forecast::command_list;
use crate::keyed::heading;

/// A length of each case, in the order of the words.
pub(crate) const LENGTHS: [Option<&str>; page::LENGTHS.len()] = [
    None,
    Some("2h"),
    Some("2d"),
    Some("10d"),
    Some("29d"),
    Some("30d"),
    Some("31d"),
    Some("91d"),
    Some("unknown"),
];

/// The clusters of each case, in the order of the words.
pub(crate) const CLUSTERS: [&[&str]; page::CLUSTERS.len()] = [
    &["management", "target"],
    &["management", "target", "load-balancer"],
    &["management"],
    &["load-balancer"],
];

/// The facts of a case.
pub(crate) fn facts(shutdown: Option<&str>, clusters: &[&str]) -> Facts {
    Answers { shutdown, clusters: clusters.to_vec(), ..Answers::default() }.read(&Utc).unwrap_or_default()
}

/// Props of [`Cases`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct CasesProps {
    /// The level of its headings, 2 to 5.
    #[prop_or(3)]
    pub heading: u8,
}

/// A table of verdicts, and the commands of every case as an ordered list.
#[component]
pub fn Cases(props: &CasesProps) -> Html {
    html! {
        <div class="cases">
            { verdicts() }
            { for page::LENGTHS.into_iter().zip(LENGTHS).map(|(name, length)| of_length(name, length, props.heading)) }
        </div>
    }
}

fn verdicts() -> Html {
    html! {
        <table>
            <caption>{ page::VERDICTS }</caption>
            <thead><tr>{ for page::COLUMNS.map(|column| html! { <th scope="col">{ column }</th> }) }</tr></thead>
            <tbody>
                { for page::LENGTHS.into_iter().zip(LENGTHS).map(|(name, length)| html! {
                    <tr>
                        <th scope="row">{ name }</th>
                        { for assess(&facts(length, &[])).findings.iter().map(verdict) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn verdict(finding: &Finding) -> Html {
    html! {
        <td>
            { words::verdict(finding.verdict) }{ " " }
            <small>
                { words::basis(finding.basis) }
                if let Some(outlook) = finding.outlook { { "; " }{ page::CERTIFICATES }{ " " }{ words::outlook(outlook) } }
            </small>
        </td>
    }
}

fn of_length(name: &'static str, length: Option<&str>, level: u8) -> Html {
    let is_affected = assess(&facts(length, &[])).findings.iter().any(Finding::is_impacted);
    html! {
        <>
            { heading(level, None, name.into()) }
            if is_affected {
                { for page::CLUSTERS.into_iter().zip(CLUSTERS).map(|(name, clusters)| html! {
                    <>{ heading(level + 1, None, name.into()) }{ commands(&facts(length, clusters)) }</>
                }) }
            } else {
                <p>{ page::NOTHING }</p>
            }
        </>
    }
}

/// The commands of a plan, or what to do where none is documented.
fn commands(facts: &Facts) -> Html {
    let assessment = assess(facts);
    let repairs = plan(&assessment).repairs;
    if repairs.is_empty() {
        return html! { <p>{ page::NO_COMMAND[0] }<code translate="no">{ "Get-AksHciCluster" }</code>{ page::NO_COMMAND[1] }</p> };
    }
    command_list(&repairs)
}
