//! Which message an advice is for.

use certplan_core::playbook::StepId;

/// For every advice of a step, in its order: a .NET regular expression of the messages that it is for; empty where it is for all
/// that have no advice of their own.
pub(super) const fn signs(step: StepId) -> &'static [&'static str] {
    match step {
        StepId::CheckAuthority => &["", "(?!)"],
        StepId::UpdateBefore
        | StepId::PowerOn
        | StepId::CollectLogs
        | StepId::NoteLogins
        | StepId::RecordDates => &["", ""],
        StepId::ReachManagement => &[
            "x509: certificate has expired",
            "Unauthorized|must be logged in|asked for the client to provide credentials",
            "(?<!session: )Certificate has expired: Expired",
            "unknown authority|session: Certificate has expired: Expired",
            "Valid Token Required",
            r"kmsPlugin\.sock",
        ],
        // The first is for a person who sees the difference: the script does not ask the cluster's own address.
        StepId::ReachTarget => &["(?!)", ""],
        StepId::RenewManagement => &["Certificate has expired: Expired", ""],
        StepId::FixKubelet => &["x509", "Unable to connect|refused|timed out|deadline exceeded", "", ""],
        StepId::FixCloud => &["^Not running", ""],
        StepId::FixCloudAndBalancer => &["parameter cannot be found", ""],
        StepId::FetchCredential => &["Could not find a part|cannot find the path", "x509"],
        StepId::SyncBilling => &["", "OutOfPolicy"],
        StepId::ExportKubeconfig
        | StepId::StopInOrder
        | StepId::CheckArc
        | StepId::AwaitRenewal
        | StepId::CheckClocks
        | StepId::OpenSession
        | StepId::CheckBuild => &[""],
        StepId::PlanUpdate => &["", "", ""],
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::closed::Closed as _;

    use super::*;
    use crate::words;

    #[test]
    fn every_advice_has_its_sign() {
        for step in StepId::ALL {
            assert_eq!(signs(*step).len(), words::step(*step).if_it_fails.len(), "{step}");
        }
    }
}
