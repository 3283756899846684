//! What is decided for many deployments: a row each, and all of them together. Rows and summary are parts of
//! `certplan/fleet/1`.

mod row;
mod summary;
mod table;
mod todo;

pub use row::{LayerRow, Row, StepRow};
pub use summary::{HitCounts, Summary, TodoCounts, WorstRow};
pub use table::{Column, TablePage, TableRow};
pub use todo::{Badness, Todo};
