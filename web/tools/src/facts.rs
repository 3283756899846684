//! The facts that the page hands over, and the links that lead back to it.

use certplan_core::Facts;
use certplan_core::facts::{Cluster, ClusterKind, ClusterName, Clusters};
use certplan_inspect::clusters::Listed;
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
    pub fn link_with(&self, listed: &[Listed]) -> String {
        let kinds = |cluster: &Listed| {
            let balancer = (cluster.load_balancer == Some(true)).then_some(ClusterKind::LoadBalancer);
            let name = cluster.name.clone();
            [Some(ClusterKind::Target), balancer]
                .into_iter()
                .flatten()
                .filter_map(move |kind| Cluster::new(kind, Some(name.clone())).ok())
        };
        let clusters = Cluster::new(ClusterKind::Management, None)
            .into_iter()
            .chain(listed.iter().flat_map(kinds))
            .collect();
        self.link_of(clusters)
    }

    /// The link to the plan with one more target.
    pub fn link_and(&self, name: &ClusterName) -> String {
        let known = self.facts.clusters.iter();
        let known = known.filter_map(|(kind, name)| Cluster::new(kind, name.cloned()).ok());
        let added = Cluster::new(ClusterKind::Target, Some(name.clone())).into_iter();
        self.link_of(known.chain(added).collect())
    }

    fn link_of(&self, clusters: Clusters) -> String {
        link::write(Mode::After, &Facts { clusters, ..self.facts.clone() }, true)
    }
}
