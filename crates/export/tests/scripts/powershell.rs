//! The scripts as Windows PowerShell 5.1 would read them.

use certplan_core::facts::{Answers, Utc};
use certplan_core::source::SOURCES;
use certplan_core::{assess, plan};
use certplan_export::{Format, collector, powershell, schedule};
use proptest::prelude::*;
use serde_json::Value;

use crate::parse::{parse, texts};
use crate::scenarios;

fn script(facts: &certplan_core::Facts) -> String {
    Format::PowerShell.write(&plan(&assess(facts)))
}

/// Every script of this crate, with a name for the report.
fn every() -> impl Iterator<Item = (String, String)> {
    let fixed = [("collector".to_owned(), collector::write()), ("schedule".to_owned(), schedule::write())];
    repairs().chain(fixed)
}

/// Those that come from a plan.
fn repairs() -> impl Iterator<Item = (String, String)> {
    scenarios::all().into_iter().map(|(name, facts)| (name, script(&facts)))
}

#[test]
fn every_script_parses() {
    for (_, script) in every() {
        parse(&script);
    }
}

#[test]
fn every_script_is_ascii_with_the_line_ends_of_windows() {
    for (name, script) in every() {
        assert!(script.is_ascii(), "{name}");
        assert_eq!(script.matches('\n').count(), script.matches("\r\n").count(), "{name}");
        assert_eq!(script.matches('\r').count(), script.matches("\r\n").count(), "{name}");
        assert!(script.ends_with("\r\n"), "{name}");
    }
}

#[test]
fn no_script_holds_what_5_1_cannot_read_or_nobody_should_run() {
    let too_new =
        ["&&", "||", " ? ", "??", "?.", "-AsHashtable", "-Parallel", "ForEach-Object -P", "utf8NoBOM"];
    let never = [
        "Restart-AksHci",
        "Reinstall-AksHci",
        "Uninstall-AksHci",
        "kubeadm",
        "-skipLoadBalancer",
        "-sshPrivateKeyFile",
        "Remove-Item",
        "Invoke-Expression",
        "Get-AksHciConfig",
        "PS>",
        "PS C:",
        "@'",
        "@\"",
        "-ErrorAction Ignore",
    ];
    for (name, script) in every() {
        // Words of advice may speak of anything; what runs may not.
        let code: Vec<_> = script.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
        for word in too_new.iter().chain(&never) {
            assert!(!code.iter().any(|line| line.contains(word)), "{name}: {word}");
        }
    }
}

#[test]
fn what_a_script_needs_of_its_host_stands_above_its_first_statement() {
    for (name, script) in repairs() {
        let code = script.find("\r\n[CmdletBinding").expect("parameters");
        for line in [
            "#Requires -Version 5.1\r\n",
            "#Requires -PSEdition Desktop\r\n",
            "#Requires -RunAsAdministrator\r\n",
            "#Requires -Modules AksHci\r\n",
            "Unblock-File",
            "Set-ExecutionPolicy -Scope Process",
            "AllSigned",
            "# Rules:",
            "# Shutdown:",
            "# Sources:",
        ] {
            assert!(script.find(line).is_some_and(|at| at < code), "{name}: {line}");
        }
        assert!(script.contains("Set-StrictMode -Version Latest"), "{name}");
        assert!(script.contains("$ErrorActionPreference = 'Stop'"), "{name}");
    }
}

#[test]
fn every_script_says_what_it_needs_and_how_to_run_it() {
    for (name, script) in every() {
        for line in [
            "#Requires -Version 5.1\r\n",
            "#Requires -PSEdition Desktop\r\n",
            "Unblock-File",
            "Set-ExecutionPolicy -Scope Process",
            "AllSigned",
            "Set-StrictMode -Version Latest",
            "$ErrorActionPreference = 'Stop'",
        ] {
            assert!(script.contains(line), "{name}: {line}");
        }
    }
}

#[test]
fn every_address_in_a_script_is_that_of_a_source() {
    for (name, script) in every() {
        for part in script.split("https://").skip(1) {
            let address = format!("https://{}", part.split([' ', '\r', ')']).next().unwrap_or_default());
            assert!(SOURCES.iter().any(|source| source.url == address), "{name}: {address}");
        }
    }
}

#[test]
fn the_collector_touches_no_key_and_writes_nothing_but_its_evidence() {
    let script = collector::write();
    for word in [
        "ClientKey",
        "client-key",
        "Get-AksHciConfig",
        "Set-",
        "Add-Content",
        "Out-File",
        "New-Item",
        "Update-",
    ] {
        let code = script
            .lines()
            .filter(|line| !line.trim_start().starts_with('#') && !line.contains("Set-StrictMode"));
        assert!(!code.into_iter().any(|line| line.contains(word)), "{word}");
    }
    assert_eq!(script.matches("WriteAllText").count(), 1);
}

#[test]
fn the_evidence_that_the_collector_writes_has_the_fields_of_its_schema() {
    let schema: Value = serde_json::from_str(collector::SCHEMA).expect("JSON");
    let script = collector::write();
    assert_eq!(schema["properties"]["schema"]["const"], "certplan/evidence/1");
    let item = schema["properties"]["items"]["items"]["properties"].as_object().expect("fields").clone();
    for field in item.keys() {
        let written =
            [format!("['{field}'] ="), format!("{field} = ")].iter().any(|line| script.contains(line));
        assert!(written, "{field}");
    }
    let ids = item["credential"]["enum"].as_array().expect("ids").clone();
    for id in [
        "mocctl-login",
        "kvactl-login",
        "cloud-agent-ca",
        "management-kubeconfig",
        "cluster-ca",
        "kubernetes-leaf",
    ] {
        assert!(script.contains(&format!("'{id}'")) && ids.contains(&Value::from(id)), "{id}");
    }
}

#[test]
fn the_schedule_renews_the_infrastructure_layer_only_and_never_by_force_unasked() {
    let script = schedule::write();
    assert!(!script.contains("-fixKubeletCredentials") && !script.contains("-patchLoadBalancer"));
    assert!(script.contains("Update-AksHciCertificates @switches"));
    assert!(script.contains("Update-AksHciClusterCertificates -Name $name -fixCloudCredentials @switches"));
    assert_eq!(script.matches("['force'] = $true").count(), 1);
    assert!(script.contains("if ($Force) { $switches['force'] = $true }"));
    assert!(script.contains("-Mode Unregister"));
}

#[test]
fn a_name_that_is_not_known_is_a_parameter() {
    let given = script(&scenarios::long(&["management", "target"]));
    assert!(given.contains("Update-AksHciClusterCertificates -Name $ClusterName -fixKubeletCredentials"));
    assert!(given.contains("[Parameter(Mandatory = $true)]"));
    let named = script(&scenarios::long(&["management", "target=prod"]));
    assert!(!named.contains("$ClusterName"));
    for script in [given, named] {
        assert!(!script.contains("<cluster-name>") && !script.contains("<control-plane-ip>"));
    }
}

#[test]
fn a_script_reads_as_it_was_reviewed() {
    for (name, clusters) in [
        ("full-order", &["management", "target=prod", "load-balancer=prod"][..]),
        ("name-not-known", &["target"]),
    ] {
        let script = script(&scenarios::long(clusters)).replace("\r\n", "\n");
        insta::with_settings!({ snapshot_path => "../expected", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}.ps1"), script);
        });
    }
}

/// What a single-quoted literal stands for.
fn read_back(literal: &str) -> String {
    let inner = literal.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).expect("a literal");
    inner.replace("''", "'")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_line_is_one_literal_that_reads_back(text in "[ -~]{0,40}") {
        let line = format!("Get-AksHciCluster -Name {}", powershell::literal(&text));
        let tree = parse(&line);
        let found = texts(&tree, "verbatim_string_characters", &line);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(read_back(found[0]), text);
    }

    #[test]
    fn a_name_is_refused_or_stands_in_the_script_as_one_literal(name in "[ -~]{1,70}|[a-z0-9-]{1,64}|.{1,10}") {
        let typed = format!("target={name}");
        let clusters = vec![typed.as_str()];
        let answers = Answers { shutdown: Some("45d"), clusters, ..Answers::default() };
        if let Ok(facts) = answers.read(&Utc) {
            let assessment = assess(&facts);
            let plan = plan(&assessment);
            let line = powershell::in_script(&plan.repairs[0].command());
            let tree = parse(&line);
            let found = texts(&tree, "verbatim_string_characters", &line);
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(read_back(found[0]), name.clone());
            prop_assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }
    }
}
