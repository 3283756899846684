//! The plan as an Ansible playbook: the same steps on many hosts, one after the other.
//!
//! Ansible runs it, not we: connections, become, check mode and stopping at the first host that fails are the engine's. A host
//! of the inventory stands for one deployment. The names of clusters are values of the playbook's variables and parameters
//! of the scripts in it, so no script holds a name.

mod yaml;

use certplan_core::Plan;
use certplan_core::command::{Command, Placeholder};
use certplan_core::plan::When;
use certplan_core::playbook::{Effect, Phase, StepId};

use self::yaml::Yaml;
use crate::document::PlanDocument;
use crate::powershell::{asked_for, in_script, literal, variable};
use crate::script::judge::{Proof, WATCH, asks_a_person, judge};
use crate::script::{Act, Op, Origin, Scope, lower, made_from, needs_name};
use crate::words;

/// The name of the file, without a path.
pub const FILE_NAME: &str = "certplan-repair.yml";

/// The playbook, with a newline at its end.
pub fn write(plan: &Plan<'_>, origin: Origin<'_>) -> String {
    let ops = lower(plan);
    let document = PlanDocument::new(plan);
    let given = needs_name(plan);
    let mut out = Yaml::default();
    out.line("---");
    for line in made_from(plan, &document, origin) {
        out.comment(&line);
    }
    for line in HOW_TO_RUN {
        out.comment(line);
    }
    if given {
        out.comment("        certplan_cluster_name: name-of-the-cluster");
    }
    let addresses = names_of_addresses(&ops);
    if !addresses.is_empty() {
        out.comment("        certplan_control_plane_ip: # one of the control-plane nodes of each target");
    }
    for name in &addresses {
        out.comment(&format!("          {name}: 192.0.2.10"));
    }
    out.open("- name: Certificates after a shutdown, AKS on Windows Server");
    for line in PLAY {
        out.line(line);
    }
    out.block("certplan_watch", WATCH);
    out.open("tasks:");
    variables(&mut out, given, &addresses);
    for op in &ops {
        match op {
            Op::Part(_) | Op::MoveAccessFileAside => {}
            Op::BackUp => back_up(&mut out),
            Op::Step(act, _) => asked(&mut out, act),
            Op::Cluster(Scope::Management, body) => acts(body).for_each(|act| asked(&mut out, act)),
            Op::Cluster(scope, body) => cluster(&mut out, *scope, &acts(body).collect::<Vec<_>>()),
        }
    }
    last(&mut out);
    out.text
}

const HOW_TO_RUN: [&str; 17] = [
    "",
    "How to run it, from the machine that has Ansible (the package ansible, which holds ansible.windows, and pywinrm):",
    "",
    "  ansible-playbook -i inventory.yml certplan-repair.yml --check",
    "  ansible-playbook -i inventory.yml certplan-repair.yml",
    "",
    "In check mode it looks and changes nothing. A question stands wherever only a person can judge: run it in a terminal, \
     for without one no question is answered yes, and the run ends there. Hosts have their turn one at a time; the first \
     that fails ends the run. Within a host, a target that fails does not hold up the next one.",
    "Logins of the module are kept per Windows user and per host: certplan_user is the user whose profile holds them, and \
     each host of the group is the one physical host on which that user works. become with runas gives that user a logon \
     of its own there, so nothing hops twice. No secret stands here: keep ansible_become_password in a vault.",
    "",
    "Inventory, one host a deployment:",
    "",
    "  aks_windows_server:",
    "    hosts:",
    "      host-of-the-first-deployment:",
    "        certplan_user: 'DOMAIN\\user'",
    "        ansible_connection: ansible.builtin.winrm",
    "        ansible_port: 5986",
];

const PLAY: [&str; 12] = [
    "hosts: aks_windows_server",
    // One host at a time; a batch that has failed as a whole ends the run.
    "serial: 1",
    "gather_facts: false",
    "become: true",
    "become_method: ansible.builtin.runas",
    "become_user: \"{{ certplan_user }}\"",
    "vars:",
    "  # Targets whose steps ended early.",
    "  certplan_ended: []",
    "  # Seconds between two looks at a check that is not good yet, and how often it is looked at.",
    "  certplan_delay: 30",
    "  certplan_looks: 20",
];

fn acts<'a, 'f>(body: &'a [Op<'f>]) -> impl Iterator<Item = &'a Act<'f>> {
    body.iter().filter_map(|op| match op {
        Op::Step(act, _) => Some(act),
        Op::Part(_) | Op::MoveAccessFileAside | Op::BackUp | Op::Cluster(..) => None,
    })
}

/// The targets of which an address of a control-plane node must be known.
fn names_of_addresses(ops: &[Op<'_>]) -> Vec<String> {
    let asks = |act: &Act<'_>| act.step.check().any(|command| asked_for(&command).next().is_some());
    let mut names = Vec::new();
    for op in ops {
        if let Op::Cluster(scope, body) = op
            && acts(body).any(asks)
        {
            names.push(match scope {
                Scope::Named(name) => name.to_string(),
                Scope::Management | Scope::Given => "name-of-the-cluster".into(),
            });
        }
    }
    names
}

/// Refuses variables that are missing, before anything is touched.
fn variables(out: &mut Yaml, given: bool, addresses: &[String]) {
    out.open("- name: See that the variables are there");
    out.open("ansible.builtin.assert:");
    out.open("that:");
    out.line("- certplan_user is defined");
    if given {
        out.line("- certplan_cluster_name is defined");
        out.line("- certplan_cluster_name is match('^[a-z0-9][a-z0-9-]*[a-z0-9]$')");
    }
    if !addresses.is_empty() {
        out.line("- certplan_control_plane_ip is defined");
    }
    out.close();
    out.line("quiet: true");
    out.close();
    out.close();
}

/// A step on which all depends: where it is not good, a person may go on; a hard stop ends the host's turn.
fn asked(out: &mut Yaml, act: &Act<'_>) {
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
fn cluster(out: &mut Yaml, scope: Scope<'_>, acts: &[&Act<'_>]) {
    let title = match scope {
        Scope::Named(name) => format!("Target {name}"),
        Scope::Management | Scope::Given => "Target of this host".into(),
    };
    let phase = acts.first().map_or("", |act| match act.step.entry.phase {
        Phase::Preflight => "before the repair",
        Phase::Repair => "repair",
        Phase::Aftercare => "after the repair",
    });
    out.open(&format!("- name: {}", yaml::quoted(&format!("{title}, {phase}"))));
    out.open("vars:");
    out.line(&format!("certplan_name: {}", name_of(scope)));
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

fn name_of(scope: Scope<'_>) -> String {
    match scope {
        Scope::Named(name) => yaml::quoted(name.as_str()),
        Scope::Management | Scope::Given => "\"{{ certplan_cluster_name }}\"".into(),
    }
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
    let proof = literal(proof(judge(&command).proof));
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

fn back_up(out: &mut Yaml) {
    out.open("- name: Back up access files and kubeconfigs beside themselves");
    out.open("ansible.windows.win_powershell:");
    out.script(&BACK_UP.lines().map(String::from).collect::<Vec<_>>());
    out.close();
    out.line("when: not ansible_check_mode");
    out.close();
}

/// Copies only; what is in the files is never shown.
const BACK_UP: &str = r"$ErrorActionPreference = 'Stop'
$Stamp = (Get-Date).ToString('yyyyMMdd-HHmmss', [System.Globalization.CultureInfo]::InvariantCulture)
$Paths = @('.kube\config', '.wssd\mocctl\cloudconfig', '.wssd\kvactl\cloudconfig')
foreach ($Path in $Paths) {
    $File = Join-Path $env:USERPROFILE $Path
    if (Test-Path -LiteralPath $File -PathType Leaf) {
        Copy-Item -LiteralPath $File -Destination ($File + '.certplan-' + $Stamp)
    }
}";

fn last(out: &mut Yaml) {
    out.open("- name: Fail where a target ended early, so that the next host is left alone");
    out.open("ansible.builtin.assert:");
    out.line("that: certplan_ended | length == 0");
    out.line("fail_msg: \"Ended early: {{ certplan_ended | join(', ') }}\"");
    out.line("quiet: true");
    out.close();
    out.close();
}

fn parameters(out: &mut Yaml, act: &Act<'_>) {
    let Some(scope) = act.scope.filter(|scope| *scope != Scope::Management) else { return };
    out.open("parameters:");
    out.line(&format!("ClusterName: {}", name_of(scope)));
    if act.step.check().any(|command| asked_for(&command).next().is_some()) {
        out.line("ControlPlaneIp: \"{{ certplan_control_plane_ip[certplan_name] }}\"");
    }
    out.close();
}

/// What the script is given, and its folder.
fn preamble(act: &Act<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if act.scope.is_some_and(|scope| scope != Scope::Management) {
        let name = variable(Placeholder::ClusterName);
        let address = variable(Placeholder::ControlPlaneAddress);
        lines.push(format!("param([string]{name}, [string]{address})"));
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
            literal(proof(judged.proof)),
            judged.bad,
            literal(judged.good)
        ));
    }
    lines.push(")".into());
    lines
}

const fn proof(proof: Proof) -> &'static str {
    match proof {
        Proof::NoError | Proof::Person => "NoError",
        Proof::ExitCode => "ExitCode",
    }
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
