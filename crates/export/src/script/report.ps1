
# What a task tells Ansible: whether all is well, or shows what this plan repairs; the fault, what to do, and what is left.
function Get-Report {
    param([string]$Fault, [object[]]$Advice, [string]$Expected)
    $text = ''
    if ($Fault.Length -gt 0) { $text = @(Find-Advice $Advice $Fault) -join ' ' }
    @{
        good = ($Fault.Length -eq 0 -or ($Expected -ne '' -and $Fault -match $Expected))
        fault = (Hide-Secret $Fault)
        advice = $text
        left = @($Left)
    }
}
