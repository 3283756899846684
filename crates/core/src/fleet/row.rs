//! The compact row of a deployment.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::assessment::{Basis, Finding};
use crate::layer::Layer;
use crate::lifecycle::Outlook;
use crate::note::{ConflictId, NoteId};
use crate::plan::When;
use crate::rules::Verdict;

/// What was decided for one deployment, without the words of a full plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "readers fill it, views show it")]
pub struct Row<'a> {
    /// The deployment.
    pub deployment: Cow<'a, str>,
    /// The host on which the commands are run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<Cow<'a, str>>,
    /// The numbers of its first and its last line.
    pub lines: (u64, u64),
    /// How many of its lines were rejected; the commands for their clusters are missing.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rejected_lines: u64,
    /// The length of the shutdown in seconds; null where nothing was switched off or the length is not known.
    pub shutdown_seconds: Option<u64>,
    /// True where something was switched off and it is not known for how long.
    #[serde(default, skip_serializing_if = "is_false")]
    pub shutdown_unknown: bool,
    /// True where the input has no length; the answer then assumes that nothing was switched off.
    #[serde(default, skip_serializing_if = "is_false")]
    pub shutdown_not_given: bool,
    /// How many clusters it has, load balancers and the management cluster among them.
    pub clusters: usize,
    /// Each layer and what the documents say of it.
    pub layers: [LayerRow; 2],
    /// The repair commands, in the order to run them.
    pub steps: Vec<StepRow>,
    /// The names of the notes that the full plan has.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub notes: Vec<NoteId>,
    /// The names of its conflicts.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub conflicts: Vec<ConflictId>,
}

/// What was decided of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "readers fill it, views show it")]
pub struct LayerRow {
    /// `moc` or `kubernetes`.
    pub layer: Layer,
    /// `impacted` or `not_impacted`.
    pub verdict: Verdict,
    /// `documented` or `inferred`.
    pub basis: Basis,
    /// `still_valid`, `unsure` or `lapsed`; absent where nothing was switched off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Outlook"))]
    pub outlook: Option<Outlook>,
    /// Whether the facts lie where the page changes its answer or has none.
    #[serde(default, skip_serializing_if = "is_false")]
    pub boundary: bool,
}

impl From<&Finding> for LayerRow {
    fn from(finding: &Finding) -> Self {
        Self {
            layer: finding.layer,
            verdict: finding.verdict,
            basis: finding.basis,
            outlook: finding.outlook,
            boundary: finding.boundary,
        }
    }
}

/// A repair command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "readers fill it, views show it")]
pub struct StepRow {
    /// The command, on one line.
    pub command: String,
    /// `always` or `if_check_fails`.
    pub when: When,
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
