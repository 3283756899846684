//! The plan as an Ansible playbook: the same steps on many hosts, one after the other.
//!
//! Ansible runs it, not we: connections, become, check mode and stopping at the first host that fails are the engine's. A host
//! of the inventory stands for one deployment. The names of clusters are values of the playbook's variables and parameters
//! of the scripts in it, so no script holds a name.

mod fleet;
mod tasks;
mod yaml;

pub use fleet::{Fleet, TooManyPlays};

use certplan_core::Plan;
use certplan_core::command::Command;
use certplan_core::facts::ClusterKind;
use certplan_core::playbook::Phase;

use self::yaml::{Yaml, comment, map, texts, written};
use crate::document::PlanDocument;
use crate::powershell;
use crate::script::{Act, JUDGE, Origin, Scope, Script, builds, lower, made_from, needs_name};
use crate::words;

/// The name of the file, without a path.
pub const FILE_NAME: &str = "certplan-repair.yml";

/// What is typed to look first, and then to run it.
pub const TO_RUN: [&str; 2] = [
    "ansible-playbook -i inventory.yml certplan-repair.yml --check",
    "ansible-playbook -i inventory.yml certplan-repair.yml",
];

/// The playbook, with a newline at its end.
pub fn write(plan: &Plan<'_>, origin: Origin<'_>) -> String {
    let document = PlanDocument::new(plan);
    let given = needs_name(plan);
    let mut text = String::from("---\n");
    made_from(plan, &document, origin, &mut |line| text += &comment(line));
    for line in WHERE_TO_RUN {
        text += &comment(line);
    }
    for line in TO_RUN {
        text += &comment(&format!("  {line}"));
    }
    for line in HOW_IT_RUNS {
        text += &comment(line);
    }
    if given {
        text += &comment("        certplan_cluster_name: name-of-the-cluster");
    }
    let whole = Play {
        title: "Certificates after a shutdown, AKS on Windows Server".into(),
        hosts: GROUP.into(),
        name_of: &|scope| match scope {
            Scope::Named(name) => (format!("Target {name}"), Yaml::Name(name.to_string())),
            Scope::Management | Scope::Given => ("Target of this host".into(), GIVEN.into()),
        },
    };
    text + &whole.write(&lower(plan), given)
}

/// The group of the hosts in the inventory.
const GROUP: &str = "aks_windows_server";

/// The name that the inventory gives where the plan has none.
const GIVEN: &str = "{{ certplan_cluster_name }}";

/// A play: the steps of one plan on some hosts.
struct Play<'a> {
    title: String,
    hosts: String,
    /// What a target is called in the titles of tasks, and the value that is its name.
    name_of: &'a dyn Fn(Scope<'_>) -> (String, Yaml),
}

impl Play<'_> {
    fn write(&self, script: &Script<'_>, given: bool) -> String {
        let judge = format!("{}\n{JUDGE}{REPORT}", builds(script.builds));
        let play = map([
            ("name", self.title.as_str().into()),
            ("hosts", self.hosts.as_str().into()),
            // One host at a time; a batch that has failed as a whole ends the run.
            ("serial", Yaml::Number(1)),
            ("gather_facts", false.into()),
            ("become", true.into()),
            ("become_method", "ansible.builtin.runas".into()),
            ("become_user", "{{ certplan_user }}".into()),
            (
                "vars",
                map([
                    ("certplan_ended", Yaml::List(Vec::new())),
                    ("certplan_left", Yaml::List(Vec::new())),
                    ("certplan_told", Yaml::List(Vec::new())),
                    ("certplan_judge", Yaml::Lines(judge.trim_end().to_owned())),
                ]),
            ),
            ("tasks", Yaml::List(self.tasks(script, given))),
        ]);
        written(&Yaml::List(vec![play]))
    }

    fn tasks(&self, script: &Script<'_>, given: bool) -> Vec<Yaml> {
        let mut tasks = vec![variables(given)];
        let targets = script.targets().into_iter().map(|scope| (self.name_of)(scope).1).collect();
        let targets = Yaml::List(targets);
        let mut is_approved = false;
        for acts in script.acts.chunk_by(|one, next| is_of_one_target(one, next)) {
            let [first, ..] = acts else { continue };
            let begins_changes = first.step.entry.phase == Phase::Repair || acts.iter().any(Act::changes);
            if begins_changes && !is_approved {
                tasks.extend(approval(&changes(script, self.name_of)));
                is_approved = true;
            }
            match first.key.scope {
                Some(scope @ (Scope::Named(_) | Scope::Given)) => {
                    let (title, name) = (self.name_of)(scope);
                    tasks.push(tasks::target(&title, name, &acts.iter().collect::<Vec<_>>()));
                }
                None | Some(Scope::Management) => {
                    tasks.extend(acts.iter().flat_map(|act| tasks::for_all(act, &targets)));
                }
            }
        }
        tasks.extend(end());
        tasks
    }
}

/// Whether two steps are of one target and of one part of the plan.
fn is_of_one_target(one: &Act<'_>, next: &Act<'_>) -> bool {
    one.key.scope == next.key.scope && one.step.entry.phase == next.step.entry.phase
}

/// What will be changed, one command each.
fn changes(script: &Script<'_>, name_of: &dyn Fn(Scope<'_>) -> (String, Yaml)) -> Vec<String> {
    let changes = script.acts.iter().filter(|act| act.command.is_some() && act.changes());
    changes
        .map(|act| {
            let (whose, name) = match act.key.scope {
                None => ("This deployment".into(), "".into()),
                Some(Scope::Management) => (words::kind(ClusterKind::Management).to_owned(), "".into()),
                Some(scope) => name_of(scope),
            };
            let only = if act.only_if_bad() { " (only where its check is bad)" } else { "" };
            let command = powershell::command(&Command { cluster: None, ..act.step.command() });
            let command = match name {
                Yaml::Name(name) | Yaml::Text(name) => command.replace("<cluster-name>", &name),
                _ => command,
            };
            format!("{whose}: {command}{only}")
        })
        .collect()
}

const WHERE_TO_RUN: [&str; 3] = [
    "",
    "How to run it, from the machine that has Ansible (the package ansible, which holds ansible.windows, and pywinrm):",
    "",
];

const HOW_IT_RUNS: [&str; 20] = [
    "",
    "It asks nothing, so it runs where there is no terminal. Check mode checks the deployment, lists what would be changed and \
     changes nothing. Before the first change certplan_approved must be true, in the inventory or with -e: the task before it \
     lists every change. A bad check that the plan does not repair ends the host's turn; put its step into certplan_accept \
     (certplan_accept: [open-session]) where you know that it is good all the same.",
    "Hosts have their turn one at a time; the first that fails ends the run. Within a host, a target that fails does not hold \
     up the next one. What is left for a person is listed at the end; where something failed on the way, the host fails then.",
    "certplan_control_plane gives the addresses of control-plane machines by the name of their target. It is needed only where \
     neither the cluster's own address answers nor Hyper-V on the host knows the machines.",
    "Logins of the module are kept per Windows user and per host: certplan_user is the user whose profile holds them, and \
     each host of the group is the one physical host on which that user works. become with runas gives that user a logon \
     of its own there, so nothing hops twice. No secret is in this file: keep ansible_become_password in a vault.",
    "To begin again after a failure, run it once more: a repair of what is valid does no harm, and conditional steps check first.",
    "",
    "Inventory, one host a deployment:",
    "",
    "  aks_windows_server:",
    "    hosts:",
    "      host-of-the-first-deployment:",
    "        certplan_user: 'DOMAIN\\user'",
    "        ansible_connection: ansible.builtin.winrm",
    "        ansible_port: 5986",
    "        # true only once you have read what will be changed",
    "        certplan_approved: false",
    "        certplan_accept: []",
    "        certplan_control_plane:",
    "          prod: 192.0.2.10",
];

/// Refuses variables that are missing, before anything is touched.
fn variables(given: bool) -> Yaml {
    let mut that = vec!["certplan_user is defined"];
    if given {
        that.push("certplan_cluster_name is defined");
        that.push("certplan_cluster_name is match('^[a-z0-9][a-z0-9-]*[a-z0-9]$')");
    }
    map([
        ("name", "See that the variables are there".into()),
        ("ansible.builtin.assert", map([("that", texts(that)), ("quiet", true.into())])),
    ])
}

/// Says what will be changed, and goes on only where that was approved. Then the files that a repair may replace are copied.
fn approval(changes: &[String]) -> [Yaml; 3] {
    [
        map([
            ("name", "Say what will be changed".into()),
            ("ansible.builtin.debug", map([("msg", texts(changes.iter().map(String::as_str)))])),
        ]),
        map([
            ("name", "Go on only where the changes are approved".into()),
            (
                "ansible.builtin.assert",
                map([
                    ("that", "certplan_approved | default(false) | bool".into()),
                    (
                        "fail_msg",
                        format!(
                            "Not approved. This host would be changed: {}. Set certplan_approved to true.",
                            changes.join("; ")
                        )
                        .into(),
                    ),
                    ("quiet", true.into()),
                ]),
            ),
            ("when", "not ansible_check_mode".into()),
        ]),
        map([
            ("name", "Back up access files and kubeconfigs beside themselves".into()),
            (
                "ansible.windows.win_powershell",
                map([("script", Yaml::Lines(format!("{}\n{BACK_UP}", tasks::JUDGE_HERE)))]),
            ),
            ("when", "not ansible_check_mode".into()),
        ]),
    ]
}

/// Copies only; what is in the files is never shown.
const BACK_UP: &str = r"$ErrorActionPreference = 'Stop'
$Stamp = (Get-Date).ToString('yyyyMMdd-HHmmss', [System.Globalization.CultureInfo]::InvariantCulture)
Backup-Login";

/// What a task tells Ansible; Windows PowerShell.
const REPORT: &str = include_str!("../script/report.ps1");

/// What is left for a person, and a failure where something failed, so that the next host is left alone.
fn end() -> [Yaml; 2] {
    [
        map([
            ("name", "Left for you to look at".into()),
            ("ansible.builtin.debug", map([("msg", "{{ certplan_left }}".into())])),
        ]),
        map([
            ("name", "Fail where something failed on the way, so that the next host is left alone".into()),
            (
                "ansible.builtin.assert",
                map([
                    ("that", "(certplan_ended + certplan_told) | length == 0".into()),
                    (
                        "fail_msg",
                        "Targets that ended early: {{ certplan_ended | join(', ') or 'none' }}. Failed: {{ certplan_told | join(', ') \
                         or 'nothing' }}."
                            .into(),
                    ),
                    ("quiet", true.into()),
                ]),
            ),
        ]),
    ]
}
