//! A plan of Certplan in every written form.
//!
//! [`document::PlanDocument`] is the plan with every word in place, as JSON publishes it; text and Markdown lay the same
//! document out, HTML and scripts are written from the plan. Nothing here decides: what a form shows depends on what the plan holds, never on the facts.
//!
//! ```
//! use certplan_core::facts::{Answers, Utc};
//! use certplan_core::{assess, plan};
//! use certplan_export::Form;
//!
//! let answers = Answers { shutdown: Some("10d"), clusters: vec!["target=prod"], ..Answers::default() };
//! let facts = answers.read(&Utc).unwrap();
//! let text = Form::Text.write(&plan(&assess(&facts)));
//! assert!(text.contains("Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials"));
//! ```

pub mod ansible;
pub mod collector;
pub mod csv;
pub mod document;
pub mod explain;
pub mod explain_markup;
pub mod facts;
pub mod forecast;
mod form;
pub mod html;
pub mod ics;
pub mod json;
pub mod link;
pub mod markdown;
pub mod rules;
pub mod schedule;
#[cfg(feature = "schema")]
pub mod schema;
pub mod script;
pub mod svg;
pub mod text;

pub use certplan_core::powershell;
use certplan_words as words;

pub use form::{ForecastForm, Form};
