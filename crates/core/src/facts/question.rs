//! The questions that a person answers: the one place where a fact is named.

use crate::closed::closed_enum;

closed_enum! {
    /// A question about the incident. Its name is the command's flag, the attribute of the widget and the word of the book's directive.
    ///
    /// Exhaustive: the form, the command line, the link and the lists of many deployments match on it, so that a new question
    /// does not compile until each of them asks it.
    pub enum Question {
        /// How long it was off.
        Shutdown = "shutdown",
        /// Since when.
        From = "from",
        /// Until when.
        To = "to",
        /// How long ago the last update was.
        SinceUpdate = "since-update",
        /// Which clusters.
        Cluster = "cluster",
        /// Which build.
        Build = "build",
        /// Which version of Kubernetes the target clusters run.
        KubernetesVersion = "kubernetes-version",
        /// Which kind of load balancer the target clusters have.
        LoadBalancerKind = "load-balancer-kind",
        /// What time it is.
        At = "at",
    }
}
