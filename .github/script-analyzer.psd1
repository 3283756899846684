# What the generated scripts are held to: the syntax and the commands of Windows PowerShell 5.1 on Windows Server.
@{
    IncludeRules = @('PSUseCompatibleSyntax', 'PSUseCompatibleCommands', 'PSAvoidUsingInvokeExpression', 'PSAvoidUsingPlainTextForPassword')
    Rules = @{
        PSUseCompatibleSyntax = @{
            Enable = $true
            TargetVersions = @('5.1')
        }
        PSUseCompatibleCommands = @{
            Enable = $true
            TargetProfiles = @('win-8_x64_10.0.17763.0_5.1.17763.316_x64_4.0.30319.42000_framework')
            # Cmdlets of Hyper-V and of failover clusters, which are on every such host and not in the profile.
            IgnoreCommands = @('Get-ClusterGroup', 'Get-ClusterNode', 'Get-VM', 'Get-VMNetworkAdapter')
        }
    }
}
