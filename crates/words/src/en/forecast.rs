//! What is said of a shutdown that lies ahead.

use certplan_core::Layer;
use certplan_core::forecast::{Forecast, Point};
use certplan_core::lifecycle::Outlook;
use certplan_core::plan::When;

use super::{layer, length};
/// The forecast in one sentence, led by what to do.
pub fn forecast_summary(forecast: &Forecast<'_>) -> String {
    let findings = &forecast.plan.assessment.findings;
    if findings.iter().all(|finding| finding.outlook.is_none()) {
        return "Say how long it will be off, or from when to when.".into();
    }
    let certain = forecast.plan.repairs.iter().filter(|step| step.when == When::Always).count();
    let all = forecast.plan.repairs.len();
    let s = if certain == 1 { "" } else { "s" };
    let after = match (certain, all) {
        (_, 0) => "No command is documented for the clusters you chose; check them afterwards.".into(),
        (0, _) => "Afterwards check first; nothing to run if the checks are good.".into(),
        (1, 1) => "Afterwards plan time to run 1 command.".into(),
        (run, all) if run == all => format!("Afterwards plan time to run {run} commands, in order."),
        (run, all) => format!(
            "Afterwards plan time to run {run} command{s}, and {} more only where a check fails.",
            all - run
        ),
    };
    let moc = match forecast.latest_safe_return[Layer::Moc as usize] {
        Some(Point::After(length_)) => format!("Be back within {}", length(length_)),
        Some(Point::At(instant)) => format!("Be back before {}", moment(&instant.to_string())),
        Some(Point::On(date)) => format!("Be back on {date} at the latest"),
        None => {
            return format!(
                "The last update is too long ago: do not switch off; ask support how to update first. {after}"
            );
        }
    };
    let enough = match forecast.plan.assessment.of(Layer::Moc).outlook {
        Some(Outlook::StillValid) => "this plan does",
        Some(Outlook::Unsure | Outlook::Lapsed) | None => "this plan does not",
    };
    format!("{moc} to keep the logins of the {} valid: {enough}. {after}", layer(Layer::Moc))
}

/// The outlook of one credential, as a label.
pub const fn outlook_of_one(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::StillValid => "still valid",
        Outlook::Unsure => "may have expired",
        Outlook::Lapsed => "expired",
    }
}

/// A moment as people read it: `2026-12-18 16:00 UTC`, or a plain date as it is.
pub fn moment(text: &str) -> String {
    match text.strip_suffix('Z').and_then(|text| text.split_once('T')) {
        Some((date, time)) => format!("{date} {} UTC", time.strip_suffix(":00").unwrap_or(time)),
        None => text.into(),
    }
}

/// The reminder of the day of switching off: title and text.
pub const fn reminder_off() -> (&'static str, &'static str) {
    (
        "AKS: switch off (Certplan)",
        "Before: see whether an update is due, keep a fresh kubeconfig of every target, note which Windows user on which host runs \
         the module, note the dates of the certificates. Write down when you switch off.",
    )
}

/// The reminder of the latest safe return of a layer.
pub const fn reminder_safe_return(of: Layer) -> (&'static str, &'static str) {
    match of {
        Layer::Moc => (
            "AKS: switch on before this, or logins may expire (Certplan)",
            "From here on the logins of the infrastructure layer (MOC) may have expired. Until here they are most likely still \
             valid.",
        ),
        Layer::Kubernetes => (
            "AKS: switch on before this, or Kubernetes certificates may expire (Certplan)",
            "From here on the Kubernetes certificates may have expired. Until here they are most likely still valid.",
        ),
    }
}

/// The reminder of the documented limit.
pub const fn reminder_limit() -> (&'static str, &'static str) {
    (
        "AKS: 30 days off (Certplan)",
        "Microsoft's table: from more than 30 days on both layers are affected and the full order of repair applies.",
    )
}

/// The reminder of a time to be on during a long stop.
pub const fn reminder_break(layer: Layer) -> (&'static str, &'static str) {
    match layer {
        Layer::Moc => (
            "AKS: switch on for two hours, so that infrastructure logins renew (Certplan)",
            "Power on in order and leave everything on for two hours. Collect the dates before you switch off again: a renewal that \
             fails is tried again only a day or two later. The Kubernetes layer needs its repair each time.",
        ),
        Layer::Kubernetes => (
            "AKS: switch on for two hours, so that Kubernetes certificates renew (Certplan)",
            "Power on in order and leave everything on for two hours. It is usually simpler to repair this layer once, afterwards.",
        ),
    }
}

/// The reminder of the day of switching on.
pub const fn reminder_on() -> (&'static str, &'static str) {
    (
        "AKS: switch on and repair (Certplan)",
        "Power on in order, wait, check the clocks, then follow the plan that Certplan gives for this shutdown.",
    )
}
