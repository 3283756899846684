//! The rule-set itself, for the reviewer: every row with its source, strength and date.

use core::fmt::Write;

use certplan_core::closed::Closed;
use certplan_core::command::{Cmdlets, Command};
use certplan_core::layer::Layer;
use certplan_core::lifecycle::{CREDENTIALS, Credential};
use certplan_core::note::CONFLICTS;
use certplan_core::playbook::{Entry, PLAYBOOK};
use certplan_core::rules::{
    COMMANDS, CommandRule, Rule, SHUTDOWN, TREATMENT, TreatmentRule, UPDATE, Verdict,
};
use certplan_core::source::{RULES_AS_OF, RULES_VERSION, SOURCES};
use serde::Serialize;

use crate::document::SourceDocument;
use crate::{powershell, words};

/// `certplan/rules/1`: the rule-set as data.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct RulesDocument {
    /// Always `certplan/rules/1`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "certplan/rules/1")))]
    schema: &'static str,
    /// The version of the rule-set.
    version: u32,
    /// The date on which it was last held against its sources.
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
    /// What that rests on; null where there is nothing to rest.
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
    /// What breaks when it lapses.
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
    let mut json = serde_json::to_string_pretty(&RulesDocument::new()).unwrap_or_default();
    json.push('\n');
    json
}

/// The rule-set as Markdown: the book's reference page.
pub fn markdown() -> String {
    let mut text = String::new();
    let _ = write_markdown(&mut text, &RulesDocument::new());
    text
}

/// The rule-set as text for a terminal.
pub fn text() -> String {
    let mut text = String::new();
    let _ = write_text(&mut text, &RulesDocument::new());
    text
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
            treatment: TREATMENT.iter().map(TreatmentRow::new).collect(),
            credentials: CREDENTIALS.iter().map(CredentialRow::new).collect(),
            playbook: PLAYBOOK.iter().map(PlaybookRow::new).collect(),
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
    fn new(row: &TreatmentRule) -> Self {
        Self {
            verdict: row.verdict.values().map(Closed::id).collect(),
            outlook: row.outlook.values().map(Closed::id).collect(),
            when: row.treatment.map(|treatment| treatment.when.as_str()),
            rests_on: row.treatment.map(|treatment| treatment.ground.as_str()),
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

fn write_markdown(out: &mut String, rules: &RulesDocument) -> core::fmt::Result {
    writeln!(out, "# Rules\n\nRule-set {}, held against its sources on {}.\n", rules.version, rules.as_of)?;
    writeln!(
        out,
        "A layer is impacted when either of the first two tables says so. A dash leaves it to the other table."
    )?;
    for (title, rows) in
        [("Length of the shutdown", &rules.shutdown), ("Time since the last update", &rules.since_update)]
    {
        writeln!(
            out,
            "\n## {title}\n\n| Rule | Cases | MOC | Kubernetes | Strength | Why | Source |\n|---|---|---|---|---|---|---|"
        )?;
        for row in rows {
            writeln!(
                out,
                "| `{}` | {} | {} | {} | {}{} | {} | [{source}](#{source}) |",
                row.id,
                row.cases.join(", "),
                row.moc.unwrap_or("-"),
                row.kubernetes.unwrap_or("-"),
                row.strength,
                if row.boundary { ", at the limit" } else { "" },
                row.why,
                source = row.source,
            )?;
        }
    }
    writeln!(out, "\n## Commands\n\n| Cluster | Layer | Command | Source |\n|---|---|---|---|")?;
    for row in &rules.commands {
        let command = row.command.as_ref().map_or("none".into(), |command| format!("`{command}`"));
        let (clusters, layers) = (row.clusters.join(", "), row.layers.join(", "));
        writeln!(out, "| {clusters} | {layers} | {command} | [{source}](#{source}) |", source = row.source)?;
    }
    writeln!(
        out,
        "\n## What becomes of a repair\n\nThe documents' verdict is never changed. The lives of the certificates say whether its repair \
         is run in any case or only where its check fails.\n\n<!-- ANCHOR: treatment -->\n\n| Verdict | Outlook | The repair is run | Rests on |\n|---|---|---|---|"
    )?;
    for TreatmentRow { verdict, outlook, when, rests_on } in &rules.treatment {
        let (when, ground) = (when.unwrap_or("not in the plan"), rests_on.unwrap_or("-"));
        writeln!(out, "| {} | {} | {when} | {ground} |", verdict.join(", "), outlook.join(", "))?;
    }
    writeln!(out, "\n<!-- ANCHOR_END: treatment -->")?;
    writeln!(out, "\n## Credentials\n\n<!-- ANCHOR: credentials -->")?;
    write_credentials(out, &rules.credentials)?;
    writeln!(out, "<!-- ANCHOR_END: credentials -->")?;
    writeln!(out, "\n## Playbook\n\nThe one full order. A plan leaves out what does not apply.\n")?;
    writeln!(
        out,
        "| Step | Part | Once for each | Effect | What | Command | Sources |\n|---|---|---|---|---|---|---|"
    )?;
    for row in &rules.playbook {
        let PlaybookRow { id, phase, scope, effect, title, command, .. } = row;
        writeln!(
            out,
            "| `{id}` | {phase} | {scope} | {effect} | {title} | `{command}` | {} |",
            row.sources.join(", ")
        )?;
    }
    writeln!(out, "\n## Conflicts and gaps")?;
    for row in &rules.conflicts {
        writeln!(out, "\n### {}\n", row.title)?;
        for (source, claim) in &row.claims {
            writeln!(out, "- [{source}](#{source}): {claim}")?;
        }
        writeln!(out, "- Here: {}", row.ruling)?;
    }
    writeln!(out, "\n## Sources")?;
    for SourceDocument { id, title, url, as_of, strength_words, .. } in &rules.sources {
        writeln!(out, "\n### {id}\n\n[{title}]({url}), {as_of}, {strength_words}")?;
    }
    Ok(())
}

/// The table of the credentials in Markdown.
fn write_credentials(out: &mut String, credentials: &[CredentialRow]) -> core::fmt::Result {
    writeln!(
        out,
        "\n| Credential | Builds | Speaks for | Life | Left at the shutdown | Renewal | When it lapses | Strength | Sources |\n|---|---|---|---|---|---|---|---|---|"
    )?;
    for row in credentials {
        let builds = if row.builds.len() > 1 { "all".into() } else { row.builds.join(", ") };
        let speaks_for = row.speaks_for.unwrap_or("none, pointed out");
        let life = row.life.as_deref().unwrap_or("not documented");
        let CredentialRow { id, name, left, renewal, breaks, strength, .. } = row;
        writeln!(
            out,
            "| `{id}`: {name} | {builds} | {speaks_for} | {life} | {left} | {renewal} | {breaks} | {strength} | {} |",
            row.sources.join(", ")
        )?;
    }
    Ok(())
}

fn write_text(out: &mut String, rules: &RulesDocument) -> core::fmt::Result {
    writeln!(out, "Certplan rules {}, held against their sources on {}.", rules.version, rules.as_of)?;
    for (title, rows) in
        [("LENGTH OF THE SHUTDOWN", &rules.shutdown), ("TIME SINCE THE LAST UPDATE", &rules.since_update)]
    {
        writeln!(
            out,
            "\n{title}\n\n  {:<24}{:<14}{:<14}{:<10}source",
            "rule", "moc", "kubernetes", "strength"
        )?;
        for row in rows {
            let (moc, kubernetes) = (row.moc.unwrap_or("-"), row.kubernetes.unwrap_or("-"));
            writeln!(out, "  {:<24}{moc:<14}{kubernetes:<14}{:<10}{}", row.id, row.strength, row.source)?;
        }
    }
    writeln!(out, "\nCOMMANDS\n")?;
    for row in &rules.commands {
        let command = row.command.as_deref().unwrap_or("none on the page");
        writeln!(out, "  {}, {}:\n      {command}", row.clusters.join(" and "), row.layers.join(" and "))?;
    }
    writeln!(
        out,
        "\nWHAT BECOMES OF A REPAIR\n\n  {:<14}{:<28}{:<18}rests on",
        "verdict", "outlook", "is run"
    )?;
    for TreatmentRow { verdict, outlook, when, rests_on } in &rules.treatment {
        let (when, ground) = (when.unwrap_or("not in the plan"), rests_on.unwrap_or("-"));
        writeln!(out, "  {:<14}{:<28}{when:<18}{ground}", verdict.join(", "), outlook.join(", "))?;
    }
    writeln!(
        out,
        "\nCREDENTIALS\n\n  {:<24}{:<14}{:<12}left at the shutdown",
        "credential", "speaks for", "life"
    )?;
    for row in &rules.credentials {
        let (speaks_for, life) = (row.speaks_for.unwrap_or("-"), row.life.as_deref().unwrap_or("-"));
        writeln!(out, "  {:<24}{speaks_for:<14}{life:<12}{}", row.id, row.left)?;
    }
    writeln!(out, "\nPLAYBOOK\n")?;
    for row in &rules.playbook {
        writeln!(out, "  {:<34}{:<11}{:<8}{}", row.id, row.phase, row.effect, row.title)?;
    }
    writeln!(out, "\nCONFLICTS AND GAPS\n")?;
    for row in &rules.conflicts {
        writeln!(out, "  {:<34}{}", row.id, row.title)?;
    }
    writeln!(out, "\nSOURCES\n")?;
    for SourceDocument { id, url, as_of, strength, .. } in &rules.sources {
        writeln!(out, "  {id:<36}{as_of}  {strength:<12}\n      {url}")?;
    }
    Ok(())
}
