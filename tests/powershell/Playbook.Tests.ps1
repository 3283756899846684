# The playbooks on a deployment that does not exist: ansible-playbook with a stand-in for the module that runs PowerShell.
BeforeDiscovery {
    $hasAnsible = $PSVersionTable.PSEdition -ne 'Desktop' -and [bool](Get-Command ansible-playbook -ErrorAction SilentlyContinue)
}
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Harness.psm1') -Force
    $scripts = if ($env:CERTPLAN_SCRIPTS) { $env:CERTPLAN_SCRIPTS } else { Join-Path $PSScriptRoot 'scripts' }
    # Runs a playbook with more variables or options. Gives its exit code, what it said, and the deployment afterwards.
    function Invoke-Playbook([string]$Name, [hashtable]$Deployment, [string[]]$More) {
        $case = New-Folder
        $home1 = Join-Path $case 'home'
        $login = Join-Path $home1 '.wssd/mocctl/cloudconfig'
        $null = New-Item -ItemType Directory -Force -Path (Split-Path -Parent $login)
        Set-Content -LiteralPath $login -Value '{}'
        $state = Join-Path $case 'state.xml'
        $Deployment.Calls = @()
        $Deployment.Asked = @()
        Export-Clixml -LiteralPath $state -InputObject $Deployment -Depth 6
        $env:FAKE_STATE = $state
        $env:FAKE_HOME = $home1
        $env:FAKE_MODULE = Join-Path $PSScriptRoot 'AksHci.psm1'
        $env:ANSIBLE_COLLECTIONS_PATH = Join-Path $PSScriptRoot 'ansible/collections'
        $output = ansible-playbook -i (Join-Path $PSScriptRoot 'ansible/inventory.yml') (Join-Path $scripts "$Name.yml") @More 2>&1 | Out-String -Width 4096
        $code = $LASTEXITCODE
        $fake = Import-Clixml -LiteralPath $state
        [pscustomobject]@{ Code = $code; Output = $output; Changes = @($fake.Calls | Where-Object { $_ -match '^(Update|Repair)-(AksHci|Moc)' }); Asked = @($fake.Asked) }
    }
    $approved = @('-e', '{"certplan_approved": true}')
    $all = @('Update-AksHciCertificates', "Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials", "Update-AksHciClusterCertificates -Name 'prod' -patchLoadBalancer -fixCloudCredentials")
}
Describe 'The playbook' -Skip:(-not $hasAnsible) {
    It 'runs each repair in order, and asks nothing' {
        $run = Invoke-Playbook 'full' (New-Deployment 'expired') $approved
        $run.Changes | Should -Be $all
        $run.Code | Should -Be 0
        $run.Asked | Should -BeNullOrEmpty
    }
    It 'changes nothing in check mode, and says what would be' {
        $run = Invoke-Playbook 'full' (New-Deployment 'expired') @('--check')
        $run.Changes | Should -BeNullOrEmpty
        $run.Code | Should -Be 0
        $run.Output | Should -Match 'fixKubeletCredentials'
    }
    It 'changes nothing without an approval, and says what would be' {
        $run = Invoke-Playbook 'full' (New-Deployment 'expired') @()
        $run.Changes | Should -BeNullOrEmpty
        $run.Code | Should -Not -Be 0
        $run.Output | Should -Match 'Not approved'
    }
    It 'survives warnings and names that look like messages' {
        $run = Invoke-Playbook 'full' (New-Deployment 'expired' @('prod') @{ Noise = $true; Names = @('x509-certificate-exporter') }) $approved
        $run.Changes | Should -Be $all
        $run.Code | Should -Be 0
    }
    It 'ends a target that fails, not the next one, and fails at the end' {
        $run = Invoke-Playbook 'three-targets' (New-Deployment 'expired' @('a1', 'b2', 'c3') @{ Fail = @("-Name 'a1' -fixKubelet") }) $approved
        $run.Code | Should -Not -Be 0
        $run.Changes | Where-Object { $_ -match "'a1' .*fixCloud" } | Should -BeNullOrEmpty
        @($run.Changes | Where-Object { $_ -match "'c3' .*fixCloud" }).Count | Should -Be 1
    }
    It 'ends where the management cluster cannot be repaired' {
        $run = Invoke-Playbook 'full' (New-Deployment 'expired' @('prod') @{ Fail = @('^Update-AksHciCertificates') }) $approved
        $run.Code | Should -Not -Be 0
        $run.Changes | Should -Be @('Update-AksHciCertificates')
    }
    It 'ends before the first change where <Why>' -ForEach @(
        @{ Why = 'a clock is off'; More = @{ Skew = 600 } }
        @{ Why = 'the build is of another plan'; More = @{ Build = '1.0.5.10407' } }
    ) {
        $run = Invoke-Playbook 'full' (New-Deployment 'expired' @('prod') $More) $approved
        $run.Changes | Should -BeNullOrEmpty
        $run.Code | Should -Not -Be 0
    }
    It 'goes on where a cmdlet fails after its work, and fails at the end' {
        $run = Invoke-Playbook 'full' (New-Deployment 'expired' @('prod') @{ Late = @('^Update-AksHciCertificates') }) $approved
        $run.Changes | Should -Be $all
        $run.Code | Should -Not -Be 0
        $run.Output | Should -Match 'Failed: renew-management'
    }
    It 'fails at the end where billing stays out of policy, unless that is accepted' {
        (Invoke-Playbook 'full' (New-Deployment 'expired' @('prod') @{ Billing = 'OutOfPolicy' }) $approved).Code | Should -Not -Be 0
        $accepted = @('-e', '{"certplan_approved": true, "certplan_accept": ["sync-billing"]}')
        (Invoke-Playbook 'full' (New-Deployment 'expired' @('prod') @{ Billing = 'OutOfPolicy' }) $accepted).Code | Should -Be 0
    }
    It 'tests the control-plane machines that the inventory gives' {
        $more = @('-e', '{"certplan_approved": true, "certplan_control_plane": {"prod": "192.0.2.77"}}')
        $run = Invoke-Playbook 'full' (New-Deployment 'expired' @('prod') @{ Machines = $false; Deaf = @('192.0.2.77') }) $more
        $run.Code | Should -Not -Be 0
        $run.Changes | Should -Be @('Update-AksHciCertificates')
    }
    It 'goes on where a machine of others is off, and names it' {
        $run = Invoke-Playbook 'full' (New-Deployment 'expired' @('prod') @{ Down = 'web-server' }) $approved
        $run.Code | Should -Be 0
        $run.Output | Should -Match 'web-server \(Failed\)'
    }
    It 'says in check mode what is bad' {
        (Invoke-Playbook 'full' (New-Deployment 'expired' @('prod') @{ Skew = 600 }) @('--check')).Output | Should -Match 'check-clocks: .*HOST2'
    }
    It 'lists what is left for a person' {
        (Invoke-Playbook 'full' (New-Deployment 'expired') $approved).Output | Should -Match 'Get-AksHciUpdates'
    }
}
