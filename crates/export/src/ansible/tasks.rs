//! Tasks: what becomes of a step. None of them asks a person: a playbook runs where there is no terminal.

use certplan_core::command::Command;
use certplan_core::playbook::StepId;

use super::yaml::{Yaml, map, texts};
use crate::powershell::literal;
use crate::script::{Act, Check, Judge, Look, OnBad, Scope, advice, block, check, runnable};
use crate::words;

/// Where the functions that judge are put into a script.
pub(super) const JUDGE_HERE: &str = "{{ certplan_judge }}";

/// That the check before was good.
const GOOD: &str = "certplan_look.result.good | default(false)";

/// Not in check mode.
const FOR_REAL: &str = "not ansible_check_mode";

/// A step for the deployment or for the management cluster: what it ends, it ends for the host.
///
/// `targets` is the list of the names of the plan's targets.
pub(super) fn for_all(act: &Act<'_>, targets: &Yaml) -> Vec<Yaml> {
    let said = words::step(act.key.id);
    step(act, said.title, targets)
}

/// A target: where one of its steps fails, the rest of it is left out, and the next target has its turn.
///
/// `name` is the value that is its name; everything in the block takes it from one variable.
pub(super) fn target(title: &str, name: Yaml, acts: &[&Act<'_>]) -> Yaml {
    let phase = acts.first().map_or("", |act| words::phase(act.step.entry.phase));
    let none = Yaml::List(Vec::new());
    let tasks = acts.iter().flat_map(|act| step(act, &format!("{title}: {}", act.key.id), &none)).collect();
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
fn step(act: &Act<'_>, title: &str, targets: &Yaml) -> Vec<Yaml> {
    let mut tasks = Vec::new();
    if let Some(command) = &act.command {
        let mut only = vec![FOR_REAL.to_owned()];
        if act.only_if_bad() {
            tasks.push(look(act, &format!("{title}: check before"), After::Nothing, targets));
            only.push(format!("not ({GOOD})"));
        }
        tasks.push(run(act, &format!("{title}: run"), command, &only));
        if act.checks.is_empty() || !act.changes() {
            tasks.push(follow(act, &format!("{title}: it ran"), RAN));
        }
    }
    if !act.checks.is_empty() {
        let after = if act.changes() { After::Change } else { After::Nothing };
        tasks.push(look(act, &format!("{title}: check"), after, targets));
        tasks.push(follow(act, &format!("{title}: it is good"), LOOKED));
        if act.changes() {
            tasks.push(failed_though_good(act, title));
        }
        if runs_in_check_mode(act, after) && !matches!(act.on_bad, OnBad::Pass | OnBad::Show) {
            tasks.push(say_in_check_mode(act, title));
        }
        if act.checks.iter().any(|check| leaves(check.judge)) {
            let more = "certplan_look.result.left | default([])";
            tasks.push(keep(&format!("{title}: keep what is left"), more, &[]));
        }
    }
    if !act.by_hand().is_empty() {
        tasks.push(keep(&format!("{title}: left for a person"), &format!("[{}]", jinja(act)), &[FOR_REAL]));
    }
    tasks
}

/// The result of a task.
#[derive(Clone, Copy)]
struct Seen {
    /// The variable.
    name: &'static str,
    /// That it was good.
    good: &'static str,
    /// What was wrong, and what to do.
    said: &'static str,
}

/// Where the command was left out, since its check was good, there is no result.
const RAN: Seen = Seen {
    name: "certplan_run",
    good: "certplan_run.result.good | default(true)",
    said: "{{ certplan_run.result.fault | default('') }} {{ certplan_run.result.advice | default('') }}",
};

const LOOKED: Seen = Seen {
    name: "certplan_look",
    good: GOOD,
    said: "{{ certplan_look.result.fault | default('') }} {{ certplan_look.result.advice | default('') }}",
};

/// What follows from a result that is not good.
fn follow(act: &Act<'_>, title: &str, seen: Seen) -> Yaml {
    let Seen { name, good, said } = seen;
    let accepted = format!("'{}' in certplan_accept | default([])", act.key.id);
    match act.on_bad {
        OnBad::Pass => map([
            ("name", format!("{title}, or is told at the end").into()),
            (
                "ansible.builtin.set_fact",
                map([
                    ("certplan_left", format!("{{{{ certplan_left + {} }}}}", told(act, name)).into()),
                    (
                        "certplan_told",
                        format!("{{{{ certplan_told + ([] if {accepted} else ['{}']) }}}}", act.key.id)
                            .into(),
                    ),
                ]),
            ),
            ("when", texts([FOR_REAL.to_owned(), format!("not ({good})")])),
        ]),
        OnBad::Show => {
            keep(&format!("{title}, or is told at the end"), &told(act, name), &[&format!("not ({good})")])
        }
        OnBad::Ask | OnBad::Stop | OnBad::EndTarget => {
            // A person who accepts a bad check names its step in the inventory.
            let that = match act.on_bad {
                OnBad::Ask => format!("{good} or {accepted}"),
                _ => good.to_owned(),
            };
            // The check after a change speaks for its command too.
            let said = if act.changes() { format!("{} {said}", RAN.said) } else { said.to_owned() };
            map([
                ("name", title.into()),
                (
                    "ansible.builtin.assert",
                    map([("that", that.into()), ("fail_msg", said.into()), ("quiet", true.into())]),
                ),
                ("when", FOR_REAL.into()),
            ])
        }
    }
}

/// A cmdlet that failed although its check is good: nothing is held back, and the host fails at the end.
fn failed_though_good(act: &Act<'_>, title: &str) -> Yaml {
    let step = whose(act, &format!("'{}'", act.key.id));
    map([
        ("name", format!("{title}: the command did not fail, or is told at the end").into()),
        (
            "ansible.builtin.set_fact",
            map([
                ("certplan_left", format!("{{{{ certplan_left + {} }}}}", told(act, RAN.name)).into()),
                ("certplan_told", format!("{{{{ certplan_told + [{step}] }}}}").into()),
            ]),
        ),
        ("when", texts([format!("not ({})", RAN.good), LOOKED.good.to_owned()])),
    ])
}

/// Check mode fails nowhere, so what is bad is told at the end.
fn say_in_check_mode(act: &Act<'_>, title: &str) -> Yaml {
    keep(
        &format!("{title}: say in check mode what is bad"),
        &told(act, LOOKED.name),
        &["ansible_check_mode", &format!("not ({})", LOOKED.good)],
    )
}

/// What was wrong in a result, as a list of one for the end.
fn told(act: &Act<'_>, name: &str) -> String {
    let id = whose(act, &format!("'{}: '", act.key.id));
    format!("[{id} ~ ({name}.result.fault | default(''))]")
}

/// An expression of Jinja, led by the name of the target where there is one.
fn whose(act: &Act<'_>, text: &str) -> String {
    if is_of_target(act) { format!("'target ' ~ certplan_name ~ ': ' ~ {text}") } else { text.to_owned() }
}

/// Keeps something for the end.
fn keep(title: &str, more: &str, when: &[&str]) -> Yaml {
    let mut task = vec![
        ("name".to_owned(), title.into()),
        (
            "ansible.builtin.set_fact".to_owned(),
            map([("certplan_left", format!("{{{{ certplan_left + {more} }}}}").into())]),
        ),
    ];
    match when {
        [] => {}
        [one] => task.push(("when".to_owned(), (*one).into())),
        several => task.push(("when".to_owned(), texts(several.iter().copied()))),
    }
    Yaml::Map(task)
}

/// What a check comes after.
#[derive(Clone, Copy)]
enum After {
    Nothing,
    /// A change: a cluster may need minutes until it shows. Where the command failed it is looked at once.
    Change,
}

/// Whether a check runs in check mode too: for the deployment, where it writes no file, and not after a change that is left out.
fn runs_in_check_mode(act: &Act<'_>, after: After) -> bool {
    !is_of_target(act) && matches!(after, After::Nothing)
}

/// Checks, and tells what was found; nothing fails here.
fn look(act: &Act<'_>, title: &str, after: After, targets: &Yaml) -> Yaml {
    let mut parameters = Vec::new();
    let seconds = match after {
        After::Nothing => "$Seconds = 0\n",
        After::Change => {
            parameters.push(("Seconds", "[int]", format!("{{{{ 600 if {} else 0 }}}}", RAN.good).into()));
            ""
        }
    };
    let mut addresses = "";
    for one in &act.checks {
        match one.look {
            Look::ControlPlane(_) => {
                parameters.push(("Address", "[string[]]", ADDRESSES.into()));
                addresses = "if ($Address) { $ControlPlane[$ClusterName] = $Address }\n";
            }
            Look::Command(_)
            | Look::TimeSource
            | Look::ClockDifference
            | Look::Login
            | Look::AuthorityEnd => {}
        }
        if one.judge == Judge::Groups {
            parameters.push(("Targets", "[string[]]", targets.clone()));
        }
    }
    let checks = block(act.checks.iter().map(|one| short(&check(&without_name(one)))));
    let body = format!(
        "{addresses}$Check = {checks}\n$Advice = {}\n{seconds}$Fault = Wait-Check $Check $Seconds {}\n$Ansible.Changed = $false\n\
         $Ansible.Result = Get-Report $Fault $Advice {}\n",
        advices(act),
        literal(act.key.id.as_str()),
        literal(act.expected),
    );
    let mut task = script(act, title, parameters, &body);
    task.push(("register".into(), "certplan_look".into()));
    task.push(("changed_when".into(), false.into()));
    if runs_in_check_mode(act, after) {
        task.push(("check_mode".into(), false.into()));
    } else {
        task.push(("when".into(), FOR_REAL.into()));
    }
    Yaml::Map(task)
}

/// The addresses of the control-plane machines of a target that the inventory gives, one or several.
const ADDRESSES: &str =
    "{{ [(certplan_control_plane | default({}))[certplan_name] | default([])] | flatten }}";

/// Runs the command of a step; check mode leaves it out.
fn run(act: &Act<'_>, title: &str, command: &Command<'_>, only: &[String]) -> Yaml {
    let command = short(&runnable(&Command { cluster: None, ..*command }));
    let body = format!(
        "$Command = {{ {command} }}\n$Advice = {}\n$Fault = (Invoke-Watched $Command $false).Fault\n\
         $Ansible.Changed = ${}\n$Ansible.Result = Get-Report $Fault $Advice ''\n",
        advices(act),
        act.changes(),
    );
    let mut task = script(act, title, Vec::new(), &body);
    task.push(("register".into(), "certplan_run".into()));
    task.push((
        "when".into(),
        if let [one] = only { one.as_str().into() } else { texts(only.iter().map(String::as_str)) },
    ));
    Yaml::Map(task)
}

/// A parameter of a script: its name, its type, and the value.
type Parameter = (&'static str, &'static str, Yaml);

/// A task that runs a script, up to what differs.
fn script(act: &Act<'_>, title: &str, mut parameters: Vec<Parameter>, body: &str) -> Vec<(String, Yaml)> {
    let mut text = String::new();
    let mut module = Vec::new();
    if is_of_target(act) {
        parameters.insert(0, ("ClusterName", "[string]", "{{ certplan_name }}".into()));
    }
    if !parameters.is_empty() {
        let declared: Vec<_> = parameters.iter().map(|(name, kind, _)| format!("{kind}${name}")).collect();
        text.extend(["param(", &declared.join(", "), ")\n"]);
        let values = parameters.into_iter().map(|(name, _, value)| (name.to_owned(), value)).collect();
        module.push(("parameters".to_owned(), Yaml::Map(values)));
    }
    text += JUDGE_HERE;
    // Nobody is asked in a playbook.
    text += "\n$ErrorActionPreference = 'Stop'\n$Left = New-Object System.Collections.ArrayList\n$Unattended = $true\n$ControlPlane = @{}\n";
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
    matches!(judge, Judge::Groups | Judge::Clocks | Judge::Authority | Judge::Port)
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
