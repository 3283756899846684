//! One playbook for many deployments: those whose steps are the same share a play, and the inventory says which play is whose.

use certplan_core::Plan;
use certplan_core::closed::Closed;
use certplan_core::command::Cmdlets;
use certplan_core::facts::ClusterName;
use certplan_core::source::{RULES_AS_OF, RULES_VERSION, Source};

use super::yaml::{Yaml, comment, map, written};
use super::{GIVEN, GROUP, Play};
use crate::script::{Builds, Scope, builds, lower, needs_name};

/// The plays of a fleet. What is kept does not grow with the fleet, only with the number of different plans.
#[derive(Debug, Default)]
pub struct Fleet {
    /// Steps, and the number of the play that has them, in the order of the steps.
    known: Vec<(Vec<u8>, usize)>,
    plays: String,
    /// In the order of their names.
    sources: Vec<&'static Source>,
}

impl Fleet {
    /// The name of the inventory's file, without a path.
    pub const INVENTORY: &str = "inventory.yml";

    /// The most plays of one playbook.
    pub const MOST: usize = 1_000;

    /// The number of the play that has these steps, counted from 1; none where there is nothing to repair.
    ///
    /// # Errors
    ///
    /// It would be one play more than [`Self::MOST`].
    pub fn play_of(&mut self, plan: &Plan<'_>) -> Result<Option<usize>, TooManyPlays> {
        if plan.repairs.is_empty() {
            return Ok(None);
        }
        let targets = targets(plan);
        let steps = steps(plan, &targets);
        let place = match self.known.binary_search_by(|(known, _)| known.cmp(&steps)) {
            Ok(place) => return Ok(Some(self.known[place].1)),
            Err(place) => place,
        };
        let number = self.known.len() + 1;
        if number > Self::MOST {
            return Err(TooManyPlays);
        }
        self.known.insert(place, (steps, number));
        self.plays.push_str(&play(plan, &targets, number));
        for source in plan.sources() {
            if let Err(place) = self.sources.binary_search_by(|known| known.id.cmp(source.id)) {
                self.sources.insert(place, source);
            }
        }
        Ok(Some(number))
    }

    /// The playbook, with a newline at its end.
    pub fn playbook(&self) -> String {
        let mut text = String::from("---\n");
        text += &comment(&format!(
            "Certplan rules {RULES_VERSION}, compared with their sources on {RULES_AS_OF}"
        ));
        text += &comment("Sources:");
        for source in &self.sources {
            text += &comment(&format!("  {} ({})", source.id, source.as_of));
            text += &comment(&format!("    {}", source.url));
        }
        for line in HOW_TO_RUN {
            text += &comment(line);
        }
        let groups = map([
            ("name", "Give each host the play of its plan".into()),
            ("hosts", GROUP.into()),
            ("gather_facts", false.into()),
            (
                "tasks",
                Yaml::List(vec![map([
                    ("name", "Put it into the group of its play".into()),
                    ("ansible.builtin.group_by", map([("key", "certplan_play_{{ certplan_play }}".into())])),
                    ("changed_when", false.into()),
                ])]),
            ),
        ]);
        text + &written(&Yaml::List(vec![groups])) + &self.plays
    }

    /// The inventory's beginning, up to the hosts.
    pub fn inventory_head() -> String {
        let mut text = String::from("---\n");
        text += &comment(
            "The inventory for the playbook that certplan fleet --format ansible writes from the same file.",
        );
        text +=
            &comment("Put in the Windows user whose profile holds the logins; keep its password in a vault.");
        text += &comment(
            "certplan_approved: true approves the changes that the playbook lists; read them in check mode first.",
        );
        let vars = map([
            ("certplan_user", "DOMAIN\\user".into()),
            ("certplan_approved", false.into()),
            ("ansible_connection", "ansible.builtin.winrm".into()),
            ("ansible_port", Yaml::Number(5986)),
        ]);
        text + &written(&map([(GROUP, map([("vars", vars)]))])) + "  hosts:\n"
    }

    /// The inventory's entry of a deployment.
    ///
    /// `alias` is its name in the inventory: letters, digits, dots, hyphens and low lines, so that Ansible reads neither a
    /// range nor a port in it.
    pub fn host(alias: &str, address: Option<&str>, plan: &Plan<'_>, number: usize) -> String {
        let mut values = Vec::new();
        if let Some(address) = address {
            values.push(("ansible_host".to_owned(), Yaml::Name(address.to_owned())));
        }
        values.push(("certplan_play".to_owned(), Yaml::Number(number)));
        let names = targets(plan).into_iter().map(ToString::to_string).collect();
        values.push(("certplan_targets".to_owned(), Yaml::Names(names)));
        let mut host = format!("    {}:\n", crate::json::quoted(alias));
        for line in written(&Yaml::Map(values)).lines() {
            host.extend(["      ", line, "\n"]);
        }
        host
    }
}

/// There are too many different plans for one playbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TooManyPlays;

impl core::fmt::Display for TooManyPlays {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        const { assert!(Fleet::MOST == 1_000, "the sentence says so") };
        f.write_str(
            "needs a play of its own beyond the first 1000; accepted: a file with fewer different deployments",
        )
    }
}

impl core::error::Error for TooManyPlays {}

/// The names of the clusters, each once, in the order given.
fn targets<'f>(plan: &Plan<'f>) -> Vec<&'f ClusterName> {
    let clusters = &plan.assessment.facts.clusters;
    let mut names = Vec::new();
    for name in clusters.targets() {
        names.extend(name);
    }
    for name in clusters.lone_load_balancers() {
        names.extend(name);
    }
    names
}

/// Everything that a play is made of, in bytes: the builds that it is for, and which step, when, in which cmdlets, for which kind
/// and which of the targets.
fn steps(plan: &Plan<'_>, targets: &[&ClusterName]) -> Vec<u8> {
    let cmdlets = Cmdlets::of(plan.assessment.facts.build);
    let mut key = builds(Builds::of(plan)).into_bytes();
    let mut last = 0;
    for step in plan.steps() {
        let (kind, target) = match step.cluster {
            None => (u8::MAX, 0),
            Some((kind, None)) => (small(kind.index()), 0),
            Some((kind, Some(name))) => {
                // Steps have their targets in this order: mostly it is the last one or the next, of thousands.
                let mut places = (last..targets.len()).chain(0..last);
                last = places.find(|place| targets[*place] == name).unwrap_or_default();
                (small(kind.index()), last + 1)
            }
        };
        key.extend([small(step.entry.id.index()), small(step.when.index()), small(cmdlets.index()), kind]);
        key.extend(target.to_be_bytes());
    }
    key
}

/// A place in a closed enum: none has 255 values.
fn small(index: usize) -> u8 {
    u8::try_from(index).unwrap_or(u8::MAX)
}

fn play(plan: &Plan<'_>, targets: &[&ClusterName], number: usize) -> String {
    let written = Play {
        title: format!("Certificates after a shutdown, play {number}"),
        hosts: format!("certplan_play_{number}"),
        name_of: &|scope| match scope {
            Scope::Named(name) => {
                let place = targets.iter().position(|target| *target == name).unwrap_or_default();
                (format!("Target {}", place + 1), format!("{{{{ certplan_targets[{place}] }}}}").into())
            }
            Scope::Management | Scope::Given => ("Target of this host".into(), GIVEN.into()),
        },
    };
    written.write(&lower(plan), needs_name(plan))
}

const HOW_TO_RUN: [&str; 9] = [
    "",
    "How to run it, from the machine that has Ansible (the package ansible, which holds ansible.windows, and pywinrm), with \
     the inventory that --format inventory writes from the same file:",
    "",
    "  ansible-playbook -i inventory.yml certplan-repair.yml --check",
    "  ansible-playbook -i inventory.yml certplan-repair.yml",
    "",
    "It asks nothing. Check mode checks, lists what would be changed and changes nothing; before the first change of a host \
     its certplan_approved must be true. Each play is for the deployments that need the same steps; within it the \
     hosts have their turn one at a time, and the first that fails ends the run. The last task of a play lists what is left for a \
     person. Deployments with nothing to repair are not in the inventory.",
    "certplan_control_plane gives a host the addresses of control-plane machines by the name of their target. It is needed only where \
     neither the cluster's own address answers nor Hyper-V on the host knows the machines.",
    "Logins of the module are kept per Windows user and per host: certplan_user is the user whose profile holds them.",
];
