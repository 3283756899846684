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
