//! The words around two collections that are compared.

use super::super::moment;

/// What is compared.
pub const TITLE: &str = "Before and after a repair";
/// What it is for.
pub const HINT: &str = "Collect once before the repair and once after it, and read both files here.";
/// The earlier input.
pub const BEFORE: &str = "Before";
/// The later input.
pub const AFTER: &str = "After";
/// Compares them.
pub const COMPARE: &str = "Compare";
/// When to look again.
pub const CHECKS: &str = "Look again";
/// The files of a comparison.
pub const FILES: &str = "The comparison as a file";

/// The cluster behind the place of a certificate.
pub fn of_cluster(name: &str) -> String {
    format!(" ({name})")
}

/// The end of a certificate before and after.
pub fn dates(before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), Some(after)) if before != after => {
            format!("until {} before, until {} now", moment(before), moment(after))
        }
        (_, Some(date)) => format!("until {}", moment(date)),
        (Some(date), None) => format!("until {} before, not read again", moment(date)),
        (None, None) => String::new(),
    }
}

/// How many certificates are not listed.
pub fn not_shown(count: usize) -> String {
    format!("{count} more are in the downloads.")
}
