//! The plan with every word in place: what JSON publishes and what the other forms lay out.

use certplan_core::assessment::{Assessment, Finding};
use certplan_core::facts::{ClusterDocument, ClusterName, FactsDocument};
use certplan_core::lifecycle::Outlook;
use certplan_core::note::{Conflict, Note, NoteId};
use certplan_core::plan::{ClusterLayer, ClusterLayers};
use certplan_core::source::{RULES_AS_OF, RULES_VERSION, Source};
use certplan_core::timeline::Timeline;
use certplan_core::{Plan, Step};
use serde::Serialize;

use crate::{json, powershell, words};

/// `certplan/plan/1`: which layers are affected, what to run, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanDocument {
    /// Always `certplan/plan/1`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "certplan/plan/1")))]
    pub schema: &'static str,
    /// The rule-set that decided.
    pub rules: RuleSetDocument,
    /// The answer in one sentence, led by what to do.
    pub summary: String,
    /// The facts as they were understood.
    pub facts: FactsDocument,
    /// The same in words: what is asked, and the answer.
    #[serde(skip)]
    pub understood: Vec<(&'static str, String)>,
    /// What is not known and would make the answer firmer.
    #[serde(skip)]
    pub unknown: Vec<&'static str>,
    /// How long each credential lasts, in sentences; empty where nothing was switched off and nothing was read.
    #[serde(skip)]
    pub timeline: Vec<String>,
    /// Each layer and what the documents say of it.
    pub layers: Vec<LayerDocument>,
    /// Each cluster and the layers that a repair is documented for.
    pub clusters: Vec<ClusterLayersDocument>,
    /// What to do before the first change, in order.
    pub preflight: Vec<StepDocument>,
    /// The repair commands, in the order to run them.
    pub steps: Vec<StepDocument>,
    /// What to do afterwards, in order.
    pub aftercare: Vec<StepDocument>,
    /// Other credentials that this shutdown may have reached.
    pub advisories: Vec<NoteDocument>,
    /// What to know beside the commands.
    pub notes: Vec<NoteDocument>,
    /// Where the sources disagree or are silent.
    pub conflicts: Vec<ConflictDocument>,
    /// Every source of this answer.
    pub sources: Vec<SourceDocument>,
}

/// Which rules decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSetDocument {
    /// The version of the rule-set.
    pub version: u32,
    /// The date on which it was last compared with its sources.
    pub as_of: &'static str,
}

/// A layer and what the documents say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LayerDocument {
    /// `moc` or `kubernetes`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::names::<certplan_core::Layer>"))]
    pub layer: &'static str,
    /// `impacted` or `not_impacted`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::rules::Verdict>")
    )]
    pub verdict: &'static str,
    /// `documented` or `inferred`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::assessment::Basis>")
    )]
    pub basis: &'static str,
    /// `still_valid`, `unsure` or `lapsed`: what the lives of the certificates say; absent where nothing was switched off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::lifecycle::Outlook>")
    )]
    pub outlook: Option<&'static str>,
    /// Why, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlook_why: Option<String>,
    /// Whether the facts lie where the page changes its answer or has none.
    pub boundary: bool,
    /// Why, in words.
    pub why: String,
    /// The rules that decided.
    pub rules: Vec<&'static str>,
    /// Their sources.
    pub sources: Vec<&'static str>,
    /// The layer in words.
    #[serde(skip)]
    pub name: &'static str,
    /// The verdict in words.
    #[serde(skip)]
    pub verdict_words: &'static str,
    /// The basis in words.
    #[serde(skip)]
    pub basis_words: &'static str,
    /// The outlook in words.
    #[serde(skip)]
    pub outlook_words: Option<&'static str>,
}

/// A cluster and its layers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClusterLayersDocument {
    /// `management`, `target` or `load_balancer`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::facts::ClusterKind>")
    )]
    pub kind: &'static str,
    /// Its name; absent where it is not known, and always for the management cluster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its layers.
    pub layers: Vec<ClusterLayerDocument>,
}

/// A layer of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClusterLayerDocument {
    /// `moc` or `kubernetes`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::names::<certplan_core::Layer>"))]
    pub layer: &'static str,
    /// Whether a repair is documented for this layer of this kind of cluster.
    pub applies: bool,
    /// What the lives of this cluster's certificates say, where they were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::lifecycle::Outlook>")
    )]
    pub outlook: Option<&'static str>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepDocument {
    /// The step's name.
    pub id: &'static str,
    /// What it does, in a few words.
    pub title: &'static str,
    /// The cluster it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<ClusterDocument>,
    /// The layer it repairs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::names::<certplan_core::Layer>"))]
    pub layer: Option<&'static str>,
    /// `read`, `change` or `outage`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::playbook::Effect>")
    )]
    pub effect: &'static str,
    /// The command, on one line.
    pub command: String,
    /// `always` or `if_check_fails`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::plan::When>")
    )]
    pub when: &'static str,
    /// `documented`, `inferred`, `outlook`, `evidence` or `practice`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::assessment::Basis>")
    )]
    pub basis: &'static str,
    /// Why it is in the plan.
    pub why: &'static str,
    /// How to know that it worked.
    pub check: CheckDocument,
    /// What to do where it did not.
    pub if_it_fails: &'static [&'static str],
    /// True where everything ends here when the check is bad.
    #[serde(skip_serializing_if = "is_false")]
    pub hard_stop: bool,
    /// Its sources.
    pub sources: Vec<&'static str>,
    /// When to run it, in words, where that is not in any case.
    #[serde(skip)]
    pub when_words: Option<&'static str>,
    /// The effect in words.
    #[serde(skip)]
    pub effect_words: &'static str,
    /// The basis in words.
    #[serde(skip)]
    pub basis_words: &'static str,
}

/// How to know that a step worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckDocument {
    /// The commands, one a line.
    pub command: String,
    /// What good looks like.
    pub good: &'static str,
    /// What bad looks like.
    pub bad: &'static str,
    /// How long to wait before judging.
    pub wait: &'static str,
    /// The longest such wait, in minutes.
    #[serde(skip)]
    pub minutes: u16,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoteDocument {
    /// The note's name.
    pub id: &'static str,
    /// What to know.
    pub text: String,
    /// Its sources.
    pub sources: Vec<&'static str>,
    /// Whether it may change which commands to run, so that it must not be missed.
    #[serde(skip)]
    pub changes_what_to_run: bool,
}

/// A place where the sources disagree or are silent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConflictDocument {
    /// The conflict's name.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Who says what.
    pub claims: Vec<ClaimDocument>,
    /// What this answer does about it.
    pub ruling: &'static str,
    /// Its sources.
    pub sources: Vec<&'static str>,
}

/// What one source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimDocument {
    /// What it says, in our words.
    pub text: &'static str,
    /// The source.
    pub source: &'static str,
}

/// A source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceDocument {
    /// The source's name.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its address.
    pub url: &'static str,
    /// The date it bears or was read on.
    pub as_of: &'static str,
    /// `stated`, `source-code`, `reported` or `inferred`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::source::Strength>")
    )]
    pub strength: &'static str,
    /// The strength in words.
    #[serde(skip)]
    pub strength_words: &'static str,
}

impl PlanDocument {
    /// The plan in words.
    pub fn new(plan: &Plan<'_>) -> Self {
        let assessment = &plan.assessment;
        let steps = |steps: &[Step<'_>]| steps.iter().map(StepDocument::new).collect();
        let notes = |notes: &[&Note]| notes.iter().map(|note| NoteDocument::new(note, assessment)).collect();
        Self {
            schema: "certplan/plan/1",
            rules: RuleSetDocument { version: RULES_VERSION, as_of: RULES_AS_OF },
            summary: words::summary(plan),
            facts: FactsDocument::new(assessment.facts),
            understood: words::facts(assessment.facts),
            unknown: words::unknown(assessment.facts),
            timeline: Timeline::of(assessment)
                .map(|timeline| words::timeline_sentences(&timeline))
                .unwrap_or_default(),
            layers: assessment
                .findings
                .iter()
                .map(|finding| LayerDocument::new(finding, assessment))
                .collect(),
            clusters: plan.clusters.iter().map(ClusterLayersDocument::new).collect(),
            preflight: steps(&plan.preflight),
            steps: steps(&plan.repairs),
            aftercare: steps(&plan.aftercare),
            advisories: notes(&plan.advisories),
            notes: notes(&plan.notes),
            conflicts: plan.conflicts.iter().map(|conflict| ConflictDocument::new(conflict)).collect(),
            sources: plan.sources().into_iter().map(SourceDocument::new).collect(),
        }
    }

    /// The contract's JSON, indented, with a newline at its end.
    pub fn json(&self) -> String {
        json::written(self)
    }

    /// The source of that name.
    pub fn source(&self, id: &str) -> Option<&SourceDocument> {
        self.sources.iter().find(|source| source.id == id)
    }
}

fn owned(name: Option<&ClusterName>) -> Option<String> {
    name.map(|name| name.as_str().into())
}

/// The names of sources; two in a row from one source name it once.
pub(crate) fn names(sources: &[&'static Source]) -> Vec<&'static str> {
    let mut names = Vec::with_capacity(sources.len());
    for source in sources {
        if names.last() != Some(&source.id) {
            names.push(source.id);
        }
    }
    names
}

impl LayerDocument {
    fn new(finding: &Finding, assessment: &Assessment<'_>) -> Self {
        let (mut rules, mut sources) = (Vec::new(), Vec::new());
        for rule in finding.rules() {
            rules.push(rule.id.as_str());
            sources.push(rule.source);
        }
        Self {
            layer: finding.layer.as_str(),
            verdict: finding.verdict.as_str(),
            basis: finding.basis.as_str(),
            outlook: finding.outlook.map(Outlook::as_str),
            outlook_why: words::outlook_why(finding, assessment.facts),
            boundary: finding.boundary,
            why: words::finding(finding, assessment),
            rules,
            sources: names(&sources),
            name: words::layer_title(finding.layer),
            verdict_words: words::verdict(finding.verdict),
            basis_words: words::basis(finding.basis),
            outlook_words: words::finding_outlook(finding),
        }
    }
}

impl ClusterLayersDocument {
    fn new(cluster: &ClusterLayers<'_>) -> Self {
        let layer = |layer: &ClusterLayer| ClusterLayerDocument {
            layer: layer.layer.as_str(),
            applies: layer.applies,
            outlook: layer.outlook.map(Outlook::as_str),
        };
        Self {
            kind: cluster.kind.as_str(),
            name: owned(cluster.name),
            layers: cluster.layers.iter().map(layer).collect(),
        }
    }
}

impl StepDocument {
    pub(crate) fn new(step: &Step<'_>) -> Self {
        let words = words::step(step.entry.id);
        Self {
            id: step.entry.id.as_str(),
            title: words.title,
            cluster: step.cluster.map(ClusterDocument::new),
            layer: step.entry.layer.map(certplan_core::Layer::as_str),
            effect: step.entry.effect.as_str(),
            command: powershell::command(&step.command()),
            when: step.when.as_str(),
            basis: step.basis.as_str(),
            why: words.why,
            check: CheckDocument {
                command: powershell::lines(step.check()),
                good: words.good,
                bad: words.bad,
                wait: words.wait,
                minutes: words.minutes,
            },
            if_it_fails: words.if_it_fails,
            hard_stop: step.entry.hard_stop,
            sources: names(step.entry.sources),
            when_words: words::when(step.when),
            effect_words: words::effect(step.entry.effect),
            basis_words: words::basis(step.basis),
        }
    }
}

impl NoteDocument {
    fn new(note: &Note, assessment: &Assessment<'_>) -> Self {
        Self {
            id: note.id.as_str(),
            text: words::note(note.id, assessment.facts),
            sources: names(note.sources),
            changes_what_to_run: changes_what_to_run(note.id),
        }
    }
}

const fn changes_what_to_run(note: NoteId) -> bool {
    matches!(
        note,
        NoteId::ManagementFirst
            | NoteId::LoadBalancerQuestion
            | NoteId::LoneLoadBalancer
            | NoteId::BalancerOnRepair
            | NoteId::NameMissing
            | NoteId::NotYetValid
            | NoteId::OutageByEvidence
            | NoteId::ShorterThanEvidence
            | NoteId::UpdatedDuringShutdown
            | NoteId::RulesOld
            | NoteId::ZoneAssumed
    )
}

impl ConflictDocument {
    fn new(conflict: &Conflict) -> Self {
        let words = words::conflict(conflict.id);
        let mut claims = Vec::with_capacity(conflict.sides.len());
        for (text, side) in words.claims.iter().zip(conflict.sides) {
            claims.push(ClaimDocument { text, source: side.id });
        }
        Self {
            id: conflict.id.as_str(),
            title: words.title,
            claims,
            ruling: words.ruling,
            sources: names(conflict.sides),
        }
    }
}

impl SourceDocument {
    /// The source as the contract writes it.
    pub fn new(source: &Source) -> Self {
        let Source { id, title, url, as_of, strength } = *source;
        Self { id, title, url, as_of, strength: strength.as_str(), strength_words: words::strength(strength) }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
