//! Which clusters are to be repaired.

use std::fmt;
use std::str::FromStr;

use super::Quoted;
use crate::closed::{Closed, closed_enum};

closed_enum! {
    /// What a cluster is, in the order of the page's command table.
    ///
    /// Exhaustive: the page's table has these three rows.
    pub enum ClusterKind {
        /// The management cluster, one a deployment; it has no name.
        Management = "management",
        /// A target (workload) cluster.
        Target = "target",
        /// The `HAProxy` load balancer that the product deploys for a target cluster; it goes by the target's name.
        LoadBalancer = "load_balancer",
    }
}

/// The name of a target cluster: 2 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.
///
/// The product documents the pattern and no length; 63 is what a Kubernetes label holds (inferred).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClusterName(Box<str>);

impl ClusterName {
    /// The most characters.
    pub const MAX: usize = 63;

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has a hyphen, which the product accepts and warns of.
    pub fn has_hyphen(&self) -> bool {
        self.0.contains('-')
    }
}

impl fmt::Display for ClusterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ClusterName {
    type Err = ClusterError;

    fn from_str(text: &str) -> Result<Self, ClusterError> {
        let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let refused = |reason| Err(ClusterError { value: text.into(), reason });
        if text.is_empty() {
            return refused(Reason::NoName);
        }
        if text.len() > Self::MAX && text.bytes().all(inner) {
            return refused(Reason::LongName);
        }
        let fits = text.len() >= 2
            && text.len() <= Self::MAX
            && text.bytes().all(inner)
            && !text.starts_with('-')
            && !text.ends_with('-');
        if fits { Ok(Self(text.into())) } else { refused(Reason::Name) }
    }
}

/// One cluster: its kind, and its name where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    kind: ClusterKind,
    name: Option<ClusterName>,
}

impl Cluster {
    /// The cluster of that kind and name.
    ///
    /// # Errors
    ///
    /// Where a management cluster is given a name: it has none.
    pub fn new(kind: ClusterKind, name: Option<ClusterName>) -> Result<Self, ClusterError> {
        match (kind, &name) {
            (ClusterKind::Management, Some(name)) => {
                Err(ClusterError { value: name.as_str().into(), reason: Reason::NamedManagement })
            }
            _ => Ok(Self { kind, name }),
        }
    }

    /// What it is.
    pub const fn kind(&self) -> ClusterKind {
        self.kind
    }

    /// Its name, where that is known.
    pub const fn name(&self) -> Option<&ClusterName> {
        self.name.as_ref()
    }
}

/// Reads `KIND` and `KIND=NAME`; kinds in any case, names not.
impl FromStr for Cluster {
    type Err = ClusterError;

    fn from_str(text: &str) -> Result<Self, ClusterError> {
        let (kind, name) = match text.split_once('=') {
            Some((kind, name)) => (kind, Some(name)),
            None => (text, None),
        };
        let kind = kind.trim();
        let kind = ClusterKind::ALL
            .iter()
            .copied()
            .find(|known| known.is_typed_as(kind))
            .ok_or_else(|| ClusterError { value: text.into(), reason: Reason::Kind })?;
        Self::new(kind, name.map(str::parse).transpose()?)
    }
}

/// Why a text is not a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterError {
    value: Box<str>,
    reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Kind,
    LongName,
    Name,
    NamedManagement,
    NoName,
}

impl fmt::Display for ClusterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            Reason::Kind => {
                " is no kind of cluster; accepted: management, target, target=NAME, load-balancer, load-balancer=NAME"
            }
            Reason::LongName => {
                const { assert!(ClusterName::MAX == 63, "the sentence says so") };
                " is too long for a cluster name; accepted: at most 63 characters"
            }
            Reason::Name => {
                " is no cluster name; accepted: 2 to 63 lower-case letters a to z, digits and hyphens, with a letter or \
                 digit first and last"
            }
            Reason::NamedManagement => {
                f.write_str("the management cluster has no name, so ")?;
                " does not fit; accepted: management"
            }
            Reason::NoName => {
                "has an equals sign and no name after it; accepted: target=NAME, or target where the name is not known"
            }
        };
        if self.reason != Reason::NoName {
            Quoted(&self.value).fmt(f)?;
        }
        f.write_str(reason)
    }
}

impl std::error::Error for ClusterError {}

/// The clusters of one deployment that are to be repaired, each once: management, then targets and load balancers in the
/// order given.
///
/// The default is what a person who names none most likely has: the management cluster and one target of unknown name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clusters {
    management: bool,
    targets: Vec<Option<ClusterName>>,
    load_balancers: Vec<Option<ClusterName>>,
    /// The place of each target and load balancer in its list, in the order of kinds and names: a deployment may have thousands,
    /// so that none is searched for by looking at all.
    sorted: Vec<(ClusterKind, usize)>,
    merged: bool,
    names: Names,
}

/// What a decision asks of the names, answered once: names are compared nowhere else on the way to an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Names {
    one_is_missing: bool,
    one_has_a_hyphen: bool,
    a_load_balancer_is_alone: bool,
}

impl Names {
    fn of(clusters: &Clusters) -> Self {
        let alone = || clusters.lone_load_balancers();
        Self {
            one_is_missing: clusters.targets.contains(&None) || alone().any(|name| name.is_none()),
            one_has_a_hyphen: clusters.names().flatten().any(ClusterName::has_hyphen),
            a_load_balancer_is_alone: alone().next().is_some(),
        }
    }
}

impl Clusters {
    /// Whether the management cluster is one of them.
    pub const fn has_management(&self) -> bool {
        self.management
    }

    /// The names of the targets; `None` for one whose name is not known.
    pub fn targets(&self) -> &[Option<ClusterName>] {
        &self.targets
    }

    /// The names of the targets whose load balancers are meant; `None` means that of every chosen target.
    pub fn load_balancers(&self) -> &[Option<ClusterName>] {
        &self.load_balancers
    }

    /// Whether a cluster was given twice.
    pub const fn were_merged(&self) -> bool {
        self.merged
    }

    /// Whether the load balancer of that target is meant.
    pub fn has_load_balancer_of(&self, target: Option<&ClusterName>) -> bool {
        self.contains(ClusterKind::LoadBalancer, None) || self.contains(ClusterKind::LoadBalancer, target)
    }

    /// The load balancers whose target was not chosen.
    pub fn lone_load_balancers(&self) -> impl Iterator<Item = Option<&ClusterName>> {
        self.load_balancers.iter().map(Option::as_ref).filter(|of| match of {
            None => self.targets.is_empty(),
            Some(_) => !self.contains(ClusterKind::Target, *of),
        })
    }

    /// Whether there is a load balancer whose target was not chosen.
    pub const fn have_lone_load_balancer(&self) -> bool {
        self.names.a_load_balancer_is_alone
    }

    /// Whether a call would carry a placeholder: a target without a name, or a load balancer that has none to take it from.
    pub const fn lack_a_name(&self) -> bool {
        self.names.one_is_missing
    }

    /// Whether a name has a hyphen, which the product accepts and warns of.
    pub const fn have_hyphen(&self) -> bool {
        self.names.one_has_a_hyphen
    }

    /// Every name that was given, some twice.
    pub fn names(&self) -> impl Iterator<Item = Option<&ClusterName>> {
        self.targets.iter().chain(&self.load_balancers).map(Option::as_ref)
    }

    /// Every cluster: management, targets, load balancers.
    pub fn iter(&self) -> impl Iterator<Item = (ClusterKind, Option<&ClusterName>)> {
        (0..).map_while(|place| self.at(place))
    }

    fn at(&self, place: usize) -> Option<(ClusterKind, Option<&ClusterName>)> {
        let Some(place) = place.checked_sub(self.management.into()) else {
            return Some((ClusterKind::Management, None));
        };
        match place.checked_sub(self.targets.len()) {
            None => Some((ClusterKind::Target, self.targets[place].as_ref())),
            Some(place) => Some((ClusterKind::LoadBalancer, self.load_balancers.get(place)?.as_ref())),
        }
    }

    fn of_kind(&self, kind: ClusterKind) -> &[Option<ClusterName>] {
        match kind {
            ClusterKind::Management => &[],
            ClusterKind::Target => &self.targets,
            ClusterKind::LoadBalancer => &self.load_balancers,
        }
    }

    /// Its place in the order of names, or the one that it would have.
    fn find(&self, kind: ClusterKind, name: Option<&ClusterName>) -> Result<usize, usize> {
        self.sorted.binary_search_by(|(of, place)| {
            of.cmp(&kind).then_with(|| self.of_kind(*of)[*place].as_ref().cmp(&name))
        })
    }

    fn contains(&self, kind: ClusterKind, name: Option<&ClusterName>) -> bool {
        self.find(kind, name).is_ok()
    }

    fn add(&mut self, Cluster { kind, name }: Cluster) {
        let found = self.find(kind, name.as_ref());
        let names = match kind {
            ClusterKind::Management => {
                self.merged |= std::mem::replace(&mut self.management, true);
                return;
            }
            ClusterKind::Target => &mut self.targets,
            ClusterKind::LoadBalancer => &mut self.load_balancers,
        };
        match found {
            Ok(_) => self.merged = true,
            Err(place) => {
                self.sorted.insert(place, (kind, names.len()));
                names.push(name);
            }
        }
    }
}

impl Default for Clusters {
    fn default() -> Self {
        Vec::new().into()
    }
}

/// Clusters in any order, some perhaps twice. No cluster at all gives the default.
impl FromIterator<Cluster> for Clusters {
    fn from_iter<I: IntoIterator<Item = Cluster>>(given: I) -> Self {
        given.into_iter().collect::<Vec<_>>().into()
    }
}

/// As from any other order of clusters.
impl From<Vec<Cluster>> for Clusters {
    fn from(mut given: Vec<Cluster>) -> Self {
        if given.is_empty() {
            given.push(Cluster { kind: ClusterKind::Management, name: None });
            given.push(Cluster { kind: ClusterKind::Target, name: None });
        }
        let names = Names { one_is_missing: false, one_has_a_hyphen: false, a_load_balancer_is_alone: false };
        let (targets, load_balancers, sorted) = (Vec::new(), Vec::new(), Vec::new());
        let mut clusters = Self { management: false, targets, load_balancers, sorted, merged: false, names };
        for cluster in given {
            clusters.add(cluster);
        }
        clusters.names = Names::of(&clusters);
        clusters
    }
}

impl ClusterKind {
    /// The kind as it is typed on a command line: `load-balancer` where JSON says `load_balancer`.
    pub const fn typed(self) -> &'static str {
        match self {
            Self::Management | Self::Target => self.as_str(),
            Self::LoadBalancer => "load-balancer",
        }
    }

    /// Whether that was typed: in any case, with a hyphen or an underscore.
    fn is_typed_as(self, text: &str) -> bool {
        let is_same =
            |(typed, known): (u8, u8)| typed.eq_ignore_ascii_case(&known) || (typed == b'_' && known == b'-');
        let known = self.typed();
        text.len() == known.len() && text.bytes().zip(known.bytes()).all(is_same)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn clusters(texts: &[&str]) -> Clusters {
        texts.iter().map(|text| text.parse::<Cluster>().unwrap_or_else(|error| panic!("{error}"))).collect()
    }

    #[test]
    fn kinds_are_read_in_any_case_and_names_are_not() {
        let cluster = "Load-Balancer=prod".parse::<Cluster>().unwrap();
        assert_eq!(cluster.kind(), ClusterKind::LoadBalancer);
        assert_eq!(cluster.name().map(ClusterName::as_str), Some("prod"));
        assert_eq!("LOAD_BALANCER".parse::<Cluster>().unwrap().kind(), ClusterKind::LoadBalancer);
        for kind in ClusterKind::ALL {
            assert_eq!(kind.typed().parse::<Cluster>().unwrap().kind(), *kind);
        }
        assert_eq!(ClusterKind::LoadBalancer.typed(), "load-balancer");
        let error = "target=Prod".parse::<Cluster>().unwrap_err().to_string();
        assert!(error.starts_with("\"Prod\" is no cluster name; accepted: 2 to 63 lower-case"), "{error}");
    }

    #[test]
    fn hostile_names_are_refused() {
        let long = "a".repeat(64);
        let huge = "a".repeat(10_000);
        for name in [
            "a",
            "-a",
            "a-",
            "a b",
            "a'b",
            "a\"b",
            "$(x)",
            "a;b",
            "a\u{2013}b",
            "\u{e9}a",
            "fixCloudCredentials",
            "a\nb",
            &long,
            &huge,
        ] {
            let error = name.parse::<ClusterName>().expect_err(name).to_string();
            assert!(error.contains("accepted:") && error.len() < 250, "{error}");
        }
        assert!("a".repeat(63).parse::<ClusterName>().is_ok());
        assert_eq!(
            "management=prod".parse::<Cluster>().unwrap_err().to_string(),
            "the management cluster has no name, so \"prod\" does not fit; accepted: management"
        );
        assert!("target=".parse::<Cluster>().unwrap_err().to_string().starts_with("has an equals sign"));
        assert!(
            "node".parse::<Cluster>().unwrap_err().to_string().starts_with("\"node\" is no kind of cluster")
        );
    }

    #[test]
    fn duplicates_merge_and_the_order_stays() {
        let clusters = clusters(&["target=b2", "management", "target=a1", "target=b2", "management"]);
        assert!(clusters.were_merged());
        let names: Vec<_> =
            clusters.iter().map(|(kind, name)| (kind, name.map(ClusterName::as_str))).collect();
        assert_eq!(
            names,
            [
                (ClusterKind::Management, None),
                (ClusterKind::Target, Some("b2")),
                (ClusterKind::Target, Some("a1"))
            ]
        );
    }

    #[test]
    fn a_load_balancer_without_a_name_belongs_to_every_target() {
        let both = clusters(&["target=a1", "target=b2", "load-balancer"]);
        assert!(both.targets().iter().all(|name| both.has_load_balancer_of(name.as_ref())));
        assert_eq!(both.lone_load_balancers().count(), 0);
        let alone = clusters(&["load-balancer", "management"]);
        assert_eq!(alone.lone_load_balancers().collect::<Vec<_>>(), [None]);
        let other = clusters(&["target=a1", "load-balancer=b2"]);
        assert!(!other.has_load_balancer_of(other.targets()[0].as_ref()));
        assert_eq!(other.lone_load_balancers().count(), 1);
    }

    proptest! {
        #[test]
        fn a_name_is_kept_byte_for_byte_or_refused(text in "\\PC{0,70}|[a-z0-9-]{0,70}") {
            if let Ok(name) = text.parse::<ClusterName>() {
                prop_assert_eq!(name.as_str(), text);
            }
        }
    }
}
