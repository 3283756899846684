//! The words around a forecast.

use certplan_core::facts::Moment;
use certplan_core::forecast::{Lapse, Point};

use super::super::{length, moment};

/// The title of the document.
pub const TITLE: &str = "Before a shutdown: AKS on Windows Server";
/// When to be back.
pub const RETURNS: &str = "When to be back";
/// The columns of that table.
pub const RETURN_COLUMNS: [&str; 3] =
    ["Layer", "Certificates still valid until", "Not affected by Microsoft's table until"];
/// What will expire.
pub const LAPSES: &str = "What will expire";
/// The columns of that table.
pub const LAPSE_COLUMNS: [&str; 4] = ["Credential", "Expires", "On the day", "Then"];
/// No return is soon enough.
pub const NO_SAFE_RETURN: &str = "no time is short enough: check first";
/// Every shutdown counts.
pub const NO_LIMIT: &str = "none: the table counts every shutdown as affected";
/// Nothing is said of that day.
pub const NO_OUTLOOK: &str = "-";
/// The commands afterwards.
pub const AFTERWARDS: &str = "Afterwards, run";
/// When to switch on during a long stop.
pub const BREAKS: &str = "Or switch on in between";

/// A point in time.
pub fn point(point: Point) -> String {
    match point {
        Point::After(after) => format!("{} after the shutdown", length(after)),
        Point::At(instant) => moment(&instant.to_string()),
        Point::On(date) => Moment::Date(date).to_string(),
    }
}

/// When a credential expires.
pub fn window(lapse: &Lapse) -> String {
    match (lapse.from.map(point), lapse.by.map(point)) {
        (Some(from), Some(by)) if from == by => from,
        (Some(from), Some(by)) => format!("between {from} and {by}"),
        (Some(from), None) => format!("from {from}, perhaps"),
        (None, Some(by)) => format!("by {by} at the latest"),
        (None, None) => "not known without its date".to_owned(),
    }
}
