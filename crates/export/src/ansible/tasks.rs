//! Tasks: what becomes of a step, for the deployment and for a target.

use certplan_core::command::{Command, Placeholder};
use certplan_core::plan::When;
use certplan_core::playbook::{Effect, Phase, StepId};

use super::yaml::{self, Yaml};
use crate::powershell::{fill, in_script, variable};
use crate::script::judge::{asks_a_person, judge};
use crate::script::{Act, Scope};
use crate::words;

/// A step on which all depends: where it is not good, a person may go on; a hard stop ends the host's turn.
pub(super) fn asked(out: &mut Yaml, act: &Act<'_>) {
    let said = words::step(act.step.entry.id);
    let title = said.title;
    if act.step.entry.effect != Effect::Read {
        change(out, act, title);
    } else if act.has_own_command() {
        // What it shows is for a person; it only looks.
        look(out, act, &[title, ": look"], &[act.step.command()], false);
    }
    let checks: Vec<_> = act.step.check().collect();
    look(out, act, &[title, ": check"], &checks, true);
    let advice = said.if_it_fails.join(" ");
    let if_bad = if act.step.entry.hard_stop {
        stop(
            out,
            &[title, ": stop where it is bad"],
            "certplan_look.result.good | default(false)",
            &advice,
            "",
        );
        "Type yes only where it is good; anything else stops here.".into()
    } else {
        ["If it is bad: ", &advice, " Type yes to go on, anything else to stop here."].concat()
    };
    let only_if = if asks_a_person(act) { "" } else { BAD };
    question(out, act, &[title, ": ask"], &if_bad, only_if);
    if act.step.entry.phase != Phase::Aftercare {
        stop(out, &[title, ": go on only after a yes"], YES, &advice, only_if);
    }
}

/// That the check before was not good.
const BAD: &str = "not (certplan_look.result.good | default(false))";

/// That a person typed it.
const YES: &str = "(certplan_answer.user_input | default('')) | lower in ['y', 'yes']";

/// Shows what a check gave, says what good and bad look like, and waits for an answer.
fn question(out: &mut Yaml, act: &Act<'_>, title: &[&str], reply: &str, only_if: &str) {
    let said = words::step(act.step.entry.id);
    out.task(title);
    out.open("ansible.builtin.pause:");
    out.open("prompt: |-");
    out.line("{{ certplan_look.host_out | default('') }}");
    out.wrapped(&["Good: ", said.good].concat());
    out.wrapped(&["Bad: ", said.bad].concat());
    out.wrapped(reply);
    out.close();
    out.close();
    out.line("register: certplan_answer");
    for_real(out, only_if);
    out.close();
}

/// Ends what it stands in unless this is so.
fn stop(out: &mut Yaml, title: &[&str], unless: &str, advice: &str, only_if: &str) {
    out.task(title);
    out.open("ansible.builtin.assert:");
    out.line(&["that: ", unless].concat());
    if !advice.is_empty() {
        out.text_block("fail_msg", advice);
    }
    out.close();
    for_real(out, only_if);
    out.close();
}

/// Not in check mode, and only if this is so, too.
fn for_real(out: &mut Yaml, only_if: &str) {
    if only_if.is_empty() {
        out.line("when: not ansible_check_mode");
    } else {
        out.fill("when:\n  - not ansible_check_mode\n  - {}", &[only_if]);
    }
}

/// A target: where one of its steps fails, the rest of it is left out, and the next target has its turn.
///
/// `name` is the value that is its name; everything in the block takes it from one variable.
pub(super) fn cluster(out: &mut Yaml, title: &str, name: &str, acts: &[&Act<'_>]) {
    let phase = acts.first().map_or("", |act| words::phase(act.step.entry.phase));
    out.task(&[title, ": ", phase]);
    out.fill("vars:\n  certplan_name: {}\nwhen: certplan_name not in certplan_ended", &[name]);
    out.open("block:");
    for act in acts {
        let title = [title, ": ", act.step.entry.id.as_str()].concat();
        let mut checks: Vec<_> = act.step.check().collect();
        if act.step.entry.effect == Effect::Read {
            if act.has_own_command() {
                checks.insert(0, act.step.command());
            }
            target_check(out, act, &title, &checks, true);
            continue;
        }
        if act.step.when == When::IfCheckFails {
            look(out, act, &[&title, ": check before"], &checks, true);
        }
        change(out, act, &title);
        target_check(out, act, &title, &checks, false);
    }
    out.close();
    out.open("rescue:");
    out.open("- name: Say what to do");
    out.open("ansible.builtin.debug:");
    out.open("msg:");
    for act in acts {
        for text in words::step(act.step.entry.id).if_it_fails {
            out.item_text(&[act.step.entry.id.as_str(), ": ", text].concat());
        }
    }
    out.close();
    out.close();
    out.close();
    out.all(LEAVE_OUT);
    out.close();
    out.close();
}

const LEAVE_OUT: &str = r#"- name: Leave the rest of this target out
  ansible.builtin.set_fact:
    certplan_ended: "{{ certplan_ended + [certplan_name] }}""#;

/// Looks, and keeps whether it was good; nothing fails here. It runs in check mode too, where it writes no file.
fn look(out: &mut Yaml, act: &Act<'_>, title: &[&str], commands: &[Command<'_>], register: bool) {
    begin_script(out, act, title);
    looks(out, commands);
    out.all(LOOK);
    end_script(out);
    if register {
        out.line("register: certplan_look");
    }
    out.line("changed_when: false");
    if only_looks(act) {
        out.line("check_mode: false");
    }
    out.close();
}

const LOOK: &str = "$Good = $true
foreach ($Look in $Looks) { if (-not (Test-Look $Look)) { $Good = $false } }
$Ansible.Changed = $false
$Ansible.Result = @{ good = $Good }";

/// Whether it leaves no file either: the logs and a kubeconfig are written.
fn only_looks(act: &Act<'_>) -> bool {
    act.scope.is_none() && act.step.entry.effect == Effect::Read && act.step.entry.id != StepId::CollectLogs
}

/// A check of a target: fails where it stays bad. What a person must judge is asked for.
fn target_check(out: &mut Yaml, act: &Act<'_>, title: &str, commands: &[Command<'_>], once: bool) {
    begin_script(out, act, &[title, ": check"]);
    looks(out, commands);
    out.all(CHECK);
    end_script(out);
    out.line("register: certplan_look");
    out.line("changed_when: false");
    if !once {
        out.all(AGAIN);
    }
    out.line("when: not ansible_check_mode");
    out.close();
    if asks_a_person(act) {
        let title = [title, ": check"].concat();
        let reply = "Type yes where it is good; anything else ends this target.";
        question(out, act, &[&title, ", by a person"], reply, "");
        stop(out, &[&title, ", only after a yes"], YES, "", "");
    }
}

const CHECK: &str = "foreach ($Look in $Looks) { if (-not (Test-Look $Look)) { $Ansible.Failed = $true } }
$Ansible.Changed = $false";

const AGAIN: &str = r#"until: certplan_look is succeeded
retries: "{{ certplan_looks }}"
delay: "{{ certplan_delay }}""#;

/// The command that changes something; check mode leaves it out.
fn change(out: &mut Yaml, act: &Act<'_>, title: &str) {
    begin_script(out, act, &[title, ": run"]);
    let command = Command { cluster: None, ..act.step.command() };
    out.line(&["$Command = { ", &in_script(&command), " }"].concat());
    let proof = judge(&command).proof.as_str();
    out.fill("if (-not (Invoke-Watched $Command '{}').Ran) { $Ansible.Failed = $true }", &[proof]);
    end_script(out);
    for_real(out, if act.step.when == When::IfCheckFails { BAD } else { "" });
    out.close();
}

/// A task that runs a script, up to what differs.
fn begin_script(out: &mut Yaml, act: &Act<'_>, title: &[&str]) {
    out.task(title);
    out.open("ansible.windows.win_powershell:");
    let in_target = act.scope.is_some_and(|scope| scope != Scope::Management);
    let mut given = ["[string]", &variable(Placeholder::ClusterName)].concat();
    if in_target {
        out.open("parameters:");
        out.line("ClusterName: \"{{ certplan_name }}\"");
        for placeholder in act.asked() {
            let name = variable(placeholder);
            words::add(&mut given, ", [string]", &name);
            out.fill("{}: \"{{ {}[certplan_name] }}\"", &[&name[1..], &of_inventory(placeholder)]);
        }
        out.close();
    }
    out.open("script: |-");
    if in_target {
        out.line(&["param(", &given, ")"].concat());
    }
    out.line(yaml::WATCH_HERE);
    if in_target {
        out.all(FOLDER);
    }
}

const FOLDER: &str = "$Folder = Join-Path $env:USERPROFILE 'certplan'
$null = New-Item -ItemType Directory -Path $Folder -Force";

fn end_script(out: &mut Yaml) {
    out.close();
    out.close();
}

/// The variable of the inventory that holds it, by the name of the target.
pub(super) fn of_inventory(placeholder: Placeholder) -> String {
    ["certplan_", &placeholder.as_str().replace('-', "_")].concat()
}

fn looks(out: &mut Yaml, commands: &[Command<'_>]) {
    out.line("$Looks = @(");
    for (place, command) in commands.iter().enumerate() {
        let judged = judge(command);
        let comma = if place + 1 < commands.len() { "," } else { "" };
        let command = in_script(&Command { cluster: None, ..*command });
        let mut look = String::new();
        fill(
            &mut look,
            "    (New-Look {\n        {}\n    } '{}' {} '{}'){}",
            &[&command, judged.proof.as_str(), judged.bad, judged.good, comma],
        );
        out.all(&look);
    }
    out.line(")");
}
