//! Rows of JSON, alone or in one document.

use std::fmt::Write as _;

use certplan_core::Plan;
use certplan_core::fleet::Summary;
use certplan_core::source::{RULES_AS_OF, RULES_VERSION};
use certplan_export::document::PlanDocument;
use certplan_export::json;

use crate::deployment::Deployment;
use crate::row::{RowWithPlan, row as compact};

pub(super) fn begin(page: &mut String) {
    *page += "{\n\"schema\": \"certplan/fleet/1\",\n";
    let _ = writeln!(page, "\"rules\": {{\"version\": {RULES_VERSION}, \"as_of\": \"{RULES_AS_OF}\"}},");
    *page += "\"deployments\": [";
}

pub(super) fn row(deployment: &Deployment, plan: &Plan<'_>, full: bool, page: &mut String) {
    let row = compact(deployment, plan);
    if full {
        json::push(page, &RowWithPlan { row, plan: Some(PlanDocument::new(plan)) });
    } else {
        json::push(page, &row);
    }
}

pub(super) fn end(summary: &Summary, page: &mut String) {
    *page += "],\n\"summary\": ";
    json::push(page, summary);
    *page += "\n}\n";
}
