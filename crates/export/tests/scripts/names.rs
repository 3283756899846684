//! What strict mode would refuse: a variable that nothing assigns, a function that nothing defines. Nothing here runs PowerShell.

use std::collections::BTreeSet;

use certplan_export::{Format, collector, schedule};
use regex::Regex;

use crate::plans;

/// Variables that PowerShell or Ansible gives.
const GIVEN: &[&str] = &[
    "null",
    "true",
    "false",
    "_",
    "host",
    "pscmdlet",
    "psboundparameters",
    "pscommandpath",
    "psversiontable",
    "pshome",
    "executioncontext",
    "erroractionpreference",
    "warningpreference",
    "whatifpreference",
    "lastexitcode",
    "ansible",
];

/// Cmdlets of Windows PowerShell 5.1, of the failover cluster, of Hyper-V and of the module.
const CMDLETS: &[&str] = &[
    "Add-Content",
    "Copy-Item",
    "ConvertTo-Json",
    "ForEach-Object",
    "Get-AksHciBillingStatus",
    "Get-AksHciCluster",
    "Get-AksHciCredential",
    "Get-AksHciLogs",
    "Get-AksHciVersion",
    "Get-ChildItem",
    "Get-ClusterGroup",
    "Get-ClusterNode",
    "Get-Command",
    "Get-Content",
    "Get-Credential",
    "Get-Date",
    "Get-Item",
    "Get-KvaConfig",
    "Get-MocConfig",
    "Get-Service",
    "Get-VM",
    "Get-WinEvent",
    "Invoke-Command",
    "Join-Path",
    "Move-Item",
    "New-Item",
    "New-Object",
    "New-ScheduledTaskAction",
    "New-ScheduledTaskSettingsSet",
    "New-ScheduledTaskTrigger",
    "New-TimeSpan",
    "Read-Host",
    "Register-ScheduledTask",
    "Rename-Item",
    "Repair-AksHciCerts",
    "Repair-AksHciClusterCerts",
    "Select-Object",
    "Set-Content",
    "Set-StrictMode",
    "Sort-Object",
    "Split-Path",
    "Start-Sleep",
    "Start-Transcript",
    "Stop-Transcript",
    "Sync-AksHciBilling",
    "Test-NetConnection",
    "Test-Path",
    "Unregister-ScheduledTask",
    "Update-AksHciCertificates",
    "Update-AksHciClusterCertificates",
    "Where-Object",
    "Write-Host",
    "Write-Progress",
    "Write-Warning",
];

/// The code without comments and without what stands in single quotes.
fn bare(script: &str) -> String {
    let lines = script.lines().filter(|line| !line.trim_start().starts_with('#'));
    let code = lines.collect::<Vec<_>>().join("\n");
    Regex::new(r"'(?:[^'\n]|'')*'").expect("a pattern").replace_all(&code, "''").into_owned()
}

/// The first group of each match, in lower case: PowerShell does not tell cases apart.
fn found(pattern: &str, code: &str) -> BTreeSet<String> {
    let pattern = Regex::new(pattern).expect("a pattern");
    pattern.captures_iter(code).map(|found| found[1].to_lowercase()).collect()
}

/// The names in every list of parameters.
fn parameters(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for part in code.split("param(").skip(1) {
        let mut depth = 1;
        let inside = part.find(|sign| {
            depth += i32::from(sign == '(') - i32::from(sign == ')');
            depth == 0
        });
        names.extend(found(r"\$([A-Za-z_]\w*)", &part[..inside.expect("an end")]));
    }
    names
}

fn assert_names(name: &str, script: &str) {
    let code = bare(script);
    let mut known = parameters(&code);
    known.extend(found(r"\$(?:global:)?([A-Za-z_]\w*)\s*(?:=|\+=|\+\+)", &code));
    known.extend(found(r"foreach \(\$([A-Za-z_]\w*) in", &code));
    known.extend(GIVEN.iter().map(ToString::to_string));
    // $env:NAME is no variable of a script.
    let used = found(r"\$(?:global:)?([A-Za-z_]\w*)(?:[^:\w]|$)", &code);
    let unknown: Vec<_> = used.difference(&known).collect();
    assert!(unknown.is_empty(), "{name}: nothing assigns {unknown:?}");

    let mut functions = found(r"function ([A-Za-z]+-[A-Za-z]+)", &code);
    functions.extend(CMDLETS.iter().map(|cmdlet| cmdlet.to_lowercase()));
    let called = found(r"(?:^|[\s({|=])([A-Z][a-z]+-[A-Z]\w+)", &code);
    let unknown: Vec<_> = called.difference(&functions).collect();
    assert!(unknown.is_empty(), "{name}: nothing defines {unknown:?}");
}

#[test]
fn every_script_knows_its_variables_and_functions() {
    assert_names("collector", &collector::write());
    assert_names("schedule", &schedule::write());
    for case in plans::all() {
        let assessment = certplan_core::assess(&case.facts);
        assert_names(case.name, &Format::PowerShell.write(&certplan_core::plan(&assessment)));
    }
}

/// Together, since each gives only the variables that its own functions read.
#[test]
fn the_scripts_of_a_playbook_know_their_variables_and_functions() {
    for case in plans::all() {
        let assessment = certplan_core::assess(&case.facts);
        let plan = certplan_core::plan(&assessment);
        if !plan.repairs.is_empty() {
            let scripts = crate::playbooks::whole_scripts(&Format::Ansible.write(&plan));
            assert_names(case.name, &scripts.join("\n"));
        }
    }
}

#[test]
#[should_panic(expected = "nothing assigns")]
fn a_variable_that_is_not_assigned_is_found() {
    assert_names("a script", "$Left = @()\nWrite-Host $Lfet\n");
}

#[test]
#[should_panic(expected = "nothing defines")]
fn a_function_that_is_not_defined_is_found() {
    assert_names("a script", "function Get-Fault { Get-Faults }\n");
}
