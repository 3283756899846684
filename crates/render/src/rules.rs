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

/// The rule-set as data.
#[derive(Serialize)]
struct RulesDocument {
    schema: &'static str,
    version: u32,
    as_of: &'static str,
    shutdown: Vec<RuleRow>,
    since_update: Vec<RuleRow>,
    commands: Vec<CommandRow>,
    treatment: Vec<TreatmentRow>,
    credentials: Vec<CredentialRow>,
    playbook: Vec<StepRow>,
    conflicts: Vec<ConflictRow>,
    sources: Vec<SourceDocument>,
}

#[derive(Serialize)]
struct RuleRow {
    id: &'static str,
    cases: Vec<&'static str>,
    moc: Option<&'static str>,
    kubernetes: Option<&'static str>,
    boundary: bool,
    strength: &'static str,
    why: &'static str,
    source: &'static str,
}

#[derive(Serialize)]
struct CommandRow {
    clusters: Vec<&'static str>,
    layers: Vec<&'static str>,
    command: Option<String>,
    step: Option<&'static str>,
    source: &'static str,
}

#[derive(Serialize)]
struct TreatmentRow {
    verdict: Vec<&'static str>,
    outlook: Vec<&'static str>,
    when: Option<&'static str>,
    rests_on: Option<&'static str>,
}

#[derive(Serialize)]
struct CredentialRow {
    id: &'static str,
    name: &'static str,
    builds: Vec<&'static str>,
    speaks_for: Option<&'static str>,
    life: Option<String>,
    left: String,
    renewal: &'static str,
    breaks: &'static str,
    strength: &'static str,
    sources: Vec<&'static str>,
}

#[derive(Serialize)]
struct StepRow {
    id: &'static str,
    phase: &'static str,
    scope: &'static str,
    effect: &'static str,
    title: &'static str,
    command: String,
    needs: Vec<&'static str>,
    sources: Vec<&'static str>,
}

#[derive(Serialize)]
struct ConflictRow {
    id: &'static str,
    title: &'static str,
    claims: Vec<(&'static str, &'static str)>,
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
            playbook: PLAYBOOK.iter().map(StepRow::new).collect(),
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

impl StepRow {
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
        let StepRow { id, phase, scope, effect, title, command, .. } = row;
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
