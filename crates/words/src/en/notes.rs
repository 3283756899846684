//! What is said in each note.

use certplan_core::facts::{Facts, Shutdown};
use certplan_core::lifecycle::{CredentialId, Outlook, Outlooks};
use certplan_core::note::NoteId;

use super::outage;

/// The text of a note.
pub fn note(note: NoteId, facts: &Facts) -> String {
    match note {
        NoteId::ZoneAssumed => {
            let zone = facts.zone.as_deref().unwrap_or("UTC");
            format!("Dates and times without an offset were read in the zone {zone}.")
        }
        NoteId::OutageByEvidence => outage::proved(facts),
        NoteId::ShorterThanEvidence => outage::disagree(facts),
        NoteId::AdminLogins => {
            let state = if lapsed(CredentialId::MocctlLogin, facts) { "have expired" } else { "may have expired" };
            format!(
                "The logins of mocctl and kvactl {state}: they are valid for 60 days, and only using them renews them. If a cmdlet ends in \
                 Certificate has expired: Expired, run Repair-MocLogin for mocctl; rename the access file of kvactl, never \
                 delete it."
            )
        }
        NoteId::ArcIdentity => {
            let state = if lapsed(CredentialId::ArcIdentity, facts) { "has expired" } else { "may have expired" };
            format!(
                "The identity of Azure Arc {state}: it is valid for 90 days and must connect every 30. An expired one cannot be \
                 renewed; the connected-cluster resource must be made anew."
            )
        }
        NoteId::DatesOnNode => {
            let command = facts.kubernetes_version.map_or("", |version| version.expiration_check());
            format!("To see the dates of a target's Kubernetes certificates, run this on one of its control-plane nodes: {command}")
        }
        NoteId::BuildUnknown if facts.shutdown != Shutdown::None => {
            [
                text(note),
                " Logins of those builds live 60 days: after 18 days off or more their plan also has a check of the \
                 infrastructure layer.",
            ]
            .concat()
        }
        fixed => text(fixed).into(),
    }
}

fn lapsed(credential: CredentialId, facts: &Facts) -> bool {
    Outlooks::of(facts).of_credential(credential) == Some(Outlook::Lapsed)
}

#[expect(clippy::too_many_lines, reason = "one arm a note")]
fn text(note: NoteId) -> &'static str {
    match note {
        NoteId::NothingToRun => {
            "By the tables there is nothing to repair. If something does not work all the same, the cause is one that the \
             tables leave out: an administrator's login, a token after a long time without an update, a clock, or no \
             certificate at all. Look the message up before you run anything."
        }
        NoteId::ShutdownUnknown => {
            "To find the length, look in the event log of a host for the last entry before the gap, and remember that the \
             time counts from the last moment when renewal worked (API server and cloud agent both up), which can be before \
             the power went. If it turns out to be less than 30 days, give the length: the plan then says whether the \
             infrastructure layer has to be checked."
        }
        NoteId::WholeDays => {
            "Two plain dates give whole days: the real length is up to a day less or a day more. Give times of day if the \
             answer depends on it."
        }
        NoteId::OutageByEvidence => "A certificate that was read proves how long renewal has not worked.",
        NoteId::ShorterThanEvidence => "The certificates that were read prove a longer outage than you gave.",
        NoteId::RenewalFailed => outage::RENEWAL_FAILED,
        NoteId::ZoneAssumed => "Dates and times without an offset were read in the machine's zone.",
        NoteId::NoManagementCall => {
            "The page documents no command for the Kubernetes layer of the management cluster, and another official page \
             contradicts it. So none is in this plan. To check it, run Get-AksHciCluster: if it lists your clusters, that \
             layer is fine; if it says that an x509 certificate has expired, open a support case and name both pages."
        }
        NoteId::ManagementFirst => {
            "The infrastructure layer is affected and the management cluster was not chosen. The page's full order begins with \
             it: run Update-AksHciCertificates first, unless that was done already."
        }
        NoteId::LoadBalancerQuestion => {
            "Does the target have the HAProxy load balancer that the product deploys? Then choose it too: its target's call \
             gets one more switch. Forgotten, it shows only when a service is added or changed."
        }
        NoteId::LoadBalancerKind => {
            "-patchLoadBalancer is for the HAProxy load balancer that the product deploys. With another one, or none, leave \
             the switch out."
        }
        NoteId::OtherLoadBalancer => {
            "-patchLoadBalancer is only for the HAProxy load balancer that the product deploys. Yours is another, or none, so no \
             command here has that switch."
        }
        NoteId::LoneLoadBalancer => {
            "A load balancer was chosen without its target. The Kubernetes layer of that target is not in this plan; choose \
             the target too if it was off."
        }
        NoteId::NameMissing => {
            "Put the name of your cluster in the place of <cluster-name>. Get-AksHciCluster lists the names. The calls are \
             per cluster; there is none for all of them."
        }
        NoteId::HyphenInName => {
            "A name has a hyphen. The pattern allows it, one reference page warns that such clusters may fail, and samples in \
             the documents have them."
        }
        NoteId::DuplicatesMerged => "A cluster was given twice; it is in the plan once.",
        NoteId::UpdateUnknown => {
            "When was the deployment last updated? The page's verdict is the same either way, but more than 90 days ago \
             another official page expects trouble at a restart."
        }
        NoteId::UpdatedDuringShutdown => {
            "The last update is younger than the shutdown was long, but nothing can have been updated while everything was \
             off. One of the two answers may be wrong."
        }
        NoteId::BuildUnknown => {
            "The build is not known. It was taken as a current one: Update cmdlets, logins of 90 days. Before \
             1.0.10.10513 the cmdlets are called Repair-AksHciCerts and Repair-AksHciClusterCerts."
        }
        NoteId::RepairCmdlets => {
            "In this build the cmdlets still have their older names, with the same switches. The reference pages announce \
             their end, so an update is due once the clusters are healthy."
        }
        NoteId::BalancerOnRepair => {
            "Whether the older cmdlet has -patchLoadBalancer is not documented. If the switch is refused, run the call \
             without it."
        }
        NoteId::DatesOnNode => {
            "A command on a target's control-plane node prints the dates of its Kubernetes certificates."
        }
        NoteId::RulesOld => {
            "These rules were last compared with their sources more than a year ago. Look for a newer Certplan, and read the \
             sources before you rely on a limit."
        }
        NoteId::NotYetValid => {
            "A certificate that was read is valid only from a later time: a clock is wrong, here or where it was made. Set the \
             clocks before you repair anything."
        }
        NoteId::AdminLogins => "The logins of mocctl and kvactl may have expired.",
        NoteId::CloudAgentCa => {
            "The cloud agent's authority lives 365 days and is renewed by hand only. The last update is so long ago that its date \
             must be looked at before the first repair; once it has expired no repair works and its rotation is an outage."
        }
        NoteId::ManagementKubeconfig => {
            "The kubeconfig of the management cluster that was read has expired. Cmdlets will end in Unauthorized until a fresh \
             one is copied from its control-plane machine; back up the old file first."
        }
        NoteId::ArcIdentity => "The identity of Azure Arc may have expired.",
        NoteId::BillingSync => {
            "Billing and policy must synchronise every 30 days. The deployment may be out of policy until that has been done."
        }
        NoteId::WhenStuck => {
            "When to stop: when the same step fails twice with the same message, when a message is not one that a step \
             expects, or when a clock is wrong. Then change nothing more. Collect the logs, note the build, the length of the \
             shutdown, each command you ran with its message, and open a support case. Never send an access file, the output \
             of Get-AksHciConfig, a key or a token: they are logins. Do not restart or reinstall the deployment to get out: \
             that removes every cluster."
        }
    }
}
