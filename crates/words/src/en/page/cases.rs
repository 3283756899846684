//! The words of the cases that the tables distinguish.

/// The lengths that Microsoft's table and the certificate lifetimes distinguish.
pub const LENGTHS: [&str; 9] = [
    "Nothing was switched off",
    "Less than a day",
    "A day or more, up to 4 days",
    "More than 4 days, less than 27 days",
    "27 days or more, less than 30 days",
    "Exactly 30 days",
    "More than 30 days, up to 90 days",
    "More than 90 days",
    "Length not known",
];

/// The clusters that Microsoft's table of commands distinguishes.
pub const CLUSTERS: [&str; 4] = [
    "Management and a target cluster",
    "Management, a target cluster and its load balancer",
    "Management cluster only",
    "Load balancer only",
];

/// The table of verdicts.
pub const VERDICTS: &str = "Which layers are affected";
/// Its columns.
pub const COLUMNS: [&str; 3] = ["Shutdown", "Infrastructure (MOC)", "Kubernetes"];
/// Certificates, before their outlook.
pub const CERTIFICATES: &str = "certificates";
/// There is nothing to run.
pub const NOTHING: &str = "Nothing to run.";
/// No command is documented: what to do instead, around the command.
pub const NO_COMMAND: [&str; 2] = ["No command is documented. Check with ", "."];
/// Two answers in one heading: the length, and the clusters inside a sentence.
pub fn both(clusters: &str) -> String {
    let mut letters = clusters.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
