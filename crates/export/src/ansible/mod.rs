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
use certplan_core::command::Placeholder;

use self::yaml::Yaml;
use crate::document::PlanDocument;
use crate::script::judge::WATCH;
use crate::script::{Act, Op, Origin, Scope, lower, made_from, needs_name};

/// The name of the file, without a path.
pub const FILE_NAME: &str = "certplan-repair.yml";

/// What is typed to look first, and then to run it.
pub const TO_RUN: [&str; 2] = [
    "ansible-playbook -i inventory.yml certplan-repair.yml --check",
    "ansible-playbook -i inventory.yml certplan-repair.yml",
];

/// The playbook, with a newline at its end.
pub fn write(plan: &Plan<'_>, origin: Origin<'_>) -> String {
    let ops = lower(plan);
    let document = PlanDocument::without_picture(plan);
    let given = needs_name(plan);
    let mut out = Yaml::default();
    out.line("---");
    made_from(plan, &document, origin, &mut |line| out.comment(line));
    for line in WHERE_TO_RUN {
        out.comment(line);
    }
    for line in TO_RUN {
        out.comment(&["  ", line].concat());
    }
    for line in HOW_IT_RUNS {
        out.comment(line);
    }
    if given {
        out.comment("        certplan_cluster_name: name-of-the-cluster");
    }
    let asked = asked(&ops);
    for (placeholder, names) in &asked {
        out.comment(&["        ", &tasks::of_inventory(*placeholder), ":"].concat());
        for name in names {
            out.comment(&["          ", name, ": ", placeholder.as_str()].concat());
        }
    }
    let whole = Play {
        title: "Certificates after a shutdown, AKS on Windows Server",
        hosts: GROUP,
        name_of: &|scope| match scope {
            Scope::Named(name) => (["Target ", name.as_str()].concat(), yaml::quoted(name.as_str())),
            Scope::Management | Scope::Given => ("Target of this host".into(), GIVEN.into()),
        },
    };
    whole.write(&mut out, &ops, given, &asked);
    out.text
}

/// The group of the hosts in the inventory.
const GROUP: &str = "aks_windows_server";

/// The name that the inventory gives where the plan has none.
const GIVEN: &str = "\"{{ certplan_cluster_name }}\"";

/// A play: the steps of one plan on some hosts.
struct Play<'a> {
    title: &'a str,
    hosts: &'a str,
    /// What a target is called in the titles of tasks, and the value that is its name.
    name_of: &'a dyn Fn(Scope<'_>) -> (String, String),
}

impl Play<'_> {
    fn write(&self, out: &mut Yaml, ops: &[Op<'_>], given: bool, asked: &[(Placeholder, Vec<String>)]) {
        out.open(&["- name: ", self.title].concat());
        out.line(&["hosts: ", self.hosts].concat());
        out.all(PLAY);
        out.block("certplan_watch", WATCH);
        out.open("tasks:");
        variables(out, given, asked);
        for op in ops {
            match op {
                Op::Part(_) | Op::MoveAccessFileAside => {}
                Op::BackUp => back_up(out),
                Op::Step(act, _) => tasks::asked(out, act),
                Op::Cluster(Scope::Management, body) => acts(body).for_each(|act| tasks::asked(out, act)),
                Op::Cluster(scope, body) => {
                    let (title, name) = (self.name_of)(*scope);
                    tasks::cluster(out, &title, &name, &acts(body).collect::<Vec<_>>());
                }
            }
        }
        out.all(LAST);
        out.close();
        out.close();
    }
}

const WHERE_TO_RUN: [&str; 3] = [
    "",
    "How to run it, from the machine that has Ansible (the package ansible, which holds ansible.windows, and pywinrm):",
    "",
];

const HOW_IT_RUNS: [&str; 12] = [
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

/// One host at a time; a batch that has failed as a whole ends the run.
const PLAY: &str = r#"serial: 1
gather_facts: false
become: true
become_method: ansible.builtin.runas
become_user: "{{ certplan_user }}"
vars:
  # Targets whose steps ended early.
  certplan_ended: []
  # Seconds between two looks at a check that is not good yet, and how often it is looked at.
  certplan_delay: 30
  certplan_looks: 20"#;

fn acts<'a, 'f>(body: &'a [Op<'f>]) -> impl Iterator<Item = &'a Act<'f>> {
    body.iter().filter_map(|op| match op {
        Op::Step(act, _) => Some(act),
        Op::Part(_) | Op::MoveAccessFileAside | Op::BackUp | Op::Cluster(..) => None,
    })
}

/// What must be told of which targets.
fn asked(ops: &[Op<'_>]) -> Vec<(Placeholder, Vec<String>)> {
    let mut asked: Vec<(Placeholder, Vec<String>)> = Vec::new();
    for op in ops {
        let Op::Cluster(scope, body) = op else { continue };
        let name = match scope {
            Scope::Named(name) => name.as_str().to_owned(),
            Scope::Management | Scope::Given => "name-of-the-cluster".into(),
        };
        for act in acts(body) {
            for placeholder in act.asked() {
                match asked.iter_mut().find(|(known, _)| *known == placeholder) {
                    Some((_, names)) if names.contains(&name) => {}
                    Some((_, names)) => names.push(name.clone()),
                    None => asked.push((placeholder, vec![name.clone()])),
                }
            }
        }
    }
    asked
}

/// Refuses variables that are missing, before anything is touched.
fn variables(out: &mut Yaml, given: bool, asked: &[(Placeholder, Vec<String>)]) {
    out.open("- name: See that the variables are there");
    out.open("ansible.builtin.assert:");
    out.open("that:");
    out.line("- certplan_user is defined");
    if given {
        out.line("- certplan_cluster_name is defined");
        out.line("- certplan_cluster_name is match('^[a-z0-9][a-z0-9-]*[a-z0-9]$')");
    }
    for (placeholder, _) in asked {
        out.line(&["- ", &tasks::of_inventory(*placeholder), " is defined"].concat());
    }
    out.close();
    out.line("quiet: true");
    out.close();
    out.close();
}

fn back_up(out: &mut Yaml) {
    out.open("- name: Back up access files and kubeconfigs beside themselves");
    out.open("ansible.windows.win_powershell:");
    out.open("script: |-");
    out.all(BACK_UP);
    out.close();
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

const LAST: &str = r#"- name: Fail where a target ended early, so that the next host is left alone
  ansible.builtin.assert:
    that: certplan_ended | length == 0
    fail_msg: "Ended early: {{ certplan_ended | join(', ') }}"
    quiet: true"#;
