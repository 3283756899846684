//! What the page says around the answer: its modes, its one box, its status line.

use certplan_core::facts::{ClusterName, Facts, Shutdown};

use super::length;

/// The title of the answer.
pub const EXAMPLE_ANSWER: &str = "Example answer";
/// The title of the answer to the user's own facts.
pub const YOUR_ANSWER: &str = "Your answer";
/// The title of the answer to a shutdown that lies ahead.
pub const WHAT_WILL_HAPPEN: &str = "What will happen";
/// What the example is of.
pub const EXAMPLE: &str =
    "This is an example: 45 days off, management cluster, target prod and its load balancer.";
/// How the example becomes the user's answer.
pub const EXAMPLE_CHANGE: &str = "Change a question and the answer is yours.";
/// The answer is not that of the present input.
pub const STALE: &str =
    "One of the questions has no valid answer at the moment. This is the answer to the last valid ones.";

/// The name of the list of modes.
pub const MODES: &str = "What you want to know";
/// The modes, in their order.
pub const MODE_NAMES: [&str; 5] =
    ["After a shutdown", "Before a shutdown", "Error message", "Real dates", "Many clusters"];

/// The label of the one box.
pub const BOX_LABEL: &str = "Paste or drop what you have";
/// What can go into the one box.
pub const BOX_HINT: &str = "An error, a certificate, a kubeconfig, the output of Get-AksHciCluster, or the collector's file.";
/// The button that reads the one box.
pub const BOX_READ: &str = "Read it";
/// The button that chooses a file.
pub const BOX_FILE: &str = "Choose files";
/// The button that stops reading.
pub const STOP: &str = "Stop";
/// The field for a text is empty.
pub const NO_TEXT: &str = "There is no text in the field.";

/// The button that shows the questions beside the answer of a link.
pub const CHANGE: &str = "Change";
/// What leads to the answer from the questions.
pub const GO_TO_ANSWER: &str = "Go to the answer";

/// A text was copied.
pub const COPIED: &str = "Copied";
/// A text could not be copied and is selected.
pub const SELECTED: &str = "Copying is not allowed here. The text is selected: press Control and C.";
/// A text could not be copied.
pub const NOT_COPIED: &str = "Copying is not allowed here. Use one of the downloads.";
/// A file could not be saved.
pub const NOT_SAVED: &str = "Saving is not allowed here. Copy it instead.";
/// The browser cannot print.
pub const NOT_PRINTED: &str = "Printing is not possible here.";

/// The title of the part to take the answer away.
pub const TAKE_AWAY: &str = "Take it with you";
/// The button that copies every command.
pub const COPY_COMMANDS: &str = "Copy all commands";
/// The button that prints.
pub const PRINT: &str = "Print";
/// The button that copies the link.
pub const COPY_LINK: &str = "Copy link";
/// Whether the link carries names.
pub const WITH_NAMES: &str = "with the names of the clusters";
/// The link without names has another plan.
pub const NAMES_MATTER: &str =
    "Without names the link shows each kind of cluster once, so its plan differs from this one.";
/// Where the facts of a link are.
pub const LINK_PRIVATE: &str = "The facts in a link never reach a server.";
/// The other forms of a plan.
pub const OTHER_FORMATS: &str = "Scripts, runbooks, snippets and other formats";
/// The other forms of a forecast.
pub const FORECAST_FORMATS: &str = "Runbook, calendar and other formats";

/// A part of the page that was loaded later is not there.
pub const PART_MISSING: &str = "This part of the page could not be loaded. The page was replaced by a newer one, or there is no connection.";
/// The link that reloads the page.
pub const RELOAD: &str = "Reload the page";
/// What a reload keeps.
pub const RELOAD_KEEPS: &str = "Your answers are kept in its address.";

/// What is being read.
pub fn reading(name: &str) -> String {
    format!("Reading {name}")
}

/// The facts in one line: "45 days off · management, prod with its load balancer".
pub fn facts_line(facts: &Facts) -> String {
    let off = match facts.shutdown {
        Shutdown::None => "nothing switched off".to_owned(),
        Shutdown::Unknown => "off for an unknown time".to_owned(),
        shutdown => shutdown.length().map_or_else(String::new, |time| format!("{} off", length(time))),
    };
    let clusters = &facts.clusters;
    let mut names: Vec<String> = Vec::new();
    if clusters.has_management() {
        names.push("management".to_owned());
    }
    let is_balanced = |name: &Option<ClusterName>| clusters.load_balancers().contains(name);
    for target in clusters.targets() {
        let name = target.as_ref().map_or("a target", ClusterName::as_str);
        let balancer = if is_balanced(target) { " with its load balancer" } else { "" };
        names.push(format!("{name}{balancer}"));
    }
    for balancer in clusters.load_balancers().iter().filter(|name| !clusters.targets().contains(name)) {
        let of = balancer.as_ref().map_or("a target", ClusterName::as_str);
        names.push(format!("load balancer of {of}"));
    }
    if names.is_empty() { off } else { format!("{off} \u{b7} {}", names.join(", ")) }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Answers, Utc};

    use super::*;

    fn line(shutdown: Option<&str>, clusters: &[&str]) -> String {
        facts_line(&Answers { shutdown, clusters, ..Answers::default() }.read(&Utc).unwrap())
    }

    #[test]
    fn facts_in_one_line() {
        let full = ["management", "target=prod", "load-balancer=prod"];
        assert_eq!(line(Some("45d"), &full), "45 days off \u{b7} management, prod with its load balancer");
        assert_eq!(line(None, &["load-balancer=b"]), "nothing switched off \u{b7} load balancer of b");
        assert_eq!(line(Some("unknown"), &["target"]), "off for an unknown time \u{b7} a target");
    }
}
