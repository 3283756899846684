//! The table as a script for Windows PowerShell 5.1: the steps as data, above the engine that carries them out.

use certplan_core::Plan;
use certplan_core::command::{Arg, Command, Placeholder, Program};
use certplan_core::playbook::Phase;

use super::header::{self, Origin, made_from};
use super::{Act, Builds, Check, JUDGE, Key, Look, Scope, Script, lower, needs_name, windows};
use crate::document::PlanDocument;
use crate::powershell::{self, comment, in_script, literal, variable};
use crate::words;

/// The name of the file, without a path.
pub const fn file_name() -> &'static str {
    "certplan-repair.ps1"
}

/// What is typed to run the script, in the folder where it lies.
pub fn to_run(plan: &Plan<'_>) -> [String; 4] {
    header::to_run(file_name(), needs_name(plan))
}

/// Carries out the steps; reviewed in one file.
const ENGINE: &str = include_str!("engine.ps1");

/// From the first look at the host to the exit code.
const MAIN: &str = include_str!("main.ps1");

/// The script: ASCII, lines ended by CR and LF.
pub fn write(plan: &Plan<'_>, origin: Origin<'_>) -> String {
    let script = lower(plan);
    let document = PlanDocument::new(plan);
    let parameters = parameters(needs_name(plan));
    let mut text = head(plan, &document, origin);
    text += REQUIRES;
    text += &parameters;
    text += "function Invoke-CertplanRepair {\n";
    for part in [&*parameters, BEGIN, JUDGE, ENGINE, &data(&script, &document.summary), MAIN] {
        text += &indented(part);
    }
    text += END;
    windows(&text)
}

const REQUIRES: &str = "#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
#Requires -Modules AksHci
";

const BEGIN: &str = "Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
# What failed is told with warnings, whatever this window prefers.
$WarningPreference = 'Continue'

";

const END: &str = "}

if ($PSCommandPath) {
    exit (@(Invoke-CertplanRepair @PSBoundParameters)[-1])
}
Write-Host 'Nothing was run. Next: Invoke-CertplanRepair -WhatIf'
";

/// What the script is, what it was made from, how to run it.
fn head(plan: &Plan<'_>, document: &PlanDocument, origin: Origin<'_>) -> String {
    let mut text = String::new();
    let mut line = |line: &str| {
        text.push_str(&comment(line));
        text.push('\n');
    };
    line(&format!("{}: certificates after a shutdown, AKS on Windows Server", file_name()));
    line("");
    made_from(plan, document, origin, &mut line);
    header::WHERE_TO_RUN.lines().for_each(&mut line);
    for command in to_run(plan) {
        line(&format!("  {command}"));
    }
    header::HOW_IT_RUNS.lines().for_each(&mut line);
    text
}

fn parameters(needs_name: bool) -> String {
    let name = if needs_name {
        r"    # The name of the target cluster, as Get-AksHciCluster lists it.
    [Parameter(Mandatory = $true)]
    [ValidateLength(2, 63)]
    [ValidatePattern('\A[a-z0-9][a-z0-9-]*[a-z0-9]\z', Options = 'None')]
    [string]$ClusterName,
"
    } else {
        ""
    };
    format!(
        "[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
{name}    [string]$Folder = (Join-Path $env:USERPROFILE 'certplan'),
    [switch]$Resume,
    [switch]$Fresh,
    [switch]$RenameAccessFile,
    # Addresses of control-plane machines by the name of their target, where Hyper-V on this host does not know them.
    [hashtable]$ControlPlane = @{{}}
)
"
    )
}

/// The plan: what the engine is given.
fn data(script: &Script<'_>, summary: &str) -> String {
    let mut text = format!(
        "\n# ---- The plan ----\n$Summary = {}\n$Plan = 'certplan/state/1 {}'\n{}# The targets of this plan.\n$Targets = {}\n\
         # What the repair runs and checks with.\n$Needed = @({})\n$Steps = New-Object System.Collections.ArrayList\n",
        literal(summary),
        fingerprint(script),
        builds(script.builds),
        list(script.targets().into_iter().map(target_name)),
        needed(script).iter().map(|name| literal(name)).collect::<Vec<_>>().join(", "),
    );
    for act in &script.acts {
        text += &step(act);
    }
    text
}

/// The name of a target, as an expression.
fn target_name(scope: Scope<'_>) -> String {
    match scope {
        Scope::Named(name) => literal(name.as_str()),
        Scope::Management | Scope::Given => variable(Placeholder::ClusterName),
    }
}

/// The builds that a check of the build knows as those of this plan; Windows PowerShell.
pub(crate) fn builds(builds: Builds) -> String {
    let [first, end] =
        [builds.first, builds.end].map(|build| build.map_or(String::new(), |build| build.to_string()));
    format!(
        "# The builds that have this plan: from the first on, up to before the second.\n$FirstBuild = '{first}'\n$EndBuild = '{end}'\n"
    )
}

/// The programs of the repair, in the order of their names. What only checks may be missing: its check is then bad.
fn needed(script: &Script<'_>) -> Vec<&'static str> {
    let mut programs = Vec::new();
    for act in script.acts.iter().filter(|act| act.step.entry.phase == Phase::Repair) {
        for command in act.step.check().chain([act.step.command()]) {
            programs.push(command.program.name(command.cmdlets));
        }
    }
    programs.sort_unstable();
    programs.dedup();
    programs
}

/// A step as data.
fn step(act: &Act<'_>) -> String {
    let entry = act.step.entry;
    let sources: Vec<_> = entry.sources.iter().map(|source| source.id).collect();
    let mut text = String::from("\n");
    text += &comment(&format!("Why: {}", words::step(entry.id).why));
    text.push('\n');
    text += &comment(&format!("Source: {} ({})", words::basis(act.step.basis), sources.join(", ")));
    text += "\nAdd-Step @{\n";
    let mut field = |name: &str, value: &str| text.extend(["    ", name, " = ", value, "\n"]);
    field("Id", &key(act.key));
    field("Title", &title(act));
    if let Some(scope) = act.key.scope {
        field("Scope", &of_scope(scope));
    }
    if !act.needs.is_empty() {
        field("Needs", &list(act.needs.iter().map(|needed| key(*needed))));
    }
    if let Some(command) = &act.command {
        field("Command", &format!("{{ {} }}", runnable(command)));
    }
    if act.command.is_some() && act.changes() {
        field("Changes", "$true");
    }
    if act.only_if_bad() {
        field("OnlyIfBad", "$true");
    }
    if !act.checks.is_empty() {
        field("Check", &inner(&block(act.checks.iter().map(check))));
    }
    field("OnBad", &literal(act.on_bad.as_str()));
    if !act.expected.is_empty() {
        field("Expected", &literal(act.expected));
    }
    field("Advice", &inner(&block(act.advice().map(|(sign, text)| advice(sign, text)))));
    if !act.by_hand().is_empty() {
        field("ByHand", &by_hand(act));
    }
    text += "}\n";
    text
}

/// An advice and the message that it is for; Windows PowerShell.
pub(crate) fn advice(sign: &str, text: &str) -> String {
    record([("Sign", literal(sign)), ("Text", long_literal(text))])
}

/// A text as literals of one line each, put together again by the shell.
fn long_literal(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_inclusive(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() <= 90 => line.push_str(word),
            _ => lines.push(word.to_owned()),
        }
    }
    let literals: Vec<_> = lines.iter().map(|line| literal(line)).collect();
    match &literals[..] {
        [one] => one.clone(),
        several => format!("({})", several.join(" +\n    ")),
    }
}

/// A check; Windows PowerShell.
pub(crate) fn check(check: &Check<'_>) -> String {
    record([("Judge", literal(check.judge.as_str())), ("Run", format!("{{ {} }}", look(check.look)))])
}

/// Values by name, on one line where they fit.
fn record(fields: [(&str, String); 2]) -> String {
    let [first, second] = fields.map(|(name, value)| format!("{name} = {value}"));
    if first.len() + second.len() <= 100 {
        return format!("@{{ {first}; {second} }}");
    }
    format!("@{{\n{}}}", indented(&format!("{first}\n{second}")))
}

fn look(look: Look<'_>) -> String {
    match look {
        Look::Command(command) => runnable(&command),
        Look::TimeSource => "w32tm /query /source".into(),
        Look::ClockDifference => "Get-ClockDifference".into(),
        Look::Login => "Test-Login".into(),
        Look::AuthorityEnd => "Get-AuthorityEnd".into(),
        Look::ControlPlane(Some(name)) => format!("Test-ControlPlane {}", literal(name.as_str())),
        Look::ControlPlane(None) => format!("Test-ControlPlane {}", variable(Placeholder::ClusterName)),
    }
}

/// The command as the script runs it: what kubectl lists has no heading, or names alone, and does not wait for ever.
pub(crate) fn runnable(command: &Command<'_>) -> String {
    let line = in_script(command);
    if command.program != Program::Kubectl {
        return line;
    }
    let has_columns = [Arg::Word("nodes"), Arg::Word("pods")].iter().any(|list| command.args.contains(list));
    let form = if has_columns { "--no-headers" } else { "--output name" };
    format!("{line} {form} --request-timeout 30s")
}

/// Items of a list, a line each; four spaces further in.
pub(crate) fn block(items: impl Iterator<Item = String>) -> String {
    let lines: String = items.map(|item| indented(&item)).collect();
    format!("@(\n{lines})")
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("@({})", items.collect::<Vec<_>>().join(", "))
}

fn title(act: &Act<'_>) -> String {
    let title = words::step(act.key.id).title;
    match act.key.scope {
        None => literal(title),
        Some(Scope::Management) => literal(&format!("{title} (management cluster)")),
        Some(scope) => around_name(&format!("{title} (target "), scope, ")"),
    }
}

/// What is left for a person, with the command where the script runs none.
fn by_hand(act: &Act<'_>) -> String {
    let command = powershell::command(&act.step.command());
    let text = match (&act.command, act.checks.is_empty()) {
        (None, true) => format!("{} {command}", act.by_hand()),
        _ => act.by_hand().to_owned(),
    };
    match act.key.scope {
        None => literal(&text),
        Some(Scope::Management) => literal(&format!("management cluster: {text}")),
        Some(scope) => around_name("target ", scope, &format!(": {text}")),
    }
}

/// The name of the step in the state file, as an expression.
fn key(key: Key<'_>) -> String {
    match key.scope {
        None | Some(Scope::Management) => literal(key.id.as_str()),
        Some(scope) => around_name(&format!("{} ", key.id), scope, ""),
    }
}

/// Whose steps end together, as an expression.
fn of_scope(scope: Scope<'_>) -> String {
    match scope {
        Scope::Management => literal("management cluster"),
        Scope::Named(_) | Scope::Given => around_name("target ", scope, ""),
    }
}

/// A text with the name of a target in it, as an expression.
fn around_name(before: &str, scope: Scope<'_>, after: &str) -> String {
    match scope {
        Scope::Named(name) => literal(&format!("{before}{name}{after}")),
        Scope::Management | Scope::Given => {
            let text = literal(&format!("{before}<cluster-name>{after}"));
            format!(
                "({})",
                text.replace("<cluster-name>", &format!("' + {} + '", variable(Placeholder::ClusterName)))
            )
        }
    }
}

/// What is inside a field: its lines behind the first are further in.
fn inner(text: &str) -> String {
    indented(text).trim().to_owned()
}

/// The text, four spaces further in.
fn indented(text: &str) -> String {
    let mut lines = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        if !line.is_empty() {
            lines.push_str("    ");
            lines.push_str(line);
        }
        lines.push('\n');
    }
    lines
}

/// FNV-1a over the commands: a state file of another plan is not taken for this one's. No secret, so no more is needed.
fn fingerprint(script: &Script<'_>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for act in &script.acts {
        for line in [act.key.id.as_str(), act.step.when.as_str(), &in_script(&act.step.command())] {
            for byte in line.bytes().chain([b'\n']) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    format!("{hash:016x}")
}
