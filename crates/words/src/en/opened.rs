//! What is said of a file that was given without a command.

/// `certplan/facts/1`.
pub const FACTS: &str = "the facts of a shutdown. This is the plan for them.";

/// The collector's file.
pub const COLLECTED: &str = "a file of the collector. This is the plan for it.";

/// Many deployments.
pub const FLEET: &str = "a list of deployments. These are the commands for each.";

/// Certificates or their dates.
pub const CERTIFICATES: &str = "certificates or their dates. This is when they expire.";

/// Any other text.
pub const MESSAGE: &str = "an error message. This is what it means.";

/// There is nothing in it.
pub const EMPTY: &str = "it is empty; accepted: an error message, certificates, a list of clusters or deployments, the collector's file";

/// What `Get-AksHciCluster` printed.
pub fn clusters(count: usize) -> String {
    let clusters = if count == 1 { "cluster" } else { "clusters" };
    format!("a list of {count} {clusters} from Get-AksHciCluster. This is the plan for them.")
}

/// The question for the length, with the command that answers it.
pub fn ask_length(command: &str) -> String {
    format!("How long was it switched off? Put the length in the place of 45d:\n  {command} --shutdown 45d")
}
