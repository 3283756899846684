//! A step as statements of Windows PowerShell: one for each [`Do`].

use certplan_core::command::Placeholder;
use certplan_core::playbook::Effect;
use certplan_core::spell::Spell;

use super::judge::{asks_a_person, judge};
use super::lines::Lines;
use super::{Act, Do, Scope};
use crate::powershell::{fill, in_script, literal, variable};
use crate::words;

pub(super) fn step(out: &mut Lines, act: &Act<'_>, body: &[Do]) {
    let entry = act.step.entry;
    let said = words::step(entry.id);
    let title = act.titled(said.title);
    out.add("");
    out.comment(&[entry.id.as_str(), ": ", &title].concat());
    let mut sources = String::new();
    for source in entry.sources {
        words::add(&mut sources, ", ", source.id);
    }
    out.comment(&["Rests on: ", words::basis(act.step.basis), " (", &sources, ")"].concat());
    out.fill("Show-Step '{}' '{}' '{}'", &[&title, said.why, said.wait]);
    for placeholder in act.asked() {
        let (name, whose) = (variable(placeholder), whose(act));
        out.fill("{} = Read-Value '{}' {}", &[&name, placeholder.as_str(), &whose]);
    }
    out.open("$Looks = @(");
    for (place, check) in act.step.check().enumerate() {
        let judged = judge(&check);
        let comma = if place + 1 < entry.check.len() { "," } else { "" };
        out.fill(
            "(New-Look { {} } '{}' {} '{}'){}",
            &[&in_script(&check), judged.proof.as_str(), judged.bad, judged.good, comma],
        );
    }
    out.close(")");
    does(out, act, body);
}

fn does(out: &mut Lines, act: &Act<'_>, body: &[Do]) {
    let id = act.step.entry.id;
    let said = words::step(id);
    let ask = if asks_a_person(act) { "$true" } else { "$false" };
    let condition = |test: &str, patience: &str| {
        let mut condition = String::new();
        fill(&mut condition, "{} $Looks{} {} '{}' '{}'", &[test, patience, ask, said.good, said.bad]);
        condition
    };
    for each in body {
        match each {
            Do::Unrecorded(inner) => {
                out.fill("if (Test-Pending {}) {", &[&key(act)]);
                inside(out, act, inner);
            }
            Do::Look => out.add("Show-Before $Looks"),
            Do::IfBad(bad, good) => branch(out, act, &condition("Test-Bad", ""), bad, good),
            Do::Judge(good, bad) => {
                let patience = [" ", &act.patience().spelt()].concat();
                branch(out, act, &condition("Test-Good", &patience), good, bad);
            }
            Do::Run(ran, failed) => run(out, act, ran, failed),
            Do::Advise => {
                let mut texts = String::new();
                for text in said.if_it_fails {
                    words::add(&mut texts, ", ", &literal(text));
                }
                out.fill("Show-Advice @({})", &[&texts]);
            }
            Do::UnlessAccepted(inner) => {
                out.add("if (-not (Confirm-Answer 'Go on all the same? (yes/no)')) {");
                inside(out, act, inner);
            }
            Do::Record => out.fill("Save-Done {}", &[&key(act)]),
            Do::EndCluster => {
                out.fill("$Ended[{}] = '{}'", &[&whose(act), id.as_str()]);
                out.add("break 'cluster'");
            }
            Do::EndAll => {
                out.fill("$Stopped = '{}'", &[id.as_str()]);
                out.add("break 'all'");
            }
        }
    }
}

/// What is done within the braces of the line before.
fn inside(out: &mut Lines, act: &Act<'_>, body: &[Do]) {
    out.depth += 1;
    does(out, act, body);
    out.close("}");
}

fn run(out: &mut Lines, act: &Act<'_>, ran: &[Do], failed: &[Do]) {
    let command = act.step.command();
    let changes = act.step.entry.effect != Effect::Read;
    out.fill("$Command = { {} }", &[&in_script(&command)]);
    if changes {
        out.fill("if ($PSCmdlet.ShouldProcess({}, $Command.ToString().Trim())) {", &[&whose(act)]);
    } else {
        out.add("if (Test-Real $Command) {");
    }
    out.depth += 1;
    let condition = ["(Invoke-Watched $Command '", judge(&command).proof.as_str(), "').Ran"].concat();
    branch(out, act, &condition, ran, failed);
    out.close("}");
    if changes {
        out.add("elseif (-not $WhatIfPreference) {");
        out.fill("    [void]$Declined.Add({})", &[&key(act)]);
        out.add("}");
    }
}

fn branch(out: &mut Lines, act: &Act<'_>, condition: &str, yes: &[Do], no: &[Do]) {
    if yes.is_empty() {
        if no.is_empty() {
            out.fill("$null = {}", &[condition]);
        } else {
            out.fill("if (-not ({})) {", &[condition]);
            inside(out, act, no);
        }
        return;
    }
    out.fill("if ({}) {", &[condition]);
    inside(out, act, yes);
    if !no.is_empty() {
        out.add("else {");
        inside(out, act, no);
    }
}

/// What ends together, as an expression.
pub(super) fn scope_key(scope: Scope<'_>) -> String {
    match scope {
        Scope::Management => literal("management cluster"),
        Scope::Named(_) | Scope::Given => of_target("target", scope),
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
        Some(scope) => of_target(id, scope),
    }
}

/// A word and the name of a target, as an expression.
fn of_target(word: &str, scope: Scope<'_>) -> String {
    let mut key = String::new();
    match scope {
        Scope::Named(name) => key = literal(&[word, " ", name.as_str()].concat()),
        Scope::Management | Scope::Given => {
            fill(&mut key, "('{} ' + {})", &[word, &variable(Placeholder::ClusterName)]);
        }
    }
    key
}
