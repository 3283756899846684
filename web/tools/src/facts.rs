//! The facts that the page hands over, and the links that lead back to it.

use certplan_core::Facts;
use certplan_core::facts::{Cluster, ClusterKind, ClusterName};
use certplan_inspect::clusters::ListedCluster;
use certplan_web::link::{self, Mode};

/// The facts of the form.
#[derive(Clone, Debug, Default)]
#[expect(clippy::exhaustive_structs, reason = "two values")]
pub struct Given {
    /// The facts.
    pub facts: Facts,
    /// Whether nobody has answered a question: they are those of the example.
    pub is_example: bool,
}

impl Given {
    /// The facts of a link with names.
    pub fn of(link: &str, is_example: bool) -> Self {
        let linked = link::parse(link).and_then(Result::ok);
        Self { facts: linked.map(|linked| linked.facts).unwrap_or_default(), is_example }
    }

    /// The link to the plan, without names: whoever passes it on passes on none.
    pub fn plan_link(&self) -> String {
        link::write(Mode::After, &self.facts, false)
    }

    /// The link to the plan with these clusters in the place of the others, and the management cluster, which no list names.
    pub fn link_with(&self, listed: &[ListedCluster]) -> String {
        let mut clusters = Vec::new();
        clusters.extend(Cluster::new(ClusterKind::Management, None));
        for cluster in listed {
            clusters.extend(Cluster::new(ClusterKind::Target, Some(cluster.name.clone())));
            if cluster.load_balancer == Some(true) {
                clusters.extend(Cluster::new(ClusterKind::LoadBalancer, Some(cluster.name.clone())));
            }
        }
        self.link_of(clusters)
    }

    /// The link to the plan with one more target.
    pub fn link_and(&self, name: &ClusterName) -> String {
        let mut clusters = Vec::new();
        for (kind, name) in self.facts.clusters.iter() {
            clusters.extend(Cluster::new(kind, name.cloned()));
        }
        clusters.extend(Cluster::new(ClusterKind::Target, Some(name.clone())));
        self.link_of(clusters)
    }

    fn link_of(&self, clusters: Vec<Cluster>) -> String {
        let facts = Facts { clusters: clusters.into(), ..self.facts.clone() };
        link::write(Mode::After, &facts, true)
    }
}
