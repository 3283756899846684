//! A step as statements of Windows PowerShell: one for each [`Do`].

use certplan_core::command::{Command, Placeholder};
use certplan_core::playbook::Effect;

use super::judge::{asks_a_person, judge};
use super::lines::Lines;
use super::{Act, Do, Scope};
use crate::powershell::{asked_for, comment, in_script, literal, variable};
use crate::words;

pub(super) fn step(out: &mut Lines, act: &Act<'_>, body: &[Do]) {
    let said = words::step(act.step.entry.id);
    let cluster = act
        .step
        .cluster
        .map(|(kind, name)| words::cluster(kind, name.map(certplan_core::facts::ClusterName::as_str)));
    let title = cluster.map_or(said.title.into(), |cluster| format!("{} ({cluster})", said.title));
    out.add("");
    out.add(comment(&format!("{}: {title}", act.step.entry.id)));
    let sources: Vec<_> = act.step.entry.sources.iter().map(|source| source.id).collect();
    out.add(comment(&format!("Rests on: {} ({})", words::basis(act.step.basis), sources.join(", "))));
    out.add(format!("Show-Step {} {} {}", literal(&title), literal(said.why), literal(said.wait)));
    let commands = || [act.step.command()].into_iter().chain(act.step.check());
    let mut asked: Vec<Placeholder> = Vec::new();
    for placeholder in commands().flat_map(|command| asked_for(&command).collect::<Vec<_>>()) {
        if !asked.contains(&placeholder) {
            asked.push(placeholder);
            let (name, whose) = (variable(placeholder), whose(act));
            out.add(format!("{name} = Read-Value {} {whose}", literal(placeholder.as_str())));
        }
    }
    out.open("$Looks = @(");
    let checks: Vec<_> = act.step.check().collect();
    for (place, check) in checks.iter().enumerate() {
        let comma = if place + 1 < checks.len() { "," } else { "" };
        out.add(format!("{}{comma}", look(check)));
    }
    out.close(")");
    does(out, act, body);
}

fn look(check: &Command<'_>) -> String {
    let judged = judge(check);
    format!(
        "(New-Look {{ {} }} {} {} {})",
        in_script(check),
        literal(judged.proof.as_str()),
        judged.bad,
        literal(judged.good)
    )
}

fn does(out: &mut Lines, act: &Act<'_>, body: &[Do]) {
    let said = words::step(act.step.entry.id);
    let ask = if asks_a_person(act) { "$true" } else { "$false" };
    let words = format!("{ask} {} {}", literal(said.good), literal(said.bad));
    for each in body {
        match each {
            Do::Unrecorded(inner) => {
                out.open(&format!("if (Test-Pending {}) {{", key(act)));
                does(out, act, inner);
                out.close("}");
            }
            Do::Look => out.add("Show-Before $Looks"),
            Do::IfBad(bad, good) => branch(out, act, &format!("Test-Bad $Looks {words}"), bad, good),
            Do::Judge(good, bad) => {
                branch(out, act, &format!("Test-Good $Looks {} {words}", act.patience()), good, bad);
            }
            Do::Run(ran, failed) => run(out, act, ran, failed),
            Do::Advise => {
                let texts: Vec<_> = said.if_it_fails.iter().map(|text| literal(text)).collect();
                out.add(format!("Show-Advice @({})", texts.join(", ")));
            }
            Do::UnlessAccepted(inner) => {
                out.open("if (-not (Confirm-Answer 'Go on all the same? (yes/no)')) {");
                does(out, act, inner);
                out.close("}");
            }
            Do::Record => out.add(format!("Save-Done {}", key(act))),
            Do::EndCluster => {
                out.add(format!("$Ended[{}] = {}", whose(act), literal(act.step.entry.id.as_str())));
                out.add("break 'cluster'");
            }
            Do::EndAll => {
                out.add(format!("$Stopped = {}", literal(act.step.entry.id.as_str())));
                out.add("break 'all'");
            }
        }
    }
}

fn run(out: &mut Lines, act: &Act<'_>, ran: &[Do], failed: &[Do]) {
    let command = act.step.command();
    let changes = act.step.entry.effect != Effect::Read;
    out.add(format!("$Command = {{ {} }}", in_script(&command)));
    if changes {
        out.open(&format!("if ($PSCmdlet.ShouldProcess({}, $Command.ToString().Trim())) {{", whose(act)));
    } else {
        out.open("if (Test-Real $Command) {");
    }
    let proof = literal(judge(&command).proof.as_str());
    branch(out, act, &format!("(Invoke-Watched $Command {proof}).Ran"), ran, failed);
    out.close("}");
    if changes {
        out.open("elseif (-not $WhatIfPreference) {");
        out.add(format!("[void]$Declined.Add({})", key(act)));
        out.close("}");
    }
}

fn branch(out: &mut Lines, act: &Act<'_>, condition: &str, yes: &[Do], no: &[Do]) {
    match (yes, no) {
        ([], []) => out.add(format!("$null = {condition}")),
        ([], _) => {
            out.open(&format!("if (-not ({condition})) {{"));
            does(out, act, no);
            out.close("}");
        }
        (_, _) => {
            out.open(&format!("if ({condition}) {{"));
            does(out, act, yes);
            out.close("}");
            if !no.is_empty() {
                out.open("else {");
                does(out, act, no);
                out.close("}");
            }
        }
    }
}

/// What ends together, as an expression.
pub(super) fn scope_key(scope: Scope<'_>) -> String {
    match scope {
        Scope::Management => literal("management cluster"),
        Scope::Named(name) => literal(&format!("target {name}")),
        Scope::Given => format!("({} + {})", literal("target "), variable(Placeholder::ClusterName)),
    }
}

fn whose(act: &Act<'_>) -> String {
    act.scope.map_or_else(|| literal("this deployment"), scope_key)
}

/// The name of the step in the state file, as an expression.
fn key(act: &Act<'_>) -> String {
    let id = act.step.entry.id.as_str();
    match act.scope {
        None | Some(Scope::Management) => literal(id),
        Some(Scope::Named(name)) => literal(&format!("{id} {name}")),
        Some(Scope::Given) => {
            format!("({} + {})", literal(&format!("{id} ")), variable(Placeholder::ClusterName))
        }
    }
}
