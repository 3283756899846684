//! A plan of Certplan in every written form.
//!
//! [`document::PlanDocument`] is the plan with every word in place, as JSON publishes it; text and Markdown lay the same
//! document out, and scripts are written from the plan. HTML and SVG are the components of `certplan-view`. Nothing here
//! decides: what a format shows depends on the plan, never on the facts.
//!
//! ```
//! use certplan_core::facts::{Answers, Utc};
//! use certplan_core::{assess, plan};
//! use certplan_export::Format;
//!
//! let answers = Answers { shutdown: Some("10d"), clusters: vec!["target=prod"], ..Answers::default() };
//! let facts = answers.read(&Utc).unwrap();
//! let text = Format::Text.write(&plan(&assess(&facts)));
//! assert!(text.contains("Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials"));
//! ```

pub mod ansible;
pub mod collector;
pub mod document;
pub mod explain;
pub mod explain_markdown;
pub mod facts;
pub mod forecast;
mod format;
pub mod ics;
pub mod json;
pub mod link;
pub mod markdown;
pub mod rules;
pub mod schedule;
#[cfg(feature = "schema")]
pub mod schema;
pub mod script;
pub mod text;

pub use certplan_core::powershell;
use certplan_words as words;

pub use format::{ForecastFormat, Format};
