//! The decision of Certplan: which certificate layers of AKS on Windows Server a shutdown affected, and what to run.
//!
//! Three steps, each a pure function of its argument: [`Facts`] are read from what a person typed ([`facts::Answers`]),
//! [`assess`] holds them against the tables of the documents ([`rules`]), and [`plan()`] takes what applies from the one
//! written order ([`playbook`]).
//!
//! ```
//! use certplan_core::facts::{Answers, Utc};
//! use certplan_core::{assess, plan};
//!
//! let answers = Answers { shutdown: Some("10d"), clusters: vec!["target=prod"], ..Answers::default() };
//! let facts = answers.read(&Utc).unwrap();
//! let assessment = assess(&facts);
//! let plan = plan(&assessment);
//! assert_eq!(plan.repairs[0].entry.id.as_str(), "fix-kubelet");
//! ```
//!
//! This crate has no clock, no input or output, and no sentence but those of its errors: what a plan says in words is the
//! business of `certplan-export`. It runs no command and is not for AKS on Azure Local, which is another product.

// The macro for closed enums names them in other crates.
#[cfg(feature = "schema")]
#[doc(hidden)]
pub use schemars;
#[doc(hidden)]
pub use serde;

pub mod assessment;
mod by_text;
pub mod case;
pub mod circumstance;
pub mod closed;
pub mod command;
pub mod credential;
pub mod derived;
pub mod document;
pub mod facts;
mod finding;
pub mod fleet;
pub mod forecast;
pub mod layer;
pub mod lifecycle;
pub mod long_stop;
pub mod mode;
pub mod note;
pub mod outage;
pub mod plan;
pub mod playbook;
pub mod power;
pub mod powershell;
pub mod report;
pub mod rules;
pub mod source;
pub mod symptom;
pub mod timeline;

pub use assessment::{Assessment, Finding, assess};
pub use facts::Facts;
pub use forecast::{Forecast, forecast};
pub use layer::Layer;
pub use plan::{Plan, Step, plan};
pub use symptom::{Explanation, explain};
