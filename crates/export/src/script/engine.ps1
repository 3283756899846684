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
