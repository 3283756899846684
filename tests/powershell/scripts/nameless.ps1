# certplan-repair.ps1: certificates after a shutdown, AKS on Windows Server
#
# Answer: Both layers are affected. Run 3 commands, in this order.
# Shutdown: 45 days
# Clusters: management cluster; target, name not given; load balancer of every target
# Last update: not known
# Build: not known
# Rules:  1, compared with their sources on 2026-11-22
# Sources:
#   update-certificates (2025-04-02, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/update-certificates.md
#   field-operations (2026-11-22, reported)
#     https://github.com/tksh164/azure-stack-hci-notes/blob/main/aks-hci/common-operations.md
#   aksarc-173 (2026-11-22, reported)
#     https://github.com/Azure/aksArc/issues/173
#   certificates-overview (2024-01-10, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/certificates-overview.md
#   windows-time (2026-11-22, stated in a document)
#     https://learn.microsoft.com/windows-server/networking/windows-time-service/windows-time-service-tools-and-settings
#   aksarc-233 (2022-09-21, reported)
#     https://github.com/Azure/aksArc/issues/233
#   set-multiple-administrators (2025-04-08, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/set-multiple-administrators.md
#   aksarc-146 (2026-11-22, reported)
#     https://github.com/Azure/aksArc/issues/146
#   aksarc-160 (2026-11-22, reported)
#     https://github.com/Azure/aksArc/issues/160
#   get-akshciversion (2021-02-12, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/get-akshciversion.md
#   repair-akshcicerts (2022-06-16, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/repair-akshcicerts.md
#   get-akshcilogs (2023-02-28, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/get-akshcilogs.md
#   get-akshcicluster (2022-03-16, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/get-akshcicluster.md
#   known-issues-workload-clusters (2024-07-11, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/known-issues-workload-clusters.yml
#   aksarc-168 (2026-11-22, reported)
#     https://github.com/Azure/aksArc/issues/168
#   field-certificates (2023-04-20, reported)
#     https://github.com/Pamir/aks-hci/blob/main/Demos/aks-hybrid-certificates.md
#   update-akshcicertificates (2022-06-16, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/update-akshcicertificates.md
#   update-akshciclustercertificates (2022-06-16, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/update-akshciclustercertificates.md
#   get-akshcicredential (2023-03-21, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/get-akshcicredential.md
#   sync-akshcibilling (2021-04-20, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/sync-akshcibilling.md
#   get-akshcibillingstatus (2021-04-20, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/get-akshcibillingstatus.md
#   aksarc-372 (2026-11-22, reported)
#     https://github.com/Azure/aksArc/issues/372
#   arc-connectivity (2026-11-22, stated in a document)
#     https://github.com/MicrosoftDocs/azure-docs/blob/main/articles/azure-arc/kubernetes/conceptual-connectivity-modes.md
#   update-host (2024-06-27, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/update-akshci-host-powershell.md
#   test-updateakshci (2023-05-16, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/reference/ps/test-updateakshci.md
#   certificates-and-tokens (2022-05-26, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Hybrid/certificates-and-tokens.md
#   known-issues-security (2024-07-11, stated in a document)
#     https://github.com/MicrosoftDocs/azure-stack-docs/blob/main/AKS-Arc/known-issues-security.yml
#   aksarc-335 (2026-11-22, reported)
#     https://github.com/Azure/aksArc/issues/335
#   aksarc-237 (2022-10-07, reported)
#     https://github.com/Azure/aksArc/issues/237
#
# How to run it
#
# On one physical host of the deployment, as the Windows user whose profile holds the logins, in a new
# Windows PowerShell 5.1 window that was opened as administrator:
#
#   Unblock-File -LiteralPath .\certplan-repair.ps1
#   Set-ExecutionPolicy -Scope Process -ExecutionPolicy RemoteSigned
#   .\certplan-repair.ps1 -ClusterName 'name-of-the-cluster' -WhatIf
#   .\certplan-repair.ps1 -ClusterName 'name-of-the-cluster'
#
# Unblock-File takes away the mark of a download, so that RemoteSigned lets the file run. The execution policy is
# set for this window only. Where a group policy says AllSigned, that line changes nothing and the file must be
# signed with a certificate that your hosts trust (Set-AuthenticodeSignature). Read it first, since a signed file
# must not be changed any more.
# -WhatIf shows every command in order and runs none. Without it, each change is asked for, and nothing else as long
# as the checks are good or show what this plan repairs. -Confirm:$false approves every change beforehand: then
# nothing is asked, and a bad check that the plan does not repair ends the run.
#
# A run that ended early leaves a state file. Start again with -Resume: what was done is checked, and done again only
# where it is bad now. -Fresh begins from the top. A second run beside a first one is refused. A target that fails does
# not hold up the next one; what was declined or failed holds back the steps that need it, unless its check is good.
# -RenameAccessFile renames the access file of kvactl before anything else; use it only where the advice of this script
# says that the file is stale.
# -ControlPlane @{ 'name' = '192.0.2.10' } gives the address of a control-plane machine that is on another host: where
# neither the cluster's own address nor Hyper-V tells it, it is asked for.
#
# Exit code: 0 all done; 1 an unexpected error; 2 ended for all; 3 something failed, was declined or passed over.
# Undo: no file is deleted. Backups and renamed files are beside their originals, with .certplan- and a time in their
# names; rename them back. A renewed certificate needs no undo: the old one had expired or was about to.
# Kept in the folder of -Folder (your profile, certplan): the transcript, the state file, a fresh kubeconfig a target.
# A kubeconfig is a login: give it to no one.
# Pasted into a window instead of saved: nothing runs. Then call Invoke-CertplanRepair -WhatIf.
#
#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
#Requires -Modules AksHci
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    # The name of the target cluster, as Get-AksHciCluster lists it.
    [Parameter(Mandatory = $true)]
    [ValidateLength(2, 63)]
    [ValidatePattern('\A[a-z0-9][a-z0-9-]*[a-z0-9]\z', Options = 'None')]
    [string]$ClusterName,
    [string]$Folder = (Join-Path $env:USERPROFILE 'certplan'),
    [switch]$Resume,
    [switch]$Fresh,
    [switch]$RenameAccessFile,
    # Addresses of control-plane machines by the name of their target, where Hyper-V on this host does not know them.
    [hashtable]$ControlPlane = @{}
)
function Invoke-CertplanRepair {
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
    param(
        # The name of the target cluster, as Get-AksHciCluster lists it.
        [Parameter(Mandatory = $true)]
        [ValidateLength(2, 63)]
        [ValidatePattern('\A[a-z0-9][a-z0-9-]*[a-z0-9]\z', Options = 'None')]
        [string]$ClusterName,
        [string]$Folder = (Join-Path $env:USERPROFILE 'certplan'),
        [switch]$Resume,
        [switch]$Fresh,
        [switch]$RenameAccessFile,
        # Addresses of control-plane machines by the name of their target, where Hyper-V on this host does not know them.
        [hashtable]$ControlPlane = @{}
    )
    Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'
    # What failed is told with warnings, whatever this window prefers.
    $WarningPreference = 'Continue'

    # Keys, tokens and certificates never reach the screen or the transcript.
    function Hide-Secret {
        param([string]$Text)
        $Text = $Text -replace '(?s)-----BEGIN [A-Z ]+-----.*?-----END [A-Z ]+-----', '[hidden]'
        $Text = $Text -replace '(?i)((?:token|password|secret|key-data|certificate-data)["'']?\s*[:=]\s*)\S+', '$1[hidden]'
        $Text = $Text -replace 'eyJ[A-Za-z0-9_.-]{20,}', '[hidden]'
        $Text -replace '[A-Za-z0-9+/_=]{100,}', '[hidden]'
    }

    # Prints a text. Lines end between words, at the width of the window.
    function Write-Wrapped {
        param([string]$Text, [string]$Mark = '        ')
        $width = 100
        try { if ($Host.UI.RawUI.WindowSize.Width -gt 40) { $width = $Host.UI.RawUI.WindowSize.Width - 1 } } catch { $width = 100 }
        $indent = ' ' * $Mark.Length
        $begin = $Mark
        foreach ($part in ((Hide-Secret $Text) -split "\r?\n")) {
            $line = $begin
            $begin = $indent
            foreach ($word in ($part.Trim() -split '\s+')) {
                if ($line.Length -gt $indent.Length -and ($line.Length + $word.Length) -gt $width) {
                    Write-Host $line.TrimEnd()
                    $line = $indent
                }
                $line += $word + ' '
            }
            Write-Host $line.TrimEnd()
        }
    }

    # A field of an object as text; nothing where it has no such field.
    function Get-Field {
        param($From, [string]$Name)
        if ($null -eq $From) { return '' }
        if ($From -is [System.Collections.IDictionary]) { return [string]$From[$Name] }
        $property = $From.PSObject.Properties[$Name]
        if ($null -eq $property) { return '' }
        [string]$property.Value
    }

    # Keeps what only a person can judge, for the end.
    function Add-Left {
        param([string]$Text)
        if ($Left -cnotcontains $Text) { [void]$Left.Add($Text) }
    }

    # Runs a command. Gives what it returned, and what went wrong: an error of a cmdlet, or the text of a program that did not end
    # with 0. Warnings are shown and not judged. Other messages beside the result are left out. A second look is not shown again.
    function Invoke-Watched {
        param([scriptblock]$Command, [bool]$Program, [bool]$Quiet = $false)
        # A program that writes to standard error must not end the script.
        $ErrorActionPreference = 'Continue'
        $global:LASTEXITCODE = 0
        $values = New-Object System.Collections.ArrayList
        $faults = New-Object System.Collections.ArrayList
        # What programs wrote to standard error: it counts only where the last one did not end with 0.
        $said = New-Object System.Collections.ArrayList
        $thrown = $false
        $text = $Command.ToString().Trim()
        if (-not $Quiet) { Write-Host ('        ' + $text) }
        Write-Progress -Activity $text -Status 'At work. Ctrl+C ends the run; what is done stays recorded.'
        try {
            & $Command *>&1 | ForEach-Object {
                if ($_ -is [System.Management.Automation.ErrorRecord]) {
                    if ($_.FullyQualifiedErrorId -clike 'NativeCommandError*') { [void]$said.Add([string]$_) }
                    else { [void]$faults.Add([string]$_) }
                }
                elseif ($_ -is [System.Management.Automation.WarningRecord]) { Write-Wrapped ('WARNING: ' + [string]$_) }
                elseif ($_ -is [System.Management.Automation.VerboseRecord]) { $null = $_ }
                elseif ($_ -is [System.Management.Automation.DebugRecord]) { $null = $_ }
                elseif ($_ -is [System.Management.Automation.InformationRecord]) { $null = $_ }
                else { [void]$values.Add($_) }
            }
        }
        catch {
            $thrown = $true
            [void]$faults.Add([string]$_)
        }
        Write-Progress -Activity $text -Completed
        $fault = ''
        if ($Program -and -not $thrown) {
            if ($global:LASTEXITCODE -ne 0) {
                $all = @($said) + @($faults) + @($values | ForEach-Object { [string]$_ })
                $fault = ($all -join "`n").Trim() + ' (exit code ' + $global:LASTEXITCODE + ')'
            }
        }
        elseif ($faults.Count -gt 0 -or ($said.Count -gt 0 -and $global:LASTEXITCODE -ne 0)) {
            $fault = ((@($faults) + @($said)) -join "`n").Trim()
            if ($fault.Length -eq 0) { $fault = 'The command failed without a message.' }
        }
        [pscustomobject]@{ Values = @($values); Fault = $fault }
    }

    # What is wrong with what a check shows; an empty text where it is good. Only fields and exit codes count, never a word
    # somewhere in a list.
    function Get-Fault {
        param($Check, [bool]$Quiet = $false)
        $judge = [string]$Check.Judge
        $seen = Invoke-Watched $Check.Run (@('List', 'Nodes', 'Pods', 'Source') -ccontains $judge) $Quiet
        if ($seen.Fault.Length -gt 0) { return $seen.Fault }
        $values = @($seen.Values)
        $lines = @($values | ForEach-Object { [string]$_ -split "\r?\n" } | Where-Object { $_.Trim().Length -gt 0 })
        $bad = @()
        switch ($judge) {
            # Every cluster has secrets and services: an empty list shows nothing.
            'List' { if ($lines.Count -eq 0) { return 'Nothing is listed.' } }
            # kubectl get nodes --no-headers: NAME STATUS ROLES AGE VERSION
            'Nodes' {
                if ($lines.Count -eq 0) { return 'No node is listed.' }
                foreach ($line in $lines) {
                    $column = @($line.Trim() -split '\s+')
                    if ($column.Count -lt 2 -or $column[1] -cnotmatch '^Ready(,|$)') { $bad += $column[0] }
                }
                if ($bad.Count -gt 0) { return 'Not Ready: ' + ($bad -join ', ') }
            }
            # kubectl get pods --no-headers: NAME READY STATUS RESTARTS AGE. Only the pods that log in to the cloud agent count.
            'Pods' {
                if ($lines.Count -eq 0) { return 'No pod is listed.' }
                foreach ($line in $lines) {
                    $column = @($line.Trim() -split '\s+')
                    if ($column.Count -lt 3 -or $column[0] -cnotmatch 'kms|csi|cloud-provider|certificate') { continue }
                    if ($column[2] -ceq 'Completed') { continue }
                    $ready = @($column[1] -split '/')
                    if ($column[2] -cne 'Running' -or $ready.Count -ne 2 -or $ready[0] -cne $ready[1]) { $bad += $column[0] }
                }
                if ($bad.Count -gt 0) { return 'Not running: ' + ($bad -join ', ') }
            }
            'Groups' {
                $agents = 0
                $others = @()
                foreach ($group in $values) {
                    $name = Get-Field $group 'Name'
                    $state = Get-Field $group 'State'
                    $isAgent = $name -like 'ca-*'
                    if ($isAgent) { $agents++ }
                    if (-not $isAgent -and (Get-Field $group 'GroupType') -cne 'VirtualMachine') { continue }
                    if ($state -ceq 'Online') { continue }
                    if ($isAgent -or (Test-OwnMachine $name)) { $bad += $name + ' (' + $state + ')' }
                    else { $others += $name + ' (' + $state + ')' }
                }
                if ($others.Count -gt 0) { Add-Left ('Not Online: ' + ($others -join ', ') + '. Start what belongs to this deployment.') }
                if ($bad.Count -gt 0) { return 'Not Online: ' + ($bad -join ', ') }
                if ($agents -eq 0) { return 'The role of the cloud agent (ca-...) is not listed.' }
            }
            'Source' {
                $source = ($lines -join ' ').Trim()
                if ($source.Length -eq 0) { return 'No time source is named.' }
                if ($source -match 'Local CMOS|Free-running') { return 'The clock follows no time source: ' + $source }
            }
            'Clocks' {
                foreach ($clock in $values) {
                    if ($null -eq $clock.Seconds) {
                        Add-Left ('The clock of ' + $clock.Name + ' could not be read from here. Compare it with this host.')
                    }
                    elseif ([math]::Abs($clock.Seconds) -gt 120) { $bad += ('{0} by {1:0} seconds' -f $clock.Name, $clock.Seconds) }
                }
                if ($bad.Count -gt 0) { return 'These clocks differ from this host: ' + ($bad -join ', ') }
            }
            'Login' {
                if ($values -notcontains $true) {
                    $others = @(Find-Login)
                    if ($others.Count -eq 0) { return 'This profile holds no login of the module, and no other profile of this host does.' }
                    return 'This profile holds no login of the module. These do: ' + ($others -join ', ')
                }
            }
            'Version' {
                $found = @($lines | Where-Object { $_ -match '^\s*\d+(\.\d+){3}\s*$' } | Select-Object -First 1)
                if ($found.Count -eq 0) { return 'No build is named.' }
                $build = [version]([string]$found[0]).Trim()
                $isOlder = $FirstBuild -ne '' -and $build -lt [version]$FirstBuild
                $isNewer = $EndBuild -ne '' -and $build -ge [version]$EndBuild
                if ($isOlder -or $isNewer) {
                    $range = @()
                    if ($FirstBuild -ne '') { $range += 'from ' + $FirstBuild + ' on' }
                    if ($EndBuild -ne '') { $range += 'before ' + $EndBuild }
                    $advice = 'names of cmdlets or lives of logins differ. Make the plan again with --build ' + $build + '.'
                    return 'This host has build ' + $build + ', and this plan is for builds ' + ($range -join ' and ') + ': ' + $advice
                }
            }
            'Authority' {
                if ($values.Count -eq 0) {
                    Add-Left 'See when the authority of the cloud agent ends: its date could not be read from this profile.'
                }
                foreach ($end in $values) { if ($end -lt (Get-Date)) { return 'The authority of the cloud agent has expired.' } }
            }
            'Port' {
                foreach ($port in $values) { if ((Get-Field $port 'TcpTestSucceeded') -cne 'True') { $bad += Get-Field $port 'ComputerName' } }
                if ($values.Count -gt 0 -and $bad.Count -eq $values.Count) { return 'No answer at port 6443 of ' + ($bad -join ', ') }
            }
            'Billing' {
                $status = @($values | ForEach-Object { Get-Field $_ 'ConnectionStatus' })
                if ($status -cnotcontains 'Connected') { return 'ConnectionStatus: ' + ($status -join ', ') }
            }
        }
        ''
    }

    # Whether a machine is a control plane or a load balancer of a target of this plan. Other machines of the failover cluster
    # may be off for good reasons; where one is missed after all, a later check shows it.
    function Test-OwnMachine {
        param([string]$Name)
        foreach ($target in $Targets) {
            foreach ($part in @('-control-plane-', '-load-balancer-')) { if ($Name -like ($target + $part + '*')) { return $true } }
        }
        $false
    }

    # What is wrong with what checks show, after at most so many seconds.
    function Wait-Check {
        param([object[]]$Check, [int]$Patience, [string]$Title)
        $until = (Get-Date).AddSeconds($Patience)
        $isFirst = $true
        while ($true) {
            $fault = ''
            foreach ($one in $Check) {
                $fault = [string](Get-Fault $one (-not $isFirst))
                if ($fault.Length -gt 0) { break }
            }
            if ($fault.Length -eq 0 -or (Get-Date) -ge $until) {
                Write-Progress -Activity $Title -Completed
                return $fault
            }
            if ($isFirst) {
                $clock = $until.ToString('HH:mm', [System.Globalization.CultureInfo]::InvariantCulture)
                Write-Wrapped ('Not good yet: ' + (Get-FirstLine $fault) + ' Checking every 30 seconds until ' + $clock + '.')
                $isFirst = $false
            }
            Write-Progress -Activity $Title -Status 'Waiting for a good check. Ctrl+C ends the run; what is done stays recorded.'
            Start-Sleep -Seconds 30
        }
    }

    function Get-FirstLine {
        param([string]$Text)
        ($Text.Trim() -split "\r?\n")[0].Trim()
    }

    # What to do about a fault: the first advice whose sign the message shows. Where it shows none, those without a sign.
    function Find-Advice {
        param([object[]]$Advice, [string]$Fault)
        foreach ($one in $Advice) { if ($one.Sign -ne '' -and $Fault -match $one.Sign) { return [string]$one.Text } }
        foreach ($one in $Advice) { if ($one.Sign -eq '') { [string]$one.Text } }
    }

    # The control-plane machines of a target, and whether their API servers answer. Where the address of the cluster itself
    # answers, no machine is looked for.
    function Test-ControlPlane {
        param([string]$Name)
        $own = Get-ServerAddress $Name
        if ($null -ne $own) {
            $answer = Test-NetConnection -ComputerName $own.Name -Port $own.Port -WarningAction SilentlyContinue
            if ((Get-Field $answer 'TcpTestSucceeded') -ceq 'True') { return $answer }
        }
        $addresses = @(Get-ControlPlaneAddress $Name)
        if ($addresses.Count -eq 0) {
            Add-Left ('The address of a control-plane machine of ' + $Name + ' is not known here: test its port 6443.')
            return
        }
        $answers = @(foreach ($address in $addresses) {
                $answer = Test-NetConnection -ComputerName $address -Port 6443 -WarningAction SilentlyContinue
                [pscustomobject]@{ ComputerName = $address; TcpTestSucceeded = Get-Field $answer 'TcpTestSucceeded' }
            })
        if ($null -ne $own -and @($answers | Where-Object { (Get-Field $_ 'TcpTestSucceeded') -ceq 'True' }).Count -gt 0) {
            Add-Left ($Name + ' answers at a control-plane machine and not at ' + $own.Name + ': see its load balancer, or what gives out that address.')
        }
        $answers
    }

    # The address of the cluster itself, from a kubeconfig on this host; nothing where none names the cluster.
    function Get-ServerAddress {
        param([string]$Name)
        $pattern = '(?m)^\s*server:\s*"?https:/{2}([A-Za-z0-9.-]+)(?::(\d+))?/?"?\s*?\r?\n\s*name:\s*"?' + [regex]::Escape($Name) + '"?\s*$'
        $files = @((Join-Path $Folder ('kubeconfig-' + $Name)), (Join-Path $env:USERPROFILE '.kube\config'))
        foreach ($path in $files) {
            try { $text = [string](Get-Content -LiteralPath $path -Raw -ErrorAction Stop) } catch { continue }
            $found = [regex]::Match($text, $pattern)
            if (-not $found.Success) { continue }
            $port = if ($found.Groups[2].Success) { [int]$found.Groups[2].Value } else { 443 }
            return [pscustomobject]@{ Name = $found.Groups[1].Value; Port = $port }
        }
    }

    # The addresses of the control-plane machines of a target: those that were given, else those that Hyper-V on this host knows.
    # Where there are none, a person is asked once.
    function Get-ControlPlaneAddress {
        param([string]$Name)
        if ($ControlPlane.ContainsKey($Name)) { return @($ControlPlane[$Name] | Where-Object { $_ }) }
        try {
            $machines = @(Get-VM -Name ($Name + '-control-plane-*') -ErrorAction Stop 2>$null)
            $addresses = @($machines | ForEach-Object { $_.NetworkAdapters } | ForEach-Object { $_.IPAddresses })
        }
        catch { $addresses = @() }
        $addresses = @($addresses | Where-Object { $_ -match '^\d+(\.\d+){3}$' })
        if ($addresses.Count -eq 0 -and -not $Unattended) {
            $answer = Read-Answer ('Address of a control-plane machine of ' + $Name + ' (control-plane-ip), or Enter to go on without')
            if ($answer -match '\A[A-Za-z0-9][A-Za-z0-9.:-]*\z' -and $answer -notmatch '\A(y|yes|n|no)\z') { $addresses = @($answer) }
            $ControlPlane[$Name] = $addresses
        }
        $addresses
    }

    # What a person types; nothing where nobody can.
    function Read-Answer {
        param([string]$Question)
        try { $answer = @(Read-Host $Question) -join '' } catch { $answer = '' }
        $answer.Trim()
    }

    # How far the clocks of the other hosts are from the clock of this one.
    function Get-ClockDifference {
        # Errors that are only written are errors too.
        try { $names = @(Get-ClusterNode -ErrorAction Stop 2>$null | ForEach-Object { Get-Field $_ 'Name' }) } catch { $names = @() }
        if ($names.Count -eq 0) { [pscustomobject]@{ Name = 'the other hosts'; Seconds = $null } }
        foreach ($name in $names) {
            if ($name -eq $env:COMPUTERNAME) { continue }
            $seconds = $null
            try {
                $there = Invoke-Command -ComputerName $name -ScriptBlock { [datetime]::UtcNow } -ErrorAction Stop 2>$null
                $seconds = ([datetime]$there - (Get-Date).ToUniversalTime()).TotalSeconds
            }
            catch { $seconds = $null }
            [pscustomobject]@{ Name = $name; Seconds = $seconds }
        }
    }

    # Whether this profile holds the logins of the module.
    function Test-Login {
        Test-Path -LiteralPath (Join-Path $env:USERPROFILE '.wssd\mocctl\cloudconfig')
    }

    # The other profiles of this host that hold them; nothing in them is read.
    function Find-Login {
        $profiles = @(Get-ChildItem -LiteralPath (Split-Path -Parent $env:USERPROFILE) -Directory -ErrorAction SilentlyContinue)
        foreach ($folder in $profiles) {
            $path = Join-Path $folder.FullName '.wssd\mocctl\cloudconfig'
            if (Test-Path -LiteralPath $path -ErrorAction SilentlyContinue) { $folder.Name }
        }
    }

    # When the copy of the cloud agent's authority in this profile ends; nothing where it cannot be read.
    function Get-AuthorityEnd {
        try {
            $path = Join-Path $env:USERPROFILE '.wssd\mocctl\cloudconfig'
            $text = [string](Get-Content -LiteralPath $path -Raw -ErrorAction Stop)
            $found = [regex]::Match($text, '"CloudCertificate"\s*:\s*"([A-Za-z0-9+/=]+)"')
            if (-not $found.Success) { return }
            $bytes = [System.Convert]::FromBase64String($found.Groups[1].Value)
            $text = [System.Text.Encoding]::ASCII.GetString($bytes)
            $pem = [regex]::Match($text, '-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----')
            if ($pem.Success) { $bytes = [System.Convert]::FromBase64String($pem.Groups[1].Value) }
            $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $bytes)
            $certificate.NotAfter
        }
        catch { return }
    }

    # A copy beside the file, in a folder that only its owner can read.
    function Copy-Beside {
        param([string]$Path)
        if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { return }
        Copy-Item -LiteralPath $Path -Destination "$Path.certplan-$Stamp" -Confirm:$false
        [void]$copies.Add((Split-Path -Leaf $Path))
    }
    function Backup-Login {
        $copies = New-Object System.Collections.ArrayList
        Copy-Beside (Join-Path $env:USERPROFILE '.kube\config')
        Copy-Beside (Join-Path $env:USERPROFILE '.wssd\mocctl\cloudconfig')
        Copy-Beside (Join-Path $env:USERPROFILE '.wssd\kvactl\cloudconfig')
        # Only the path is taken from this object: other parts of it are secret.
        $path = ''
        try { $path = Get-Field (Get-KvaConfig) 'kubeconfig' } catch { $path = '' }
        if ($path.Length -gt 0) { Copy-Beside $path }
        else { Write-Wrapped 'No backup of the kubeconfig of the management cluster: its path is not known here.' }
        if ($copies.Count -gt 0) { Write-Wrapped ('Backups beside the originals, named .certplan-' + $Stamp + ': ' + ($copies -join ', ')) }
    }
    # Adds a step to the list:
    #   Id, Title, Scope   its name, in words, and whose it is: '', 'management cluster' or 'target NAME'
    #   Needs              the steps without which it is not run
    #   Command, Changes   what is run, and whether that is a change, which needs an approval
    #   OnlyIfBad          whether it is run only where its check is bad
    #   Check              commands that show whether all is well, and the judge of each
    #   OnBad              what a bad outcome calls for: ask, stop, target (ends this target), pass (told at the end) or show
    #   Expected           a message of its check that this plan repairs
    #   Advice             what to do about a bad outcome, by the sign that the message shows
    #   ByHand             what is left for a person
    function Add-Step {
        param([hashtable]$Given)
        $step = @{
            Id = ''; Title = ''; Scope = ''; Needs = @(); Command = $null; Changes = $false; OnlyIfBad = $false; Check = @()
            OnBad = 'ask'; Expected = ''; Advice = @(); ByHand = ''
        }
        foreach ($key in $Given.Keys) { $step[$key] = $Given[$key] }
        [void]$Steps.Add([pscustomobject]$step)
    }

    # What is wrong with the outcome of a step, after at most so many seconds.
    function Test-Step {
        param($Step, [int]$Patience)
        Wait-Check $Step.Check $Patience $Step.Title
    }

    function Show-Advice {
        param($Step, [string]$Fault)
        $advice = @(Find-Advice $Step.Advice $Fault)
        if ($advice.Count -eq 0) { $advice = @('No advice is known for this message. Open a support case with the logs.') }
        foreach ($text in $advice) { Write-Wrapped ('What to do: ' + $text) }
    }

    # Asks for the approval of one change. Where nobody can be asked, the answer is no.
    function Confirm-Change {
        param([string]$Target, [string]$Action)
        try { return [bool]$PSCmdlet.ShouldProcess($Target, $Action) }
        catch {
            Write-Wrapped 'Nobody can be asked here, so the answer is no.'
            Write-Wrapped 'Run this in a window, or approve every change beforehand with -Confirm:$false.'
            return $false
        }
    }

    # Only a clear yes is a yes. Where nobody can answer, and where changes were approved beforehand, nobody is asked: it is a no.
    function Confirm-GoingOn {
        if ($Unattended) { return $false }
        (Read-Answer 'Go on all the same? (yes/no)') -match '^(y|yes)$'
    }

    # Files of another run are never overwritten.
    function Move-Aside {
        param([string]$Path, [string]$Mark)
        if ($WhatIfPreference -or -not (Test-Path -LiteralPath $Path)) { return }
        $target = "$Path.$Mark-$Stamp"
        while (Test-Path -LiteralPath $target) { $target += '-again' }
        Move-Item -LiteralPath $Path -Destination $target -Confirm:$false
    }

    # The state file: the plan in its first line, then one line for each step that is done. A line counts once it has its end.
    function Read-State {
        $text = [string](Get-Content -LiteralPath $StatePath -Raw)
        $lines = @($text -split "\r?\n")
        if ($lines[0] -cne $Plan) {
            throw ($StatePath + ' is the state of another plan, or is cut off. Use -Fresh to move it aside, or another -Folder.')
        }
        if (-not $Resume -and -not $WhatIfPreference) {
            throw ('An earlier run did not finish, see ' + $StatePath + '. Use -Resume to go on, or -Fresh to begin again.')
        }
        for ($place = 1; $place -lt $lines.Count - 1; $place++) { [void]$Done.Add($lines[$place]) }
        if ($lines[-1] -cne '' -and -not $WhatIfPreference) {
            Write-Wrapped 'The last line of the state file is cut off. That step is done again.' ''
            # The file only ever grows. With this at its end the line is no step's name.
            $mark = if ($lines.Count -gt 1) { ' (cut off)' } else { '' }
            Add-Content -LiteralPath $StatePath -Value $mark -Encoding Ascii -Confirm:$false
        }
    }
    function Save-Line {
        param([string]$Line)
        if (-not (Test-Path -LiteralPath $StatePath)) { Set-Content -LiteralPath $StatePath -Value $Plan -Encoding Ascii -Confirm:$false }
        Add-Content -LiteralPath $StatePath -Value $Line -Encoding Ascii -Confirm:$false
    }
    function Save-Done {
        param([string]$Id)
        if ($Done -ccontains $Id) { return }
        Save-Line $Id
        [void]$Done.Add($Id)
    }

    # Shows what a step would do.
    function Show-Step {
        param($Step)
        if ($Step.OnlyIfBad) { Write-Wrapped 'What if: only where its check is bad' }
        if ($null -ne $Step.Command) { Write-Host ('        What if: run ' + $Step.Command.ToString().Trim()) }
        foreach ($check in $Step.Check) { Write-Host ('        What if: check with ' + $check.Run.ToString().Trim()) }
    }

    # Carries out a step. Gives its outcome: done, declined, failed, passed or stop. Where its check is good all the same it is
    # declined-good or failed-good: it is told, and nothing is held back.
    function Invoke-Step {
        param($Step)
        # Only a person can judge it: it is in the list at the end.
        if ($null -eq $Step.Command -and $Step.Check.Count -eq 0) { return 'done' }
        if ($Done -ccontains $Step.Id) {
            if ($WhatIfPreference -or $Step.Check.Count -eq 0) {
                Write-Wrapped 'Done in an earlier run.'
                return 'done'
            }
            # The state may be days old, and certificates live four days.
            if ((Test-Step $Step 0).Length -eq 0) {
                Write-Wrapped 'Done in an earlier run, and still good.'
                return 'done'
            }
            Write-Wrapped 'Done in an earlier run, and bad now: it is done again.'
            $Done.Remove($Step.Id)
        }
        if ($WhatIfPreference) {
            Show-Step $Step
            return 'done'
        }
        $fault = ''
        $said = ''
        $patience = 0
        if ($null -ne $Step.Command) {
            $isGood = $false
            if ($Step.Check.Count -gt 0 -and ($Step.Changes -or $Step.OnlyIfBad)) {
                $before = Test-Step $Step 0
                $isGood = $before.Length -eq 0
                if ($Step.OnlyIfBad -and $isGood) {
                    Write-Wrapped 'Good: nothing to repair here.'
                    Save-Done $Step.Id
                    return 'done'
                }
                if ($isGood) { Write-Wrapped 'Before: good' } else { Write-Wrapped ('Before: ' + (Get-FirstLine $before)) }
            }
            if ($Step.Changes) {
                $whose = if ($Step.Scope -ne '') { $Step.Scope } else { 'this deployment' }
                $action = $Step.Command.ToString().Trim()
                if (-not (Confirm-Change $whose $action)) {
                    if ($isGood) { return 'declined-good' }
                    return 'declined'
                }
                $patience = 600
            }
            $seen = Invoke-Watched $Step.Command $false
            $fault = $seen.Fault
            # Where no check shows what it did, what it said last does, such as where the logs are.
            if ($Step.Check.Count -eq 0 -and $seen.Values.Count -gt 0) { $said = Get-FirstLine ([string]$seen.Values[-1]) }
            # A cmdlet may have done its work before it failed.
            if ($Step.Changes -and $fault.Length -gt 0 -and $Step.Check.Count -gt 0) {
                $isGood = (Test-Step $Step 0).Length -eq 0
                if ($isGood) {
                    Write-Wrapped ('Failed, though its check is good: ' + (Get-FirstLine $fault))
                    Show-Advice $Step $fault
                    return 'failed-good'
                }
            }
        }
        if ($fault.Length -eq 0) { $fault = Test-Step $Step $patience }
        if ($fault.Length -eq 0) {
            Write-Wrapped ('Good. ' + $said)
            if ($null -ne $Step.Command) { Save-Done $Step.Id }
            return 'done'
        }
        if ($Step.Expected -ne '' -and $fault -match $Step.Expected) {
            Write-Wrapped ('As expected, and repaired by this plan: ' + (Get-FirstLine $fault))
            return 'done'
        }
        Write-Wrapped ('Bad: ' + (@($fault -split "\r?\n" | Select-Object -First 8) -join "`n"))
        Show-Advice $Step $fault
        switch ($Step.OnBad) {
            'stop' { return 'stop' }
            'pass' { return 'passed' }
            'target' { return 'failed' }
            'show' {
                Add-Left ($Step.Title + ': ' + (Get-FirstLine $fault))
                return 'done'
            }
        }
        if (Confirm-GoingOn) { return 'passed' }
        'stop'
    }

    # ---- The plan ----
    $Summary = 'Both layers are affected. Run 3 commands, in this order.'
    $Plan = 'certplan/state/1 f121f35f2354ec91'
    # The builds that have this plan: from the first on, up to before the second.
    $FirstBuild = '1.0.10.10513'
    $EndBuild = ''
    # The targets of this plan.
    $Targets = @($ClusterName)
    # What the repair runs and checks with.
    $Needed = @('Get-AksHciCluster', 'Get-AksHciCredential', 'Update-AksHciCertificates', 'Update-AksHciClusterCertificates', 'kubectl')
    $Steps = New-Object System.Collections.ArrayList

    # Why: Hosts first, then the failover cluster with the cloud agent's role, then the machines of the management cluster, of the control planes, of the load balancers, of the workers. What starts before the thing it logs in to fails for a reason that has nothing to do with certificates. No page documents the order of the machines: it is inferred from that.
    # Source: good practice (field-operations, aksarc-173)
    Add-Step @{
        Id = 'power-on'
        Title = 'Power on in order, and see that everything is up'
        Check = @(
            @{ Judge = 'Groups'; Run = { Get-ClusterGroup } }
        )
        OnBad = 'ask'
        Advice = @(
            @{ Sign = ''; Text = 'Start the group that is not Online, in the order above, and look again.' }
            @{
                Sign = ''
                Text = ('If the node agent service (wssdagent) hangs in Starting on a host, its own token may have ' +
                    'expired: collect logs and open a support case before you repair the infrastructure layer ' +
                    'by hand.')
            }
        )
    }

    # Why: A running cluster renews its own certificates as long as the old ones are still valid. What has renewed itself needs no repair. Use the kubeconfig you used before the shutdown, once for each cluster.
    # Source: good practice (certificates-overview)
    Add-Step @{
        Id = 'await-renewal'
        Title = 'Give the clusters time to renew by themselves, then look again'
        Check = @(
            @{ Judge = 'Nodes'; Run = { kubectl get nodes --no-headers --request-timeout 30s } }
        )
        OnBad = 'show'
        Expected = '.'
        Advice = @(
            @{ Sign = ''; Text = 'Go on with the next step: this is what the repair is for.' }
        )
    }

    # Why: A clock that is wrong makes a good certificate look expired or not yet valid. If an x509 message names a current time that is not the time on your wall, it is the clock, not the certificate.
    # Source: good practice (windows-time, aksarc-233)
    Add-Step @{
        Id = 'check-clocks'
        Title = 'See that the clocks are right, on every host'
        Check = @(
            @{ Judge = 'Source'; Run = { w32tm /query /source } }
            @{ Judge = 'Clocks'; Run = { Get-ClockDifference } }
        )
        OnBad = 'stop'
        Advice = @(
            @{
                Sign = ''
                Text = ('Stop here. Set the clocks of the hosts first (w32tm /resync), let the machines follow, ' +
                    'and start again from the top: certificates issued under a wrong clock make things worse.')
            }
        )
    }

    # Why: The module works only on the hosts, and its logins are kept per Windows user and per host: another user or host has none, or old ones. Close every other PowerShell window first. Then go to a folder of your own (Set-Location $env:USERPROFILE): kubeconfigs are written into the current one, and they are logins.
    # Source: good practice (set-multiple-administrators, aksarc-146, aksarc-160)
    Add-Step @{
        Id = 'open-session'
        Title = 'Open one new elevated Windows PowerShell 5.1 window, on one physical host, as the right user'
        Check = @(
            @{ Judge = 'Login'; Run = { Test-Login } }
        )
        OnBad = 'ask'
        Advice = @(
            @{
                Sign = ''
                Text = ('Sign in as that user on the host where the module was last used, and open the window as ' +
                    'administrator.')
            }
        )
    }

    # Why: Builds before 1.0.10.10513 have the repair cmdlets under older names, and older builds have shorter-lived logins.
    # Source: good practice (get-akshciversion, repair-akshcicerts)
    Add-Step @{
        Id = 'check-build'
        Title = 'Note the build'
        Check = @(
            @{ Judge = 'Version'; Run = { Get-AksHciVersion } }
        )
        OnBad = 'stop'
        Advice = @(
            @{
                Sign = ''
                Text = ('Go to a physical host of this deployment. Do not install a newer module to get further: ' +
                    'module and build must match.')
            }
        )
    }

    # Why: Support will ask for the state before the repair, and it cannot be had afterwards.
    # Source: good practice (get-akshcilogs)
    Add-Step @{
        Id = 'collect-logs'
        Title = 'Collect the logs, before the first change'
        Command = { Get-AksHciLogs }
        OnBad = 'pass'
        Advice = @(
            @{
                Sign = ''
                Text = ('Collect in parts, one switch at a time: -agentLogs, -eventLogs, -kvaLogs, ' +
                    '-virtualMachineLogs.')
            }
            @{ Sign = ''; Text = 'If nothing can be collected, copy what the windows show into a file and go on.' }
        )
    }

    # Why: The repairs most likely work through the management cluster's API: a page says so of the older cmdlet. If it does not answer, its message says what is in the way.
    # Source: good practice (get-akshcicluster, known-issues-workload-clusters, aksarc-146, aksarc-160, aksarc-168)
    Add-Step @{
        Id = 'reach-management'
        Title = 'See that the management cluster answers'
        Check = @(
            @{ Judge = 'NoError'; Run = { Get-AksHciCluster } }
        )
        OnBad = 'ask'
        Expected = 'Valid Token Required|(?<!session: )Certificate has expired: Expired'
        Advice = @(
            @{
                Sign = 'authentication handshake failed: x509: certificate has expired'
                Text = ('authentication handshake failed, with an x509 certificate that has expired: the call did ' +
                    'not get past the cloud agent, so its authority has most likely expired (inferred: no ' +
                    'source shows the message). See its date in the access file. If it has ended, stop: only ' +
                    'its rotation helps (Invoke-AksHciRotateCACertificate), an outage in which every client ' +
                    'loses contact. Open a support case first.')
            }
            @{
                Sign = 'x509: certificate has expired'
                Text = ('x509 certificate has expired: the management cluster''s own certificates. No call is ' +
                    'documented for them beyond doubt; see the conflict on the management cluster, and open a ' +
                    'support case.')
            }
            @{
                Sign = '(^|[^\w-])Unauthorized($|[^\w-])|must be logged in|asked for the client to provide credentials'
                Text = ('Unauthorized, or asked to log in: the kubeconfig of the management cluster has expired. A ' +
                    'known-issues page describes how to copy a fresh one from its control-plane machine; back ' +
                    'up the old file first.')
            }
            @{
                Sign = '(?<!session: )Certificate has expired: Expired'
                Text = 'Certificate has expired: Expired, from mocctl: run Repair-MocLogin, then look again.'
            }
            @{
                Sign = 'unknown authority|session: Certificate has expired: Expired'
                Text = ('Certificate has expired: Expired, on creating a session, or signed by unknown authority: ' +
                    'the access file of kvactl under your user profile is stale. Rename it, never delete it, ' +
                    'and look again.')
            }
            @{
                Sign = 'Valid Token Required'
                Text = ('Valid Token Required: what the management cluster logs in with has expired. Go on with ' +
                    'its repair; if this plan does not have it, run Update-AksHciCertificates ' +
                    '(Repair-AksHciCerts before build 1.0.10.10513) first, then look again.')
            }
            @{
                Sign = 'kmsPlugin\.sock'
                Text = ('The socket of the KMS plugin is missing and no API server answers: stop. It cannot start, ' +
                    'the cmdlets need it, and only the manual rotation of the KMS token helps. Open a support ' +
                    'case.')
            }
        )
    }

    # Why: A broken load balancer looks like a dead API server. Take the address of one of the target's control-plane machines from the failover cluster or Hyper-V.
    # Source: good practice (field-certificates, known-issues-workload-clusters)
    Add-Step @{
        Id = ('reach-target ' + $ClusterName + '')
        Title = ('See that the target''s API answers at a control-plane node, not only at the load balancer (target ' + $ClusterName + ')')
        Scope = ('target ' + $ClusterName + '')
        Check = @(
            @{ Judge = 'Port'; Run = { Test-ControlPlane $ClusterName } }
        )
        OnBad = 'target'
        Advice = @(
            @{
                Sign = '(?!)'
                Text = ('Answers at the node but not at the cluster''s address: the load balancer, or what gives ' +
                    'out that address, is in the way; choose the load balancer in this plan where one is ' +
                    'deployed.')
            }
            @{
                Sign = ''
                Text = ('Answers nowhere: look at the control-plane machine itself. A repair most likely needs a ' +
                    'running API server: the older cmdlet is documented to fail without one.')
            }
        )
    }

    # Why: The clients of the infrastructure layer on the hosts and in the management cluster: node agents, appliance, KMS, CSI, cluster provider and others. Everything later goes through them, so they come first.
    # Source: documented (update-certificates, update-akshcicertificates)
    Add-Step @{
        Id = 'renew-management'
        Title = 'Renew what hosts and management cluster log in with (management cluster)'
        Scope = 'management cluster'
        Command = { Update-AksHciCertificates }
        Changes = $true
        Check = @(
            @{ Judge = 'NoError'; Run = { Get-AksHciCluster } }
        )
        OnBad = 'ask'
        Advice = @(
            @{
                Sign = 'Certificate has expired: Expired'
                Text = ('Certificate has expired: Expired, from mocctl: run Repair-MocLogin, then this step once ' +
                    'more.')
            }
            @{
                Sign = ''
                Text = 'If it fails twice with the same message, stop and open a support case with the logs.'
            }
        )
    }

    # Why: They live four days, and only a running cluster renews them. Without them neither kubectl nor the next repair reaches the cluster, which is most likely why the page has this before its infrastructure logins.
    # Source: documented (update-certificates, update-akshciclustercertificates, aksarc-233)
    Add-Step @{
        Id = ('fix-kubelet ' + $ClusterName + '')
        Title = ('Renew the target''s Kubernetes certificates (target ' + $ClusterName + ')')
        Scope = ('target ' + $ClusterName + '')
        Needs = @('renew-management')
        Command = { Update-AksHciClusterCertificates -Name $ClusterName -fixKubeletCredentials }
        Changes = $true
        Check = @(
            @{
                Judge = 'NoError'
                Run = { Get-AksHciCredential -Name $ClusterName -configPath (Join-Path $Folder ('kubeconfig-' + $ClusterName)) -Confirm:$false }
            }
            @{
                Judge = 'Nodes'
                Run = { kubectl get nodes --kubeconfig (Join-Path $Folder ('kubeconfig-' + $ClusterName)) --no-headers --request-timeout 30s }
            }
        )
        OnBad = 'target'
        Advice = @(
            @{
                Sign = 'x509: '
                Text = ('x509 still says expired after ten minutes: run it once more; the API server may not have ' +
                    'restarted.')
            }
            @{
                Sign = 'Unable to connect|(^|[^\w-])refused($|[^\w-])|timed out|deadline exceeded'
                Text = 'It cannot reach the API server: go back to the check of the control-plane node.'
            }
            @{
                Sign = ''
                Text = ('A build up to 1.0.14, and the control-plane machine''s name lacks -control-plane-: the ' +
                    'call may fail there; the known-issues page on security has a way by hand on that machine.')
            }
            @{
                Sign = ''
                Text = ('A failed target does not hold up the next one: go on with it, then open a support case ' +
                    'for this one.')
            }
        )
    }

    # Why: The same as for the target, and the agent on the load balancer's machine. Forgotten, it shows only when a service is added or changed: its address is given out and never answers.
    # Source: documented (update-certificates, field-certificates)
    Add-Step @{
        Id = ('fix-cloud-and-load-balancer ' + $ClusterName + '')
        Title = ('Renew what the target and its load balancer log in to the infrastructure with (target ' + $ClusterName + ')')
        Scope = ('target ' + $ClusterName + '')
        Needs = @('renew-management', ('fix-kubelet ' + $ClusterName + ''))
        Command = { Update-AksHciClusterCertificates -Name $ClusterName -patchLoadBalancer -fixCloudCredentials }
        Changes = $true
        Check = @(
            @{
                Judge = 'NoError'
                Run = { Get-AksHciCredential -Name $ClusterName -configPath (Join-Path $Folder ('kubeconfig-' + $ClusterName)) -Confirm:$false }
            }
            @{
                Judge = 'List'
                Run = { kubectl get secrets --all-namespaces --kubeconfig (Join-Path $Folder ('kubeconfig-' + $ClusterName)) --output name --request-timeout 30s }
            }
            @{
                Judge = 'List'
                Run = { kubectl get services --all-namespaces --kubeconfig (Join-Path $Folder ('kubeconfig-' + $ClusterName)) --output name --request-timeout 30s }
            }
        )
        OnBad = 'target'
        Advice = @(
            @{
                Sign = 'parameter cannot be found|[^\w-]patchLoadBalancer($|\W)'
                Text = ('The switch is refused: your module is older than the switch. Run the call without ' +
                    '-patchLoadBalancer and ask support about the load balancer.')
            }
            @{
                Sign = ''
                Text = ('If it fails twice with the same message, leave this cluster, go on with the next, and ' +
                    'open a support case.')
            }
        )
        ByHand = ('target ' + $ClusterName + ': make or change a LoadBalancer service: it must answer at its address. A service that was there before answers either way.')
    }

    # Why: The kubeconfigs of the people who work with this cluster may hold a certificate that has expired. Without -configPath the cmdlet overwrites your own kubeconfig.
    # Source: good practice (get-akshcicredential, aksarc-233)
    Add-Step @{
        Id = ('fetch-credential ' + $ClusterName + '')
        Title = ('Fetch a fresh kubeconfig, into a separate file (target ' + $ClusterName + ')')
        Scope = ('target ' + $ClusterName + '')
        Needs = @('renew-management', ('fix-kubelet ' + $ClusterName + ''))
        Command = { Get-AksHciCredential -Name $ClusterName -configPath (Join-Path $Folder ('kubeconfig-' + $ClusterName)) -Confirm:$false }
        Check = @(
            @{
                Judge = 'Nodes'
                Run = { kubectl get nodes --kubeconfig (Join-Path $Folder ('kubeconfig-' + $ClusterName)) --no-headers --request-timeout 30s }
            }
        )
        OnBad = 'target'
        Advice = @(
            @{
                Sign = 'Could not find a part|cannot find the path'
                Text = 'The path cannot be found: create the folder first, the cmdlet does not.'
            }
            @{
                Sign = 'x509: '
                Text = ('x509 says expired with a file that is new: the Kubernetes layer of this target is not ' +
                    'repaired yet.')
            }
        )
    }

    # Why: The hosts and the clusters must reach Azure every 30 days; after a longer time they fall out of policy until they have synchronised.
    # Source: good practice (sync-akshcibilling, get-akshcibillingstatus, aksarc-372)
    Add-Step @{
        Id = 'sync-billing'
        Title = 'Synchronise billing and policy'
        Needs = @('renew-management')
        Command = { Sync-AksHciBilling }
        Changes = $true
        Check = @(
            @{ Judge = 'Billing'; Run = { Get-AksHciBillingStatus } }
        )
        OnBad = 'pass'
        Advice = @(
            @{ Sign = ''; Text = 'See that the hosts reach Azure, then run it once more.' }
            @{
                Sign = 'OutOfPolicy'
                Text = ('OutOfPolicy although the upload succeeded: delete the billing manager''s pod, so that it ' +
                    'starts anew, and look again after half an hour. An issue reports this.')
            }
        )
    }

    # Why: The identity lives 90 days, and its agents must connect every 30. Put the resource group of the connected cluster in its place; without Azure Arc leave this out.
    # Source: good practice (arc-connectivity)
    Add-Step @{
        Id = ('check-arc ' + $ClusterName + '')
        Title = ('See that the target is still connected to Azure Arc, if it was (target ' + $ClusterName + ')')
        Scope = ('target ' + $ClusterName + '')
        OnBad = 'target'
        Advice = @(
            @{
                Sign = ''
                Text = ('Expired cannot be renewed: the connected-cluster resource is deleted and made anew. Note ' +
                    'its extensions and settings first, they go with it.')
            }
        )
        ByHand = ('target ' + $ClusterName + ': only if it is connected to Azure Arc: managedIdentityCertificateExpirationTime must lie in the future. az connectedk8s show --name ''' + $ClusterName + ''' --resource-group ''<resource-group>''')
    }

    # Why: Every update rotates the tokens that do not renew themselves. Microsoft asks for an update within 30 days of a release and says that after 90 days without one the update needs support, and a restart leaves the deployment without function.
    # Source: good practice (update-host, certificates-overview, test-updateakshci)
    Add-Step @{
        Id = 'plan-update'
        Title = 'Plan the next update'
        OnBad = 'ask'
        Advice = @(
            @{
                Sign = ''
                Text = 'Wait until every cluster is healthy: an update on top of expired certificates breaks more.'
            }
            @{
                Sign = ''
                Text = ('Run Test-UpdateAksHci before: it only looks, and its recommendation names clusters that ' +
                    'must be updated first.')
            }
            @{
                Sign = ''
                Text = ('Update-Module -Name AksHci may bring the module of another product (AKS on Azure Local): ' +
                    'take the module version that the release notes of your build name.')
            }
        )
        ByHand = 'Plan the next update: Get-AksHciUpdates'
    }

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
    $Folder = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Folder)
    $Stamp = (Get-Date).ToString('yyyyMMdd-HHmmss', [System.Globalization.CultureInfo]::InvariantCulture)
    $StatePath = Join-Path $Folder 'state.txt'
    # Whether every change was approved beforehand; then nothing is asked.
    $Unattended = $PSBoundParameters.ContainsKey('Confirm') -and -not $PSBoundParameters['Confirm']
    $Done = New-Object System.Collections.ArrayList
    $Left = New-Object System.Collections.ArrayList
    $Told = New-Object System.Collections.ArrayList
    # Steps that were declined or left out, and the scopes whose steps ended, each with the step that ended them.
    $Open = New-Object System.Collections.ArrayList
    $Ended = @{}
    $Stopped = ''
    $Lock = $null
    $Recording = $false
    try {
        if (-not $WhatIfPreference) {
            # One run at a time for this user, whatever its folder. The lock ends with this process, however that ends.
            $LockFolder = Join-Path $env:USERPROFILE 'certplan'
            foreach ($path in @($LockFolder, $Folder)) {
                if (-not (Test-Path -LiteralPath $path)) { $null = New-Item -ItemType Directory -Path $path -Confirm:$false }
            }
            $LockPath = Join-Path $LockFolder 'lock'
            # Each value with its type: for plain words Windows PowerShell finds more than one constructor.
            $mode = [System.IO.FileMode]::OpenOrCreate
            $access = [System.IO.FileAccess]::ReadWrite
            $share = [System.IO.FileShare]::None
            try { $Lock = New-Object System.IO.FileStream($LockPath, $mode, $access, $share, 1, [System.IO.FileOptions]::DeleteOnClose) }
            catch { throw ('Another run is at work, or ' + $LockPath + ' cannot be written: ' + (Get-FirstLine ([string]$_))) }
        }
        if ($Fresh) { Move-Aside $StatePath 'left' }
        elseif (Test-Path -LiteralPath $StatePath) { Read-State }
        elseif ($Resume) { Write-Wrapped ('There is no earlier run in ' + $Folder + ' to go on with: this begins from the top.') '' }
        if (-not $WhatIfPreference) {
            try {
                $null = Start-Transcript -LiteralPath (Join-Path $Folder ('transcript-' + $Stamp + '.txt')) -Confirm:$false
                $Recording = $true
            }
            catch { Write-Wrapped ('No transcript is kept: ' + (Get-FirstLine ([string]$_))) '' }
        }
        Write-Wrapped $Summary ''
        if ($RenameAccessFile) {
            $AccessFile = Join-Path $env:USERPROFILE '.wssd\kvactl\cloudconfig'
            if (-not (Test-Path -LiteralPath $AccessFile)) { Write-Wrapped 'There is no access file of kvactl to rename.' '' }
            elseif (Confirm-Change $AccessFile 'Rename') {
                Rename-Item -LiteralPath $AccessFile -NewName ('cloudconfig.certplan-' + $Stamp) -Confirm:$false
            }
            elseif (-not $WhatIfPreference) { [void]$Told.Add('Declined: to rename the access file of kvactl') }
        }
        $number = 0
        $isBackedUp = $false
        foreach ($step in $Steps) {
            $number++
            $title = $step.Title
            if ($null -eq $step.Command -and $step.Check.Count -eq 0) { $title += ': for you, see the end' }
            Write-Wrapped $title ('{0,2} of {1}  ' -f $number, $Steps.Count)
            $waits = @($step.Needs | Where-Object { $Open -ccontains $_ })
            $hasEnded = $Ended.ContainsKey($step.Scope)
            if ($hasEnded -or $waits.Count -gt 0) {
                $reason = if ($hasEnded) { $Ended[$step.Scope] } else { $waits -join ', ' }
                Write-Wrapped ('Left out, since this is missing: ' + $reason)
                [void]$Told.Add('Left out: ' + $step.Id)
                [void]$Open.Add($step.Id)
                continue
            }
            if ($step.Changes -and -not $isBackedUp -and -not $WhatIfPreference) {
                Backup-Login
                $isBackedUp = $true
            }
            $outcome = Invoke-Step $step
            if ($outcome -eq 'done' -and $step.ByHand -ne '') { Add-Left $step.ByHand }
            if ($outcome -eq 'passed') { [void]$Told.Add('Not good, and passed over: ' + $step.Id) }
            if ($outcome -like 'declined*') { [void]$Told.Add('Declined: ' + $step.Id) }
            if ($outcome -eq 'failed-good') { [void]$Told.Add('Failed, though its check is good: ' + $step.Id) }
            if ($outcome -eq 'declined') { [void]$Open.Add($step.Id) }
            if ($outcome -eq 'failed') {
                [void]$Told.Add('Failed: ' + $step.Id)
                [void]$Open.Add($step.Id)
                $Ended[$step.Scope] = $step.Id
            }
            if ($outcome -eq 'stop') {
                $Stopped = $step.Id
                break
            }
        }
        Write-Host ''
        if ($Left.Count -gt 0 -and $Stopped -eq '') {
            Write-Host 'Left for you to look at:'
            foreach ($text in $Left) { Write-Wrapped $text '  - ' }
        }
        foreach ($text in $Told) { Write-Warning $text }
        if (-not $WhatIfPreference) {
            foreach ($text in $Told) { Save-Line ('left ' + $text) }
            # Without a state there is nothing to resume.
            if ($Stopped -ne '' -and (Test-Path -LiteralPath $StatePath)) { Save-Line ('left Ended at: ' + $Stopped) }
        }
        if ($Stopped -ne '') {
            Write-Warning ('Ended at ' + $Stopped + '. Nothing after it was run. Put it right, then start again with -Resume.')
            return 2
        }
        if ($Told.Count -gt 0) {
            Write-Warning 'Start again with -Resume for what is open. What failed twice belongs in a support case, with the logs.'
            return 3
        }
        if ($WhatIfPreference) { Write-Host 'This was a preview: no command was run.' }
        else {
            Move-Aside $StatePath 'finished'
            Write-Host 'All done.'
        }
        return 0
    }
    finally {
        if ($Recording) { try { $null = Stop-Transcript } catch { Write-Warning 'The transcript had ended before.' } }
        if ($null -ne $Lock) { $Lock.Dispose() }
    }
}

if ($PSCommandPath) {
    exit (@(Invoke-CertplanRepair @PSBoundParameters)[-1])
}
Write-Host 'Nothing was run. Next: Invoke-CertplanRepair -WhatIf'
