//! The compact row of a deployment.

use certplan_core::Plan;
use certplan_core::assessment::Finding;
use certplan_core::facts::{Duration, Shutdown};
use certplan_core::lifecycle::Outlook;
use certplan_core::plan::Step;
use certplan_export::document::PlanDocument;
use certplan_export::powershell;
use serde::Serialize;

use crate::deployment::Deployment;

/// What was decided for one deployment, without the words of a full plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row<'a> {
    /// The deployment.
    pub deployment: &'a str,
    /// The host on which the commands are run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<&'a str>,
    /// The numbers of its first and its last line.
    pub lines: (u64, u64),
    /// How many of its lines were rejected; the commands for their clusters are missing.
    #[serde(skip_serializing_if = "is_zero")]
    pub rejected_lines: u64,
    /// The length of the shutdown in seconds; null where nothing was switched off or the length is not known.
    pub shutdown_seconds: Option<u64>,
    /// True where something was switched off and nobody knows for how long.
    #[serde(skip_serializing_if = "is_false")]
    pub shutdown_unknown: bool,
    /// True where nothing says how long it was off, so that it was taken that nothing was switched off.
    #[serde(skip_serializing_if = "is_false")]
    pub shutdown_not_given: bool,
    /// How many clusters it has, load balancers and the management cluster among them.
    pub clusters: usize,
    /// Each layer and what the documents say of it.
    pub layers: [LayerRow; 2],
    /// The repair commands, in the order to run them.
    pub steps: Vec<StepRow>,
    /// The names of the notes that the full plan has.
    pub notes: Vec<&'static str>,
    /// The names of its conflicts.
    pub conflicts: Vec<&'static str>,
    /// The full plan (`certplan/plan/1`), where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanDocument>,
}

/// What was decided of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LayerRow {
    /// `moc` or `kubernetes`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "certplan_export::schema::names::<certplan_core::Layer>")
    )]
    pub layer: &'static str,
    /// `impacted` or `not_impacted`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "certplan_export::schema::names::<certplan_core::rules::Verdict>")
    )]
    pub verdict: &'static str,
    /// `documented` or `inferred`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "certplan_export::schema::names::<certplan_core::assessment::Basis>")
    )]
    pub basis: &'static str,
    /// `still_valid`, `unsure` or `lapsed`; absent where nothing was switched off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "certplan_export::schema::names::<certplan_core::lifecycle::Outlook>")
    )]
    pub outlook: Option<&'static str>,
    /// Whether the facts lie where the page changes its answer or has none.
    #[serde(skip_serializing_if = "is_false")]
    pub boundary: bool,
}

/// A repair command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepRow {
    /// The command, on one line.
    pub command: String,
    /// `always` or `if_check_fails`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "certplan_export::schema::names::<certplan_core::plan::When>")
    )]
    pub when: &'static str,
}

impl<'a> Row<'a> {
    /// The row of a deployment and its plan.
    pub fn new(deployment: &'a Deployment, plan: &Plan<'_>) -> Self {
        let shutdown = deployment.facts.shutdown;
        let notes = plan.advisories.iter().chain(&plan.notes);
        Self {
            deployment: deployment.name.as_str(),
            host: deployment.host.as_ref().map(crate::Label::as_str),
            lines: deployment.lines,
            rejected_lines: deployment.rejected_lines,
            shutdown_seconds: shutdown.length().map(Duration::seconds),
            shutdown_unknown: shutdown == Shutdown::Unknown,
            shutdown_not_given: !deployment.shutdown_is_given,
            clusters: plan.clusters.len(),
            layers: plan.assessment.findings.map(|finding| LayerRow::new(&finding)),
            steps: plan.repairs.iter().map(StepRow::new).collect(),
            notes: notes.map(|note| note.id.as_str()).collect(),
            conflicts: plan.conflicts.iter().map(|conflict| conflict.id.as_str()).collect(),
            plan: None,
        }
    }
}

impl LayerRow {
    pub(crate) fn new(finding: &Finding) -> Self {
        Self {
            layer: finding.layer.as_str(),
            verdict: finding.verdict.as_str(),
            basis: finding.basis.as_str(),
            outlook: finding.outlook.map(Outlook::as_str),
            boundary: finding.boundary,
        }
    }
}

impl StepRow {
    fn new(step: &Step<'_>) -> Self {
        Self { command: powershell::command(&step.command()), when: step.when.as_str() }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

#[cfg_attr(
    target_pointer_width = "64",
    expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")
)]
const fn is_zero(value: &u64) -> bool {
    *value == 0
}
