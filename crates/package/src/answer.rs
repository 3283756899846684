//! Facts or a text in, one answer out.

use certplan_core::assess;
use certplan_core::facts::Shutdown;
use certplan_core::source::{RULES_AS_OF, RULES_VERSION};
use certplan_core::symptom;
use certplan_export::document::{PlanDocument, RuleSetDocument};
use certplan_export::explain::ExplainDocument;
use certplan_export::facts;
use certplan_export::forecast::ForecastDocument;

use serde::Serialize;

use crate::refusal::{Refusal, json};

/// The plan for facts in `certplan/facts/1`: `certplan/plan/1`.
///
/// # Errors
///
/// The facts are wrong.
pub fn plan(json: &str) -> Result<String, Refusal> {
    let facts = facts::read(json)?;
    // No picture, and no writer of another form: this is all that the small module is made of.
    Ok(PlanDocument::new(&certplan_core::plan(&assess(&facts))).json())
}

/// The forecast for facts in `certplan/facts/1`: `certplan/forecast/1`.
///
/// # Errors
///
/// The facts are wrong, or say no length.
pub fn forecast(json: &str) -> Result<String, Refusal> {
    let facts = facts::read(json)?.looking_ahead();
    if matches!(facts.shutdown, Shutdown::None | Shutdown::Unknown) {
        return Err(Refusal::no_length());
    }
    Ok(ForecastDocument::new(&certplan_core::forecast(&facts)).json())
}

/// What an error message says: `certplan/explain/1`.
///
/// # Errors
///
/// The text is empty.
pub fn explain(text: &str) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::input("text", &"the text is empty; accepted: an error message"));
    }
    Ok(ExplainDocument::new(&symptom::explain(text)).json())
}

/// Which package this is, and which rules decide.
#[derive(Serialize)]
struct Version {
    version: &'static str,
    rules: RuleSetDocument,
}

/// The versions of the package and of the rules that decide.
pub fn version() -> String {
    let rules = RuleSetDocument { version: RULES_VERSION, as_of: RULES_AS_OF };
    json(&Version { version: env!("CARGO_PKG_VERSION"), rules })
}
