//! The playbooks as Ansible would read them. The gate also hands them to Ansible itself.

use std::collections::BTreeMap;

use certplan_core::playbook::Effect;
use certplan_core::{Facts, assess, plan};
use certplan_export::Format;
use certplan_export::ansible::Fleet;
use serde_json::Value;

use crate::parse::parse;
use crate::scenarios;

fn playbook(facts: &Facts) -> String {
    Format::Ansible.write(&plan(&assess(facts)))
}

#[track_caller]
fn read(yaml: &str) -> Value {
    serde_saphyr::from_str(yaml).expect("YAML")
}

/// Every value under this key, at any depth, in order.
fn under<'v>(value: &'v Value, key: &str, found: &mut Vec<&'v Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| under(item, key, found)),
        Value::Object(map) => {
            for (name, inner) in map {
                if name == key {
                    found.push(inner);
                }
                under(inner, key, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn texts(value: &Value, key: &str) -> Vec<String> {
    let mut found = Vec::new();
    under(value, key, &mut found);
    found.into_iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

/// The scripts as they run, in order, with what Ansible puts into them.
fn scripts(playbook: &Value) -> Vec<String> {
    let judge = texts(playbook, "certplan_judge").remove(0);
    texts(playbook, "script").iter().map(|script| script.replace("{{ certplan_judge }}", &judge)).collect()
}

/// The scripts of a playbook as they run.
pub(crate) fn whole_scripts(playbook: &str) -> Vec<String> {
    scripts(&read(playbook))
}

#[test]
fn every_playbook_reads_back_and_every_script_in_it_parses() {
    for (name, facts) in scenarios::all() {
        let yaml = playbook(&facts);
        assert!(yaml.is_ascii() && yaml.ends_with('\n') && !yaml.contains('\t'), "{name}");
        let value = read(&yaml);
        assert_eq!(value.as_array().map(Vec::len), Some(1), "{name}");
        for script in scripts(&value) {
            parse(&script);
            assert!(!script.contains("{{") && !script.contains("{%") && !script.contains("{#"), "{name}");
        }
    }
}

#[test]
fn the_changes_are_those_of_the_plan_in_its_order_and_none_runs_in_check_mode() {
    for (name, facts) in scenarios::all() {
        let assessment = assess(&facts);
        let plan = plan(&assessment);
        let value = read(&Format::Ansible.write(&plan));
        let changing = changing(&value[0]);
        let steps: Vec<_> = plan.steps().filter(|step| step.entry.effect != Effect::Read).collect();
        assert_eq!(changing.len(), steps.len(), "{name}");
        for ((task, target), step) in changing.into_iter().zip(steps) {
            let command = step.command().program.name(certplan_core::command::Cmdlets::of(facts.build));
            assert!(script(task).is_some_and(|script| script.contains(command)), "{name}");
            assert!(task["when"].to_string().contains("not ansible_check_mode"), "{name}");
            let cluster = step.cluster.and_then(|(_, cluster)| cluster).map(ToString::to_string);
            let given = &task["ansible.windows.win_powershell"]["parameters"]["ClusterName"];
            assert_eq!(given.is_null(), target.is_none(), "{name}");
            assert!(cluster.is_none() || cluster.as_deref() == target, "{name}");
        }
    }
}

fn script(task: &Value) -> Option<&str> {
    task["ansible.windows.win_powershell"]["script"].as_str()
}

/// The tasks of a play that change something, in order, each with the value that is the name of its target.
fn changing(play: &Value) -> Vec<(&Value, Option<&str>)> {
    let mut tasks = Vec::new();
    flat(&play["tasks"], None, &mut tasks);
    tasks.retain(|(task, _)| script(task).is_some_and(|script| script.contains("$Ansible.Changed = $true")));
    tasks
}

/// The tasks in order, out of their blocks.
fn flat<'v>(tasks: &'v Value, target: Option<&'v str>, found: &mut Vec<(&'v Value, Option<&'v str>)>) {
    for task in tasks.as_array().into_iter().flatten() {
        if task.get("block").is_some() {
            flat(&task["block"], task["vars"]["certplan_name"].as_str(), found);
        } else {
            found.push((task, target));
        }
    }
}

#[test]
fn in_a_fleet_each_deployment_has_its_own_commands_with_its_own_names() {
    let fleet = [
        "management target=prod target=dev load-balancer=dev",
        "target=a1 management target=b2 load-balancer=b2",
    ];
    let mut written = Fleet::default();
    let facts: Vec<_> = fleet
        .into_iter()
        .map(|clusters| scenarios::long(&clusters.split(' ').collect::<Vec<_>>()))
        .chain([scenarios::long(&["management", "load-balancer=lone"]), Facts::default()])
        .collect();
    let assessments: Vec<_> = facts.iter().map(assess).collect();
    let plans: Vec<_> = assessments.iter().map(plan).collect();
    let numbers: Vec<_> = plans.iter().map(|plan| written.play_of(plan).expect("few plays")).collect();
    assert_eq!(numbers, [Some(1), Some(1), Some(2), None]);
    let playbook = read(&written.playbook());
    assert_eq!(playbook.as_array().map(Vec::len), Some(3));
    for (plan, number) in plans.iter().zip(numbers) {
        let Some(number) = number else { continue };
        assert_eq!(playbook[number]["hosts"], format!("certplan_play_{number}"));
        let host = read(&(Fleet::inventory_head() + &Fleet::host("site", Some("hv01"), plan, number)));
        let host = &host["aks_windows_server"]["hosts"]["site"];
        assert_eq!(host["certplan_play"], number);
        let names = host["certplan_targets"].as_array().expect("a list");
        let resolved = |value: &str| -> String {
            let place: usize = value
                .strip_prefix("{{ certplan_targets[")
                .and_then(|rest| rest.strip_suffix("] }}"))
                .and_then(|place| place.parse().ok())
                .expect("a target of the inventory");
            names[place].as_str().expect("a name").to_owned()
        };
        let wanted: Vec<_> = plan
            .steps()
            .filter(|step| step.entry.effect != Effect::Read)
            .map(|step| step.cluster.and_then(|(_, name)| name).map(ToString::to_string))
            .collect();
        let given: Vec<_> =
            changing(&playbook[number]).into_iter().map(|(_, target)| target.map(resolved)).collect();
        assert_eq!(given, wanted);
    }
}

#[test]
fn hosts_have_their_turn_one_at_a_time_as_the_user_of_the_logins() {
    for (name, facts) in scenarios::all() {
        let value = read(&playbook(&facts));
        let play = &value[0];
        assert_eq!(play["serial"], 1, "{name}");
        assert_eq!(play["become"], true, "{name}");
        assert_eq!(play["become_method"], "ansible.builtin.runas", "{name}");
        assert_eq!(play["become_user"], "{{ certplan_user }}", "{name}");
        // Whoever needs a password has it in a vault.
        assert!(texts(&value, "ansible_become_password").is_empty(), "{name}");
    }
}

#[test]
fn a_name_stands_in_values_and_never_in_a_script() {
    let value = read(&playbook(&scenarios::long(&["management", "target=prod", "load-balancer=prod"])));
    assert!(texts(&value, "ClusterName").iter().all(|name| name == "{{ certplan_name }}"));
    assert!(texts(&value, "certplan_name").iter().all(|name| name == "prod"));
    assert!(scripts(&value).iter().all(|script| !script.contains("prod")));
    let given = read(&playbook(&scenarios::long(&["target"])));
    assert!(texts(&given, "certplan_name").iter().all(|name| name == "{{ certplan_cluster_name }}"));
}

#[test]
fn only_templates_of_our_own_are_filled_in() {
    let mut seen = BTreeMap::new();
    for (_, facts) in scenarios::all() {
        for part in playbook(&facts).split("{{ ").skip(1) {
            let (template, _) = part.split_once(" }}").expect("an end");
            // A long value is folded.
            let template = template.split_whitespace().collect::<Vec<_>>().join(" ");
            *seen.entry(template).or_insert(0) += 1;
        }
    }
    let seen: Vec<_> = seen.keys().map(String::as_str).filter(|name| !is_for_the_end(name)).collect();
    assert_eq!(
        seen,
        [
            "600 if certplan_run.result.good | default(true) else 0",
            "[(certplan_control_plane | default({}))[certplan_name] | default([])] | flatten",
            "ansible_failed_result.msg | default('')",
            "certplan_cluster_name",
            "certplan_ended + [certplan_name]",
            "certplan_ended | join(', ') or 'none'",
            "certplan_judge",
            "certplan_left",
            "certplan_left + certplan_look.result.left | default([])",
            "certplan_look.result.advice | default('')",
            "certplan_look.result.fault | default('')",
            "certplan_name",
            "certplan_run.result.advice | default('')",
            "certplan_run.result.fault | default('')",
            "certplan_told | join(', ') or 'nothing'",
            "certplan_user",
        ]
    );
}

/// A step with its fault, added to what is told at the end.
fn is_for_the_end(template: &str) -> bool {
    ["certplan_left + [", "certplan_told + ["].iter().any(|begin| template.starts_with(begin))
        || template.starts_with("certplan_told + ([] if '")
}

/// The tasks of a play in order, out of their blocks, with those that rescue.
fn every_task<'v>(tasks: &'v Value, found: &mut Vec<&'v Value>) {
    for task in tasks.as_array().into_iter().flatten() {
        found.push(task);
        every_task(&task["block"], found);
        every_task(&task["rescue"], found);
    }
}

#[test]
fn nothing_is_asked_and_the_approval_stands_before_the_first_change() {
    for (name, facts) in scenarios::all() {
        let value = read(&playbook(&facts));
        let mut tasks = Vec::new();
        every_task(&value[0]["tasks"], &mut tasks);
        assert!(tasks.iter().all(|task| task.get("ansible.builtin.pause").is_none()), "{name}");
        let changes = tasks
            .iter()
            .position(|task| script(task).is_some_and(|script| script.contains("$Ansible.Changed = $true")));
        let approval = tasks.iter().position(|task| {
            task["ansible.builtin.assert"]["that"] == "certplan_approved | default(false) | bool"
        });
        assert_eq!(changes.is_some(), approval.is_some(), "{name}");
        let Some((changes, approval)) = changes.zip(approval) else { continue };
        assert!(approval < changes, "{name}");
        assert_eq!(tasks[approval]["when"], "not ansible_check_mode", "{name}");
        // It says what will be changed, in check mode too.
        let said = &tasks[approval - 1];
        assert!(said.get("when").is_none() && said["ansible.builtin.debug"]["msg"].is_array(), "{name}");
        let assessment = assess(&facts);
        let plan = plan(&assessment);
        let count = plan.steps().filter(|step| step.entry.effect != Effect::Read).count();
        assert_eq!(said["ansible.builtin.debug"]["msg"].as_array().map(Vec::len), Some(count), "{name}");
    }
}

#[test]
fn what_failed_on_the_way_fails_the_host_at_the_end() {
    let value = read(&playbook(&scenarios::long(&["management", "target=prod", "load-balancer=prod"])));
    let tasks = value[0]["tasks"].as_array().expect("tasks");
    let last = &tasks[tasks.len() - 1]["ansible.builtin.assert"];
    assert_eq!(last["that"], "(certplan_ended + certplan_told) | length == 0");
    let mut all = Vec::new();
    every_task(&value[0]["tasks"], &mut all);
    let told: Vec<_> = all
        .iter()
        .filter(|task| task["ansible.builtin.set_fact"].get("certplan_told").is_some())
        .filter_map(|task| task["name"].as_str())
        .collect();
    for step in ["Collect the logs", "Renew what hosts", "fix-kubelet", "fix-cloud-and-load-balancer"] {
        assert!(told.iter().any(|name| name.contains(step)), "{step}: {told:?}");
    }
    // A step that is passed over in any case and fails twice over is told once for its command and once for its check.
    assert_eq!(told.iter().filter(|name| name.contains("billing")).count(), 2, "{told:?}");
}

#[test]
fn the_inventory_may_give_addresses_of_control_plane_machines() {
    let yaml = playbook(&scenarios::long(&["management", "target=prod"]));
    assert!(yaml.contains("#         certplan_control_plane:\n#           prod: 192.0.2.10\n"), "{yaml}");
    let value = read(&yaml);
    let mut found = Vec::new();
    under(&value, "Address", &mut found);
    assert_eq!(found.len(), 1);
    let scripts = scripts(&value);
    let used = scripts.iter().filter(|script| script.contains("$ControlPlane[$ClusterName] = $Address"));
    assert_eq!(used.count(), 1);
}

#[test]
fn a_check_after_a_change_is_left_out_in_check_mode() {
    for (name, facts) in scenarios::all() {
        let value = read(&playbook(&facts));
        let mut tasks = Vec::new();
        every_task(&value[0]["tasks"], &mut tasks);
        for task in tasks
            .iter()
            .filter(|task| script(task).is_some_and(|script| script.contains("Wait-Check $Check")))
        {
            let patient = !task["ansible.windows.win_powershell"]["parameters"]["Seconds"].is_null();
            assert!(!patient || task["when"] == "not ansible_check_mode", "{name}: {}", task["name"]);
            let waits = script(task).is_some_and(|script| script.contains("$Seconds = 0"));
            assert_ne!(patient, waits, "{name}: {}", task["name"]);
        }
    }
}

#[test]
fn what_is_left_for_a_person_is_the_last_thing_said() {
    for (name, facts) in scenarios::all() {
        let value = read(&playbook(&facts));
        let tasks = value[0]["tasks"].as_array().expect("tasks");
        let said: Vec<_> = tasks.iter().filter(|task| task.get("ansible.builtin.debug").is_some()).collect();
        let last = said.last().expect("a debug");
        assert_eq!(last["ansible.builtin.debug"]["msg"], "{{ certplan_left }}", "{name}");
        assert_eq!(*last, &tasks[tasks.len() - 2], "{name}");
    }
}

#[test]
fn the_judges_of_a_playbook_are_those_of_the_script() {
    let facts = scenarios::long(&["management", "target=prod", "load-balancer=prod"]);
    let script =
        Format::PowerShell.write(&plan(&assess(&facts))).replace("\r\n    ", "\r\n").replace("\r\n", "\n");
    let judge = texts(&read(&playbook(&facts)), "certplan_judge").remove(0);
    let functions =
        judge.split("\n\n").filter(|part| part.contains("\nfunction ") && !part.contains("Get-Report"));
    assert_eq!(functions.inspect(|part| assert!(script.contains(part), "{part}")).count(), 18);
}

#[test]
fn a_playbook_reads_as_it_was_reviewed() {
    let yaml = playbook(&scenarios::long(&["management", "target=prod", "load-balancer=prod"]));
    insta::with_settings!({ snapshot_path => "../expected", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("full-order.yml", yaml);
    });
}
