//! English.

mod by_hand;
mod conflicts;
mod derived;
mod forecast;
pub mod labels;
mod lifecycle;
mod long_stop;
mod notes;
pub mod opened;
mod outage;
pub mod page;
mod steps;
mod symptom_actions;
mod symptoms;
mod timeline;
mod verify;

pub use by_hand::by_hand;
pub use conflicts::conflict;
pub use derived::{derived, from_the_future, not_derived};
pub use forecast::{
    forecast_summary, moment, outlook_of_one, reminder_break, reminder_limit, reminder_off, reminder_on,
    reminder_safe_return,
};
pub use lifecycle::{credential, left, outlook, outlook_why, renewal};
pub use long_stop::{MOST_BREAKS_LISTED, breaks};
pub use notes::note;
pub use outage::finding_outlook;
pub use steps::step;
pub use symptom_actions::{action, advice};
pub use symptoms::{explanation, explanation_notes, place, symptom, symptom_kind, text_basis};
pub use timeline::{
    timeline_bar, timeline_dates, timeline_days, timeline_legend, timeline_now, timeline_off, timeline_read,
    timeline_sentences, timeline_title,
};
pub use verify::{RUN_AGAIN, verify_check, verify_outcome, verify_summary};

use certplan_core::Plan;
use certplan_core::assessment::{Assessment, Basis, Finding};
use certplan_core::circumstance::Circumstance;
use certplan_core::facts::{ClusterKind, ClusterName, Duration, Facts, LoadBalancerKind, Shutdown};
use certplan_core::layer::Layer;
use certplan_core::lifecycle::Evidence;
use certplan_core::outage::Outage;
use certplan_core::plan::When;
use certplan_core::playbook::{Effect, Phase};
use certplan_core::rules::{RuleId, Verdict};
use certplan_core::source::Strength;

/// The answer in one sentence, led by what to do.
pub fn summary(plan: &Plan<'_>) -> String {
    let mut affected = plan.assessment.findings.iter().filter(|finding| finding.is_impacted());
    let affected = (affected.next(), affected.next());
    let conditional = plan.repairs.iter().filter(|step| step.when == When::IfCheckFails).count();
    let certain = plan.repairs.len() - conditional;
    let what = match affected {
        (None, _) if certain > 0 => "Certificates that were read have expired".into(),
        (None, _) if plan.assessment.facts.shutdown.length().is_none() => {
            return "Nothing to run, if nothing was switched off. If it was, say for how long.".into();
        }
        (None, _) => return "Nothing to run: by Microsoft's tables neither layer is affected.".into(),
        (Some(one), None) => format!("The {} is affected", layer(one.layer)),
        (Some(_), Some(_)) => "Both layers are affected".into(),
    };
    let why = if plan.assessment.circumstances.contains(Circumstance::ShutdownUnknown) {
        " (to be safe, since the length is not known)"
    } else if plan.assessment.circumstances.contains(Circumstance::DatesSpanTheLimit) {
        " (30 days may lie on either side of what two dates can say)"
    } else if plan.assessment.circumstances.contains(Circumstance::EvidenceSpansTheLimit) {
        " (the certificates leave both less and more than 30 days open)"
    } else if plan.assessment.findings.iter().any(|finding| finding.is_impacted() && finding.boundary) {
        " (the length lies at the 30-day limit, where Microsoft's page is silent)"
    } else {
        ""
    };
    if certain == 0 && conditional > 0 {
        return format!(
            "Check first: nothing to run if the check is good. {what} by Microsoft's table{why}, but its certificates are \
             most likely still valid."
        );
    }
    let all = certain + conditional;
    let what_to_do = match (certain, conditional) {
        (0, _) => {
            "No command is documented for the clusters you chose: check first, and read the notes.".into()
        }
        (1, 0) => "Run 1 command.".into(),
        (_, 0) => format!("Run {all} commands, in this order."),
        (_, 1) => {
            format!("Go through these {all} commands in order: {certain} to run, 1 only if its check fails.")
        }
        (_, _) => format!(
            "Go through these {all} commands in order: {certain} to run, {conditional} only where their check fails."
        ),
    };
    format!("{what}{why}. {what_to_do}")
}

/// A layer's name in a sentence.
pub const fn layer(layer: Layer) -> &'static str {
    match layer {
        Layer::Moc => "infrastructure layer (MOC)",
        Layer::Kubernetes => "Kubernetes layer",
    }
}

/// A layer's name as a heading.
pub const fn layer_title(layer: Layer) -> &'static str {
    match layer {
        Layer::Moc => "Infrastructure layer (MOC)",
        Layer::Kubernetes => "Kubernetes layer",
    }
}

/// A verdict.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Impacted => "affected",
        Verdict::NotImpacted => "not affected",
    }
}

/// What a statement rests on.
pub const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Documented => "documented",
        Basis::Inferred => "inferred, not documented",
        Basis::Outlook => "based on certificate lifetimes",
        Basis::Evidence => "from real certificates",
        Basis::Practice => "good practice",
    }
}

/// How firmly a source carries what is taken from it.
pub const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Stated => "stated in a document",
        Strength::SourceCode => "read in source code",
        Strength::Reported => "reported",
        Strength::Inferred => "inferred",
    }
}

/// What a step does to the system.
pub const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "only looks",
        Effect::Change => "changes",
        Effect::Outage => "interrupts service",
    }
}

/// When a step is to be run, where that is not in any case.
pub const fn when(when: When) -> Option<&'static str> {
    match when {
        When::Always => None,
        When::IfCheckFails => Some("Check first. Run the command only if the check is bad."),
    }
}

/// The heading of a part of the plan.
pub const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Preparation => "Before you switch off",
        Phase::Preflight => "Before the first command",
        Phase::Repair => "Run, in this order",
        Phase::Aftercare => "Afterwards",
    }
}

/// A kind of cluster.
pub const fn kind(kind: ClusterKind) -> &'static str {
    match kind {
        ClusterKind::Management => "management cluster",
        ClusterKind::Target => "target",
        ClusterKind::LoadBalancer => "load balancer",
    }
}

/// A kind of load balancer.
pub const fn load_balancer_kind(kind: LoadBalancerKind) -> &'static str {
    match kind {
        LoadBalancerKind::HaProxy => "HAProxy, deployed by the product",
        LoadBalancerKind::KubeVip => "kube-vip",
        LoadBalancerKind::Sdn => "software-defined network",
        LoadBalancerKind::Own => "your own",
        LoadBalancerKind::None => "none",
    }
}

/// A cluster: its kind, and its name where that is known.
pub fn cluster(of: ClusterKind, name: Option<&str>) -> String {
    match (of, name) {
        (ClusterKind::LoadBalancer, Some(name)) => format!("{} of {name}", kind(of)),
        (_, Some(name)) => format!("{} {name}", kind(of)),
        (ClusterKind::Management, None) => kind(of).into(),
        (_, None) => format!("{}, name not given", kind(of)),
    }
}

/// A length of time: `30 days 1 minute`.
pub fn length(length: Duration) -> String {
    let units = [("day", "days"), ("hour", "hours"), ("minute", "minutes"), ("second", "seconds")];
    let parts = length.parts().into_iter().zip(units).filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(count, (one, many))| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    if parts.is_empty() { "0 days".into() } else { parts.join(" ") }
}

/// The facts as understood: what is asked, and the answer.
pub fn facts(facts: &Facts) -> Vec<(&'static str, String)> {
    let typed = match facts.shutdown {
        Shutdown::None => "nothing was switched off".into(),
        Shutdown::Unknown => "length not known".into(),
        Shutdown::Lasted(lasted) => length(lasted),
        Shutdown::Between(span) => {
            format!("{} ({} to {})", length(span.length()), span.from(), span.to())
        }
    };
    let shutdown = match Outage::of(facts).proof {
        Some(proof) => format!("{typed}; {}", outage::understood(proof)),
        None => typed,
    };
    let clusters = facts.clusters.iter().map(|(kind, name)| {
        let of_every =
            kind == ClusterKind::LoadBalancer && name.is_none() && !facts.clusters.targets().is_empty();
        cluster(kind, if of_every { Some("every target") } else { name.map(ClusterName::as_str) })
    });
    let clusters = clusters.collect::<Vec<_>>().join("; ");
    let mut understood = vec![
        ("Shutdown", shutdown),
        ("Clusters", clusters),
        ("Last update", facts.since_update.map_or("not known".into(), |age| length(age) + " ago")),
        ("Build", facts.build.map_or("not known".into(), |build| build.to_string())),
    ];
    if let Some(version) = facts.kubernetes_version {
        understood.push(("Kubernetes version", version.to_string()));
    }
    if let Some(kind) = facts.load_balancer_kind {
        understood.push(("Load balancer kind", load_balancer_kind(kind).into()));
    }
    if !facts.evidence.is_empty() {
        let dates: Vec<_> = facts.evidence.iter().map(evidence).collect();
        understood.push(("Real dates", dates.join("; ")));
    }
    understood
}

/// The date of a real credential: what it is, of which cluster, until when, and where it was read.
fn evidence(item: &Evidence) -> String {
    let of = item.cluster.as_ref().map(|name| format!(" of {name}")).unwrap_or_default();
    let until = moment(&item.not_after.to_string());
    format!("{}{of} until {until} ({})", credential(item.credential).name, item.origin)
}

/// What is not known and would make the answer firmer, each in a few words.
pub fn unknown(facts: &Facts) -> Vec<&'static str> {
    let unnamed = facts.clusters.iter().any(|(kind, name)| kind == ClusterKind::Target && name.is_none());
    [
        (facts.shutdown == Shutdown::Unknown, "how long it was off"),
        (facts.since_update.is_none(), "when it was last updated"),
        (facts.build.is_none(), "the build"),
        (unnamed, "the name of the target cluster"),
    ]
    .into_iter()
    .filter_map(|(is_unknown, words)| is_unknown.then_some(words))
    .collect()
}

/// A longest wait, in minutes: `15 minutes`, `1 hour 55 minutes`. `None` where there is no wait.
pub fn wait_at_most(minutes: u16) -> Option<String> {
    let wait = Duration::from_seconds(u64::from(minutes) * 60)?;
    (!wait.is_zero()).then(|| length(wait))
}

/// Why a layer is affected or not, for these facts.
pub fn finding(finding: &Finding, assessment: &Assessment<'_>) -> String {
    let rules: Vec<_> = finding.rules().map(|decided| rule(decided.id, finding.layer)).collect();
    let mut text = rules.join(" ");
    if finding.boundary && assessment.circumstances.contains(Circumstance::DatesSpanTheLimit) {
        text += " Two plain dates leave a day on either side, so it may have been less or more than 30 days.";
    }
    if finding.boundary && assessment.circumstances.contains(Circumstance::EvidenceSpansTheLimit) {
        text += " The certificates that were read leave both less and more than 30 days open.";
    }
    text
}

/// What a rule says of a layer, and why.
pub const fn rule(rule: RuleId, layer: Layer) -> &'static str {
    match (rule, layer) {
        (RuleId::NoShutdown, _) => "Nothing was switched off, so the time since the last update decides.",
        (RuleId::ShutdownUnder30d, Layer::Moc) => {
            "Microsoft's table: a shutdown of less than 30 days does not impact this layer."
        }
        (RuleId::ShutdownUnder30d, Layer::Kubernetes) => {
            "Microsoft's table says that every shutdown below 30 days affects this layer: these certificates are \
             short-lived and only a running cluster renews them."
        }
        (RuleId::ShutdownAt30d, Layer::Moc) => {
            "Microsoft's table has less than 30 days and more than 30 days, and nothing for 30 days itself. We take the safe \
             side and treat it as more."
        }
        (RuleId::ShutdownAt30d, Layer::Kubernetes) => {
            "Microsoft's table has no row for 30 days itself; the rows on both sides of it say impacted."
        }
        (RuleId::ShutdownOver30d, Layer::Moc) => {
            "Microsoft's table: a shutdown of more than 30 days impacts this layer."
        }
        (RuleId::ShutdownOver30d, Layer::Kubernetes) => {
            "Microsoft's table: a shutdown of more than 30 days impacts this layer too."
        }
        (RuleId::ShutdownUnknown, Layer::Moc) => {
            "The length is not known, and Microsoft's table changes its answer at 30 days. We take the safe side."
        }
        (RuleId::ShutdownUnknown, Layer::Kubernetes) => {
            "The length is not known; Microsoft's table says impacted for every length."
        }
        (RuleId::UpdatedWithin90d, _) => {
            "Microsoft's table: an update within 90 days leaves both layers alone."
        }
        (RuleId::NotUpdatedWithin90d, _) => {
            "Microsoft's table: no update within 90 days leaves both layers alone too. Another page disagrees, see below."
        }
        (RuleId::UpdateUnknown, _) => {
            "The time since the last update is not known; both rows of Microsoft's update table say not impacted."
        }
    }
}
