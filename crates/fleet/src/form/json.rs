//! Rows of JSON, alone or in one document.

use certplan_core::Plan;
use certplan_core::source::{RULES_AS_OF, RULES_VERSION};
use certplan_render::document::PlanDocument;
use certplan_render::json;

use super::Form;
use crate::deployment::Deployment;
use crate::row::Row;
use crate::summary::Summary;

pub(super) fn begin(out: &mut Vec<u8>) {
    let head = format!(
        "{{\n\"schema\": \"certplan/fleet/1\",\n\"rules\": {{\"version\": {RULES_VERSION}, \"as_of\": \"{RULES_AS_OF}\"}},\n\"deployments\": ["
    );
    out.extend_from_slice(head.as_bytes());
}

pub(super) fn row(
    form: Form,
    rows: u64,
    deployment: &Deployment,
    plan: &Plan<'_>,
    full: bool,
    out: &mut Vec<u8>,
) {
    if form == Form::Json {
        out.extend_from_slice(if rows == 0 { b"\n" } else { b",\n" });
    }
    let row = Row { plan: full.then(|| PlanDocument::new(plan)), ..Row::new(deployment, plan) };
    value(&row, out);
    if form == Form::Ndjson {
        out.push(b'\n');
    }
}

pub(super) fn end(rows: u64, summary: &Summary, out: &mut Vec<u8>) {
    out.extend_from_slice(if rows == 0 { b"],\n\"summary\": " } else { b"\n],\n\"summary\": " });
    value(summary, out);
    out.extend_from_slice(b"\n}\n");
}

fn value(value: &impl serde::Serialize, out: &mut Vec<u8>) {
    out.extend_from_slice(json::line(value).as_bytes());
}
