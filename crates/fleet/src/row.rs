//! The compact row of a deployment.

use std::borrow::Cow;

use certplan_core::Plan;
use certplan_core::facts::{Duration, Shutdown};
use certplan_core::fleet::{LayerRow, Row, StepRow};
use certplan_core::plan::Step;
use certplan_core::powershell;
use certplan_export::document::PlanDocument;
use serde::Serialize;

use crate::deployment::Deployment;
use crate::label::Label;

/// What was decided for one deployment. The full plan is beside it where that was asked for.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Row"))]
pub(crate) struct RowWithPlan<'a> {
    #[serde(flatten)]
    pub(crate) row: Row<'a>,
    /// The full plan (`certplan/plan/1`), where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) plan: Option<PlanDocument>,
}

/// The row of a deployment and its plan.
pub fn row<'a>(deployment: &'a Deployment, plan: &Plan<'_>) -> Row<'a> {
    let shutdown = deployment.facts.shutdown;
    let notes = plan.advisories.iter().chain(&plan.notes);
    Row {
        deployment: Cow::Borrowed(deployment.name.as_str()),
        host: deployment.host.as_ref().map(Label::as_str).map(Cow::Borrowed),
        lines: deployment.lines,
        rejected_lines: deployment.rejected_lines,
        shutdown_seconds: shutdown.length().map(Duration::seconds),
        shutdown_unknown: shutdown == Shutdown::Unknown,
        shutdown_not_given: !deployment.shutdown_is_given,
        clusters: plan.clusters.len(),
        layers: plan.assessment.findings.each_ref().map(LayerRow::from),
        steps: plan.repairs.iter().map(step).collect(),
        notes: notes.map(|note| note.id).collect(),
        conflicts: plan.conflicts.iter().map(|conflict| conflict.id).collect(),
    }
}

fn step(step: &Step<'_>) -> StepRow {
    StepRow { command: powershell::command(&step.command()), when: step.when }
}
