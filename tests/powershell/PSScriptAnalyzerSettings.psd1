# What PSScriptAnalyzer holds the scripts against: the syntax and the commands of Windows PowerShell 5.1 on Windows Server, and
# what no script that an administrator runs may do.
@{
    IncludeRules = @(
        'PSUseCompatibleSyntax', 'PSUseCompatibleCommands', 'PSAvoidUsingInvokeExpression', 'PSAvoidUsingPlainTextForPassword'
        'PSAvoidUsingCmdletAliases', 'PSAvoidUsingComputerNameHardcoded', 'PSPossibleIncorrectComparisonWithNull'
        'PSPossibleIncorrectUsageOfAssignmentOperator', 'PSReservedCmdletChar', 'PSReservedParams'
        'PSAvoidAssignmentToAutomaticVariable', 'PSAvoidDefaultValueSwitchParameter', 'PSAvoidGlobalAliases', 'PSAvoidGlobalFunctions'
        'PSAvoidTrailingWhitespace', 'PSAvoidUsingEmptyCatchBlock', 'PSUseApprovedVerbs', 'PSUseSingularNouns'
        'PSUseShouldProcessForStateChangingFunctions'
    )
    Rules = @{
        PSUseCompatibleSyntax = @{
            Enable = $true
            TargetVersions = @('5.1')
        }
        PSUseCompatibleCommands = @{
            Enable = $true
            # Windows Server 2019 and 2016 with Windows PowerShell 5.1, as the analyzer names them.
            TargetProfiles = @(
                'win-8_x64_10.0.17763.0_5.1.17763.316_x64_4.0.30319.42000_framework'
                'win-8_x64_10.0.14393.0_5.1.14393.2791_x64_4.0.30319.42000_framework'
            )
            # Of the module, the failover cluster and Hyper-V, which every such host has: a profile of Windows alone does not know them.
            IgnoreCommands = @(
                'Get-AksHciBillingStatus', 'Get-AksHciCluster', 'Get-AksHciCredential', 'Get-AksHciLogs', 'Get-AksHciVersion'
                'Get-ClusterGroup', 'Get-ClusterNode', 'Get-KvaConfig', 'Get-MocConfig', 'Get-VM', 'Repair-AksHciCerts'
                'Repair-AksHciClusterCerts', 'Sync-AksHciBilling', 'Update-AksHciCertificates'
                'Update-AksHciClusterCertificates', 'kubectl', 'ssh', 'w32tm'
            )
        }
    }
}
