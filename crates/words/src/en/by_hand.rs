//! What a script leaves for a person.

use certplan_core::playbook::StepId;

/// What only a person can judge once a step is done; empty where a script can tell. The command follows where the script runs none.
pub const fn by_hand(step: StepId) -> &'static str {
    match step {
        StepId::FixCloud => "kubectl logs with the name of a pod must show its log.",
        StepId::FixCloudAndBalancer => {
            "make or change a LoadBalancer service: it must answer at its address. A service that was there before answers either way."
        }
        StepId::CheckArc => {
            "only if it is connected to Azure Arc: managedIdentityCertificateExpirationTime must lie in the future."
        }
        StepId::PlanUpdate => "Plan the next update:",
        StepId::UpdateBefore
        | StepId::ExportKubeconfig
        | StepId::NoteLogins
        | StepId::RecordDates
        | StepId::StopInOrder
        | StepId::PowerOn
        | StepId::AwaitRenewal
        | StepId::CheckClocks
        | StepId::OpenSession
        | StepId::CheckBuild
        | StepId::CollectLogs
        | StepId::CheckAuthority
        | StepId::ReachManagement
        | StepId::ReachTarget
        | StepId::RenewManagement
        | StepId::FixKubelet
        | StepId::FetchCredential
        | StepId::SyncBilling => "",
    }
}
