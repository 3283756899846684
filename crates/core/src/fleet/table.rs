//! One page of a table of deployments, as a reader has sorted and filtered it.

use serde::{Deserialize, Serialize};

use super::{Row, Todo};
use crate::closed::closed_enum;

closed_enum! {
    /// A column that the table can be sorted by, in the order of the table.
    pub enum Column {
        /// The deployment's name.
        Deployment = "deployment",
        /// The host.
        Host = "host",
        /// How many clusters.
        Clusters = "clusters",
        /// How long it was off.
        Off = "off",
        /// What is to be done, the worst first.
        Todo = "todo",
    }
}

/// One page of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "the worker fills it, views show it")]
pub struct TablePage {
    /// The rows of this page.
    pub rows: Vec<TableRow>,
    /// The place of the first of them among those that match, counted from 0.
    pub first: usize,
    /// How many deployments the table has.
    pub count: usize,
    /// How many match the search.
    pub matching: usize,
    /// Which page this is, counted from 0.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The column that it is sorted by.
    pub column: Column,
    /// Whether the largest is first.
    pub descending: bool,
}

/// A deployment in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "the worker fills it, views show it")]
pub struct TableRow {
    /// What was decided for it.
    pub row: Row<'static>,
    /// What is to be done.
    pub todo: Todo,
    /// The link to its whole plan, with the names of its clusters.
    pub link: String,
}
