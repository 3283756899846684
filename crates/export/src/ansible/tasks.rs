//! Tasks: what becomes of a step. None of them asks a person: a playbook runs where there is no terminal.

use certplan_core::command::{Command, Placeholder};
use certplan_core::playbook::StepId;

use super::yaml::{Yaml, map, texts};
use crate::powershell::{literal, variable};
use crate::script::{Act, Check, Judge, Look, OnBad, Scope, advice, block, check, runnable};
use crate::words;

/// Where the functions that judge are put into a script.
pub(super) const JUDGE_HERE: &str = "{{ certplan_judge }}";

/// That the check before was good.
const GOOD: &str = "certplan_look.result.good | default(false)";

/// Not in check mode.
const FOR_REAL: &str = "not ansible_check_mode";

/// A step for the deployment or for the management cluster: what it ends, it ends for the host.
pub(super) fn for_all(act: &Act<'_>) -> Vec<Yaml> {
    let said = words::step(act.key.id);
    step(act, said.title)
}

/// A target: where one of its steps fails, the rest of it is left out, and the next target has its turn.
///
/// `name` is the value that is its name; everything in the block takes it from one variable.
pub(super) fn target(title: &str, name: Yaml, acts: &[&Act<'_>]) -> Yaml {
    let phase = acts.first().map_or("", |act| words::phase(act.step.entry.phase));
    let tasks = acts.iter().flat_map(|act| step(act, &format!("{title}: {}", act.key.id))).collect();
    map([
        ("name", format!("{title}: {phase}").into()),
        ("vars", map([("certplan_name", name)])),
        ("when", "certplan_name not in certplan_ended".into()),
        ("block", Yaml::List(tasks)),
        (
            "rescue",
            Yaml::List(vec![
                map([
                    ("name", format!("{title}: say why it ends").into()),
                    (
                        "ansible.builtin.debug",
                        map([("msg", "{{ ansible_failed_result.msg | default('') }}".into())]),
                    ),
                ]),
                map([
                    ("name", format!("{title}: leave the rest of it out").into()),
                    (
                        "ansible.builtin.set_fact",
                        map([("certplan_ended", "{{ certplan_ended + [certplan_name] }}".into())]),
                    ),
                ]),
            ]),
        ),
    ])
}

/// Checks before, runs, checks, and what follows from it.
fn step(act: &Act<'_>, title: &str) -> Vec<Yaml> {
    let mut tasks = Vec::new();
    let in_target = is_of_target(act);
    if let Some(command) = &act.command {
        let mut only = vec![FOR_REAL.to_owned()];
        if act.only_if_bad() {
            tasks.push(look(act, &format!("{title}: check before"), &act.checks, Patience::None));
            only.push(format!("not ({GOOD})"));
        }
        tasks.push(run(act, &format!("{title}: run"), command, &only));
        // Where it was left out, there is no result, and nothing is wrong.
        let fault = "certplan_run.result.good | default(true)";
        tasks.push(follow(act, &format!("{title}: it ran"), "certplan_run", fault));
    }
    if !act.checks.is_empty() {
        let patience = if act.changes() { Patience::Repair } else { Patience::None };
        tasks.push(look(act, &format!("{title}: check"), &act.checks, patience));
        tasks.push(follow(act, &format!("{title}: it is good"), "certplan_look", &default_good(in_target)));
        if act.checks.iter().any(|check| leaves(check.judge)) {
            tasks.push(keep(
                &format!("{title}: keep what is left"),
                "certplan_look.result.left | default([])",
            ));
        }
    }
    if !act.by_hand().is_empty() {
        tasks.push(keep(&format!("{title}: left for a person"), &format!("[{}]", jinja(act))));
    }
    tasks
}

/// A target's checks write files, so check mode leaves them out: then there is no result.
fn default_good(in_target: bool) -> String {
    format!("certplan_look.result.good | default({})", if in_target { "true" } else { "false" })
}

/// What follows from a result that is not good.
fn follow(act: &Act<'_>, title: &str, result: &str, good: &str) -> Yaml {
    let said = format!(
        "{{{{ {result}.result.fault | default('') }}}} {{{{ {result}.result.advice | default('') }}}}"
    );
    match act.on_bad {
        OnBad::Pass | OnBad::Show => map([
            ("name", format!("{title}, or is told at the end").into()),
            (
                "ansible.builtin.set_fact",
                map([(
                    "certplan_left",
                    format!(
                        "{{{{ certplan_left + ['{}: ' ~ ({result}.result.fault | default(''))] }}}}",
                        act.key.id
                    )
                    .into(),
                )]),
            ),
            ("when", format!("not ({good})").into()),
        ]),
        OnBad::Ask | OnBad::Stop | OnBad::EndTarget => {
            // A person who accepts a bad check names its step in the inventory.
            let accepted = match act.on_bad {
                OnBad::Ask => format!("{good} or '{}' in certplan_accept | default([])", act.key.id),
                _ => good.to_owned(),
            };
            map([
                ("name", title.into()),
                (
                    "ansible.builtin.assert",
                    map([("that", accepted.into()), ("fail_msg", said.into()), ("quiet", true.into())]),
                ),
                ("when", FOR_REAL.into()),
            ])
        }
    }
}

fn keep(title: &str, more: &str) -> Yaml {
    map([
        ("name", title.into()),
        (
            "ansible.builtin.set_fact",
            map([("certplan_left", format!("{{{{ certplan_left + {more} }}}}").into())]),
        ),
        ("when", FOR_REAL.into()),
    ])
}

/// How long a check may take to turn good.
#[derive(Clone, Copy)]
enum Patience {
    None,
    Repair,
}

/// Checks, and tells what was found; nothing fails here. For the deployment it runs in check mode too, where it writes no file.
fn look(act: &Act<'_>, title: &str, checks: &[Check<'_>], patience: Patience) -> Yaml {
    let seconds = match patience {
        Patience::None => "$Seconds = 0\n",
        Patience::Repair => "$Seconds = 600\nif ($Ansible.CheckMode) { $Seconds = 0 }\n",
    };
    let checks = block(checks.iter().map(|one| short(&check(&without_name(one)))));
    let body = format!(
        "$Check = {checks}\n$Advice = {}\n{seconds}$Fault = Wait-Check $Check $Seconds {}\n$Ansible.Changed = $false\n\
         $Ansible.Result = Get-Report $Fault $Advice {}\n",
        advices(act),
        literal(act.key.id.as_str()),
        literal(act.expected),
    );
    let mut task = script(act, title, &body);
    task.push(("register".into(), "certplan_look".into()));
    task.push(("changed_when".into(), false.into()));
    if is_of_target(act) {
        task.push(("when".into(), FOR_REAL.into()));
    } else {
        task.push(("check_mode".into(), false.into()));
    }
    Yaml::Map(task)
}

/// Runs the command of a step; check mode leaves it out.
fn run(act: &Act<'_>, title: &str, command: &Command<'_>, only: &[String]) -> Yaml {
    let command = short(&runnable(&Command { cluster: None, ..*command }));
    let body = format!(
        "$Command = {{ {command} }}\n$Advice = {}\n$Fault = (Invoke-Watched $Command $false).Fault\n\
         $Ansible.Changed = ${}\n$Ansible.Result = Get-Report $Fault $Advice ''\n",
        advices(act),
        act.changes(),
    );
    let mut task = script(act, title, &body);
    task.push(("register".into(), "certplan_run".into()));
    task.push((
        "when".into(),
        if let [one] = only { one.as_str().into() } else { texts(only.iter().map(String::as_str)) },
    ));
    Yaml::Map(task)
}

/// A task that runs a script, up to what differs.
fn script(act: &Act<'_>, title: &str, body: &str) -> Vec<(String, Yaml)> {
    let mut text = String::new();
    let mut module = Vec::new();
    if is_of_target(act) {
        let name = variable(Placeholder::ClusterName);
        module.push(("parameters".to_owned(), map([(&name[1..], "{{ certplan_name }}".into())])));
        text.extend(["param([string]", &name, ")\n"]);
    }
    text += JUDGE_HERE;
    // Nobody is asked in a playbook.
    text += "\n$Left = New-Object System.Collections.ArrayList\n$Unattended = $true\n$ControlPlane = @{}\n";
    if is_of_target(act) {
        text += FOLDER;
    }
    text += body;
    module.push(("script".to_owned(), Yaml::Lines(text.trim_end().to_owned())));
    vec![("name".into(), title.into()), ("ansible.windows.win_powershell".into(), Yaml::Map(module))]
}

const FOLDER: &str = "$Folder = Join-Path $env:USERPROFILE 'certplan'
$null = New-Item -ItemType Directory -Path $Folder -Force
$Kubeconfig = Join-Path $Folder ('kubeconfig-' + $ClusterName)
";

/// The command with the file of its target by the name that [`FOLDER`] gives it.
fn short(command: &str) -> String {
    command.replace("(Join-Path $Folder ('kubeconfig-' + $ClusterName))", "$Kubeconfig")
}

fn advices(act: &Act<'_>) -> String {
    block(act.advice().map(|(sign, text)| advice(sign, text)))
}

/// A check whose target is the one that the script is given: no script holds a name.
fn without_name<'f>(check: &Check<'f>) -> Check<'f> {
    let look = match check.look {
        Look::Command(command) => Look::Command(Command { cluster: None, ..command }),
        Look::ControlPlane(_) => Look::ControlPlane(None),
        look => look,
    };
    Check { look, judge: check.judge }
}

/// Whether a judge may leave something for a person.
const fn leaves(judge: Judge) -> bool {
    matches!(judge, Judge::Clocks | Judge::Authority | Judge::Port)
}

fn is_of_target(act: &Act<'_>) -> bool {
    act.key.scope.is_some_and(|scope| scope != Scope::Management)
}

/// What is left for a person, with the command where the playbook runs none.
fn by_hand(act: &Act<'_>) -> String {
    let command = match act.key.id {
        StepId::CheckArc | StepId::PlanUpdate => {
            format!(" {}", crate::powershell::command(&Command { cluster: None, ..act.step.command() }))
        }
        _ => String::new(),
    };
    format!("{}{command}", act.by_hand())
}

/// A text as an expression of Jinja, led by the name of the target where there is one.
fn jinja(act: &Act<'_>) -> String {
    let text = by_hand(act);
    // No text of ours holds a double quote or a backslash, so none needs an escape.
    if !is_of_target(act) {
        return format!("\"{text}\"");
    }
    let text = text.replace("<cluster-name>", "\" ~ certplan_name ~ \"");
    format!("\"target \" ~ certplan_name ~ \": {text}\"")
}
