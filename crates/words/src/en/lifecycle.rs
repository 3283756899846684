//! What is said of the lives of the credentials.

use certplan_core::assessment::Finding;
use certplan_core::facts::{Duration, Facts};
use certplan_core::lifecycle::{self, Credential, CredentialId, Era, Left, Outlook, Outlooks, Renewal};
use certplan_core::outage::Outage;

use super::{length, outage};
use crate::CredentialWords;

/// An outlook, as a label.
pub const fn outlook(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::StillValid => "most likely still valid",
        Outlook::Unsure => "may have expired",
        Outlook::Lapsed => "have expired",
    }
}

/// Why the outlook of a layer is what it is; `None` where nothing was switched off.
pub fn outlook_why(finding: &Finding, facts: &Facts) -> Option<String> {
    let worst = finding.outlook?;
    if finding.has_ended {
        return Some(outage::ended(finding.layer, facts));
    }
    if Outage::of(facts).is_unknown() {
        return Some(
            "The length is not known, so it is unknown whether the certificates are still valid.".into(),
        );
    }
    let outlooks = Outlooks::of(facts);
    let mut sentences: Vec<_> = lifecycle::speakers(finding.layer, Era::of(facts.build))
        .filter(|credential| outlooks.by_life(credential) == Some(worst))
        .filter_map(|credential| says(credential, worst))
        .collect();
    if worst == Outlook::Unsure && !finding.is_impacted() {
        sentences.push("Check before you close the incident.".into());
    }
    Some(sentences.join(" "))
}

/// What one credential has to say to the outlook of its layer.
fn says(credential: &Credential, outlook: Outlook) -> Option<String> {
    let life = length(credential.life?);
    let least = |left: Left| match left {
        Left::Between(least, _) => length(least),
        Left::SinceUpdate | Left::AtMostLife | Left::Unknown => length(Duration::default()),
    };
    let left = least(credential.left);
    Some(match (credential.id, outlook) {
        (CredentialId::KubernetesLeaf, Outlook::StillValid) => format!(
            "These certificates live {life}, and a healthy cluster renews them so early that at least {left} is left. Check first."
        ),
        (CredentialId::KubernetesLeaf, Outlook::Unsure) => format!(
            "These certificates live {life}. On a healthy cluster at least {left} was left when the renewal stopped, so they may have \
             expired or not."
        ),
        (CredentialId::KubernetesLeaf, Outlook::Lapsed) => {
            format!("These certificates live {life}: even the youngest has expired.")
        }
        (CredentialId::MocClient, Outlook::StillValid) => {
            format!("A login certificate lives {life} and is renewed when {left} are left.")
        }
        (CredentialId::MocClient, Outlook::Unsure) => format!(
            "A login certificate lives {life}, and one renewed on schedule may have only {left} left."
        ),
        (CredentialId::MocClient, Outlook::Lapsed) => {
            format!("A login certificate lives {life}: even one renewed on the last day has expired.")
        }
        (CredentialId::MocToken, Outlook::Unsure) => format!(
            "The token for a fresh login lives {life} from the last update and may have run out; sources disagree on whether it \
             is renewed in between."
        ),
        _ => return None,
    })
}

/// What is said of a credential.
pub const fn credential(id: CredentialId) -> CredentialWords {
    let (name, breaks) = match id {
        CredentialId::KubernetesLeaf => (
            "Kubernetes certificates",
            "kubectl and the nodes no longer reach the cluster's API: x509, expired",
        ),
        CredentialId::MocClient => (
            "Login certificates of agents and plugins (MOC)",
            "disks, secrets, load balancers and kubectl logs fail; clusters cannot be changed",
        ),
        CredentialId::MocToken => (
            "Tokens for a fresh login (MOC)",
            "what restarts without a stored certificate cannot log in: Valid Token Required",
        ),
        CredentialId::MocctlLogin => {
            ("An administrator's login of mocctl", "repairs end in Certificate has expired: Expired")
        }
        CredentialId::KvactlLogin => (
            "An administrator's login of kvactl",
            "every cmdlet that goes through it ends in Certificate has expired: Expired",
        ),
        CredentialId::CloudAgentCa => {
            ("The cloud agent's authority", "every login of the infrastructure layer fails at once")
        }
        CredentialId::ManagementKubeconfig => {
            ("The kubeconfig of the management cluster", "cmdlets end in Unauthorized")
        }
        CredentialId::ArcIdentity => {
            ("The identity of Azure Arc", "the connected-cluster resource expires and must be made anew")
        }
    };
    CredentialWords { name, breaks }
}

/// Who makes a credential last longer.
pub const fn renewal(renewal: Renewal) -> &'static str {
    match renewal {
        Renewal::ByItself => "renews itself while everything runs",
        Renewal::WhenUsed => "renewed only when used near its end",
        Renewal::ByUpdate => "renewed by an update of the deployment",
        Renewal::WhenConnected => "renews itself while connected to Azure",
        Renewal::ByHand => "renewed by hand only",
    }
}

/// How much is left of a credential when the renewal stops.
pub fn left(left: Left) -> String {
    match left {
        Left::Between(least, most) => format!("{} to {}", length(least), length(most)),
        Left::SinceUpdate => "its life less the time since the last update".into(),
        Left::AtMostLife => "at most its life; ask for its date".into(),
        Left::Unknown => "not known without its date".into(),
    }
}
