//! What the page says of inputs that it reads: files, pasted texts, lines of deployments.

/// A secret was in the input; follows another sentence.
pub const SECRET_NOT_KEPT: &str = " A private key or a token was there: not kept.";
/// The collector's file told facts; follows another sentence.
pub const FACTS_FILLED_IN: &str = " Its facts are filled in.";
/// An input of the list was forgotten.
pub const FORGOTTEN: &str = "Forgotten.";
/// Every input was forgotten.
pub const ALL_FORGOTTEN: &str = "Everything is forgotten.";
/// A request needs bytes that are not there.
pub const NOTHING_GIVEN: &str = "There is nothing to read.";
/// A file that the page does not offer.
pub const NO_SUCH_FILE: &str = "There is no such file.";
/// A calendar needs days.
pub const CALENDAR_NEEDS_DAYS: &str = "A calendar needs two dates. Give them in the questions.";

/// The name of a text that was pasted.
pub fn text_name(number: usize) -> String {
    format!("text {number}")
}

/// What was read of an input.
pub fn read(name: &str, content: &str) -> String {
    format!("Read {name}: {content}")
}

/// How many certificates.
pub fn certificates(count: usize) -> String {
    if count == 1 { "1 certificate.".to_owned() } else { format!("{count} certificates.") }
}

/// How many clusters.
pub fn clusters(count: usize) -> String {
    if count == 1 { "1 cluster.".to_owned() } else { format!("{count} clusters.") }
}

/// There is no certificate in an input, and why.
pub fn no_certificate(reason: &str) -> String {
    format!("no certificate; {reason}.")
}

/// What was read of a file of deployments.
pub fn deployments(file: &str, deployments: u64, clusters: u64, rejected: u64) -> String {
    let read = match deployments {
        0 => format!(
            "{file}: no line of it can be used; accepted: objects of JSON, one a line or in a list, CSV with a header, or the \
             output of Get-AksHciCluster."
        ),
        1 => format!("{file}: 1 deployment, {clusters} clusters."),
        _ => format!("{file}: {deployments} deployments, {clusters} clusters."),
    };
    match rejected {
        0 => read,
        1 => format!("{read} 1 line was rejected."),
        _ => format!("{read} {rejected} lines were rejected."),
    }
}

/// A file has no place for some deployments, and why not for the last of them.
pub fn left_out(file: &str, count: u64, reason: &str) -> String {
    format!("{file}: {count} deployments have no place in it: {reason}")
}
