//! What the dates of real certificates say: a sentence, a table, a picture, and what renews each credential.

use std::rc::Rc;

use certplan_core::report::{Head, Rejected, Renewal, Row, Sureness};
use certplan_words as shared;
use certplan_words::page::answer::counted;
use certplan_words::page::evidence as words;
use yew::{AttrValue, Html, Properties, component, html};

use crate::command::unbroken;
use crate::dates::Dates;
use crate::keyed::{beside, heading, id, keyed};
use crate::source;

/// The most rows that are shown; the files have them all.
const MAX_ROWS: usize = 200;

/// Props of [`Report`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ReportProps {
    /// What is true of all certificates together.
    pub head: Rc<Head>,
    /// The certificates.
    pub rows: Rc<Vec<Row>>,
    /// What gave none.
    #[prop_or_default]
    pub rejected: Rc<Vec<Rejected>>,
    /// The level of its headings, 2 to 5.
    #[prop_or(3)]
    pub heading: u8,
    /// What every id begins with.
    #[prop_or_default]
    pub id_prefix: AttrValue,
}

/// The report.
#[component]
pub fn Report(props: &ReportProps) -> Html {
    let ReportProps { head, rows, rejected, .. } = props;
    html! {
        <div class="answer report">
            if !rows.is_empty() {
                <p class="summary">{ keyed(words::summary(head)) }</p>
                { props.table() }
                if head.private_keys > 0 { <p>{ keyed(words::private_keys(head.private_keys)) }</p> }
                <Dates at={head.at} rows={rows.clone()} id_prefix={props.id_prefix.clone()} />
                { props.renewals() }
            }
            if !rejected.is_empty() {
                <section class="part">
                    { heading(props.heading, None, keyed(counted(words::REJECTED, rejected.len()))) }
                    <ul class="rejected">
                        { for rejected.iter().take(MAX_ROWS).map(|it| html! { <li>{ keyed(format!("{}: {}", it.origin, it.reason)) }</li> }) }
                    </ul>
                </section>
            }
        </div>
    }
}

impl ReportProps {
    fn table(&self) -> Html {
        let title = id(&self.id_prefix, "certificates-title");
        let shown = self.shown();
        let rows: Vec<_> = shown.iter().map(|row| (*row, COLUMNS.map(|(_, cell)| cell(row)))).collect();
        // A column that is empty in every row is left out.
        let is_empty = |place: &usize| rows.iter().all(|(_, cells)| cells[*place] == Html::default());
        let columns: Vec<_> = (0..COLUMNS.len()).filter(|place| !is_empty(place)).collect();
        html! {
            <section class="part">
                { heading(self.heading, Some(title.clone()), words::TABLE.into()) }
                if shown.len() < self.rows.len() {
                    <p class="notice">{ keyed(words::partly(shown.len(), self.rows.len())) }</p>
                }
                <div class="wide" role="region" aria-labelledby={title} tabindex="0">
                    <table class="certificates">
                        <caption>{ keyed(words::compared_with(&self.head.at.to_string())) }</caption>
                        <thead><tr><th scope="col">{ words::CERTIFICATE }</th>{ for columns.iter().map(|place| html! { <th scope="col">{ COLUMNS[*place].0 }</th> }) }</tr></thead>
                        <tbody>{ for rows.iter().map(|(row, cells)| certificate(row, cells, &columns)) }</tbody>
                    </table>
                </div>
            </section>
        }
    }

    /// Where there are too many, those that need attention come first; otherwise the order is that of the input.
    fn shown(&self) -> Vec<&Row> {
        if self.rows.len() <= MAX_ROWS {
            return self.rows.iter().collect();
        }
        let (good, others): (Vec<_>, Vec<_>) = self.rows.iter().partition(|row| row.is_good());
        others.into_iter().chain(good).take(MAX_ROWS).collect()
    }

    fn renewals(&self) -> Html {
        if self.head.renewals.is_empty() {
            return Html::default();
        }
        html! {
            <section class="part renewals">
                { heading(self.heading, None, words::RENEWALS.into()) }
                <dl class="explained">{ for self.head.renewals.iter().map(renewal) }</dl>
            </section>
        }
    }
}

/// A column: its name, and its cell, which is empty where the certificate has nothing to say there.
type Column = (&'static str, fn(&Row) -> Html);

/// The columns behind the certificate's name, what a hurried reader needs first. Those that are empty in every row are left out.
const COLUMNS: [Column; 7] = [
    (words::STATUS, |row| keyed(words::trusted_status(row))),
    (words::EXPIRES, |row| html! { <time>{ keyed(row.not_after.to_string()) }</time> }),
    (words::TIME_LEFT, |row| keyed(words::time_left(row.residual_seconds))),
    (words::RENEWED_BY, renewed_by),
    (words::LAYER, |row| row.layer.map_or_else(Html::default, |layer| keyed(shared::layer_title(layer)))),
    (words::SUBJECT, |row| cell(row.subject_name())),
    (words::ISSUER, |row| cell(row.issuer_name())),
];

fn cell(text: String) -> Html {
    if text.is_empty() { Html::default() } else { keyed(text) }
}

fn renewed_by(row: &Row) -> Html {
    match &row.renew_with {
        Some(command) => html! {
            <code translate="no" lang="en" dir="ltr" key={command.clone()}>{ unbroken(command) }</code>
        },
        None if row.credential.is_some() => words::SEE_BELOW.into(),
        None => Html::default(),
    }
}

fn certificate(row: &Row, cells: &[Html], columns: &[usize]) -> Html {
    let data = |place: &usize| {
        let is_status = COLUMNS[*place].0 == words::STATUS;
        let content = &cells[*place];
        html! {
            <td class={is_status.then_some("status")}>
                if *content == Html::default() { { words::EMPTY } } else { { content.clone() } }
            </td>
        }
    };
    html! {
        <tr key={row.origin.clone()} class={row.status.as_str()}>
            <th scope="row">{ keyed(row.origin.clone()) }</th>
            { for columns.iter().map(data) }
        </tr>
    }
}

fn renewal(renewal: &Renewal) -> Html {
    let sources = source::named(&renewal.sources);
    html! {
        <div key={renewal.credential.as_str()}>
            <dt>
                { keyed(words::credential(renewal.credential)) }
                if renewal.sureness != Sureness::Sure { { " (" }{ renewal.sureness.as_str() }{ ")" } }
            </dt>
            <dd>{ keyed(renewal.note.clone()) }{ beside(" ") }<span class="cited">{ source::links(&sources) }</span></dd>
        </div>
    }
}
