
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
