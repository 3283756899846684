//! Many deployments at once: a plan for each, and a summary of all.
//!
//! [`Fleet`] takes bytes as they come, in pieces of any size, and gives a [`Deployment`] as soon as its last line has been
//! read; nothing but the deployment at hand is kept, so memory does not grow with the file. A line that cannot be read is
//! reported with its number and the reason, and changes no other deployment. [`Report`] writes what comes of it in one of the
//! [`Format`]s.
//!
//! ```
//! use certplan_core::facts::Utc;
//! use certplan_fleet::{Event, Fleet, Shared};
//!
//! let lines = b"{\"deployment\": \"berlin\", \"cluster\": \"prod\", \"shutdown\": \"45d\"}\n";
//! let mut fleet = Fleet::new(Shared::new(&Utc));
//! let mut repairs = 0;
//! fleet.push(lines, &mut |_| ());
//! fleet.finish(&mut |event| {
//!     if let Event::Deployment(deployment) = event {
//!         repairs = certplan_core::plan(&certplan_core::assess(&deployment.facts)).repairs.len();
//!     }
//! });
//! assert_eq!(repairs, 3);
//! ```
//!
//! Input is hostile: lines and deployments are bounded, nothing panics. This crate opens no file and reads no clock.

mod clusters;
mod deployment;
mod fact;
mod format;
mod gather;
mod group;
mod label;
mod line;
mod read;
pub mod report;
mod row;
#[cfg(feature = "schema")]
pub mod schema;
mod seen;
mod summary;

pub use certplan_core::fleet::{Badness, LayerRow, Row, StepRow, Summary, Todo};
pub use deployment::{Deployment, Event, Rejected};
pub use format::Format;
pub use gather::{Fleet, MOST_LINES, MOST_TEXT, ReadFacts, Shared};
pub use label::{Label, LabelError};
pub use read::MOST_LINE;
pub use report::{Report, Wanted};
pub use row::row;
pub use summary::Tally;
