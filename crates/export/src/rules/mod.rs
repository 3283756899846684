//! The rule-set itself, for the reviewer: every row with its source, strength and date.

mod dmn;
mod markdown;
mod text;

pub use dmn::dmn;
pub use markdown::{Table, markdown};
pub use text::text;

use certplan_core::closed::Closed;
use certplan_core::command::{Cmdlets, Command};
use certplan_core::layer::Layer;
use certplan_core::lifecycle::{CREDENTIALS, Credential};
use certplan_core::note::CONFLICTS;
use certplan_core::playbook::{Entry, PLAYBOOK};
use certplan_core::rules::{
    COMMANDS, CommandRule, REPAIR_POLICIES, RepairPolicyRule, Rule, SHUTDOWN, UPDATE, Verdict,
};
use certplan_core::source::{RULES_AS_OF, RULES_VERSION, SOURCES};
use certplan_core::symptom::{PORTS, Port};
use serde::Serialize;

use crate::document::SourceDocument;
use crate::{json, powershell, words};

/// `certplan/rules/1`: the rule-set as data.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct RulesDocument {
    /// Always `certplan/rules/1`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "certplan/rules/1")))]
    schema: &'static str,
    /// The version of the rule-set.
    version: u32,
    /// The date on which it was last checked against its sources.
    as_of: &'static str,
    /// What the length of a shutdown says.
    shutdown: Vec<RuleRow>,
    /// What the time since the last update says.
    since_update: Vec<RuleRow>,
    /// Which command repairs which layer of which cluster.
    commands: Vec<CommandRow>,
    /// When a repair is run.
    treatment: Vec<TreatmentRow>,
    /// The credentials and how long each lives.
    credentials: Vec<CredentialRow>,
    /// The one full order of steps.
    playbook: Vec<PlaybookRow>,
    /// The ports that decide what a message is about.
    ports: Vec<PortRow>,
    /// Where the sources disagree or are silent.
    conflicts: Vec<ConflictRow>,
    /// Every source.
    sources: Vec<SourceDocument>,
}

/// What one fact says of the layers.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct RuleRow {
    /// Its name.
    id: &'static str,
    /// The cases of the fact that it holds for.
    cases: Vec<&'static str>,
    /// What it says of the infrastructure layer; null where it says nothing.
    moc: Option<&'static str>,
    /// What it says of the Kubernetes layer; null where it says nothing.
    kubernetes: Option<&'static str>,
    /// Whether the case lies where the page changes its answer or has none.
    boundary: bool,
    /// How firmly the source carries it.
    strength: &'static str,
    /// Why.
    why: &'static str,
    /// Its source.
    source: &'static str,
}

/// A documented repair.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CommandRow {
    /// The kinds of clusters.
    clusters: Vec<&'static str>,
    /// The layers.
    layers: Vec<&'static str>,
    /// The command; null where none is documented.
    command: Option<String>,
    /// The step of the playbook; null where there is none.
    step: Option<&'static str>,
    /// Its source.
    source: &'static str,
}

/// What becomes of a repair.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct TreatmentRow {
    /// What the documents say.
    verdict: Vec<&'static str>,
    /// What the lives of the certificates say.
    outlook: Vec<&'static str>,
    /// When the repair is run; null where it is not in the plan.
    when: Option<&'static str>,
    /// What puts it into the plan, the documents or the lives; null where it is not in the plan.
    rests_on: Option<&'static str>,
}

/// A credential.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CredentialRow {
    /// Its name.
    id: &'static str,
    /// The same in words.
    name: &'static str,
    /// The builds that it is so in.
    builds: Vec<&'static str>,
    /// The layer that it speaks for; null where it is only pointed out.
    speaks_for: Option<&'static str>,
    /// How long it lives; null where no document says.
    life: Option<String>,
    /// What is left of that when something is switched off.
    left: String,
    /// What renews it.
    renewal: &'static str,
    /// What breaks when it expires.
    breaks: &'static str,
    /// How firmly its sources carry it.
    strength: &'static str,
    /// Its sources.
    sources: Vec<&'static str>,
}

/// A step of the playbook.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct PlaybookRow {
    /// Its name.
    id: &'static str,
    /// The part of the plan.
    phase: &'static str,
    /// What it is done once for.
    scope: &'static str,
    /// What it does to the system.
    effect: &'static str,
    /// What it does, in a few words.
    title: &'static str,
    /// Its command.
    command: String,
    /// The steps that come before it.
    needs: Vec<&'static str>,
    /// Its sources.
    sources: Vec<&'static str>,
}

/// A port of a deployment.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct PortRow {
    /// Its number.
    number: u16,
    /// What answers there.
    answers: &'static str,
    /// Its sources.
    sources: Vec<&'static str>,
}

/// A place where the sources disagree or are silent.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ConflictRow {
    /// Its name.
    id: &'static str,
    /// What it is about.
    title: &'static str,
    /// Who says what: the source, and its claim in our words.
    claims: Vec<(&'static str, &'static str)>,
    /// What is done about it here.
    ruling: &'static str,
}

/// The rule-set as JSON (`certplan/rules/1`).
pub fn json() -> String {
    json::written(&RulesDocument::new())
}

impl RulesDocument {
    fn new() -> Self {
        Self {
            schema: "certplan/rules/1",
            version: RULES_VERSION,
            as_of: RULES_AS_OF,
            shutdown: SHUTDOWN
                .iter()
                .map(|row| RuleRow::new(&row.rule, row.shutdown.values().map(Closed::id).collect()))
                .collect(),
            since_update: UPDATE
                .iter()
                .map(|row| RuleRow::new(&row.rule, row.since_update.values().map(Closed::id).collect()))
                .collect(),
            commands: COMMANDS.iter().map(CommandRow::new).collect(),
            treatment: REPAIR_POLICIES.iter().map(TreatmentRow::new).collect(),
            credentials: CREDENTIALS.iter().map(CredentialRow::new).collect(),
            playbook: PLAYBOOK.iter().map(PlaybookRow::new).collect(),
            ports: PORTS.iter().map(PortRow::new).collect(),
            conflicts: CONFLICTS
                .iter()
                .map(|conflict| {
                    let words = words::conflict(conflict.id);
                    let claims =
                        conflict.sides.iter().zip(words.claims).map(|(side, claim)| (side.id, *claim));
                    ConflictRow {
                        id: conflict.id.as_str(),
                        title: words.title,
                        claims: claims.collect(),
                        ruling: words.ruling,
                    }
                })
                .collect(),
            sources: SOURCES.iter().map(|source| SourceDocument::new(source)).collect(),
        }
    }
}

impl RuleRow {
    fn new(rule: &Rule, cases: Vec<&'static str>) -> Self {
        Self {
            id: rule.id.as_str(),
            cases,
            moc: rule.then.moc.map(Verdict::as_str),
            kubernetes: rule.then.kubernetes.map(Verdict::as_str),
            boundary: rule.boundary,
            strength: rule.strength.as_str(),
            why: words::rule(rule.id, Layer::Moc),
            source: rule.source.id,
        }
    }
}

impl CommandRow {
    fn new(row: &CommandRule) -> Self {
        let step = row.repair.and_then(|id| PLAYBOOK.iter().find(|entry| entry.id == id));
        Self {
            clusters: row.cluster.values().map(Closed::id).collect(),
            layers: row.layer.values().map(Closed::id).collect(),
            command: step.map(command),
            step: step.map(|entry| entry.id.as_str()),
            source: row.source.id,
        }
    }
}

impl TreatmentRow {
    fn new(row: &RepairPolicyRule) -> Self {
        Self {
            verdict: row.verdict.values().map(Closed::id).collect(),
            outlook: row.outlook.values().map(Closed::id).collect(),
            when: row.policy.map(|treatment| treatment.when.as_str()),
            rests_on: row.policy.map(|treatment| treatment.ground.as_str()),
        }
    }
}

impl CredentialRow {
    fn new(row: &Credential) -> Self {
        let words = words::credential(row.id);
        Self {
            id: row.id.as_str(),
            name: words.name,
            builds: row.eras.values().map(Closed::id).collect(),
            speaks_for: row.speaks_for.map(Layer::as_str),
            life: row.life.map(words::length),
            left: words::left(row.left),
            renewal: words::renewal(row.renewal),
            breaks: words.breaks,
            strength: row.strength.as_str(),
            sources: row.sources.iter().map(|source| source.id).collect(),
        }
    }
}

impl PortRow {
    fn new(port: &Port) -> Self {
        let Port { number, answers, sources, .. } = port;
        Self { number: *number, answers, sources: sources.iter().map(|source| source.id).collect() }
    }
}

impl PlaybookRow {
    fn new(entry: &Entry) -> Self {
        Self {
            id: entry.id.as_str(),
            phase: entry.phase.as_str(),
            scope: entry.scope.as_str(),
            effect: entry.effect.as_str(),
            title: words::step(entry.id).title,
            command: command(entry),
            needs: entry.needs.iter().map(|id| id.as_str()).collect(),
            sources: entry.sources.iter().map(|source| source.id).collect(),
        }
    }
}

fn command(entry: &Entry) -> String {
    let command = Command {
        program: entry.command.program,
        cmdlets: Cmdlets::Update,
        args: entry.command.args,
        cluster: None,
    };
    powershell::command(&command)
}
