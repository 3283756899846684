# Histories of the simulation as scripts, each with the state that it is run on and how it must end. The simulation writes them:
#   cargo run --package certplan-twin --profile twin -- --scripts FOLDER --histories 200 --seed 1
# $env:CERTPLAN_HISTORIES names the folder; without it there is nothing to run here.
BeforeDiscovery {
    $cases = @()
    if ($env:CERTPLAN_HISTORIES) {
        $cases = @(Get-ChildItem -LiteralPath $env:CERTPLAN_HISTORIES -Filter *.json | ForEach-Object {
                @{ Seed = $_.BaseName; State = $_.FullName; Script = [IO.Path]::ChangeExtension($_.FullName, 'ps1') }
            })
        if ($cases.Count -eq 0) { throw "There is no history in $env:CERTPLAN_HISTORIES." }
    }
}
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Harness.psm1') -Force
    # Windows PowerShell 5.1 reads JSON as objects only.
    function ConvertTo-Table($Object) {
        $table = @{}
        foreach ($property in $Object.PSObject.Properties) { $table[$property.Name] = $property.Value }
        $table
    }
    function Get-Deployment($Told) {
        $clusters = @{}
        foreach ($property in $Told.Clusters.PSObject.Properties) { $clusters[$property.Name] = ConvertTo-Table $property.Value }
        New-Deployment 'valid' @($clusters.Keys) @{ Moc = $Told.Moc; Clusters = $clusters; Build = $Told.Build; Says = (ConvertTo-Table $Told.Says) }
    }
}
# Pester 6 takes no empty list.
if ($cases.Count -gt 0) {
    Describe 'The history <Seed>' -ForEach $cases {
        It 'ends as the simulation says' {
            $case = Get-Content -Raw -LiteralPath $State | ConvertFrom-Json
            $run = Invoke-Script $Script '-Confirm:$false' (Get-Deployment $case.Deployment)
            $because = $case.Story -join "`n"
            $run.Changes | Should -Be @($case.Changes) -Because $because
            $run.Code | Should -Be $case.Code -Because $because
            $run.Asked | Should -BeNullOrEmpty
            if ($case.Code -ne 0) { $run.Output | Should -Match 'What to do: ' }
        }
    }
}
