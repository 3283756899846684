# The commands of the book, in the order in which the page has them.
Describe 'The page "Run the script"' {
    It 'lets a reader try a script without a cluster' {
        Import-Module (Join-Path $PSScriptRoot 'Harness.psm1') -Force
        $root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
        $page = [IO.File]::ReadAllText((Join-Path $root 'docs/src/how-to/run-the-script.md'))
        $section = @($page -split '(?m)^## ' | Where-Object { $_ -like 'Try a script without a cluster*' })[0]
        $blocks = @([regex]::Matches($section, '(?s)```powershell\r?\n(.*?)```') | ForEach-Object { $_.Groups[1].Value })
        $blocks.Count | Should -Be 5
        Push-Location $root
        try { foreach ($block in $blocks) { $null = . ([scriptblock]::Create($block)) } } finally { Pop-Location }
        $run.Code | Should -Be 0
        $run.Changes.Count | Should -Be 3
        $first.Code | Should -Be 3
        $again.Code | Should -Be 0
        $again.Changes | Should -Not -Contain 'Update-AksHciCertificates'
        $again.Changes.Count | Should -Be 2
    }
}
