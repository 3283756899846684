# Signs of a bad outcome, as .NET regular expressions; letters match in either case.
$NoSigns = @()
# What lapsed logins and certificates say, as the known issues and the issue tracker show it.
$LapsedSigns = @(
    'x509', 'expired', 'Unauthorized', 'must be logged in', 'Valid Token Required', 'unknown authority',
    'kmsPlugin\.sock', 'InternalError'
)
$NodeSigns = @('NotReady', 'x509', 'expired', 'Unauthorized')
# A pod that logs in to the cloud agent, by the words that such names hold, and is neither running nor completed.
$PodSigns = @('(?m)^\S*(kms|csi|cloud-provider|certificate)\S*\s+\S+\s+(?!Running\b|Completed\b)\S')

# Keys, tokens and certificates never reach the screen or the transcript.
function Hide-Secret {
    param([string]$Text)
    $Text = $Text -replace '(?s)-----BEGIN [A-Z ]+-----.*?-----END [A-Z ]+-----', '[hidden]'
    $Text = $Text -replace '(?i)((?:token|password|secret|key-data|certificate-data)["'']?\s*[:=]\s*)\S+', '$1[hidden]'
    $Text = $Text -replace 'eyJ[A-Za-z0-9_.-]{20,}', '[hidden]'
    $Text -replace '[A-Za-z0-9+/_=]{100,}', '[hidden]'
}

# Runs a command, shows what it wrote, and tells whether it ran.
function Invoke-Watched {
    param([scriptblock]$Command, [string]$Proof)
    # A program that writes to standard error must not end the script; its exit code counts.
    $ErrorActionPreference = 'Continue'
    $global:LASTEXITCODE = 0
    $ran = $true
    $output = @()
    Write-Host ('Run: ' + $Command.ToString().Trim())
    try {
        $output = @(& $Command *>&1)
    }
    catch {
        $ran = $false
        $output = @($_)
    }
    if ($Proof -eq 'ExitCode') {
        if ($global:LASTEXITCODE -ne 0) { $ran = $false }
    }
    elseif (@($output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }).Count -gt 0) {
        $ran = $false
    }
    $text = Hide-Secret (($output | Out-String -Width 4096).Trim())
    if ($text.Length -gt 0) { Write-Host $text }
    [pscustomobject]@{ Ran = $ran; Text = $text }
}

# One command of a check, and how to judge what it shows.
function New-Look {
    param([scriptblock]$Command, [string]$Proof, [string[]]$Bad, [string]$Good)
    [pscustomobject]@{ Command = $Command; Proof = $Proof; Bad = $Bad; Good = $Good }
}

function Test-Look {
    param($Look)
    $seen = Invoke-Watched $Look.Command $Look.Proof
    # A person is asked in any case, and may know it from elsewhere where the program is not here.
    if ($Look.Proof -eq 'Person') { return $true }
    if (-not $seen.Ran) { return $false }
    foreach ($sign in $Look.Bad) {
        if ($seen.Text -match $sign) { return $false }
    }
    if ($Look.Good.Length -gt 0 -and $seen.Text -notmatch $Look.Good) { return $false }
    $true
}
