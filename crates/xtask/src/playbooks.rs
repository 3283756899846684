//! The playbooks of `tests/powershell/scripts`, run by Ansible itself without PowerShell: a stand-in for the module that runs
//! scripts writes down what each would do, and answers with the fault of the case.

use std::path::Path;

use anyhow::{Result, ensure};
use xshell::cmd;

use crate::machine;

/// One run of a playbook.
#[derive(Clone, Copy)]
struct Case {
    what: &'static str,
    playbook: &'static str,
    /// Whether it is only shown.
    is_check: bool,
    /// The variables of the host, as JSON.
    variables: &'static str,
    /// What a check or a command that matches the pattern says is wrong, as JSON.
    faults: &'static str,
    is_good: bool,
    /// What is run, in order; checks are left out.
    ran: &'static [&'static str],
    /// What else is written down, or said on the screen.
    says: &'static [&'static str],
}

fn cases() -> [Case; 5] {
    let good = Case {
        what: "every change is approved",
        playbook: "full",
        is_check: false,
        variables: r#"{ "certplan_approved": true, "certplan_control_plane": { "prod": "192.0.2.10" } }"#,
        faults: "{}",
        is_good: true,
        ran: &[
            "Get-AksHciLogs",
            "Update-AksHciCertificates",
            "Update-AksHciClusterCertificates -Name prod -fixKubeletCredentials",
            "Update-AksHciClusterCertificates -Name prod -patchLoadBalancer -fixCloudCredentials",
            "Get-AksHciCredential -Name prod -configPath $Kubeconfig -Confirm:$false",
            "Sync-AksHciBilling",
        ],
        says: &[
            "check power-on {\"Targets\": [\"prod\"]}",
            "check reach-target prod {\"Address\": [\"192.0.2.10\"]}",
            "check renew-management {\"Seconds\": 600}",
            "Get-AksHciUpdates",
        ],
    };
    [
        Case {
            what: "nothing is approved",
            variables: "{}",
            is_good: false,
            ran: &["Get-AksHciLogs"],
            says: &["Not approved", "-fixKubeletCredentials"],
            ..good
        },
        Case {
            what: "check mode, and a clock is off",
            variables: "{}",
            is_check: true,
            faults: r#"{ "check check-clocks": "HOST2 by 600 seconds" }"#,
            ran: &[],
            says: &["check-clocks: HOST2 by 600 seconds", "-fixKubeletCredentials"],
            ..good
        },
        Case {
            what: "a clock is off",
            faults: r#"{ "check check-clocks": "HOST2 by 600 seconds" }"#,
            is_good: false,
            ran: &[],
            says: &["HOST2 by 600 seconds an advice"],
            ..good
        },
        Case {
            what: "a target fails, a cmdlet fails after its work, and billing stays out of policy",
            playbook: "three-targets",
            variables: r#"{ "certplan_approved": true }"#,
            faults: r#"{ "run Update-AksHciCertificates": "failed late", "(run .* |check .*)a1( -fixKubelet|$)": "failed", "check sync-billing": "OutOfPolicy" }"#,
            is_good: false,
            ran: &[
                "Get-AksHciLogs",
                "Update-AksHciCertificates",
                "Update-AksHciClusterCertificates -Name b2 -fixKubeletCredentials",
                "Update-AksHciClusterCertificates -Name b2 -fixCloudCredentials",
                "Update-AksHciClusterCertificates -Name c3 -fixKubeletCredentials",
                "Update-AksHciClusterCertificates -Name c3 -patchLoadBalancer -fixCloudCredentials",
                "Get-AksHciCredential -Name b2 -configPath $Kubeconfig -Confirm:$false",
                "Get-AksHciCredential -Name c3 -configPath $Kubeconfig -Confirm:$false",
                "Sync-AksHciBilling",
            ],
            says: &[
                "check renew-management {\"Seconds\": 0}",
                "Targets that ended early: a1. Failed: renew-management, sync-billing.",
                "renew-management: failed late",
            ],
            ..good
        },
        good,
    ]
}

/// Runs every case with the programs of Ansible in this folder.
///
/// # Errors
/// A playbook runs something else, or ends otherwise.
pub(crate) fn run(programs: &Path) -> Result<()> {
    let sh = machine::shell()?;
    let tests = machine::root().join("tests/powershell");
    let log = machine::root().join("target/playbook.log");
    sh.set_var("PATH", machine::path_with(&[&programs.join("ansible")])?);
    sh.set_var("ANSIBLE_COLLECTIONS_PATH", tests.join("ansible/flow"));
    sh.set_var("ANSIBLE_NOCOLOR", "1");
    sh.set_var("FLOW_LOG", &log);
    for case in cases() {
        sh.write_file(&log, "")?;
        sh.set_var("FLOW_FAULTS", case.faults);
        let inventory = tests.join("ansible/inventory.yml");
        let playbook = tests.join("scripts").join(format!("{}.yml", case.playbook));
        let variables = case.variables;
        let check = case.is_check.then_some("--check");
        let output = cmd!(sh, "ansible-playbook -i {inventory} {playbook} -e {variables} {check...}")
            .quiet()
            .ignore_status()
            .output()?;
        let screen = String::from_utf8_lossy(&output.stdout);
        let written = sh.read_file(&log)?;
        let what = case.what;
        ensure!(output.status.success() == case.is_good, "{what}: it ended with {}\n{screen}", output.status);
        let ran: Vec<_> = written.lines().filter_map(|line| line.strip_prefix("run ")).collect();
        ensure!(ran == case.ran, "{what}: it ran {ran:#?}");
        for part in case.says {
            ensure!(
                written.contains(part) || screen.contains(part),
                "{what}: no {part:?} in\n{written}\n{screen}"
            );
        }
    }
    Ok(())
}
