//! The tree as a script for Windows PowerShell 5.1. One statement stands for each part of the tree.

use certplan_core::Plan;
use certplan_core::command::Placeholder;
use certplan_core::playbook::Phase;

use super::header::{self, Origin, made_from};
use super::judge::WATCH;
use super::lines::Lines;
use super::statements::{scope_key, step};
use super::{Act, Op, acts, lower, needs_name};
use crate::document::PlanDocument;
use crate::powershell::{comment, in_script, literal, variable};
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
    let document = PlanDocument::new(plan);
    let given = needs_name(plan);
    let mut out = Lines::default();
    let title = format!("{}: certificates after a shutdown, AKS on Windows Server", file_name());
    for line in [title, String::new()]
        .into_iter()
        .chain(made_from(plan, &document, origin))
        .chain([String::new(), "How to run it".into(), String::new()])
        .chain(header::how_to_run(file_name(), given))
        .chain(AFTERWARDS.iter().copied().map(String::from))
    {
        out.add(comment(&line));
    }
    for requirement in REQUIRES {
        out.add(requirement);
    }
    parameters(&mut out, given);
    out.open("function Invoke-CertplanRepair {");
    parameters(&mut out, given);
    out.add("");
    for line in RUNTIME.iter().flat_map(|part| part.lines().chain([""])) {
        out.add(line);
    }
    start(&mut out, &document, &ops);
    out.open(":all do {");
    for op in &ops {
        self::op(&mut out, op);
    }
    out.close("} while ($false)");
    for line in FINISH.lines() {
        out.add(line);
    }
    out.close("}");
    out.open("finally {");
    out.add("if ($Recording) { try { $null = Stop-Transcript } catch { Write-Warning 'The transcript had ended before.' } }");
    out.close("}");
    out.close("}");
    for line in END.lines() {
        out.add(line);
    }
    out.text
}

const REQUIRES: [&str; 4] = [
    "#Requires -Version 5.1",
    "#Requires -PSEdition Desktop",
    "#Requires -RunAsAdministrator",
    "#Requires -Modules AksHci",
];

const AFTERWARDS: [&str; 12] = [
    "",
    "A run that ended early leaves a state file: start again with -Resume to go on after what is done, or with -Fresh to",
    "begin from the top. A target that fails does not hold up the next one. -RenameAccessFile renames the access file of",
    "kvactl before anything else; use it only where the advice of this script says that the file is stale.",
    "",
    "Exit code: 0 all done; 1 an unexpected error; 2 ended for all; 3 a cluster's steps ended, or something was declined.",
    "Undo: no file is deleted. Backups and renamed files stand beside their originals, with .certplan- and a time in their",
    "names; rename them back. A renewed certificate needs no undo: the old one had lapsed or was about to.",
    "Kept in the folder of -Folder (your profile, certplan): the transcript, the state file, a fresh kubeconfig a target.",
    "A kubeconfig is a login: hand it to nobody.",
    "Pasted into a window instead of saved: nothing runs; then call Invoke-CertplanRepair -WhatIf.",
    "",
];

fn parameters(out: &mut Lines, given: bool) {
    out.add("[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]");
    out.open("param(");
    if given {
        out.add(comment("The name of the target cluster, as Get-AksHciCluster lists it."));
        out.add("[Parameter(Mandatory = $true)]");
        out.add("[ValidateLength(2, 63)]");
        out.add(r"[ValidatePattern('\A[a-z0-9][a-z0-9-]*[a-z0-9]\z', Options = 'None')]");
        out.add(format!("[string]{},", variable(Placeholder::ClusterName)));
    }
    out.add("[string]$Folder = (Join-Path $env:USERPROFILE 'certplan'),");
    out.add("[switch]$Resume,");
    out.add("[switch]$Fresh,");
    out.add("[switch]$RenameAccessFile");
    out.close(")");
}

/// Everything up to the first step.
fn start(out: &mut Lines, document: &PlanDocument, ops: &[Op<'_>]) {
    let all: Vec<&Act<'_>> = acts(ops).collect();
    let commands = |act: &Act<'_>| -> Vec<String> {
        let each = [act.step.command()].into_iter().chain(act.step.check());
        each.map(|command| command.program.name(command.cmdlets).to_owned()).collect()
    };
    // What only looks may be missing: its check is then bad, or a person knows the answer from elsewhere.
    let repairs = all.iter().copied().filter(|act| act.step.entry.phase == Phase::Repair);
    let mut programs: Vec<String> = repairs.flat_map(commands).collect();
    programs.sort();
    programs.dedup();
    out.add("Set-StrictMode -Version Latest");
    out.add("$ErrorActionPreference = 'Stop'");
    out.add(format!("$Plan = {}", literal(&format!("certplan/state/1 {}", fingerprint(&all)))));
    out.add("$Stamp = (Get-Date).ToString('yyyyMMdd-HHmmss', [System.Globalization.CultureInfo]::InvariantCulture)");
    out.add("$StatePath = Join-Path $Folder 'state.txt'");
    out.add("$Done = New-Object System.Collections.ArrayList");
    out.add("$Declined = New-Object System.Collections.ArrayList");
    out.add("$Ended = @{}");
    out.add("$Stopped = ''");
    out.add("$Recording = $false");
    out.add("# What the repair runs and checks with.");
    out.add("$Needed = @(");
    out.depth += 1;
    for (place, program) in programs.iter().enumerate() {
        let comma = if place + 1 < programs.len() { "," } else { "" };
        out.add(format!("{}{comma}", literal(program)));
    }
    out.close(")");
    for line in START.lines() {
        out.add(line);
    }
    out.depth += 1;
    out.add(format!("Write-Host {}", literal(&document.summary)));
}

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
            out.add(comment(&format!("---- {} ----", words::phase(*phase))));
        }
        Op::MoveAccessFileAside => {
            out.open("if ($RenameAccessFile) {");
            out.add(r"$AccessFile = Join-Path $env:USERPROFILE '.wssd\kvactl\cloudconfig'");
            out.open("if ((Test-Path -LiteralPath $AccessFile) -and $PSCmdlet.ShouldProcess($AccessFile, 'Rename')) {");
            out.add("Rename-Item -LiteralPath $AccessFile -NewName ('cloudconfig.certplan-' + $Stamp) -Confirm:$false");
            out.close("}");
            out.close("}");
        }
        Op::BackUp => {
            out.add("");
            out.add("Backup-Login");
        }
        Op::Cluster(scope, body) => {
            let key = scope_key(*scope);
            out.add("");
            out.open(&format!("if ($Ended.ContainsKey({key})) {{"));
            out.add(format!("Write-Warning ('Left out, since its steps ended before: ' + {key})"));
            out.close("}");
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

/// FNV-1a over the commands: a state file of another plan is not taken for this one's. No secret, so no more is needed.
fn fingerprint(acts: &[&Act<'_>]) -> String {
    let lines = acts.iter().flat_map(|act| {
        [
            act.step.entry.id.as_str().to_owned(),
            act.step.when.as_str().to_owned(),
            in_script(&act.step.command()),
        ]
    });
    let bytes: Vec<u8> = lines.flat_map(|line| [line.into_bytes(), vec![b'\n']].concat()).collect();
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
