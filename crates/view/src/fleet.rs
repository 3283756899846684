//! Many deployments: a sentence, a chart, and a table that sorts and filters.

use std::rc::Rc;

use certplan_core::closed::Closed as _;
use certplan_core::facts::Duration;
use certplan_core::fleet::{Column, Row, Summary, TablePage, TableRow, Todo};
use certplan_core::plan::When;
use certplan_core::rules::Verdict;
use certplan_words as shared;
use certplan_words::page::answer::ONLY_IF;
use certplan_words::page::fleet as words;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{
    AttrValue, Callback, Event, Html, InputEvent, MouseEvent, Properties, TargetCast, component, html,
};

use crate::command::unbroken;
use crate::drawing::text;
use crate::keyed::{heading, id, keyed};

/// What a person did with the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FleetEvent {
    /// Sorts by a column; the same one again turns the order around.
    Sort(Column),
    /// Filters by words.
    Search(String),
    /// Filters by what is to be done.
    Only(Option<Todo>),
    /// Goes to a page, counted from 0.
    Page(usize),
}

/// Props of [`Fleet`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct FleetProps {
    /// All deployments in a few numbers.
    pub summary: Rc<Summary>,
    /// The page of the table that is shown.
    pub table: Rc<TablePage>,
    /// The first rejected lines: number and reason.
    #[prop_or_default]
    pub rejected: Rc<Vec<(u64, String)>>,
    /// The words that the table is filtered by.
    #[prop_or_default]
    pub search: AttrValue,
    /// What the table is filtered by.
    #[prop_or_default]
    pub only: Option<Todo>,
    /// What a person did.
    #[prop_or_default]
    pub on_event: Callback<FleetEvent>,
    /// The level of its headings, 2 to 5.
    #[prop_or(3)]
    pub heading: u8,
    /// What every id begins with.
    #[prop_or_default]
    pub id_prefix: AttrValue,
}

/// The answer for many deployments.
#[component]
pub fn Fleet(props: &FleetProps) -> Html {
    let FleetProps { summary, table, rejected, .. } = props;
    html! {
        <div class="answer fleet">
            if summary.deployments > 0 {
                <p class="summary">{ keyed(words::summary(summary)) }</p>
                if summary.shutdown_not_given > 0 { <p class="notice">{ keyed(words::not_given(summary.shutdown_not_given)) }</p> }
                if (table.count as u64) < summary.deployments { <p class="notice">{ keyed(words::partly(table.count, summary.deployments)) }</p> }
                { props.chart() }
                <section class="part">
                    { heading(props.heading, Some(props.id("fleet-title")), words::TABLE.into()) }
                    { props.filters() }
                    <p class="hint">{ keyed(words::matching(table)) }</p>
                    if table.matching > 0 { { props.table() } }
                    if table.pages > 1 { { props.pages() } }
                </section>
            }
            if !rejected.is_empty() { { props.rejected() } }
        </div>
    }
}

impl FleetProps {
    fn id(&self, name: &str) -> AttrValue {
        id(&self.id_prefix, name)
    }

    /// How many deployments need what, as bars with their words above: narrow enough for a phone.
    fn chart(&self) -> Html {
        const WIDTH: u32 = 400;
        const ROW: u32 = 42;
        const LONGEST: u64 = 330;
        let counts = todos().map(|todo| (words::todo(todo), self.summary.todo.of(todo)));
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
        let sentences: Vec<_> = counts.iter().map(|(words, count)| format!("{words}: {count}.")).collect();
        let [title, description] = ["todo-title", "todo-desc"].map(|name| self.id(name));
        let height = counts.iter().fold(4, |height, _| height + ROW);
        let bar = |((words, count), place): ((&'static str, u64), u32)| {
            // Whatever is there is seen.
            let width = if count == 0 { 0 } else { (LONGEST * count / most).max(2) };
            let top = place * ROW;
            let end = u32::try_from(width + 8).unwrap_or(WIDTH);
            html! {
                <>
                    { text(0, top + 16, "start", words) }
                    <rect x="0" y={(top + 22).to_string()} width={width.to_string()} height="14" />
                    { text(end, top + 34, "start", count.to_string()) }
                </>
            }
        };
        html! {
            <figure class="timeline chart">
                <svg xmlns="http://www.w3.org/2000/svg" viewBox={format!("0 0 {WIDTH} {height}")} role="img"
                    aria-labelledby={format!("{title} {description}")} font-family="Segoe UI, system-ui, sans-serif" font-size="14"
                    fill="currentColor">
                    <title id={title}>{ words::CHART }</title>
                    <desc id={description}>{ sentences.join(" ") }</desc>
                    { for counts.into_iter().zip(0..).map(bar) }
                </svg>
            </figure>
        }
    }

    fn filters(&self) -> Html {
        let [search, hint, only] =
            ["fleet-search", "fleet-search-hint", "fleet-only"].map(|name| self.id(name));
        let oninput = self.on_event.reform(|event: InputEvent| {
            FleetEvent::Search(event.target_unchecked_into::<HtmlInputElement>().value())
        });
        let onchange = self.on_event.reform(|event: Event| {
            FleetEvent::Only(Todo::from_id(&event.target_unchecked_into::<HtmlSelectElement>().value()))
        });
        html! {
            <div class="row">
                <div class="field">
                    <label for={search.clone()}>{ words::SEARCH }</label>
                    <input type="search" id={search} value={self.search.clone()} spellcheck="false" autocomplete="off"
                        autocapitalize="off" aria-describedby={hint.clone()} {oninput} />
                    <span class="hint" id={hint}>{ words::SEARCH_HINT }</span>
                </div>
                <div class="field">
                    <label for={only.clone()}>{ words::ONLY }</label>
                    <select id={only} {onchange}>
                        <option value="" selected={self.only.is_none()}>{ words::ANY }</option>
                        { for todos().map(|todo| html! {
                            <option key={todo.as_str()} value={todo.as_str()} selected={self.only == Some(todo)}>
                                { format!("{} ({})", words::todo(todo), self.summary.todo.of(todo)) }
                            </option>
                        }) }
                    </select>
                </div>
            </div>
        }
    }

    fn table(&self) -> Html {
        html! {
            <div class="wide" role="region" aria-labelledby={self.id("fleet-title")} tabindex="0">
                <table>
                    <thead>
                        <tr>{ for Column::ALL.iter().map(|column| self.column(*column)) }<th scope="col">{ words::LAYERS }</th></tr>
                    </thead>
                    <tbody>{ for self.table.rows.iter().map(deployment) }</tbody>
                </table>
            </div>
        }
    }

    fn column(&self, column: Column) -> Html {
        let (order, mark) = match (column == self.table.column, self.table.descending) {
            (false, _) => ("none", ""),
            (true, true) => ("descending", " \u{25be}"),
            (true, false) => ("ascending", " \u{25b4}"),
        };
        let onclick = self.on_event.reform(move |_: MouseEvent| FleetEvent::Sort(column));
        html! {
            <th scope="col" aria-sort={order}>
                <button type="button" id={self.id(&format!("sort-{}", column.as_str()))} {onclick}>
                    { words::column(column) }<span aria-hidden="true">{ mark }</span>
                </button>
            </th>
        }
    }

    fn pages(&self) -> Html {
        let page = self.table.page;
        let button = |name: &str, to: usize, is_there: bool, words: &'static str| {
            let onclick = self.on_event.reform(move |_: MouseEvent| FleetEvent::Page(to));
            html! { <button type="button" id={self.id(name)} disabled={!is_there} {onclick}>{ words }</button> }
        };
        html! {
            <nav class="buttons" aria-label={words::PAGES}>
                { button("page-before", page.saturating_sub(1), page > 0, words::PREVIOUS) }
                <span>{ keyed(words::range(&self.table)) }</span>
                { button("page-next", page + 1, page + 1 < self.table.pages, words::NEXT) }
            </nav>
        }
    }

    fn rejected(&self) -> Html {
        let more = self.summary.rejected_lines.saturating_sub(self.rejected.len() as u64);
        html! {
            <section class="part">
                { heading(self.heading, None, words::REJECTED.into()) }
                <ul class="rejected">
                    { for self.rejected.iter().map(|(line, reason)| html! { <li key={*line}>{ keyed(words::rejected_line(*line, reason)) }</li> }) }
                </ul>
                if more > 0 { <p>{ keyed(words::more_rejected(more)) }</p> }
            </section>
        }
    }
}

/// What is to be done, what asks for the most first.
fn todos() -> [Todo; 4] {
    [Todo::Repair, Todo::Check, Todo::NoCommand, Todo::Nothing]
}

fn deployment(shown: &TableRow) -> Html {
    let row = &shown.row;
    let affected = row.layers.iter().filter(|layer| layer.verdict == Verdict::Impacted);
    let affected: Vec<_> = affected.map(|layer| shared::layer(layer.layer)).collect();
    html! {
        <tr key={row.deployment.to_string()}>
            <th scope="row">{ keyed(row.deployment.to_string()) }</th>
            <td>{ keyed(row.host.as_deref().unwrap_or(words::EMPTY).to_owned()) }</td>
            <td>{ keyed(row.clusters.to_string()) }</td>
            <td>{ keyed(off(row)) }</td>
            <td>
                { to_do(shown) }
                if row.rejected_lines > 0 { <p class="error">{ keyed(words::rejected(row.rejected_lines)) }</p> }
            </td>
            <td>{ keyed(if affected.is_empty() { words::NO_LAYER.to_owned() } else { affected.join(", ") }) }</td>
        </tr>
    }
}

/// What is to be done for a deployment: its commands to open, and the way to its plan.
fn to_do(shown: &TableRow) -> Html {
    let steps = &shown.row.steps;
    if steps.is_empty() {
        return keyed(words::todo(shown.todo));
    }
    html! {
        <details>
            <summary>{ keyed(format!("{}: {}", words::todo(shown.todo), steps.len())) }</summary>
            <ol class="plain">
                { for steps.iter().map(|step| html! {
                    <li key={step.command.clone()}>
                        <code translate="no" lang="en" dir="ltr">{ unbroken(&step.command) }</code>
                        if step.when == When::IfCheckFails { { " " }<span class="only-if">{ ONLY_IF }</span> }
                    </li>
                }) }
            </ol>
            <p><a href={shown.link.clone()}>{ words::WHOLE_PLAN }</a></p>
        </details>
    }
}

fn off(row: &Row<'_>) -> String {
    match row.shutdown_seconds.and_then(Duration::from_seconds) {
        _ if row.shutdown_not_given => words::NOT_GIVEN.to_owned(),
        _ if row.shutdown_unknown => words::UNKNOWN.to_owned(),
        Some(length) => shared::length(length),
        None => words::NOT_OFF.to_owned(),
    }
}
