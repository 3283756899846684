//! What is said of facts that a file of the collector gave.

use certplan_core::derived::{Origin, Told};
use certplan_core::facts::{Question, Quoted, Timestamp};

use super::moment;

/// Where an answer comes from, in one sentence.
pub fn derived(origin: &Origin) -> String {
    let at = |instant: &Timestamp| moment(&instant.to_string());
    match &origin.what {
        Told::PowerEvents { from, to } => format!(
            "Length: from {} to {}. The host stopped then, and since then renewal cannot have worked (System event log).",
            at(from),
            at(to)
        ),
        Told::NoOutage => {
            "Length: no outage. The host has run long enough since its last stop for renewal to work (System event log).".to_owned()
        }
        Told::LogTooShort { since } => format!(
            "Length: not known. The System event log reaches back to {}, and renewal cannot have worked since then. Give the length.",
            at(since)
        ),
        Told::HostsDiffer { hosts } => format!(
            "Length: the event logs of {hosts} hosts differ by more than a day, and the longest outage counts. Give the length if you know \
             better."
        ),
        Told::Clusters { targets } => {
            let targets = if *targets == 1 { "1 target".to_owned() } else { format!("{targets} targets") };
            format!("{}: {targets} (Get-AksHciCluster).", question(origin.question))
        }
        Told::NotAName(name) => format!("Clusters: {} is not a valid cluster name and was left out.", Quoted(name)),
        Told::Module => format!("{}: by the module on the host.", question(origin.question)),
        _ => question(origin.question).to_owned(),
    }
}

/// Where a file says something else than was typed, and what was typed counts.
pub fn not_derived(origin: &Origin) -> String {
    format!("Not used, since you gave it. {}", derived(origin))
}

/// A file that was written after now: one of two clocks is wrong.
pub fn from_the_future(path: &str, written: Timestamp, now: Timestamp) -> String {
    format!(
        "{} says that it was written at {}, and this machine's clock says {}: one of the two clocks is wrong.",
        Quoted(path),
        moment(&written.to_string()),
        moment(&now.to_string())
    )
}

const fn question(question: Question) -> &'static str {
    match question {
        Question::Shutdown | Question::From | Question::To => "Length",
        Question::SinceUpdate => "Last update",
        Question::Cluster => "Clusters",
        Question::Build => "Build",
        Question::KubernetesVersion => "Kubernetes version",
        Question::LoadBalancerKind => "Load balancer kind",
        Question::At => "Now",
    }
}
