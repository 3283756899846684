//! The table of deployments: sorted and filtered here, so that one page of it crosses to the main thread.

use std::cmp::Ordering;

use certplan_core::Plan;
use certplan_core::facts::{ClusterName, Duration, Shutdown};
use certplan_core::fleet::{Badness, Column, Row, TablePage, TableRow, Todo};
use certplan_core::{assess, plan};
use certplan_export::link::{self, Mode};
use certplan_fleet::{Deployment, Label, row};

use crate::protocol::TableQuery;

/// How many rows a page has.
pub const PAGE: usize = 50;

/// The most rows that are kept; the files have them all.
pub const MAX_TABLE: usize = 200_000;

/// A deployment, and what it is sorted and searched by.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The deployment, of which the row is made when it is shown.
    deployment: Deployment,
    clusters: usize,
    todo: Todo,
    badness: Badness,
    /// Its name, its host and the names of its clusters, without their case.
    names: String,
}

impl Entry {
    pub(super) fn new(deployment: &Deployment, plan: &Plan<'_>) -> Self {
        let clusters = deployment.facts.clusters.names().flatten().map(ClusterName::as_str);
        let names: Vec<_> =
            [deployment.name.as_str(), host(deployment)].into_iter().chain(clusters).collect();
        Self {
            deployment: deployment.clone(),
            clusters: plan.clusters.len(),
            todo: Todo::of(plan),
            badness: Badness::of(plan),
            names: without_case(&names.join("\n")),
        }
    }

    fn row(&self) -> TableRow {
        let facts = &self.deployment.facts;
        let assessment = assess(facts);
        let row = row(&self.deployment, &plan(&assessment));
        TableRow {
            row: Row {
                deployment: row.deployment.into_owned().into(),
                host: row.host.map(|host| host.into_owned().into()),
                ..row
            },
            todo: self.todo,
            link: link::write(Mode::After, facts, true),
        }
    }

    /// How long it was off in seconds; an unknown length is the longest.
    fn seconds(&self) -> u64 {
        match self.deployment.facts.shutdown {
            Shutdown::Unknown => u64::MAX,
            shutdown => shutdown.length().map_or(0, Duration::seconds),
        }
    }

    fn compare(&self, other: &Self, column: Column) -> Ordering {
        match column {
            Column::Todo => (self.todo, self.badness).cmp(&(other.todo, other.badness)),
            Column::Deployment => self.deployment.name.as_str().cmp(other.deployment.name.as_str()),
            Column::Host => host(&self.deployment).cmp(host(&other.deployment)),
            Column::Clusters => self.clusters.cmp(&other.clusters),
            Column::Off => self.seconds().cmp(&other.seconds()),
        }
    }
}

/// The host on which its commands are run; empty where no line says.
fn host(deployment: &Deployment) -> &str {
    deployment.host.as_ref().map_or("", Label::as_str)
}

/// The text without the case of its letters, so that a search finds a name however it is written.
fn without_case(text: &str) -> String {
    // Greek has another small sigma at the end of a word; the capital I with a dot becomes an i and a dot.
    text.to_lowercase().replace('\u{3c2}', "\u{3c3}").replace('\u{307}', "")
}

/// The rows, and which of them match the last query, in its order.
#[derive(Debug)]
pub struct Table {
    entries: Vec<Entry>,
    matching: Vec<usize>,
    query: TableQuery,
}

impl Table {
    pub(super) fn new(entries: Vec<Entry>) -> Self {
        let mut table = Self { entries, matching: Vec::new(), query: TableQuery::default() };
        table.pick();
        table
    }

    /// The page that a query asks for; beyond the last page it is the last.
    pub fn page(&mut self, query: &TableQuery) -> TablePage {
        let same_rows = TableQuery { page: self.query.page, ..query.clone() } == self.query;
        self.query = query.clone();
        if !same_rows {
            self.pick();
        }
        let pages = self.matching.len().div_ceil(PAGE);
        let page = query.page.min(pages.saturating_sub(1));
        let first = page * PAGE;
        let shown = self.matching.iter().skip(first).take(PAGE);
        TablePage {
            rows: shown.map(|place| self.entries[*place].row()).collect(),
            first,
            count: self.entries.len(),
            matching: self.matching.len(),
            page,
            pages,
            column: query.column,
            descending: query.descending,
        }
    }

    fn pick(&mut self) {
        let TableQuery { search, only, column, descending, .. } = &self.query;
        let search = without_case(search);
        let words: Vec<_> = search.split_whitespace().collect();
        let matches = |entry: &Entry| {
            only.is_none_or(|only| entry.todo == only) && words.iter().all(|word| entry.names.contains(word))
        };
        let entries = &self.entries;
        self.matching = (0..entries.len()).filter(|place| matches(&entries[*place])).collect();
        // Stable either way: equal rows stay in the order of the file.
        self.matching.sort_by(|one, other| {
            let order = entries[*one].compare(&entries[*other], *column);
            if *descending { order.reverse() } else { order }
        });
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::Utc;
    use certplan_fleet::{Event, Fleet, Shared};
    use proptest::prelude::*;

    use super::*;

    fn table(lines: &str) -> Table {
        let mut entries = Vec::new();
        let mut each = |event: Event<'_>| {
            if let Event::Deployment(deployment) = event {
                entries.push(Entry::new(deployment, &plan(&assess(&deployment.facts))));
            }
        };
        let mut fleet = Fleet::new(Shared::new(&Utc));
        fleet.push(lines.as_bytes(), &mut each);
        fleet.finish(&mut each);
        Table::new(entries)
    }

    const LINES: &str = "deployment,host,cluster,shutdown\nbonn,hv-2,shop,3d\nkiel,hv-1,store,45d\nkiel,hv-1,depot,45d\nessen,,mill,20d\n";

    fn names(table: &mut Table, query: &TableQuery) -> Vec<String> {
        table.page(query).rows.iter().map(|row| row.row.deployment.to_string()).collect()
    }

    fn search(words: &str) -> TableQuery {
        TableQuery { search: words.into(), ..TableQuery::default() }
    }

    #[test]
    fn the_worst_is_first_until_a_column_is_chosen() {
        let mut table = table(LINES);
        let mut query = TableQuery::default();
        assert_eq!(names(&mut table, &query), ["kiel", "essen", "bonn"]);
        for (column, expected) in [
            (Column::Deployment, ["bonn", "essen", "kiel"]),
            (Column::Deployment, ["kiel", "essen", "bonn"]),
            (Column::Host, ["essen", "kiel", "bonn"]),
            // Equal rows keep the file's order.
            (Column::Clusters, ["kiel", "bonn", "essen"]),
            (Column::Off, ["kiel", "essen", "bonn"]),
        ] {
            query = query.sorted_by(column);
            assert_eq!(names(&mut table, &query), expected, "{column}");
        }
    }

    #[test]
    fn every_word_must_be_in_a_name() {
        let mut table = table(LINES);
        assert_eq!(names(&mut table, &search("HV kiel")), ["kiel"]);
        assert_eq!(names(&mut table, &search("mill")), ["essen"]);
        assert_eq!(table.page(&search("mill shop")).matching, 0);
        let all = table.page(&search(""));
        assert_eq!((all.matching, all.count), (3, 3));
    }

    #[test]
    fn names_are_found_in_either_case() {
        for [capital, written] in [
            ["KÖLN-ÅLESUND", "köln-ålesund"],
            ["ŁÓDŹ ÇEŞME ŽILINA ÎLE", "łódź çeşme žilina île"],
            ["İZMİR", "izmir"],
            ["ΑΘΉΝΑ ΠΎΡΓΟΣ", "αθήνα πύργος"],
            ["КИЇВ ЁЛКА ӘЛИ", "київ ёлка әли"],
        ] {
            assert_eq!(without_case(capital), without_case(written));
        }
        let mut table = table("deployment,cluster,shutdown\nZÜRICH,a1,3d\nŁódź,a2,3d\n");
        assert_eq!(names(&mut table, &search("zürich")), ["ZÜRICH"]);
        assert_eq!(names(&mut table, &search("łÓDŹ")), ["Łódź"]);
    }

    #[test]
    fn what_is_to_be_done_filters_too() {
        let mut table = table(LINES);
        let counts = [Todo::Repair, Todo::Check, Todo::NoCommand, Todo::Nothing].map(|todo| {
            let page = table.page(&TableQuery { only: Some(todo), ..TableQuery::default() });
            assert!(page.rows.iter().all(|row| row.todo == todo));
            page.matching
        });
        assert!(counts[0] > 0 && counts.iter().sum::<usize>() == 3, "{counts:?}");
    }

    #[test]
    fn pages_end_where_the_rows_end() {
        let lines: Vec<_> = (0..230).map(|n| format!("site-{n:03},c-{n},45d\n")).collect();
        let mut table = table(&format!("deployment,cluster,shutdown\n{}", lines.concat()));
        let by_name = TableQuery::default().sorted_by(Column::Deployment);
        let first = table.page(&by_name);
        assert_eq!((first.pages, first.rows.len(), first.first), (5, PAGE, 0));
        let last = table.page(&TableQuery { page: 4, ..by_name.clone() });
        assert_eq!((&*last.rows[0].row.deployment, last.rows.len()), ("site-200", 30));
        assert_eq!(table.page(&TableQuery { page: 9, ..by_name }).page, 4);
        let found = table.page(&TableQuery { page: 4, ..search("site-00") });
        assert_eq!((found.page, found.matching), (0, 10));
    }

    proptest! {
        #[test]
        fn a_page_is_that_of_a_plain_search(numbers in prop::collection::vec(0..90_u32, 1..80), wanted in 0..9_u32, page in 0..3_usize) {
            let mut seen = std::collections::BTreeSet::new();
            let numbers: Vec<_> = numbers.into_iter().filter(|number| seen.insert(*number)).collect();
            let lines: Vec<_> = numbers.iter().map(|number| format!("site-{number:02},c-{number},{number}d\n")).collect();
            let mut table = table(&format!("deployment,cluster,shutdown\n{}", lines.concat()));
            let query = TableQuery { page, ..search(&format!("site-{wanted}")).sorted_by(Column::Deployment) };
            let mut expected: Vec<_> = numbers.iter().filter(|number| **number / 10 == wanted).map(|number| format!("site-{number:02}")).collect();
            expected.sort();
            prop_assert_eq!(names(&mut table, &query), expected);
        }
    }
}
