//! The words around an answer.

use certplan_core::assessment::Finding;
use certplan_core::facts::{ClusterKind, ClusterName, Facts, Shutdown};
use certplan_core::playbook::StepId;

use certplan_core::outage::Outage;

use super::super::outage::{finding_outlook, understood as proved};
use super::super::{length, outlook, verdict};

/// The heading of the commands.
pub const COMMANDS: &str = "Run these commands, in this order";
/// The heading where there is one command.
pub const ONE_COMMAND: &str = "Run this command";
/// The heading where every command depends on its check.
pub const CHECKED_COMMANDS: &str = "Check first, run only what fails";
/// The heading of the checks before the first command.
pub const BEFORE: &str = "Before the first command";
/// The heading of the reasons.
pub const WHY: &str = "Why";
/// The heading of what is done afterwards.
pub const AFTERWARDS: &str = "Afterwards";
/// The heading of the steps before a shutdown.
pub const PREPARE: &str = "Before you switch off";
/// The heading of the notes.
pub const NOTES: &str = "What else to know";
/// The heading of the conflicts.
pub const CONFLICTS: &str = "Where the sources disagree or say nothing";
/// The heading of the sources.
pub const SOURCES: &str = "Sources";

/// A button that copies one command.
pub const COPY: &str = "Copy";
/// A button that copies every command.
pub const COPY_ALL: &str = "Copy all";
/// A button after it copied.
pub const COPIED: &str = "Copied";
/// A button after the browser refused to copy.
pub const NOT_COPIED: &str = "Press Ctrl+C";
/// The button that opens every part.
pub const OPEN_ALL: &str = "Open everything";
/// The same button once everything is open.
pub const CLOSE_ALL: &str = "Close everything";
/// The tick box of a step.
pub const DONE: &str = "Done";

/// A command that is run only if its check fails.
pub const ONLY_IF: &str = "Only if its check fails";
/// A step that ends everything if its check fails.
pub const HARD_STOP: &str = "Stop if it fails";
/// The details of a command.
pub const DETAILS: &str = "Good, bad, if it fails";

/// The label of a check.
pub const CHECK: &str = "Check";
/// The label of a good result.
pub const GOOD: &str = "Good";
/// The label of a bad result.
pub const BAD: &str = "Bad";
/// The label of the time to wait.
pub const WAIT: &str = "Wait";
/// The label of what to do then.
pub const IF_IT_FAILS: &str = "If it fails";
/// The label of a reason.
pub const REASON: &str = "Why";
/// The label of the sources of a step.
pub const SOURCE: &str = "Source";
/// The label of the rules that decided.
pub const RULE: &str = "Rule";
/// Opens the rule and the sources of a layer.
pub const RULE_AND_SOURCE: &str = "Rule and source";
/// What this answer does about a conflict.
pub const HERE: &str = "Here:";
/// Added to a verdict whose facts lie at the limit of a rule.
pub const AT_THE_LIMIT: &str = "at the limit";

/// The name of a command for a screen reader.
pub fn command_name(number: usize) -> String {
    format!("command {number}")
}

/// The name of a step for a screen reader.
pub fn step_name(title: &str, cluster: Option<&str>) -> String {
    match cluster {
        Some(cluster) => format!("{title} ({cluster})"),
        None => title.to_owned(),
    }
}

/// A heading with the number of its parts.
pub fn counted(heading: &str, count: usize) -> String {
    format!("{heading} ({count})")
}

/// What the certificates of a layer say, in one line.
pub fn outlook_line(finding: &Finding) -> Option<String> {
    // An ended certificate is the headline, so what the documents say of the layer comes second.
    if finding.has_ended {
        return Some(format!("By Microsoft's table: {}.", documented_verdict(finding)));
    }
    finding.outlook.map(|it| format!("Based on certificate lifetimes: {}.", outlook(it)))
}

/// The verdict on a layer.
pub fn verdict_line(finding: &Finding) -> String {
    match finding_outlook(finding) {
        Some(ended) if finding.has_ended => ended.to_owned(),
        _ => documented_verdict(finding),
    }
}

fn documented_verdict(finding: &Finding) -> String {
    let verdict = verdict(finding.verdict);
    if finding.boundary { format!("{verdict}, {AT_THE_LIMIT}") } else { verdict.to_owned() }
}

/// Which rules decided, and when they were compared with their sources.
pub fn rules(version: u32, as_of: &str) -> String {
    format!("Certplan rules {version}, compared with their sources on {as_of}.")
}

/// The questions and answers in one line: `45 days off · management cluster, target prod`.
pub fn understood(facts: &Facts) -> Vec<String> {
    let mut parts = vec![match facts.shutdown {
        Shutdown::None => "nothing was switched off".to_owned(),
        Shutdown::Unknown => "off, length not known".to_owned(),
        Shutdown::Lasted(lasted) => format!("{} off", length(lasted)),
        Shutdown::Between(span) => {
            let [from, to] = [span.from(), span.to()].map(|it| super::super::moment(&it.to_string()));
            format!("{} off ({from} to {to})", length(span.length()))
        }
    }];
    if let Some(proof) = Outage::of(facts).proof {
        parts.push(proved(proof));
    }
    parts.push(clusters(facts));
    parts.push(match facts.since_update {
        Some(age) => format!("updated {} ago", length(age)),
        None => "last update not known".to_owned(),
    });
    parts.push(match facts.build {
        Some(build) => format!("build {build}"),
        None => "build not known".to_owned(),
    });
    if let Some(version) = facts.kubernetes_version {
        parts.push(format!("Kubernetes {version}"));
    }
    if let Some(kind) = facts.load_balancer_kind {
        parts.push(format!("load balancer: {}", super::form::load_balancer_kind(kind)));
    }
    let dates = facts.evidence.len();
    if dates > 0 {
        parts.push(if dates == 1 { "1 real date".to_owned() } else { format!("{dates} real dates") });
    }
    parts
}

/// The clusters: `management, target prod with its load balancer`.
fn clusters(facts: &Facts) -> String {
    let clusters = &facts.clusters;
    let mut parts = Vec::new();
    if clusters.has_management() {
        parts.push("management cluster".to_owned());
    }
    for name in clusters.targets() {
        let mut part = super::super::cluster(ClusterKind::Target, name.as_ref().map(ClusterName::as_str));
        if clusters.has_load_balancer_of(name.as_ref()) {
            part += " with its load balancer";
        }
        parts.push(part);
    }
    for name in clusters.lone_load_balancers() {
        parts.push(super::super::cluster(ClusterKind::LoadBalancer, name.map(ClusterName::as_str)));
    }
    parts.join(", ")
}

/// How many minutes a step takes, at least and at most, by Certplan's own estimate: no document says.
pub const fn minutes(step: StepId) -> (u16, u16) {
    match step {
        StepId::PowerOn => (10, 30),
        StepId::AwaitRenewal => (20, 30),
        StepId::CollectLogs => (10, 60),
        StepId::ReachManagement
        | StepId::ReachTarget
        | StepId::RenewManagement
        | StepId::FixKubelet
        | StepId::FetchCredential
        | StepId::SyncBilling => (1, 5),
        StepId::FixCloud | StepId::FixCloudAndBalancer => (1, 10),
        StepId::CheckClocks
        | StepId::OpenSession
        | StepId::CheckBuild
        | StepId::CheckAuthority
        | StepId::ExportKubeconfig
        | StepId::NoteLogins
        | StepId::RecordDates
        | StepId::PlanUpdate
        | StepId::CheckArc => (1, 2),
        StepId::StopInOrder => (15, 60),
        StepId::UpdateBefore => (5, 240),
    }
}

/// The time that one step takes.
pub fn step_time((least, most): (u16, u16)) -> String {
    match most {
        0..=2 => format!("{most} min"),
        3..=60 => format!("{least} to {most} min"),
        _ => format!("{} to {}", time(least), time(most)),
    }
}

/// The time that all steps of a list take.
pub fn total_time((least, most): (u16, u16)) -> String {
    // Finer than five minutes would claim to know.
    let [least, most] = [least, most].map(|minutes| if minutes < 10 { minutes } else { minutes / 5 * 5 });
    let waiting = if most > 30 { ", most of it waiting" } else { "" };
    format!("{} to {}{waiting} (our estimate).", time(least), time(most))
}

fn time(minutes: u16) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// The name of a check for a screen reader.
pub fn check_name(of: &str) -> String {
    format!("check of {of}")
}

/// What the button copies that copies all.
pub const ALL_COMMANDS: &str = "commands";
