//! Tasks: what becomes of a step, for the deployment and for a target.

use certplan_core::command::{Command, Placeholder};
use certplan_core::plan::When;
use certplan_core::playbook::{Effect, Phase, StepId};

use super::yaml::{self, Yaml};
use crate::powershell::{asked_for, in_script, literal, variable};
use crate::script::judge::{asks_a_person, judge};
use crate::script::{Act, Scope};
use crate::words;

/// A step on which all depends: where it is not good, a person may go on; a hard stop ends the host's turn.
pub(super) fn asked(out: &mut Yaml, act: &Act<'_>) {
    let said = words::step(act.step.entry.id);
    let changes = act.step.entry.effect != Effect::Read;
    let last = act.step.entry.phase == Phase::Aftercare;
    if changes {
        change(out, act, None);
    } else if act.has_own_command() {
        // What it shows is for a person; it only looks.
        look(out, act, &format!("{}: look", said.title), &[act.step.command()], false);
    }
    let checks: Vec<_> = act.step.check().collect();
    look(out, act, &format!("{}: check", said.title), &checks, true);
    let may_go_on = !act.step.entry.hard_stop;
    let always = asks_a_person(act);
    let bad = "not (certplan_look.result.good | default(false))";
    if !may_go_on {
        out.open(&format!("- name: {}", yaml::quoted(&format!("{}: stop where it is bad", said.title))));
        out.open("ansible.builtin.assert:");
        out.line("that: certplan_look.result.good | default(false)");
        out.text_block("fail_msg", &said.if_it_fails.join(" "));
        out.close();
        out.line("when: not ansible_check_mode");
        out.close();
    }
    out.open(&format!("- name: {}", yaml::quoted(&format!("{}: ask", said.title))));
    out.open("ansible.builtin.pause:");
    let if_bad = if may_go_on {
        format!("If it is bad: {} Type yes to go on, anything else to stop here.", said.if_it_fails.join(" "))
    } else {
        "Type yes only where it is good; anything else stops here.".into()
    };
    out.open("prompt: |-");
    out.line("{{ certplan_look.host_out | default('') }}");
    for line in [format!("Good: {}", said.good), format!("Bad: {}", said.bad), if_bad] {
        out.wrapped(&line);
    }
    out.close();
    out.close();
    out.line("register: certplan_answer");
    condition(out, &["not ansible_check_mode", if always { "true" } else { bad }]);
    out.close();
    if !last {
        out.open(&format!("- name: {}", yaml::quoted(&format!("{}: go on only after a yes", said.title))));
        out.open("ansible.builtin.assert:");
        out.line("that: (certplan_answer.user_input | default('')) | lower in ['y', 'yes']");
        out.text_block("fail_msg", &said.if_it_fails.join(" "));
        out.close();
        condition(out, &["not ansible_check_mode", if always { "true" } else { bad }]);
        out.close();
    }
}

/// A target: where one of its steps fails, the rest of it is left out, and the next target has its turn.
///
/// `name` is the value that is its name; everything in the block takes it from one variable.
pub(super) fn cluster(out: &mut Yaml, title: &str, name: &str, acts: &[&Act<'_>]) {
    let phase = acts.first().map_or("", |act| words::phase(act.step.entry.phase));
    out.open(&format!("- name: {}", yaml::quoted(&format!("{title}: {phase}"))));
    out.open("vars:");
    out.line(&format!("certplan_name: {name}"));
    out.close();
    out.line("when: certplan_name not in certplan_ended");
    out.open("block:");
    for act in acts {
        let title = format!("{title}: {}", act.step.entry.id);
        let checks: Vec<_> = act.step.check().collect();
        let own = act.has_own_command().then(|| act.step.command());
        if act.step.entry.effect == Effect::Read {
            let commands: Vec<_> = own.into_iter().chain(checks).collect();
            target_check(out, act, &format!("{title}: check"), &commands, 1);
            continue;
        }
        if act.step.when == When::IfCheckFails {
            look(out, act, &format!("{title}: check before"), &checks, true);
        }
        change(out, act, Some(&title));
        target_check(out, act, &format!("{title}: check"), &checks, 0);
    }
    out.close();
    out.open("rescue:");
    out.open("- name: Say what to do");
    out.open("ansible.builtin.debug:");
    out.open("msg:");
    for act in acts {
        for text in words::step(act.step.entry.id).if_it_fails {
            out.item_text(&format!("{}: {text}", act.step.entry.id));
        }
    }
    out.close();
    out.close();
    out.close();
    out.open("- name: Leave the rest of this target out");
    out.open("ansible.builtin.set_fact:");
    out.line("certplan_ended: \"{{ certplan_ended + [certplan_name] }}\"");
    out.close();
    out.close();
    out.close();
    out.close();
}

/// Looks, and keeps whether it was good; nothing fails here. It runs in check mode too, where it writes no file.
fn look(out: &mut Yaml, act: &Act<'_>, title: &str, commands: &[Command<'_>], register: bool) {
    out.open(&format!("- name: {}", yaml::quoted(title)));
    out.open("ansible.windows.win_powershell:");
    parameters(out, act);
    let mut script = preamble(act);
    script.extend(looks(commands));
    script.push("$Good = $true".into());
    script.push("foreach ($Look in $Looks) { if (-not (Test-Look $Look)) { $Good = $false } }".into());
    script.push("$Ansible.Changed = $false".into());
    script.push("$Ansible.Result = @{ good = $Good }".into());
    out.script(&script);
    out.close();
    if register {
        out.line("register: certplan_look");
    }
    out.line("changed_when: false");
    if only_looks(act) {
        out.line("check_mode: false");
    }
    out.close();
}

/// Whether it leaves no file either: the logs and a kubeconfig are written.
fn only_looks(act: &Act<'_>) -> bool {
    act.scope.is_none() && act.step.entry.effect == Effect::Read && act.step.entry.id != StepId::CollectLogs
}

/// A check of a target: fails where it stays bad. What a person must judge is asked for.
fn target_check(out: &mut Yaml, act: &Act<'_>, title: &str, commands: &[Command<'_>], once: u8) {
    out.open(&format!("- name: {}", yaml::quoted(title)));
    out.open("ansible.windows.win_powershell:");
    parameters(out, act);
    let mut script = preamble(act);
    script.extend(looks(commands));
    script
        .push("foreach ($Look in $Looks) { if (-not (Test-Look $Look)) { $Ansible.Failed = $true } }".into());
    script.push("$Ansible.Changed = $false".into());
    out.script(&script);
    out.close();
    out.line("register: certplan_look");
    out.line("changed_when: false");
    if once == 0 {
        out.line("until: certplan_look is succeeded");
        out.line("retries: \"{{ certplan_looks }}\"");
        out.line("delay: \"{{ certplan_delay }}\"");
    }
    out.line("when: not ansible_check_mode");
    out.close();
    if asks_a_person(act) {
        let said = words::step(act.step.entry.id);
        out.open(&format!("- name: {}", yaml::quoted(&format!("{title}, by a person"))));
        out.open("ansible.builtin.pause:");
        out.open("prompt: |-");
        out.line("{{ certplan_look.host_out | default('') }}");
        for line in [
            format!("Good: {}", said.good),
            format!("Bad: {}", said.bad),
            "Type yes where it is good; anything else ends this target.".into(),
        ] {
            out.wrapped(&line);
        }
        out.close();
        out.close();
        out.line("register: certplan_answer");
        out.line("when: not ansible_check_mode");
        out.close();
        out.open(&format!("- name: {}", yaml::quoted(&format!("{title}, only after a yes"))));
        out.open("ansible.builtin.assert:");
        out.line("that: (certplan_answer.user_input | default('')) | lower in ['y', 'yes']");
        out.close();
        out.line("when: not ansible_check_mode");
        out.close();
    }
}

/// The command that changes something; check mode leaves it out.
fn change(out: &mut Yaml, act: &Act<'_>, title: Option<&str>) {
    let title = title.unwrap_or(words::step(act.step.entry.id).title);
    out.open(&format!("- name: {}", yaml::quoted(&format!("{title}: run"))));
    out.open("ansible.windows.win_powershell:");
    parameters(out, act);
    let mut script = preamble(act);
    let command = Command { cluster: None, ..act.step.command() };
    script.push(format!("$Command = {{ {} }}", in_script(&command)));
    let proof = literal(judge(&command).proof.as_str());
    script.push(format!("if (-not (Invoke-Watched $Command {proof}).Ran) {{ $Ansible.Failed = $true }}"));
    out.script(&script);
    out.close();
    if act.step.when == When::IfCheckFails {
        condition(out, &["not ansible_check_mode", "not (certplan_look.result.good | default(false))"]);
    } else {
        out.line("when: not ansible_check_mode");
    }
    out.close();
}

fn parameters(out: &mut Yaml, act: &Act<'_>) {
    if act.scope.is_none_or(|scope| scope == Scope::Management) {
        return;
    }
    out.open("parameters:");
    out.line("ClusterName: \"{{ certplan_name }}\"");
    for placeholder in asked_of(act) {
        let name = variable(placeholder);
        out.line(&format!(
            "{}: \"{{{{ {}[certplan_name] }}}}\"",
            name.trim_start_matches('$'),
            of_inventory(placeholder)
        ));
    }
    out.close();
}

/// What a target's step must be told, each once.
pub(super) fn asked_of(act: &Act<'_>) -> Vec<Placeholder> {
    let mut asked: Vec<Placeholder> = Vec::new();
    for command in [act.step.command()].into_iter().chain(act.step.check()) {
        for placeholder in asked_for(&command) {
            if !asked.contains(&placeholder) {
                asked.push(placeholder);
            }
        }
    }
    asked
}

/// The variable of the inventory that holds it, by the name of the target.
pub(super) fn of_inventory(placeholder: Placeholder) -> String {
    format!("certplan_{}", placeholder.as_str().replace('-', "_"))
}

/// What the script is given, and its folder.
fn preamble(act: &Act<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if act.scope.is_some_and(|scope| scope != Scope::Management) {
        let name = variable(Placeholder::ClusterName);
        let given = [name].into_iter().chain(asked_of(act).into_iter().map(variable));
        let given: Vec<_> = given.map(|name| format!("[string]{name}")).collect();
        lines.push(format!("param({})", given.join(", ")));
    }
    lines.push(yaml::WATCH_HERE.into());
    if act.scope.is_some_and(|scope| scope != Scope::Management) {
        lines.push("$Folder = Join-Path $env:USERPROFILE 'certplan'".into());
        lines.push("$null = New-Item -ItemType Directory -Path $Folder -Force".into());
    }
    lines
}

fn looks(commands: &[Command<'_>]) -> Vec<String> {
    let mut lines = vec!["$Looks = @(".to_owned()];
    for (place, command) in commands.iter().enumerate() {
        let judged = judge(command);
        let comma = if place + 1 < commands.len() { "," } else { "" };
        lines.push("    (New-Look {".into());
        lines.push(format!("        {}", in_script(&Command { cluster: None, ..*command })));
        lines.push(format!(
            "    }} {} {} {}){comma}",
            literal(judged.proof.as_str()),
            judged.bad,
            literal(judged.good)
        ));
    }
    lines.push(")".into());
    lines
}

fn condition(out: &mut Yaml, all: &[&str]) {
    let all: Vec<_> = all.iter().filter(|one| **one != "true").collect();
    if let [one] = all.as_slice() {
        out.line(&format!("when: {one}"));
    } else {
        out.open("when:");
        for one in all {
            out.line(&format!("- {one}"));
        }
        out.close();
    }
}
