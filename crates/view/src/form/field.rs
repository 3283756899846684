//! The fields of the form, by name.

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// How the length is given.
    How,
    /// A field with a text.
    Text(Text),
    /// A box to tick.
    Tick(Tick),
}

/// A field with a text; its name is its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// The length without its unit, or a whole length such as `1d12h`.
    Amount,
    /// The unit of a bare number: `d`, `h`, `w` or `m`.
    Unit,
    /// Since when: a date, or any moment where moments are typed as text.
    From,
    /// The time of that date; empty where it is not known.
    FromTime,
    /// Until when, in the same way.
    To,
    /// The time of that date.
    ToTime,
    /// The names of the targets, with spaces or commas between them; empty where they are not known.
    Targets,
    /// The targets whose load balancers are meant; empty means every chosen one.
    Balancers,
    /// How long ago the last update was; empty where it is not known.
    Updated,
    /// The unit of a bare number.
    UpdatedUnit,
    /// The build; empty where it is not known.
    Build,
    /// The version of Kubernetes; empty where it is not known.
    KubernetesVersion,
    /// The kind of load balancer; empty where it is not known.
    LoadBalancerKind,
}

/// A box to tick; its name is its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Whether moments are typed as text instead of being picked.
    AsText,
    /// Whether the management cluster is to be repaired.
    Management,
    /// Whether target clusters are.
    Target,
    /// Whether load balancers are.
    Balancer,
}

/// What a field is about: a person who moves inside one topic has not answered it yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// How long it was off.
    Duration,
    /// Whether both times are there, which can be judged only after the last of them.
    Times,
    /// The clusters.
    Clusters,
    /// The last update.
    Update,
    /// The build.
    Build,
    /// The version of Kubernetes.
    KubernetesVersion,
    /// The kind of load balancer.
    LoadBalancerKind,
}

impl Field {
    /// The field of that name.
    pub fn named(name: &str) -> Option<Self> {
        let text = Text::ALL.into_iter().find(|text| text.id() == name).map(Self::Text);
        let tick = || Tick::ALL.into_iter().find(|tick| tick.id() == name).map(Self::Tick);
        text.or_else(tick).or_else(|| (name == "how").then_some(Self::How))
    }

    /// What it is about.
    pub const fn topic(self) -> Topic {
        match self {
            Self::How | Self::Tick(Tick::AsText) => Topic::Duration,
            Self::Tick(_) => Topic::Clusters,
            Self::Text(text) => text.topic(),
        }
    }
}

impl Text {
    /// Every field with a text, in the order of the form.
    pub const ALL: [Self; 13] = [
        Self::Amount,
        Self::Unit,
        Self::From,
        Self::FromTime,
        Self::To,
        Self::ToTime,
        Self::Targets,
        Self::Balancers,
        Self::Updated,
        Self::UpdatedUnit,
        Self::Build,
        Self::KubernetesVersion,
        Self::LoadBalancerKind,
    ];

    /// Its name and id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Unit => "unit",
            Self::From => "from",
            Self::FromTime => "from-time",
            Self::To => "to",
            Self::ToTime => "to-time",
            Self::Targets => "targets",
            Self::Balancers => "balancers",
            Self::Updated => "updated",
            Self::UpdatedUnit => "updated-unit",
            Self::Build => "build",
            Self::KubernetesVersion => "kubernetes-version",
            Self::LoadBalancerKind => "load-balancer-kind",
        }
    }

    /// Whether it is typed, so that it can be wrong; units and kinds are chosen.
    pub const fn is_typed(self) -> bool {
        !matches!(self, Self::Unit | Self::UpdatedUnit | Self::LoadBalancerKind)
    }

    /// What it is about.
    pub const fn topic(self) -> Topic {
        match self {
            Self::Amount | Self::Unit | Self::From | Self::FromTime | Self::To => Topic::Duration,
            Self::ToTime => Topic::Times,
            Self::Targets | Self::Balancers => Topic::Clusters,
            Self::Updated | Self::UpdatedUnit => Topic::Update,
            Self::Build => Topic::Build,
            Self::KubernetesVersion => Topic::KubernetesVersion,
            Self::LoadBalancerKind => Topic::LoadBalancerKind,
        }
    }
}

impl Tick {
    /// Every box.
    pub const ALL: [Self; 4] = [Self::AsText, Self::Management, Self::Target, Self::Balancer];

    /// Its name and id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::AsText => "as-text",
            Self::Management => "management",
            Self::Target => "target",
            Self::Balancer => "balancer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_by_its_name() {
        for text in Text::ALL {
            assert_eq!(Field::named(text.id()), Some(Field::Text(text)));
        }
        for tick in Tick::ALL {
            assert_eq!(Field::named(tick.id()), Some(Field::Tick(tick)));
        }
        assert_eq!(Field::named("how"), Some(Field::How));
        assert_eq!(Field::named("names"), None);
    }

    #[test]
    fn texts_are_in_the_order_of_their_places() {
        assert!(Text::ALL.iter().enumerate().all(|(place, text)| *text as usize == place));
    }
}
