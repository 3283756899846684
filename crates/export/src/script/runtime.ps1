# Only a clear yes is a yes; where nobody can answer, it is a no.
function Confirm-Answer {
    param([string]$Question)
    try { $answer = [string](Read-Host $Question) } catch { $answer = '' }
    $answer.Trim() -match '^(y|yes)$'
}

function Read-Value {
    param([string]$Name, [string]$Cluster)
    if ($WhatIfPreference) { return '' }
    try { $value = [string](Read-Host "$Name of $Cluster") } catch { $value = '' }
    $value.Trim()
}

# Looks until all is good or the patience, in seconds, is used up; then asks where only a person can tell.
function Test-Good {
    param([object[]]$Looks, [int]$Patience, [bool]$Ask, [string]$Good, [string]$Bad)
    if ($WhatIfPreference) {
        foreach ($look in $Looks) { Write-Host ('What if: check with: ' + $look.Command.ToString().Trim()) }
        return $true
    }
    $until = (Get-Date).AddSeconds($Patience)
    while ($true) {
        $fine = $true
        foreach ($look in $Looks) {
            if (-not (Test-Look $look)) {
                $fine = $false
                break
            }
        }
        if ($fine -or (Get-Date) -ge $until) { break }
        Write-Host 'Not good yet; looking again in 30 seconds.'
        Start-Sleep -Seconds 30
    }
    Write-Host "Good: $Good"
    Write-Host "Bad:  $Bad"
    if (-not $fine) {
        Write-Warning 'The check is bad.'
        return $false
    }
    if ($Ask) { return (Confirm-Answer 'Is what you see above good? (yes/no)') }
    Write-Host 'The check is good.'
    $true
}

# Shows how things stand before a change; decides nothing.
function Show-Before {
    param([object[]]$Looks)
    if ($WhatIfPreference) { return }
    Write-Host 'Before the change:'
    foreach ($look in $Looks) { $null = Test-Look $look }
}

# Whether a conditional step is to be run. With -WhatIf it is shown.
function Test-Bad {
    param([object[]]$Looks, [bool]$Ask, [string]$Good, [string]$Bad)
    if ($WhatIfPreference) {
        Write-Host 'What if: only where its check is bad:'
        return $true
    }
    -not (Test-Good $Looks 0 $Ask $Good $Bad)
}

function Show-Step {
    param([string]$Title, [string]$Why, [string]$Wait)
    Write-Host ''
    Write-Host "== $Title"
    Write-Host "   $Why"
    Write-Host "   Wait before you judge: $Wait"
}

function Show-Advice {
    param([string[]]$Texts)
    Write-Warning 'What to do:'
    foreach ($text in $Texts) { Write-Host " - $text" }
}

# The state file names the plan in its first line and then every step that is done.
function Test-Pending {
    param([string]$Key)
    if ($Done -ccontains $Key) {
        Write-Host "Done in an earlier run: $Key"
        return $false
    }
    $true
}

function Save-Done {
    param([string]$Key)
    if ($WhatIfPreference) { return }
    if (-not (Test-Path -LiteralPath $StatePath)) {
        Set-Content -LiteralPath $StatePath -Value $Plan -Encoding Ascii -Confirm:$false
    }
    Add-Content -LiteralPath $StatePath -Value $Key -Encoding Ascii -Confirm:$false
    [void]$Done.Add($Key)
}

# A copy beside the file, in a folder that only its owner can read.
function Copy-Beside {
    param([string]$Path)
    if ($WhatIfPreference -or -not (Test-Path -LiteralPath $Path -PathType Leaf)) { return }
    Copy-Item -LiteralPath $Path -Destination "$Path.certplan-$Stamp" -Confirm:$false
    Write-Host "Backup: $Path.certplan-$Stamp"
}

function Backup-Login {
    Copy-Beside (Join-Path $env:USERPROFILE '.kube\config')
    Copy-Beside (Join-Path $env:USERPROFILE '.wssd\mocctl\cloudconfig')
    Copy-Beside (Join-Path $env:USERPROFILE '.wssd\kvactl\cloudconfig')
    # Only the path is taken from this object; it is never shown, since other parts of it are secret.
    try { Copy-Beside (Get-KvaConfig).kubeconfig } catch { Write-Warning 'The management kubeconfig has no backup: its path is not known here.' }
}

# What only looks needs no approval, and is left out with -WhatIf like everything else.
function Test-Real {
    param([scriptblock]$Command)
    if ($WhatIfPreference) { Write-Host ('What if: run: ' + $Command.ToString().Trim()) }
    -not $WhatIfPreference
}

# Another run's files are never overwritten.
function Move-Aside {
    param([string]$Path, [string]$Mark)
    if (-not $WhatIfPreference -and (Test-Path -LiteralPath $Path)) {
        Move-Item -LiteralPath $Path -Destination "$Path.$Mark-$Stamp" -Confirm:$false
    }
}
