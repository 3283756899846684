//! The tables as DMN 1.3, for engines that decide by tables and for modellers that draw them.
//!
//! Each table says one thing of one layer, so that its result is a plain string under the name of the table: engines differ in
//! how a table reads the second column of another one. Only the tables that nothing else reads have two results.

mod diagram;
mod xml;

use certplan_core::case::{ShutdownCase, UpdateCase};
use certplan_core::closed::{Closed, Set};
use certplan_core::facts::ClusterKind;
use certplan_core::layer::Layer;
use certplan_core::playbook::{PLAYBOOK, StepId};
use certplan_core::rules::{COMMANDS, OutlookCase, REPAIR_POLICIES, Rule, SHUTDOWN, UPDATE, Verdict};

use self::diagram::Place;
use super::command;
use crate::words;

/// Where a table of the page leaves the layer to the other one.
const OPEN: &str = "open";

/// The tables as DMN 1.3.
pub fn dmn() -> String {
    xml::write(&tables())
}

/// A decision table: every row that fits answers, and exactly one fits.
struct Table {
    /// The decision's name, which is its result's name where it has one result.
    name: String,
    title: String,
    inputs: Vec<Column>,
    outputs: Vec<Column>,
    rows: Vec<Row>,
    place: Place,
}

/// A column: its name, and every value that it can have.
struct Column {
    name: String,
    /// Empty where any text is allowed.
    values: Vec<&'static str>,
    origin: Origin,
}

/// Where the value of an input comes from.
#[derive(Clone, Copy)]
enum Origin {
    /// The one who asks gives it; drawn here.
    Given(Place),
    /// Another table decides it.
    Decided,
}

struct Row {
    /// The values that fit, one list a column; an empty list fits any.
    when: Vec<Vec<&'static str>>,
    /// The results; `None` where there is none.
    then: Vec<Option<String>>,
    why: &'static str,
    /// Rule, strength and source; empty where the row only joins others.
    notes: [&'static str; 3],
}

/// What [`Row::notes`] says.
const NOTES: [&str; 3] = ["rule", "strength", "source"];

fn tables() -> Vec<Table> {
    Layer::ALL
        .iter()
        .flat_map(|layer| {
            [by_shutdown(*layer), by_update(*layer), verdict(*layer), treatment(*layer), repair(*layer)]
        })
        .collect()
}

fn by_shutdown(layer: Layer) -> Table {
    let rows = SHUTDOWN.iter().map(|row| documented(layer, &row.rule, ids(row.shutdown)));
    Table {
        name: format!("{}_by_shutdown", layer.as_str()),
        title: format!("{}: what the length of the shutdown says", words::layer(layer)),
        inputs: vec![Column::of::<ShutdownCase>("shutdown".into(), Origin::Given(Place::of_fact(1, 3)))],
        outputs: vec![said(format!("{}_by_shutdown", layer.as_str()))],
        rows: rows.collect(),
        place: Place::of(layer, 0, 2),
    }
}

fn by_update(layer: Layer) -> Table {
    let rows = UPDATE.iter().map(|row| documented(layer, &row.rule, ids(row.since_update)));
    Table {
        name: format!("{}_by_update", layer.as_str()),
        title: format!("{}: what the time since the last update says", words::layer(layer)),
        inputs: vec![Column::of::<UpdateCase>("since_update".into(), Origin::Given(Place::of_fact(4, 3)))],
        outputs: vec![said(format!("{}_by_update", layer.as_str()))],
        rows: rows.collect(),
        place: Place::of(layer, 1, 2),
    }
}

/// A layer is impacted when any of the two tables says so.
fn verdict(layer: Layer) -> Table {
    let (impacted, not) = (Verdict::Impacted.as_str(), Verdict::NotImpacted.as_str());
    let row = |when: [&[&'static str]; 2], then: &str| Row {
        when: when.map(<[_]>::to_vec).to_vec(),
        then: vec![Some(then.into())],
        why: "A layer is impacted when either table says so.",
        notes: [""; 3],
    };
    Table {
        name: format!("{}_verdict", layer.as_str()),
        title: format!("{}: what both say together", words::layer(layer)),
        inputs: ["by_shutdown", "by_update"].map(|table| said(format!("{}_{table}", layer.as_str()))).into(),
        outputs: vec![Column::of::<Verdict>(format!("{}_verdict", layer.as_str()), Origin::Decided)],
        rows: vec![
            row([&[impacted], &[]], impacted),
            row([&[not, OPEN], &[impacted]], impacted),
            row([&[not, OPEN], &[not, OPEN]], not),
        ],
        place: Place::of(layer, 0, 1),
    }
}

fn treatment(layer: Layer) -> Table {
    let rows = REPAIR_POLICIES.iter().map(|row| Row {
        when: vec![ids(row.verdict), ids(row.outlook)],
        then: vec![
            row.policy.map(|treatment| treatment.when.as_str().into()),
            row.policy.map(|treatment| treatment.ground.as_str().into()),
        ],
        why: "The documents' verdict does not change; certificate lifetimes decide whether its repair always runs.",
        notes: [""; 3],
    });
    let name = |last: &str| format!("{}_{last}", layer.as_str());
    Table {
        name: name("treatment"),
        title: format!("{}: when its repair runs", words::layer(layer)),
        inputs: vec![
            Column::of::<Verdict>(name("verdict"), Origin::Decided),
            Column::of::<OutlookCase>(name("outlook"), Origin::Given(Place::of(layer, 1, 1))),
        ],
        outputs: vec![Column::any(name("when")), Column::any(name("rests_on"))],
        rows: rows.collect(),
        place: Place::of(layer, 0, 0),
    }
}

fn repair(layer: Layer) -> Table {
    let rows = COMMANDS.iter().filter(|row| row.layer.contains(layer)).map(|row| {
        let entry = row.repair.and_then(|id| PLAYBOOK.iter().find(|entry| entry.id == id));
        Row {
            when: vec![ids(row.cluster)],
            then: vec![row.repair.map(StepId::as_str).map(String::from), entry.map(command)],
            why: "",
            notes: ["", "", row.source.id],
        }
    });
    let name = |last: &str| format!("{}_{last}", layer.as_str());
    Table {
        name: name("repair"),
        title: format!("{}: which command repairs it", words::layer(layer)),
        inputs: vec![Column::of::<ClusterKind>("cluster".into(), Origin::Given(Place::of_fact(2, 3)))],
        outputs: vec![Column::any(name("step")), Column::any(name("command"))],
        rows: rows.collect(),
        place: Place::of(layer, 2, 2),
    }
}

fn documented(layer: Layer, rule: &Rule, cases: Vec<&'static str>) -> Row {
    let said = rule.of(layer).map_or(OPEN, Verdict::as_str);
    Row {
        when: vec![cases],
        then: vec![Some(said.into())],
        why: words::rule(rule.id, layer),
        notes: [rule.id.as_str(), rule.strength.as_str(), rule.source.id],
    }
}

/// What one of the page's tables says of a layer.
fn said(name: String) -> Column {
    let mut column = Column::of::<Verdict>(name, Origin::Decided);
    column.values.push(OPEN);
    column
}

impl Column {
    fn of<T: Closed>(name: String, origin: Origin) -> Self {
        Self { name, values: T::ALL.iter().map(|value| value.id()).collect(), origin }
    }

    fn any(name: String) -> Self {
        Self { name, values: Vec::new(), origin: Origin::Decided }
    }
}

fn ids<T: Closed>(set: Set<T>) -> Vec<&'static str> {
    set.values().map(Closed::id).collect()
}
