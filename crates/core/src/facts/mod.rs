//! What a person knows about the incident, and how what was typed becomes that.

mod build;
mod cluster;
mod document;
mod duration;
mod error;
mod evidence;
mod input;
mod kubernetes;
mod load_balancer;
mod moment;
mod number;
mod question;
mod quoted;
mod shutdown;

pub use build::{Build, BuildError};
pub use chrono::{MappedLocalTime, Utc};
pub use cluster::{Cluster, ClusterError, ClusterKind, ClusterName, Clusters};
pub use document::{ClusterDocument, EvidenceDocument, FACTS_SCHEMA, FactsDocument, FactsError};
pub use duration::{Duration, DurationError};
pub use error::FactError;
pub use evidence::Evidence;
pub use input::{Answers, FactsInput};
pub use kubernetes::{KubernetesVersion, KubernetesVersionError};
pub use load_balancer::{LoadBalancerKind, LoadBalancerKindError};
pub use moment::{Moment, MomentError, Timestamp, Zone, date_in, is_zone_name, timestamp_in};
pub use number::number;
pub use question::Question;
pub use quoted::{Quoted, is_hidden, push_visible};
pub use shutdown::{Shutdown, Span, SpanError};

/// Everything the decision depends on. Each field is of a type that cannot hold a wrong value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// How long the renewal of certificates did not work, counted from the last moment it did.
    pub shutdown: Shutdown,
    /// The time since the last update of the deployment; `None` where it is not known.
    pub since_update: Option<Duration>,
    /// The clusters that are to be repaired.
    pub clusters: Clusters,
    /// The build of the deployment; `None` where it is not known.
    pub build: Option<Build>,
    /// The version of Kubernetes that the target clusters run; `None` where it is not known.
    pub kubernetes_version: Option<KubernetesVersion>,
    /// The kind of load balancer that the target clusters have; `None` where it is not known.
    pub load_balancer_kind: Option<LoadBalancerKind>,
    /// The zone in which date-times without an offset were read, where there were any.
    pub zone: Option<String>,
    /// Now, where the answer depends on it.
    pub at: Option<Timestamp>,
    /// The dates of real credentials. They are compared with [`Facts::judged_at`].
    pub evidence: Vec<Evidence>,
}

impl Facts {
    /// Whether load balancers are repaired by `-patchLoadBalancer`: those whose kind is not known are taken as the product's own.
    pub fn patches_load_balancers(&self) -> bool {
        self.load_balancer_kind.is_none_or(LoadBalancerKind::is_patched)
    }

    /// The instant at which real credentials are judged: now, or the end of the shutdown where that is later or now is not
    /// known.
    pub fn judged_at(&self) -> Option<Timestamp> {
        self.shutdown.ended().max(self.at)
    }
}
