//! The two layers of certificates.

use crate::closed::closed_enum;

closed_enum! {
    /// A layer of certificates, in the order of the page's columns.
    ///
    /// Exhaustive: the product has these two.
    pub enum Layer {
        /// The infrastructure layer (Microsoft On-premises Cloud): what hosts, agents and in-cluster plugins log in with.
        Moc = "moc",
        /// The certificates of each cluster's Kubernetes control plane and nodes.
        Kubernetes = "kubernetes",
    }
}
