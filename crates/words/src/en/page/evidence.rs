//! The words around the dates of real certificates.

use certplan_core::facts::Duration;
use certplan_core::report::{Credential, Head, Row, Status, Trust};

use super::super::length;

/// The heading of the answer.
pub const ANSWER: &str = "What the dates say";
/// Where nothing was read yet.
pub const NOTHING: &str = "Read a file or a text above. The result appears here: when each certificate expires, what renews it, \
     and the plan that follows from the real dates.";
/// The table.
pub const TABLE: &str = "Certificates";
/// Its columns: where the certificate was read,
pub const CERTIFICATE: &str = "Certificate";
/// whether it is valid,
pub const STATUS: &str = "Status";
/// when it ends,
pub const EXPIRES: &str = "Expires";
/// how long that is from now,
pub const TIME_LEFT: &str = "Time left";
/// the command that renews it,
pub const RENEWED_BY: &str = "Renewed by";
/// the layer,
pub const LAYER: &str = "Layer";
/// whose it is,
pub const SUBJECT: &str = "Subject";
/// and who signed it.
pub const ISSUER: &str = "Issuer";
/// What stands beside an item without a command.
pub const SEE_BELOW: &str = "see below";
/// An empty cell.
pub const EMPTY: &str = "-";
/// What renews each credential.
pub const RENEWALS: &str = "What renews them";
/// What gave no certificate.
pub const REJECTED: &str = "Not read";
/// The picture.
pub const PICTURE: &str = "When each certificate is valid";
/// The present.
pub const NOW: &str = "now";

/// How many there are, and how many of each status.
pub fn summary(head: &Head) -> String {
    let counts: Vec<_> =
        head.counts.iter().map(|(status, count)| format!("{count} {}", self::status(*status))).collect();
    let unit = if head.total == 1 { "certificate" } else { "certificates" };
    format!("{} {unit}: {}.", head.total, counts.join(", "))
}

/// The status of a certificate in words, and whether another authority signed it.
pub fn trusted_status(row: &Row) -> &'static str {
    match row.trust {
        Some(Trust::OtherAuthority) => "signed by another authority",
        Some(Trust::SameAuthority) | None => status(row.status),
    }
}

/// A status in words.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Valid => "valid",
        Status::Expiring => "expires soon",
        Status::Expired => "expired",
        Status::NotYetValid => "not valid yet",
    }
}

/// A credential in words.
pub const fn credential(credential: Credential) -> &'static str {
    match credential {
        Credential::KubernetesLeaf => "Kubernetes certificates",
        Credential::MocClient => "login certificates (MOC)",
        Credential::MocctlLogin => "login of mocctl",
        Credential::KvactlLogin => "login of kvactl",
        Credential::CloudAgentCa => "cloud agent's authority",
        Credential::ManagementKubeconfig => "kubeconfig of the management cluster",
        Credential::ArcIdentity => "identity of Azure Arc",
        Credential::ClusterCa => "authority of a cluster",
        Credential::TargetKubeconfig => "kubeconfig of a target cluster",
    }
}

/// How much time is left, or how long ago it ended, in seconds: `12 days`, `56 days ago`.
pub fn time_left(seconds: i64) -> String {
    let span = length(Duration::from_seconds(whole_units(seconds.unsigned_abs())).unwrap_or(Duration::MAX));
    if seconds < 0 { format!("{span} ago") } else { span }
}

/// From two days on whole days, from an hour on whole hours, else whole minutes: what a person plans with.
const fn whole_units(seconds: u64) -> u64 {
    let unit = match seconds {
        172_800.. => 86_400,
        3_600.. => 3_600,
        _ => 60,
    };
    seconds - seconds % unit
}

/// With what time the dates were compared.
pub fn compared_with(at: &str) -> String {
    format!("Compared with {at}")
}

/// That only a part of the rows is shown.
pub fn partly(shown: usize, all: usize) -> String {
    format!("{shown} of {all} are shown, first those that need attention. The downloads have all of them.")
}

/// That keys were there.
pub fn private_keys(count: usize) -> String {
    format!("A private key or a token was beside {count} of them. None was kept.")
}

/// That only the bars that end first are drawn.
pub fn earliest(shown: usize, all: usize) -> String {
    format!("The {shown} that end first, of {all}.")
}

/// Until when a certificate is valid, or since when it is not.
pub fn until(status: Status, date: &str) -> String {
    match status {
        Status::Expired => format!("expired {date}"),
        Status::NotYetValid => format!("not before {date}"),
        Status::Valid | Status::Expiring => format!("until {date}"),
    }
}

/// Marks of the axis: days from now, and their words.
pub const MARKS: [(i64, &str); 7] = [
    (3_652, "10 years"),
    (365, "1 year"),
    (90, "90 days"),
    (30, "30 days"),
    (10, "10 days"),
    (4, "4 days"),
    (1, "1 day"),
];

/// A mark before or after now.
pub fn mark(words: &str, is_ahead: bool) -> String {
    if is_ahead { format!("in {words}") } else { format!("{words} ago") }
}
