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
            "authentication handshake failed: x509: certificate has expired",
            "x509: certificate has expired",
            // A name such as unauthorized-page is no message.
            r"(^|[^\w-])Unauthorized($|[^\w-])|must be logged in|asked for the client to provide credentials",
            "(?<!session: )Certificate has expired: Expired",
            "unknown authority|session: Certificate has expired: Expired",
            "Valid Token Required",
            r"kmsPlugin\.sock",
        ],
        // The first is for a person who sees the difference: the script does not ask the cluster's own address.
        StepId::ReachTarget => &["(?!)", ""],
        StepId::RenewManagement => &["Certificate has expired: Expired", ""],
        StepId::FixKubelet => {
            &["x509: ", r"Unable to connect|(^|[^\w-])refused($|[^\w-])|timed out|deadline exceeded", "", ""]
        }
        StepId::FixCloud => &["^Not running", ""],
        StepId::FixCloudAndBalancer => &[
            // In every language the message has the switch without its hyphen.
            r"parameter cannot be found|[^\w-]patchLoadBalancer($|\W)",
            "",
        ],
        StepId::FetchCredential => &["Could not find a part|cannot find the path", "x509: "],
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
