//! `certplan/facts/1`: the facts as JSON has them, read and written by one type.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    ClusterKind, ClusterName, Duration, Evidence, FactError, Facts, FactsInput, Quoted, Shutdown, Timestamp,
    Utc, is_zone_name,
};
use crate::closed::Closed;
use crate::credential::CredentialId;

/// The name of the contract.
pub const FACTS_SCHEMA: &str = "certplan/facts/1";

/// `certplan/facts/1`: what an answer depends on. Everything but the name of the contract may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FactsDocument {
    /// Always `certplan/facts/1`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = FACTS_SCHEMA)))]
    pub schema: String,
    /// The length of the shutdown in seconds; null where nothing was switched off or the length is not known.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(range(max = Duration::MAX.seconds())))]
    pub shutdown_seconds: Option<u64>,
    /// True where something was switched off and the length is not known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shutdown_unknown: bool,
    /// When it began: an instant with its offset or a plain date; written in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The zone in which date-times without an offset were read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The time since the last update in seconds; null where it is not known.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(range(max = Duration::MAX.seconds())))]
    pub since_update_seconds: Option<u64>,
    /// The clusters that are to be repaired.
    #[serde(default)]
    pub clusters: Vec<ClusterDocument>,
    /// The build; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub build: Option<String>,
    /// The version of Kubernetes that the target clusters run; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kubernetes_version: Option<String>,
    /// The kind of load balancer that the target clusters have; absent where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::closed::optional_names::<super::LoadBalancerKind>")
    )]
    pub load_balancer_kind: Option<String>,
    /// Now, where the answer depends on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The dates of real credentials.
    #[serde(default)]
    pub evidence: Vec<EvidenceDocument>,
}

/// The dates of a real credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidenceDocument {
    /// Which credential it is.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::closed::names::<CredentialId>"))]
    pub credential: String,
    /// The target cluster it belongs to; absent where it belongs to the hosts or the management cluster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// From when it is valid: an instant with its offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<String>,
    /// The last second of its validity.
    pub not_after: String,
    /// Where it was read.
    #[serde(default)]
    pub origin: String,
}

/// A cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClusterDocument {
    /// `management`, `target` or `load_balancer`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::closed::names::<ClusterKind>"))]
    pub kind: String,
    /// Its name; absent where it is not known, and always for the management cluster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl FactsDocument {
    /// The facts as the contract writes them.
    pub fn new(facts: &Facts) -> Self {
        let Facts { shutdown, since_update, clusters, evidence, .. } = facts;
        let FactsInput {
            // JSON has separate fields for lengths and clusters.
            shutdown: _,
            since_update: _,
            clusters: _,
            from,
            to,
            build,
            kubernetes_version,
            load_balancer_kind,
            at,
            zone,
        } = FactsInput::from(facts);
        Self {
            schema: FACTS_SCHEMA.into(),
            shutdown_seconds: shutdown.length().map(Duration::seconds),
            shutdown_unknown: *shutdown == Shutdown::Unknown,
            from,
            to,
            zone,
            since_update_seconds: since_update.map(Duration::seconds),
            clusters: clusters.iter().map(ClusterDocument::new).collect(),
            build,
            kubernetes_version,
            load_balancer_kind,
            at,
            evidence: evidence.iter().map(EvidenceDocument::new).collect(),
        }
    }

    /// Reads the facts.
    ///
    /// # Errors
    ///
    /// Where it is of another contract, or a value is wrong: the field, the value and what is accepted.
    pub fn read(self) -> Result<Facts, FactsError> {
        let Self {
            schema,
            shutdown_seconds,
            shutdown_unknown,
            from,
            to,
            zone,
            since_update_seconds,
            clusters,
            build,
            kubernetes_version,
            load_balancer_kind,
            at,
            evidence,
        } = self;
        if schema != FACTS_SCHEMA {
            return Err(FactsError::Schema(schema));
        }
        let input = FactsInput {
            shutdown: None,
            since_update: None,
            from,
            to,
            clusters: clusters.iter().map(ClusterDocument::typed).collect(),
            build,
            kubernetes_version,
            load_balancer_kind,
            at,
            zone: None,
        };
        let mut facts = input.read(&Utc).map_err(FactsError::Wrong)?;
        // The contract's moments are instants or plain dates: a clock time means nothing without its zone's rules.
        if facts.zone.is_some() {
            return Err(FactsError::NoOffset);
        }
        let given = duration("shutdown_seconds", shutdown_seconds)?;
        facts.shutdown = match (given, facts.shutdown) {
            (None, Shutdown::None) if shutdown_unknown => Shutdown::Unknown,
            (Some(_), _) | (None, Shutdown::Between(_)) if shutdown_unknown => {
                return Err(FactsError::KnownAndUnknown);
            }
            (None, shutdown) => shutdown,
            (Some(given), Shutdown::None) => Shutdown::Lasted(given),
            (Some(given), shutdown) if shutdown.length() == Some(given) => shutdown,
            (Some(given), shutdown) => {
                let between = shutdown.length().unwrap_or_default();
                return Err(FactsError::Contradiction { given, between });
            }
        };
        facts.since_update = duration("since_update_seconds", since_update_seconds)?;
        facts.zone = match zone {
            Some(name) if !is_zone_name(&name) => return Err(FactsError::Zone(name)),
            zone => zone,
        };
        let evidence = evidence.into_iter().enumerate();
        facts.evidence = evidence.map(|(place, item)| item.read(place)).collect::<Result<_, _>>()?;
        Ok(facts)
    }
}

fn duration(field: &'static str, seconds: Option<u64>) -> Result<Option<Duration>, FactsError> {
    let read = |seconds| Duration::from_seconds(seconds).ok_or(FactsError::TooLong { field, seconds });
    seconds.map(read).transpose()
}

impl EvidenceDocument {
    fn new(evidence: &Evidence) -> Self {
        let Evidence { credential, cluster, not_before, not_after, origin } = evidence;
        Self {
            credential: credential.to_string(),
            cluster: cluster.as_ref().map(ToString::to_string),
            not_before: not_before.map(|at| at.to_string()),
            not_after: not_after.to_string(),
            origin: origin.clone(),
        }
    }

    fn read(self, place: usize) -> Result<Evidence, FactsError> {
        let Self { credential, cluster, not_before, not_after, origin } = self;
        let refused = |reason: String| FactsError::Evidence { place, reason };
        let timestamp = |text: &str| text.parse::<Timestamp>().map_err(|error| refused(error.to_string()));
        let cluster = cluster.map(|name| name.parse::<ClusterName>()).transpose();
        Ok(Evidence {
            credential: CredentialId::from_id(&credential)
                .ok_or_else(|| refused(format!("{} is no credential", Quoted(&credential))))?,
            cluster: cluster.map_err(|error| refused(error.to_string()))?,
            not_before: not_before.as_deref().map(timestamp).transpose()?,
            not_after: timestamp(&not_after)?,
            origin,
        })
    }
}

impl ClusterDocument {
    /// The cluster of that kind and name.
    pub fn new((kind, name): (ClusterKind, Option<&ClusterName>)) -> Self {
        Self { kind: kind.to_string(), name: name.map(ToString::to_string) }
    }

    fn typed(&self) -> String {
        // An equals sign in a kind is part of the kind, and no kind has one.
        let kind = self.kind.replace('=', "\u{fffd}");
        match &self.name {
            Some(name) => format!("{kind}={name}"),
            None => kind,
        }
    }
}

/// Why a text is not `certplan/facts/1`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FactsError {
    /// The length and the two moments disagree.
    Contradiction {
        /// The length as given.
        given: Duration,
        /// The length between the two moments.
        between: Duration,
    },
    /// The dates of a credential are wrong.
    Evidence {
        /// Which item, from 0.
        place: usize,
        /// Why.
        reason: String,
    },
    /// A length is given and said to be unknown.
    KnownAndUnknown,
    /// A date-time has no offset.
    NoOffset,
    /// It is of another contract.
    Schema(String),
    /// A length is above 36,500 days.
    TooLong {
        /// The field.
        field: &'static str,
        /// Its value.
        seconds: u64,
    },
    /// It is no JSON of that shape.
    Unreadable(String),
    /// Some values are wrong, each with its question.
    Wrong(Vec<FactError>),
    /// A zone has letters that no zone's name has.
    Zone(String),
}

impl fmt::Display for FactsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contradiction { given, between } => write!(
                f,
                "shutdown_seconds: {} does not fit from and to, which are {} seconds apart; accepted: one of the two, or both alike",
                given.seconds(),
                between.seconds()
            ),
            Self::Evidence { place, reason } => write!(f, "evidence[{place}]: {reason}"),
            Self::KnownAndUnknown => {
                f.write_str("shutdown_unknown: true does not fit a length; accepted: one of the two")
            }
            Self::NoOffset => f.write_str(
                "from, to, at: a date-time has no offset; accepted: 2026-12-18T16:00:00Z, with another offset, or a plain date",
            ),
            Self::Schema(schema) => {
                write!(f, "schema: {} is not accepted; accepted: {FACTS_SCHEMA}", Quoted(schema))
            }
            Self::TooLong { field, seconds } => {
                write!(f, "{field}: {seconds} is above 36500 days; accepted: 0 to {}", Duration::MAX.seconds())
            }
            Self::Unreadable(reason) => write!(f, "no facts in JSON: {reason}; accepted: {FACTS_SCHEMA}"),
            Self::Wrong(errors) => {
                let errors: Vec<_> = errors
                    .iter()
                    .map(|error| format!("{}: {error}", error.question().as_str().replace('-', "_")))
                    .collect();
                f.write_str(&errors.join("; "))
            }
            Self::Zone(zone) => {
                write!(f, "zone: {} is no name of a zone; accepted: such as Europe/Berlin", Quoted(zone))
            }
        }
    }
}

impl std::error::Error for FactsError {}
