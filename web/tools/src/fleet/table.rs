//! The deployments of a fleet as rows that can be put in order and picked out.

use std::cmp::Ordering;
use std::mem;

use certplan_core::Plan;
use certplan_core::facts::{Duration, Shutdown};
use certplan_fleet::{Badness, Deployment, Label, Todo};

use super::fold::folded;

/// How many rows stand on one page of the table: what a browser lays out within the time of a few frames.
pub const PAGE: usize = 50;

/// What the table shows of a deployment, as far as rows are put in order and picked out by it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The deployment with its facts, of which the row that is shown is made.
    pub deployment: Deployment,
    /// How many clusters it has, load balancers and the management cluster among them.
    pub clusters: usize,
    /// What is to be done.
    pub todo: Todo,
    badness: Badness,
    /// What is searched: its name, its host and the names of its clusters, in lower case.
    words: String,
}

impl Row {
    /// The row of a deployment and its plan.
    pub fn of(deployment: &Deployment, plan: &Plan<'_>) -> Self {
        let mut words = deployment.name.as_str().to_owned();
        if let Some(host) = &deployment.host {
            words += "\n";
            words += host.as_str();
        }
        for name in deployment.facts.clusters.names().flatten() {
            words += "\n";
            words += name.as_str();
        }
        Self {
            deployment: deployment.clone(),
            clusters: plan.clusters.len(),
            todo: Todo::of(plan),
            badness: Badness::of(plan),
            words: folded(&words),
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.deployment.name.as_str()
    }

    /// The host on which its commands are run; empty where no line says.
    pub fn host(&self) -> &str {
        self.deployment.host.as_ref().map_or("", Label::as_str)
    }

    /// How long it was off in seconds; an unknown length is the longest.
    fn seconds(&self) -> u64 {
        match self.deployment.facts.shutdown {
            Shutdown::Unknown => u64::MAX,
            shutdown => shutdown.length().map_or(0, Duration::seconds),
        }
    }
}

/// What the rows can be put in order by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the columns of one table")]
pub enum Column {
    /// What is to be done, the worst first.
    #[default]
    Todo,
    /// The deployment's name.
    Deployment,
    /// The host.
    Host,
    /// How many clusters.
    Clusters,
    /// How long it was off.
    Off,
}

impl Column {
    /// Every one that can be chosen, in the order of the table.
    pub const ALL: [Self; 5] = [Self::Deployment, Self::Host, Self::Clusters, Self::Off, Self::Todo];

    /// Its name in the page's markup.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Deployment => "deployment",
            Self::Host => "host",
            Self::Clusters => "clusters",
            Self::Off => "off",
        }
    }

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Todo => "To do",
            Self::Deployment => "Deployment",
            Self::Host => "Host",
            Self::Clusters => "Clusters",
            Self::Off => "Off for",
        }
    }

    /// Names begin at A, numbers with the largest.
    const fn begins_descending(self) -> bool {
        !matches!(self, Self::Deployment | Self::Host)
    }

    fn compare(self, one: &Row, other: &Row) -> Ordering {
        match self {
            Self::Todo => (one.todo, one.badness).cmp(&(other.todo, other.badness)),
            Self::Deployment => one.name().cmp(other.name()),
            Self::Host => one.host().cmp(other.host()),
            Self::Clusters => one.clusters.cmp(&other.clusters),
            Self::Off => one.seconds().cmp(&other.seconds()),
        }
    }
}

/// The rows, and which of them are shown in which order.
#[derive(Debug)]
pub struct Table {
    rows: Vec<Row>,
    /// The places of the rows that are picked out, in their order.
    shown: Vec<u32>,
    column: Column,
    descending: bool,
    words: String,
    only: Option<Todo>,
    page: usize,
}

impl Table {
    /// The most rows that are kept.
    pub const MOST: usize = 200_000;

    /// These rows, the worst first. Rows beyond [`Self::MOST`] are left out.
    pub fn new(mut rows: Vec<Row>) -> Self {
        rows.truncate(Self::MOST);
        let mut table = Self {
            rows,
            shown: Vec::new(),
            column: Column::Todo,
            descending: true,
            words: String::new(),
            only: None,
            page: 0,
        };
        table.pick();
        table
    }

    /// Puts the rows in the order of a column; the same column again turns the order around.
    pub fn sort(&mut self, column: Column) {
        self.descending = if self.column == column { !self.descending } else { column.begins_descending() };
        self.column = column;
        self.pick();
    }

    /// Picks out the rows that have each of these words in a name.
    pub fn search(&mut self, words: &str) {
        self.words = folded(words);
        self.pick();
    }

    /// Picks out the rows with this to be done, or all.
    pub fn only(&mut self, todo: Option<Todo>) {
        self.only = todo;
        self.pick();
    }

    /// Goes to a page, counted from 0; beyond the last is the last.
    pub fn turn(&mut self, page: usize) {
        self.page = page.min(self.pages().saturating_sub(1));
    }

    fn pick(&mut self) {
        let words: Vec<_> = self.words.split_whitespace().collect();
        self.shown.clear();
        for (row, place) in self.rows.iter().zip(0..) {
            if self.only.is_none_or(|only| row.todo == only)
                && words.iter().all(|word| row.words.contains(word))
            {
                self.shown.push(place);
            }
        }
        let (rows, column, descending) = (&self.rows, self.column, self.descending);
        // Rows that are alike stay in the order of the file, whichever way around.
        let after = if descending { Ordering::Less } else { Ordering::Greater };
        sort(&mut self.shown, &|one, other| {
            column.compare(&rows[one as usize], &rows[other as usize]) == after
        });
        self.page = 0;
    }

    /// The rows of the page that is shown.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.shown.iter().skip(self.page * PAGE).take(PAGE).map(|place| &self.rows[*place as usize])
    }

    /// How many rows there are.
    pub const fn count(&self) -> usize {
        self.rows.len()
    }

    /// How many rows are picked out.
    pub const fn picked(&self) -> usize {
        self.shown.len()
    }

    /// Which page is shown, counted from 0.
    pub const fn page(&self) -> usize {
        self.page
    }

    /// How many pages there are.
    pub const fn pages(&self) -> usize {
        self.shown.len().div_ceil(PAGE)
    }

    /// The order of the rows: the column, and whether the largest is first.
    pub const fn order(&self) -> (Column, bool) {
        (self.column, self.descending)
    }

    /// What is to be done in all rows that are shown, where that was chosen.
    pub const fn chosen(&self) -> Option<Todo> {
        self.only
    }
}

/// Puts places in order by merging ever longer runs; those that are alike stay as they are.
///
/// The library's sort would be compiled for these places alone, and weigh 1.3 kB more, compressed.
fn sort(places: &mut Vec<u32>, is_after: &dyn Fn(u32, u32) -> bool) {
    let mut merged = Vec::with_capacity(places.len());
    let mut run = 1;
    while run < places.len() {
        merged.clear();
        for pair in places.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let (Some((one, after_one)), Some((other, after_other))) =
                (left.split_first(), right.split_first())
            {
                if is_after(*one, *other) {
                    merged.push(*other);
                    right = after_other;
                } else {
                    merged.push(*one);
                    left = after_one;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        mem::swap(places, &mut merged);
        run *= 2;
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::Utc;
    use certplan_core::{assess, plan};
    use certplan_fleet::{Event, Fleet, Shared};

    use super::*;

    /// A table of these lines.
    pub(super) fn table(lines: &str) -> Table {
        let mut rows = Vec::new();
        let mut each = |event: Event<'_>| {
            if let Event::Deployment(deployment) = event {
                rows.push(Row::of(deployment, &plan(&assess(&deployment.facts))));
            }
        };
        let mut fleet = Fleet::new(Shared::new(&Utc));
        fleet.push(lines.as_bytes(), &mut each);
        fleet.finish(&mut each);
        Table::new(rows)
    }

    const LINES: &str = "deployment,host,cluster,shutdown\nbonn,hv-2,shop,3d\nkiel,hv-1,store,45d\nkiel,hv-1,depot,45d\nessen,,mill,20d\n";

    fn names(table: &Table) -> Vec<&str> {
        table.rows().map(Row::name).collect()
    }

    #[test]
    fn the_worst_stands_first_until_a_column_is_chosen() {
        let mut table = table(LINES);
        assert_eq!(names(&table), ["kiel", "essen", "bonn"]);
        table.sort(Column::Deployment);
        assert_eq!(names(&table), ["bonn", "essen", "kiel"]);
        table.sort(Column::Deployment);
        assert_eq!(names(&table), ["kiel", "essen", "bonn"]);
        table.sort(Column::Host);
        assert_eq!(names(&table), ["essen", "kiel", "bonn"]);
        table.sort(Column::Clusters);
        assert_eq!(names(&table), ["kiel", "bonn", "essen"], "rows that are alike keep the file's order");
        table.sort(Column::Off);
        assert_eq!(names(&table), ["kiel", "essen", "bonn"]);
    }

    #[test]
    fn places_are_sorted_as_the_library_sorts_them() {
        for count in 0..70_u32 {
            let mut places: Vec<u32> = (0..count).map(|place| place * 7919 % 31 * 100 + place).collect();
            let mut sorted = places.clone();
            sorted.sort_by_key(|place| place / 100);
            sort(&mut places, &|one, other| one / 100 > other / 100);
            assert_eq!(places, sorted);
        }
    }

    #[test]
    fn every_word_must_be_in_a_name() {
        let mut table = table(LINES);
        table.search("HV kiel");
        assert_eq!(names(&table), ["kiel"]);
        table.search("mill");
        assert_eq!(names(&table), ["essen"]);
        table.search("mill shop");
        assert_eq!(table.picked(), 0);
        table.search("");
        assert_eq!((table.picked(), table.count()), (3, 3));
    }

    #[test]
    fn names_are_found_in_either_case() {
        let mut table =
            table("deployment,cluster,shutdown\nZ\u{dc}RICH,a1,3d\n\u{141}\u{f3}d\u{17a},a2,3d\n");
        table.search("z\u{fc}rich");
        assert_eq!(names(&table), ["Z\u{dc}RICH"]);
        table.search("\u{142}\u{d3}D\u{179}");
        assert_eq!(names(&table), ["\u{141}\u{f3}d\u{17a}"]);
    }

    #[test]
    fn what_is_to_be_done_picks_out_too() {
        let mut table = table(LINES);
        let counts = crate::fleet::markup::TODOS.map(|todo| {
            table.only(Some(todo));
            assert!(table.rows().all(|row| row.todo == todo));
            table.picked()
        });
        assert_eq!(counts.iter().sum::<usize>(), 3);
        assert!(counts[0] > 0);
        table.only(None);
        assert_eq!(table.picked(), 3);
    }

    #[test]
    fn pages_end_where_the_rows_end() {
        let lines: Vec<_> = (0..230).map(|n| format!("site-{n:03},c-{n},45d\n")).collect();
        let mut table = table(&format!("deployment,cluster,shutdown\n{}", lines.concat()));
        table.sort(Column::Deployment);
        assert_eq!((table.pages(), table.rows().count()), (5, PAGE));
        table.turn(4);
        assert_eq!(names(&table).first(), Some(&"site-200"));
        assert_eq!(table.rows().count(), 30);
        table.turn(9);
        assert_eq!(table.page(), 4);
        table.search("site-00");
        assert_eq!((table.page(), table.picked()), (0, 10));
    }
}
