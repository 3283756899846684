//! The tree as a script for Windows PowerShell 5.1. One statement stands for each part of the tree.

use certplan_core::Plan;
use certplan_core::command::Placeholder;
use certplan_core::playbook::Phase;

use super::header::{self, Origin, made_from};
use super::judge::WATCH;
use super::lines::Lines;
use super::statements::{scope_key, step};
use super::{Op, acts, lower, needs_name};
use crate::document::PlanDocument;
use crate::powershell::{in_script, variable};
use crate::words;

/// The name of the file, without a path.
pub const fn file_name() -> &'static str {
    "certplan-repair.ps1"
}

/// What is typed to run the script, in the folder where it lies.
pub fn to_run(plan: &Plan<'_>) -> [String; 4] {
    header::to_run(file_name(), needs_name(plan))
}

/// What every function of the script rests on, as reviewed in one file.
const RUNTIME: [&str; 2] = [WATCH, include_str!("runtime.ps1")];

/// The script: ASCII, lines ended by CR and LF.
pub fn write(plan: &Plan<'_>, origin: Origin<'_>) -> String {
    let ops = lower(plan);
    let document = PlanDocument::without_picture(plan);
    let given = needs_name(plan);
    let mut out = Lines::default();
    head(&mut out, plan, &document, origin);
    out.all(REQUIRES);
    parameters(&mut out, given);
    out.open("function Invoke-CertplanRepair {");
    parameters(&mut out, given);
    out.add("");
    for part in RUNTIME {
        out.all(part);
        out.add("");
    }
    start(&mut out, &document, &ops);
    out.open(":all do {");
    for op in &ops {
        self::op(&mut out, op);
    }
    out.close("} while ($false)");
    out.all(FINISH);
    out.close("}");
    out.open("finally {");
    out.add("if ($Recording) { try { $null = Stop-Transcript } catch { Write-Warning 'The transcript had ended before.' } }");
    out.close("}");
    out.close("}");
    out.all(END);
    out.text
}

/// What the script is, what it was made from, how to run it.
fn head(out: &mut Lines, plan: &Plan<'_>, document: &PlanDocument, origin: Origin<'_>) {
    let mut line = |text: &str| out.comment(text);
    line(&[file_name(), ": certificates after a shutdown, AKS on Windows Server"].concat());
    line("");
    made_from(plan, document, origin, &mut line);
    header::WHERE_TO_RUN.lines().for_each(&mut line);
    for command in to_run(plan) {
        line(&["  ", &command].concat());
    }
    header::HOW_IT_RUNS.lines().for_each(&mut line);
    AFTERWARDS.lines().for_each(&mut line);
}

const REQUIRES: &str = "#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
#Requires -Modules AksHci";

const AFTERWARDS: &str = "A run that ended early leaves a state file: start again with -Resume to go on after what is done, or with -Fresh to
begin from the top. A target that fails does not hold up the next one. -RenameAccessFile renames the access file of
kvactl before anything else; use it only where the advice of this script says that the file is stale.

Exit code: 0 all done; 1 an unexpected error; 2 ended for all; 3 a cluster's steps ended, or something was declined.
Undo: no file is deleted. Backups and renamed files stand beside their originals, with .certplan- and a time in their
names; rename them back. A renewed certificate needs no undo: the old one had lapsed or was about to.
Kept in the folder of -Folder (your profile, certplan): the transcript, the state file, a fresh kubeconfig a target.
A kubeconfig is a login: hand it to nobody.
Pasted into a window instead of saved: nothing runs; then call Invoke-CertplanRepair -WhatIf.

";

fn parameters(out: &mut Lines, given: bool) {
    out.add("[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]");
    out.open("param(");
    if given {
        out.comment("The name of the target cluster, as Get-AksHciCluster lists it.");
        out.add("[Parameter(Mandatory = $true)]");
        out.add("[ValidateLength(2, 63)]");
        out.add(r"[ValidatePattern('\A[a-z0-9][a-z0-9-]*[a-z0-9]\z', Options = 'None')]");
        out.fill("[string]{},", &[&variable(Placeholder::ClusterName)]);
    }
    out.add("[string]$Folder = (Join-Path $env:USERPROFILE 'certplan'),");
    out.add("[switch]$Resume,");
    out.add("[switch]$Fresh,");
    out.add("[switch]$RenameAccessFile");
    out.close(")");
}

/// Everything up to the first step.
fn start(out: &mut Lines, document: &PlanDocument, ops: &[Op<'_>]) {
    out.add("Set-StrictMode -Version Latest");
    out.add("$ErrorActionPreference = 'Stop'");
    out.fill("$Plan = 'certplan/state/1 {}'", &[&fingerprint(ops)]);
    out.all(VARIABLES);
    out.depth += 1;
    let programs = needed(ops);
    for (place, program) in programs.iter().enumerate() {
        let comma = if place + 1 < programs.len() { "," } else { "" };
        out.fill("'{}'{}", &[program, comma]);
    }
    out.close(")");
    out.all(START);
    out.depth += 1;
    out.fill("Write-Host '{}'", &[&document.summary]);
}

/// The programs of the repair, in the order of their names. What only looks may be missing: its check is then bad, or a person
/// knows the answer from elsewhere.
fn needed(ops: &[Op<'_>]) -> Vec<&'static str> {
    let mut programs = Vec::new();
    for act in acts(ops) {
        if act.step.entry.phase == Phase::Repair {
            act.each_command(&mut |command| {
                let name = command.program.name(command.cmdlets);
                if let Err(place) = programs.binary_search(&name) {
                    programs.insert(place, name);
                }
            });
        }
    }
    programs
}

const VARIABLES: &str =
    "$Stamp = (Get-Date).ToString('yyyyMMdd-HHmmss', [System.Globalization.CultureInfo]::InvariantCulture)
$StatePath = Join-Path $Folder 'state.txt'
$Done = New-Object System.Collections.ArrayList
$Declined = New-Object System.Collections.ArrayList
$Ended = @{}
$Stopped = ''
$Recording = $false
# What the repair runs and checks with.
$Needed = @(";

/// Checks of the host, the state file, the transcript.
const START: &str = r"
# Asked again here, since #Requires means nothing in a window that this was pasted into.
if ($PSVersionTable.PSVersion.Major -ne 5) { throw 'This needs Windows PowerShell 5.1 (powershell.exe).' }
$Admin = New-Object System.Security.Principal.WindowsPrincipal([System.Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $Admin.IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)) {
    throw 'This window is not elevated: open Windows PowerShell as administrator.'
}
foreach ($name in $Needed) {
    if (-not (Get-Command $name -ErrorAction SilentlyContinue)) {
        throw ($name + ' is not there: is this a physical host of the deployment, with the AksHci module of its build?')
    }
}
if ($Resume -and $Fresh) { throw '-Resume and -Fresh exclude each other.' }
if ($Fresh) { Move-Aside $StatePath 'left' }
if (-not $Fresh -and (Test-Path -LiteralPath $StatePath)) {
    $lines = @(Get-Content -LiteralPath $StatePath)
    if ($lines.Count -eq 0 -or $lines[0] -cne $Plan) {
        throw ($StatePath + ' is the state of another plan. Use -Fresh to move it aside, or another -Folder.')
    }
    if (-not $Resume -and -not $WhatIfPreference) {
        throw ('An earlier run did not finish, see ' + $StatePath + '. Use -Resume to go on, or -Fresh to begin again.')
    }
    foreach ($line in @($lines | Select-Object -Skip 1)) { [void]$Done.Add($line) }
}
if (-not $WhatIfPreference) {
    if (-not (Test-Path -LiteralPath $Folder)) { $null = New-Item -ItemType Directory -Path $Folder -Confirm:$false }
    $null = Start-Transcript -Path (Join-Path $Folder ('transcript-' + $Stamp + '.txt')) -Confirm:$false
    $Recording = $true
}
try {";

/// What to say at the end, and the exit code.
const FINISH: &str = r"Write-Host ''
foreach ($name in $Ended.Keys) { Write-Warning ('Ended early: ' + $name + ', at ' + $Ended[$name]) }
foreach ($key in $Declined) { Write-Warning ('Declined: ' + $key) }
if ($Stopped.Length -gt 0) {
    Write-Warning ('Ended for all at ' + $Stopped + '. Nothing after it was run. Start again with -Resume when it is put right.')
    return 2
}
if ($Ended.Count -gt 0 -or $Declined.Count -gt 0) {
    Write-Warning 'Start again with -Resume for what is left. What failed twice belongs into a support case, with the logs.'
    return 3
}
if (-not $WhatIfPreference) {
    Move-Aside $StatePath 'finished'
    Write-Host 'All done.'
}
return 0";

const END: &str = r"
if ($PSCommandPath) {
    exit (@(Invoke-CertplanRepair @PSBoundParameters)[-1])
}
Write-Host 'Nothing was run. Next: Invoke-CertplanRepair -WhatIf'";

fn op(out: &mut Lines, op: &Op<'_>) {
    match op {
        Op::Part(phase) => {
            out.add("");
            out.comment(&["---- ", words::phase(*phase), " ----"].concat());
        }
        Op::MoveAccessFileAside => out.all(MOVE_ASIDE),
        Op::BackUp => out.all("\nBackup-Login"),
        Op::Cluster(scope, body) => {
            let key = scope_key(*scope);
            out.add("");
            out.fill("if ($Ended.ContainsKey({})) {", &[&key]);
            out.fill("    Write-Warning ('Left out, since its steps ended before: ' + {})", &[&key]);
            out.add("}");
            out.open("else {");
            out.open(":cluster do {");
            for op in body {
                self::op(out, op);
            }
            out.close("} while ($false)");
            out.close("}");
        }
        Op::Step(act, body) => step(out, act, body),
    }
}

const MOVE_ASIDE: &str = r"if ($RenameAccessFile) {
    $AccessFile = Join-Path $env:USERPROFILE '.wssd\kvactl\cloudconfig'
    if ((Test-Path -LiteralPath $AccessFile) -and $PSCmdlet.ShouldProcess($AccessFile, 'Rename')) {
        Rename-Item -LiteralPath $AccessFile -NewName ('cloudconfig.certplan-' + $Stamp) -Confirm:$false
    }
}";

/// FNV-1a over the commands: a state file of another plan is not taken for this one's. No secret, so no more is needed.
fn fingerprint(ops: &[Op<'_>]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for act in acts(ops) {
        let entry = act.step.entry;
        for line in [entry.id.as_str(), act.step.when.as_str(), &in_script(&act.step.command())] {
            for byte in line.bytes().chain([b'\n']) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    format!("{hash:016x}")
}
