//! The words of the questions.

use certplan_core::facts::LoadBalancerKind;

/// The name of the form for a screen reader.
pub const QUESTIONS: &str = "Questions";
/// The first question.
pub const HOW_LONG: &str = "How long was it off?";
/// The first question about a shutdown that lies ahead.
pub const HOW_LONG_AHEAD: &str = "How long will it be off?";
/// From when to count.
pub const COUNT_FROM: &str =
    "Count from the last moment when renewal worked: the API server and the cloud agent were both up.";
/// From when to count for a shutdown that lies ahead.
pub const COUNT_FROM_AHEAD: &str =
    "Count from the moment when the API server or the cloud agent goes down, whichever is first.";
/// A length.
pub const LASTED: &str = "A length of time";
/// Two dates.
pub const BETWEEN: &str = "Two dates";
/// No length.
pub const UNKNOWN: &str = "I do not know how long";
/// Nothing off.
pub const NOTHING_OFF: &str = "Nothing was switched off";
/// The label of the number.
pub const LENGTH: &str = "Length";
/// The label of a unit.
pub const UNIT: &str = "Unit";
/// The units: their short names, and their words.
pub const UNITS: [(&str, &str); 4] = [("d", "days"), ("h", "hours"), ("w", "weeks"), ("m", "minutes")];
/// The label of the first date.
pub const FROM: &str = "From";
/// The label of the first date where its time is beside it.
pub const FROM_DATE: &str = "From: date";
/// The label of the time of the first date.
pub const FROM_TIME: &str = "From: time";
/// The label of the second date.
pub const TO: &str = "To";
/// The label of the second date where its time is beside it.
pub const TO_DATE: &str = "To: date";
/// The label of the time of the second date.
pub const TO_TIME: &str = "To: time";
/// How a date is typed.
pub const DATE_HINT: &str = "2026-12-18 or 2026-12-18T17:00+01:00";
/// What an empty second date means.
pub const TO_HINT: &str = "If empty, the current time is used.";
/// Types the dates as text.
pub const AS_TEXT: &str = "Type the dates as text";

/// In which zone times are read, around its name.
pub const TIMES_HINT: [&str; 2] =
    ["You can leave both times empty: then whole days count. Times are read in this browser's zone: ", "."];

/// The second question.
pub const CLUSTERS: &str = "Which clusters does it have?";
/// The management cluster.
pub const MANAGEMENT: &str = "Management cluster";
/// The target clusters.
pub const TARGETS: &str = "Target clusters";
/// The names of the targets.
pub const TARGET_NAMES: &str = "Names of the target clusters";
/// How the names are typed.
pub const TARGET_NAMES_HINT: &str = "Separate them with spaces. Leave it empty if you do not know them.";
/// The load balancers.
pub const BALANCERS: &str = "Their HAProxy load balancer, deployed by the product";
/// Whose load balancers.
pub const BALANCER_NAMES: &str = "Load balancers of which targets";
/// What no name means.
pub const BALANCER_NAMES_HINT: &str = "If empty, every target above.";
/// What no box means.
pub const NONE_CHOSEN: &str = "No cluster selected: the answer is for the management cluster and one target.";

/// The third question.
pub const UPDATED: &str = "When was it last updated?";
/// The label of its number.
pub const UPDATED_AGO: &str = "Time ago (optional)";
/// The part with the rest.
pub const MORE_FACTS: &str = "More facts";
/// The build.
pub const BUILD: &str = "Build";
/// Where the build comes from.
pub const BUILD_HINT: &str = "Get-AksHciVersion prints it, for example 1.0.24.11029.";

/// The version of Kubernetes.
pub const KUBERNETES_VERSION: &str = "Kubernetes version";
/// Where the version comes from.
pub const KUBERNETES_VERSION_HINT: &str = "Get-AksHciCluster prints it, for example 1.24.6.";
/// The kind of load balancer.
pub const LOAD_BALANCER_KIND: &str = "Load balancer of the target clusters";
/// The kinds: their names in a link, and their words.
pub const LOAD_BALANCER_KINDS: [(&str, &str); 6] = [
    ("", "not known"),
    ("haproxy", "HAProxy, deployed by the product"),
    ("kube-vip", "kube-vip"),
    ("sdn", "software-defined network (SDN)"),
    ("own", "another one"),
    ("none", "none"),
];

/// A kind of load balancer in words.
pub fn load_balancer_kind(kind: LoadBalancerKind) -> &'static str {
    LOAD_BALANCER_KINDS.iter().find(|(name, _)| *name == kind.as_str()).map_or("", |(_, words)| words)
}

/// The list of what is wrong.
pub const ERRORS: &str = "Please look at this again:";
/// Opens the questions on a small screen.
pub const CHANGE: &str = "Change";
/// Leads to the answer on a small screen.
pub const TO_ANSWER: &str = "Go to the answer";

/// A date without day, month or year.
pub const DATE_INCOMPLETE: &str = "The date is not complete: it needs day, month and year.";
/// Before an error beside its field.
pub const ERROR: &str = "Error: ";
/// A time without hour or minute.
pub const TIME_INCOMPLETE: &str = "The time is not complete: it needs hour and minute.";
/// A time without a date.
pub const TIME_WITHOUT_DATE: &str = "There is a time, but not its date.";
/// One time of two.
pub const ONE_TIME: &str = "Give both times or none.";
