//! What the page says around the answers: titles, the status line, taking an answer away.

/// The title of the answer to the example.
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

/// The questions as one line, for a screen reader.
pub const QUESTIONS: &str = "Your facts";
/// The button that shows the questions beside the answer of a link.
pub const CHANGE: &str = "Change";
/// What leads from the questions to the answer.
pub const GO_TO_ANSWER: &str = "Go to the answer";

/// The field for a text is empty.
pub const NO_TEXT: &str = "There is no text in the field.";
/// A file is too large to be read.
pub const TOO_LARGE: &str = "it is larger than 256 MiB";
/// A file cannot be read.
pub const UNREADABLE: &str = "the browser could not read it";
/// The part of the page that reads files has failed.
pub const READER_CRASHED: &str = "Reading stopped because of an error in this page. What was read before is kept. Try again with less at a time.";
/// The part of the page that reads files does not answer.
pub const READER_HUNG: &str =
    "Reading took too long and was stopped. What was read before is kept. Try again with less at a time.";
/// The user stopped it.
pub const READER_STOPPED: &str = "Stopped. What was read before is kept.";
/// What is being read, and how much of it was read.
pub fn reading(percent: u8) -> String {
    if percent == 0 { "Reading".to_owned() } else { format!("Reading: {percent} %") }
}

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

/// Copies what was read as JSON.
pub const COPY_JSON: &str = "Copy JSON";
/// Before the buttons that save files.
pub const DOWNLOADS: &str = "Download:";
/// The name of the files of a report.
pub const REPORT_FILES: &str = "Take the table with you";
/// The name of the files of many deployments.
pub const FLEET_FILES: &str = "Take all deployments with you";
/// A calendar.
pub const CALENDAR: &str = "Calendar";
/// What the files of many deployments are for.
pub const FLEET_FILES_HINT: &str = "The plans have every step with its reason, check and sources. The playbook needs the inventory beside it: the documentation says how, under Many clusters.";

/// The heading of what was read.
pub const EVIDENCE_QUESTION: &str = "Which files do you have?";
/// What can be read there.
pub const EVIDENCE_READS: &str = "Put them into the box above: certificates (PEM, DER, bundles), kubeconfigs, access files of kvactl and mocctl, the output of openssl x509 -dates, kubeadm certs check-expiration -o json or Get-AksHciCluster, and the collector's file. Private keys and tokens are skipped.";
/// The cluster that certificates belong to.
pub const CLUSTER_OF: &str = "Target cluster they belong to";
/// Certificates that belong to no target cluster.
pub const NO_CLUSTER: &str = "none";
/// Forgets one input.
pub const FORGET: &str = "Forget";
/// Forgets every input.
pub const FORGET_ALL: &str = "Forget everything";
/// The heading of the clusters of a list.
pub const CLUSTERS: &str = "Clusters";
/// What follows from the list.
pub const USE_CLUSTERS: &str = "Use these clusters";
/// What that does.
pub const USE_CLUSTERS_HINT: &str = "The address then holds their names; no server sees them. The management cluster is added, because no list names it.";
/// The heading of the plan.
pub const FOLLOWS: &str = "The plan that follows";
/// The facts are those of the example.
pub const FACTS_OF_EXAMPLE: &str =
    "The other facts are those of the example, because no question has been answered yet:";
/// The facts are those of the user.
pub const FACTS_OF_USER: &str = "The other facts are those of your answers:";
/// Leads to the questions.
pub const ANSWER_QUESTIONS: &str = "answer the questions";
/// And back.
pub const COME_BACK: &str = ", then come back. What was read is kept until this page is closed.";
/// The heading of certificates that decide nothing.
pub const UNUSED: &str = "Certificates that do not change this plan";
/// No certificate decides anything.
pub const NOTHING_DECIDES: &str =
    "No date matches a credential that the rules ask for. The plan uses typical certificate lifetimes:";
/// How many more there are.
pub fn more(count: usize) -> String {
    format!("and {count} more")
}
/// Whether a cluster of a list has a load balancer.
pub const fn balancer(has: Option<bool>) -> &'static str {
    match has {
        Some(true) => ", with the load balancer that the product deploys",
        Some(false) => ", without the product's load balancer",
        None => ". The list does not say whether it has the product's load balancer",
    }
}
/// A cluster of the files is not among the facts.
pub fn stranger(name: &str) -> String {
    format!("The facts do not name the cluster {name}, so its dates do not change the plan yet.")
}
/// Adds it to the facts.
pub fn add_cluster(name: &str) -> String {
    format!("Add {name} to the facts")
}

/// The heading of many deployments.
pub const FLEET_QUESTION: &str = "Which deployments do you have?";
/// What can be read there.
pub const FLEET_READS: &str = "Put a file or its text into the box above: one line for each cluster, as JSON objects or as CSV with a header (deployment, host, cluster, load_balancer, shutdown or from and to, since_update, build). The output of Get-AksHciCluster is read as the clusters of one deployment.";
/// The length for lines without one.
pub const DEFAULT_SHUTDOWN: &str = "Off for";
/// What it means.
pub const DEFAULT_SHUTDOWN_HINT: &str = "such as 45d, for lines that do not say";
/// The deployment for lines without one.
pub const DEFAULT_DEPLOYMENT: &str = "Deployment";
/// What it means.
pub const DEFAULT_DEPLOYMENT_HINT: &str = "its name, for lines that name none";

/// The address of the site is not known.
pub fn put_address(some_site: &str) -> String {
    format!(" Put the address of your site in the place of {some_site}.")
}

/// A part of the page that is loaded later is not there.
pub const PART_MISSING: &str = "A part of this page could not be loaded. The page was replaced by a newer one, or there is no connection.";
/// The link that reloads the page.
pub const RELOAD: &str = "Reload the page";
/// What a reload keeps.
pub const RELOAD_KEEPS: &str = "your answers are kept in its address.";
