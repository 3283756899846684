# certplan-renew.ps1: renews the infrastructure layer (MOC) of AKS on Windows Server on a schedule
#
# Why: the logins of agents and plugins live 60 or 90 days. A running deployment renews most of them by itself; what it does
# not renew lapses unless somebody runs the cmdlets or updates. Users asked for a schedule:
#   https://github.com/Azure/aksArc/issues/232
# The two cmdlets, as documented:
#   https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/update-akshcicertificates.md
#   https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/update-akshciclustercertificates.md
# That four weeks are often enough is inferred, from the lives of the logins and from the time of their renewal:
#   https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/certificates-overview.md
#   https://github.com/microsoft/moc/blob/main/pkg/auth/certrenew.go
#
# What it does, every fourth Sunday at 03:00: Update-AksHciCertificates, then for each target cluster the renewal of what it
# logs in with. Never the Kubernetes layer, which a running cluster renews every few days by itself. Never with force, unless
# you register it with -Force. It is a renewal for healthy days, not a repair: after a shutdown make a plan instead.
#
# How to use it, in an elevated Windows PowerShell 5.1 window on the physical host where the module is used, as the Windows
# user whose profile holds the logins:
#
#   Unblock-File -LiteralPath .\certplan-renew.ps1
#   Set-ExecutionPolicy -Scope Process -ExecutionPolicy RemoteSigned
#   .\certplan-renew.ps1 -Mode Register -WhatIf
#   .\certplan-renew.ps1 -Mode Register
#   Start-ScheduledTask -TaskPath '\Certplan\' -TaskName 'Renew'     (once, to see it work)
#
# It asks for your Windows password, since the task must log on as you to find the logins in your profile and to reach the
# other hosts. Windows keeps it with the task; nothing here stores or prints it. When it changes, register again.
# The execution policy is set for this window only. Where a group policy says AllSigned, sign the file before registering:
# the task runs a copy of it under the same policy.
#
# The copy stands in a folder under Program Files, where only administrators can write, since the task runs elevated. What
# ran is written to the log folder under your profile (AppData\Local\Certplan).
# Undo: .\certplan-renew.ps1 -Mode Unregister takes the task away. The copy and the logs stay; no file is deleted.
#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
param(
    [Parameter(Mandatory = $true)]
    [ValidateSet('Register', 'Unregister', 'Run')]
    [string]$Mode,
    # The target clusters; not given, each that Get-AksHciCluster lists on the day. @() is none, on purpose.
    [ValidatePattern('\A[a-z0-9][a-z0-9-]*[a-z0-9]\z', Options = 'None')]
    [string[]]$ClusterName = @(),
    # Renews also what has not expired.
    [switch]$Force
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
# An empty list that was given is no target on purpose; one that was not given is each target of the day.
$Result = 0
$NamesAreGiven = $PSBoundParameters.ContainsKey('ClusterName')
$TaskPath = '\Certplan\'
$TaskName = 'Renew'
$Program = Join-Path $env:ProgramFiles 'Certplan\certplan-renew.ps1'

function Write-Log {
    param([string]$Text)
    $line = (Get-Date).ToString('yyyy-MM-dd HH:mm:ss', [System.Globalization.CultureInfo]::InvariantCulture) + ' ' + $Text
    Write-Host $line
    Add-Content -LiteralPath $Log -Value $line -Encoding UTF8 -WhatIf:$false -Confirm:$false
}

# Only the first line of a message is written: what the cmdlets print is not for a log.
function Write-Failure {
    param([string]$Title, [string]$Message)
    $first = ($Message.Trim() -split "\r?\n")[0].Trim() -replace '[A-Za-z0-9+/_=.-]{60,}', '[hidden]'
    if ($first.Length -eq 0) { $first = 'no message' }
    Write-Log "FAILED: ${Title}: $first"
}

# Runs one renewal. Gives whether it worked.
function Invoke-Renewal {
    param([string]$Title, [scriptblock]$Command)
    $ErrorActionPreference = 'Continue'
    $global:LASTEXITCODE = 0
    try {
        $output = @(& $Command *>&1)
    }
    catch {
        Write-Failure $Title ([string]$_)
        return $false
    }
    # What a program inside a cmdlet writes to standard error counts only where it did not end with 0.
    $isEnded = $global:LASTEXITCODE -eq 0
    $errors = @($output | Where-Object {
            $_ -is [System.Management.Automation.ErrorRecord] -and -not ($isEnded -and $_.FullyQualifiedErrorId -clike 'NativeCommandError*')
        })
    if ($errors.Count -gt 0) {
        Write-Failure $Title ([string]$errors[0])
        return $false
    }
    Write-Log "done: $Title"
    $true
}

function Invoke-Run {
    $failed = 0
    $switches = @{}
    if ($Force) { $switches['force'] = $true }
    # A renewal is not stopped halfway: what it writes as an error is seen afterwards.
    if (-not (Invoke-Renewal 'hosts and management cluster' { Update-AksHciCertificates @switches })) { $failed++ }
    $names = @($ClusterName)
    if (-not $NamesAreGiven) {
        # A module does not see the preferences of this script: without -ErrorAction an error of its own is only written.
        try {
            $names = @(Get-AksHciCluster -ErrorAction Stop | ForEach-Object { [string]$_.Name })
            if ($names.Count -eq 0) {
                Write-Log 'FAILED: Get-AksHciCluster lists no target cluster. If there is none, register again with -ClusterName @().'
                $failed++
            }
        }
        catch {
            Write-Failure 'the list of target clusters' ([string]$_)
            $failed++
        }
    }
    elseif ($names.Count -eq 0) { Write-Log 'no target cluster, as registered' }
    # A target that fails does not hold up the next one.
    foreach ($name in $names) {
        if ($name -cnotmatch '\A[a-z0-9][a-z0-9-]*[a-z0-9]\z') { Write-Log 'FAILED: a name that is none'; $failed++; continue }
        $renew = { Update-AksHciClusterCertificates -Name $name -fixCloudCredentials @switches }
        if (-not (Invoke-Renewal "target $name" $renew)) { $failed++ }
    }
    $failed
}

function Register-Renewal {
    $source = $PSCommandPath
    if (-not $source) { throw 'Save this text as certplan-renew.ps1 first: the task runs a copy of the file.' }
    $user = [System.Security.Principal.WindowsIdentity]::GetCurrent().Name
    if (-not $PSCmdlet.ShouldProcess("$TaskPath$TaskName as $user, every fourth Sunday at 03:00", 'Register the scheduled task')) { return }
    $credential = Get-Credential -UserName $user -Message 'The task logs on as you.'
    if ($null -eq $credential) { throw 'No password was given, so nothing was registered.' }
    $folder = Split-Path -Parent $Program
    if (-not (Test-Path -LiteralPath $folder)) { $null = New-Item -ItemType Directory -Path $folder -Confirm:$false }
    if ($source -ne $Program) { Copy-Item -LiteralPath $source -Destination $Program -Force -Confirm:$false }
    $arguments = '-NoProfile -NonInteractive -File "' + $Program + '" -Mode Run'
    # One word a name: -File takes a list only as one string.
    if ($NamesAreGiven) {
        $list = if ($ClusterName.Count -gt 0) { $ClusterName -join ',' } else { '@()' }
        $quoted = $Program.Replace("'", "''")
        $arguments = '-NoProfile -NonInteractive -Command "& ''' + $quoted + ''' -Mode Run -ClusterName ' + $list
        if ($Force) { $arguments += ' -Force' }
        $arguments += '; exit $LASTEXITCODE"'
    }
    elseif ($Force) {
        $arguments += ' -Force'
    }
    $action = New-ScheduledTaskAction -Execute (Join-Path $PSHOME 'powershell.exe') -Argument $arguments
    $trigger = New-ScheduledTaskTrigger -Weekly -WeeksInterval 4 -DaysOfWeek Sunday -At '03:00'
    $settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -ExecutionTimeLimit (New-TimeSpan -Hours 4)
    $task = @{
        TaskPath = $TaskPath
        TaskName = $TaskName
        Action = $action
        Trigger = $trigger
        Settings = $settings
        RunLevel = 'Highest'
        User = $user
        Password = $credential.GetNetworkCredential().Password
        Force = $true
    }
    try { $null = Register-ScheduledTask @task } finally { $task.Clear() }
    Write-Host "Registered $TaskPath$TaskName. Undo: .\certplan-renew.ps1 -Mode Unregister"
}

function Unregister-Renewal {
    if ($PSCmdlet.ShouldProcess("$TaskPath$TaskName", 'Unregister the scheduled task')) {
        Unregister-ScheduledTask -TaskPath $TaskPath -TaskName $TaskName -Confirm:$false
        Write-Host "Unregistered $TaskPath$TaskName. The copy $Program stays; rename or remove it by hand."
    }
}

switch ($Mode) {
    'Register' { Register-Renewal }
    'Unregister' { Unregister-Renewal }
    'Run' {
        if ($WhatIfPreference) {
            Write-Host 'What if: renew hosts and management cluster, then each target.'
        }
        else {
            $logs = Join-Path $env:LOCALAPPDATA 'Certplan'
            if (-not (Test-Path -LiteralPath $logs)) { $null = New-Item -ItemType Directory -Path $logs -Confirm:$false }
            $Log = Join-Path $logs 'renew.log'
            $failed = Invoke-Run
            Write-Log "$failed failed"
            if ($failed -gt 0) { $Result = 1 }
        }
    }
}
# What a program inside a cmdlet left must not become the result of the task. Pasted into a window, exit would close it.
if ($PSCommandPath) { exit $Result }
