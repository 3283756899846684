//! The worked examples of the rules, from the command line to the commands.

use serde_json::Value;

use crate::run::{json, run};

const MANAGEMENT: &str = "Update-AksHciCertificates";

fn kubelet(name: &str) -> String {
    format!("Update-AksHciClusterCertificates -Name '{name}' -fixKubeletCredentials")
}

fn cloud(name: &str) -> String {
    format!("Update-AksHciClusterCertificates -Name '{name}' -fixCloudCredentials")
}

fn cloud_and_patch(name: &str) -> String {
    format!("Update-AksHciClusterCertificates -Name '{name}' -patchLoadBalancer -fixCloudCredentials")
}

/// The facts of one row: the verdicts on MOC and Kubernetes, and the commands in order.
#[track_caller]
fn gives(arguments: &[&str], moc: bool, kubernetes: bool, commands: &[&str]) -> Value {
    let plan = json(arguments);
    let of = |value: &Value, key: &str| value[key].as_str().map(str::to_owned);
    let list = |key: &str| plan[key].as_array().expect("a list").clone();
    let layers: Vec<_> =
        list("layers").iter().map(|layer| (of(layer, "layer"), of(layer, "verdict"))).collect();
    let layer = |name: &str, hit| {
        (Some(name.to_owned()), Some(if hit { "impacted" } else { "not_impacted" }.to_owned()))
    };
    assert_eq!(layers, [layer("moc", moc), layer("kubernetes", kubernetes)], "{arguments:?}");
    let steps: Vec<_> = list("steps").iter().filter_map(|step| of(step, "command")).collect();
    assert_eq!(steps, commands, "{arguments:?}");
    plan
}

fn ids(plan: &Value, key: &str) -> Vec<String> {
    plan[key]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|item| item["id"].as_str().map(str::to_owned))
        .collect()
}

#[test]
fn ten_days() {
    gives(&["--shutdown", "10d", "--cluster", "target=prod"], false, true, &[&kubelet("prod")]);
}

#[test]
fn the_full_order() {
    gives(
        &[
            "--shutdown",
            "45d",
            "--cluster",
            "management",
            "--cluster",
            "target=prod",
            "--cluster",
            "load-balancer=prod",
        ],
        true,
        true,
        &[MANAGEMENT, &kubelet("prod"), &cloud_and_patch("prod")],
    );
}

#[test]
fn two_targets_one_at_a_time() {
    gives(
        &["--shutdown", "45d", "--cluster", "target=a1", "--cluster", "target=b2"],
        true,
        true,
        &[&kubelet("a1"), &cloud("a1"), &kubelet("b2"), &cloud("b2")],
    );
}

#[test]
fn a_load_balancer_alone() {
    gives(&["--shutdown", "45d", "--cluster", "load-balancer=prod"], true, true, &[&cloud_and_patch("prod")]);
}

#[test]
fn management_alone() {
    gives(&["--shutdown", "45d", "--cluster", "management"], true, true, &[MANAGEMENT]);
}

#[test]
fn management_alone_for_ten_days_has_a_conflict_and_no_command() {
    let plan = gives(&["--shutdown", "10d", "--cluster", "management"], false, true, &[]);
    assert!(!ids(&plan, "notes").is_empty());
    assert!(
        ids(&plan, "conflicts").iter().any(|id| id.starts_with("management")),
        "{:?}",
        ids(&plan, "conflicts")
    );
}

#[test]
fn thirty_days_to_the_second_are_the_limit() {
    let commands = [kubelet("prod"), cloud("prod")];
    let commands = commands.each_ref().map(String::as_str);
    for length in [
        &["--shutdown", "30d"][..],
        &["--shutdown", "720h"],
        &["--from", "2026-11-01T10:00Z", "--to", "2026-12-01T11:00+01:00"],
    ] {
        let arguments = [length, &["--cluster", "target=prod"]].concat();
        let plan = gives(&arguments, true, true, &commands);
        assert_eq!(plan["layers"][0]["boundary"], true);
        assert_eq!(plan["layers"][0]["basis"], "inferred");
    }
    let plan = gives(&["--shutdown", "30d1m", "--cluster", "target=prod"], true, true, &commands);
    assert_eq!(plan["layers"][0]["boundary"], false);
}

#[test]
fn nothing_switched_off_and_no_update_for_100_days() {
    let plan = gives(&["--since-update", "100d", "--cluster", "target=prod"], false, false, &[]);
    assert!(!ids(&plan, "conflicts").is_empty());
}

#[test]
fn the_exit_status_tells_whether_there_is_something_to_repair() {
    for (arguments, status) in [
        (&["--shutdown", "45d"][..], 10),
        (&["--shutdown", "45d", "--format", "html"], 10),
        // Hit, though no command is documented.
        (&["--shutdown", "10d", "--cluster", "management"], 10),
        (&["--shutdown", "0"], 0),
        (&[], 0),
    ] {
        let asked = run(["plan", "--exit-code"].iter().chain(arguments));
        assert_eq!(asked.status, status, "{arguments:?}");
        let unasked = run(["plan"].iter().chain(arguments));
        assert_eq!((unasked.status, unasked.stdout), (0, asked.stdout), "{arguments:?}");
    }
}

#[test]
fn every_form_holds_the_commands_and_no_long_dash_in_them() {
    for form in ["text", "markdown", "html", "json"] {
        let run = run(["plan", "--shutdown", "45d", "--cluster", "target=prod", "--format", form]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{form}");
        // In HTML each word of a command is an element, so that a narrow screen breaks it between words only.
        let mut text = run.stdout.replace("&#39;", "'").replace("&#x27;", "'").replace("&apos;", "'");
        if form == "html" {
            text = text.replace("</span><span", "</span> <span");
            while let Some((before, after)) = text.split_once('<').map(|(b, a)| (b.to_owned(), a.to_owned()))
            {
                text = before + after.split_once('>').map_or("", |(_, rest)| rest);
            }
            text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        assert!(text.contains(&cloud("prod")), "{form}");
        assert!(
            run.stdout.ends_with('\n') && !run.stdout.contains(['\u{2013}', '\u{2014}', '\u{1b}']),
            "{form}"
        );
    }
}

#[test]
fn a_script_says_when_it_was_made_and_runs_the_commands_of_the_plan() {
    let run = run([
        "plan",
        "--shutdown",
        "45d",
        "--cluster",
        "target=prod",
        "--at",
        "2026-11-22T10:00Z",
        "--format",
        "powershell",
    ]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains(&cloud("prod")) && run.stdout.contains("# Made:   2026-11-22"));
    assert!(run.stdout.is_ascii());
}

#[test]
fn a_script_carries_the_link_to_its_own_plan() {
    let facts = ["--shutdown", "45d", "--cluster", "management", "--cluster", "target=prod"];
    for form in ["powershell", "ansible"] {
        let run = run([&["plan"], &facts[..], &["--format", form]].concat());
        let (_, link) = run.stdout.split_once("Link:   certplan.html").expect("there is a link");
        let link = link.lines().next().unwrap_or_default().trim_end();
        let linked = certplan_export::link::parse(link).unwrap().unwrap();
        assert_eq!(
            (linked.facts.shutdown.length().unwrap().seconds(), linked.notices.len()),
            (45 * 86_400, 0)
        );
        assert_eq!(
            linked.facts.clusters.names().flatten().map(ToString::to_string).collect::<Vec<_>>(),
            ["prod"]
        );
    }
}

#[test]
fn the_scripts_that_need_no_plan_are_printed_as_they_are_run() {
    for (command, mark) in [("collector", "certplan/evidence/1"), ("schedule", "Register-ScheduledTask")] {
        let run = run([command]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{command}");
        assert!(
            run.stdout.contains(mark) && run.stdout.is_ascii() && run.stdout.ends_with("\r\n"),
            "{command}"
        );
    }
    let run = run(["schema", "evidence"]);
    assert!(run.status == 0 && serde_json::from_str::<Value>(&run.stdout).is_ok());
}
