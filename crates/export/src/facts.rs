//! Reading `certplan/facts/1`.

use core::fmt;

use certplan_core::Facts;
use certplan_core::closed::Closed;
use certplan_core::facts::{
    Answers, ClusterName, Duration, FactError, Quoted, Shutdown, Timestamp, Utc, is_zone_name,
};
use certplan_core::lifecycle::{CredentialId, Evidence};
use serde::Deserialize;

/// The facts of a JSON text.
///
/// Unknown fields are passed over, since new ones may appear within a version.
///
/// # Errors
///
/// Where the text is no JSON, is of another contract, or a value is wrong: the field, the value and what is accepted.
///
/// # Example: a length in seconds
///
/// ```
/// let facts = certplan_export::facts::read(r#"{"schema": "certplan/facts/1", "shutdown_seconds": 864000}"#).unwrap();
/// assert_eq!(facts.shutdown.length().unwrap().to_string(), "10d");
/// ```
pub fn read(json: &str) -> Result<Facts, FactsError> {
    let given: Given = serde_json::from_str(json).map_err(|error| {
        // The message may repeat a value of any length.
        FactsError::Unreadable(error.to_string().chars().take(MESSAGE).collect())
    })?;
    if given.schema != SCHEMA {
        return Err(FactsError::Schema(given.schema));
    }
    let clusters: Vec<_> = given.clusters.iter().map(GivenCluster::typed).collect();
    let clusters: Vec<_> = clusters.iter().map(String::as_str).collect();
    let answers = Answers {
        from: given.from.as_deref(),
        to: given.to.as_deref(),
        clusters: &clusters,
        build: given.build.as_deref(),
        at: given.at.as_deref(),
        ..Answers::default()
    };
    let mut facts = answers.read(&Utc).map_err(FactsError::Wrong)?;
    // The contract's moments are instants or plain dates: what a clock showed means nothing without its zone's rules.
    if facts.zone.is_some() {
        return Err(FactsError::NoOffset);
    }
    if given.shutdown_unknown && (given.shutdown_seconds.is_some() || facts.shutdown != Shutdown::None) {
        return Err(FactsError::KnownAndUnknown);
    }
    facts.since_update = length("since_update_seconds", given.since_update_seconds)?;
    facts.zone = given.zone.map(zone).transpose()?;
    facts.evidence = given
        .evidence
        .into_iter()
        .enumerate()
        .map(|(place, item)| item.read(place))
        .collect::<Result<_, _>>()?;
    facts.shutdown = match (length("shutdown_seconds", given.shutdown_seconds)?, facts.shutdown) {
        (None, Shutdown::None) if given.shutdown_unknown => Shutdown::Unknown,
        (None, shutdown) => shutdown,
        (Some(length), Shutdown::None) => Shutdown::Lasted(length),
        (Some(length), shutdown) if shutdown.length() == Some(length) => shutdown,
        (Some(length), shutdown) => {
            let between = shutdown.length().unwrap_or_default();
            return Err(FactsError::Contradiction { given: length, between });
        }
    };
    Ok(facts)
}

/// The most characters of the JSON reader's own message that an error repeats.
const MESSAGE: usize = 160;

const SCHEMA: &str = "certplan/facts/1";

/// `certplan/facts/1`: what an answer depends on. Everything but the name of the contract may be left out.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Given {
    /// Always `certplan/facts/1`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = SCHEMA)))]
    schema: String,
    /// The length of the shutdown in seconds; null where nothing was switched off or the length is not known.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(range(max = Duration::MOST.seconds())))]
    shutdown_seconds: Option<u64>,
    /// True where something was switched off and nobody knows for how long.
    #[serde(default)]
    shutdown_unknown: bool,
    /// When it began: an instant with its offset or a plain date.
    from: Option<String>,
    /// When it ended.
    to: Option<String>,
    /// The zone in which date-times without an offset were read.
    zone: Option<String>,
    /// The time since the last update in seconds; null where it is not known.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(range(max = Duration::MOST.seconds())))]
    since_update_seconds: Option<u64>,
    /// The clusters that are to be repaired.
    #[serde(default)]
    clusters: Vec<GivenCluster>,
    /// The build; absent where it is not known.
    build: Option<String>,
    /// Now, where the answer depends on it.
    at: Option<String>,
    /// The dates of real credentials.
    #[serde(default)]
    evidence: Vec<GivenEvidence>,
}

/// The dates of a real credential.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct GivenEvidence {
    /// Which credential it is.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::names::<CredentialId>"))]
    credential: String,
    /// The target cluster it belongs to; absent where it belongs to the hosts or the management cluster.
    cluster: Option<String>,
    /// From when it is valid: an instant with its offset.
    not_before: Option<String>,
    /// The last second of its validity.
    not_after: String,
    /// Where it was read.
    #[serde(default)]
    origin: String,
}

impl GivenEvidence {
    fn read(self, place: usize) -> Result<Evidence, FactsError> {
        let refused = |reason: String| FactsError::Evidence { place, reason };
        let instant = |text: &str| text.parse::<Timestamp>().map_err(|error| refused(error.to_string()));
        let cluster = self.cluster.map(|name| name.parse::<ClusterName>()).transpose();
        Ok(Evidence {
            credential: CredentialId::from_id(&self.credential)
                .ok_or_else(|| refused(format!("{} is no credential", Quoted(&self.credential))))?,
            cluster: cluster.map_err(|error| refused(error.to_string()))?,
            not_before: self.not_before.as_deref().map(instant).transpose()?,
            not_after: instant(&self.not_after)?,
            origin: self.origin,
        })
    }
}

/// A cluster.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct GivenCluster {
    /// `management`, `target` or `load_balancer`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::facts::ClusterKind>")
    )]
    kind: String,
    /// Its name; absent where it is not known, and always for the management cluster.
    name: Option<String>,
}

impl GivenCluster {
    fn typed(&self) -> String {
        // An equals sign in a kind is part of the kind, and no kind has one.
        let kind = self.kind.replace('=', "\u{fffd}");
        match &self.name {
            Some(name) => format!("{kind}={name}"),
            None => kind,
        }
    }
}

fn length(field: &'static str, seconds: Option<u64>) -> Result<Option<Duration>, FactsError> {
    let read = |seconds| Duration::from_seconds(seconds).ok_or(FactsError::TooLong { field, seconds });
    seconds.map(read).transpose()
}

fn zone(name: String) -> Result<String, FactsError> {
    if is_zone_name(&name) { Ok(name) } else { Err(FactsError::Zone(name)) }
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
                write!(f, "schema: {} is not accepted; accepted: {SCHEMA}", Quoted(schema))
            }
            Self::TooLong { field, seconds } => {
                write!(f, "{field}: {seconds} is above 36500 days; accepted: 0 to {}", Duration::MOST.seconds())
            }
            Self::Unreadable(reason) => write!(f, "no facts in JSON: {reason}; accepted: {SCHEMA}"),
            Self::Wrong(errors) => {
                for (place, error) in errors.iter().enumerate() {
                    let separator = if place == 0 { "" } else { "; " };
                    write!(f, "{separator}{}: {error}", error.question())?;
                }
                Ok(())
            }
            Self::Zone(zone) => {
                write!(f, "zone: {} is no name of a zone; accepted: such as Europe/Berlin", Quoted(zone))
            }
        }
    }
}

impl core::error::Error for FactsError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(fields: &str, reason: &str) {
        let error =
            read(&format!("{{\"schema\": \"certplan/facts/1\"{fields}}}")).expect_err(fields).to_string();
        assert!(error.starts_with(reason), "{fields} gives: {error}");
    }

    #[test]
    fn wrong_values_are_named_with_their_field() {
        refused(", \"shutdown_seconds\": 3153600001", "shutdown_seconds: 3153600001 is above 36500 days");
        refused(", \"shutdown_seconds\": -1", "no facts in JSON: invalid value: integer `-1`");
        refused(", \"evidence\": [1]", "no facts in JSON: invalid type: integer `1`");
        for (item, reason) in [
            (
                "\"credential\": \"x\", \"not_after\": \"2026-01-01T00:00:00Z\"",
                "evidence[0]: \"x\" is no credential",
            ),
            (
                "\"credential\": \"moc-client\", \"not_after\": \"2026-01-01\"",
                "evidence[0]: \"2026-01-01\" has no offset",
            ),
            (
                "\"credential\": \"moc-client\", \"not_after\": \"2026-01-01T00:00:00Z\", \"cluster\": \"A\"",
                "evidence[0]: \"A\"",
            ),
        ] {
            refused(&format!(", \"evidence\": [{{{item}}}]"), reason);
        }
        refused(", \"zone\": \"<b>\"", "zone: \"<b>\" is no name of a zone");
        refused(
            ", \"shutdown_unknown\": true, \"shutdown_seconds\": 5",
            "shutdown_unknown: true does not fit",
        );
        refused(
            ", \"from\": \"2026-10-20T10:00\", \"to\": \"2026-11-19T10:00\"",
            "from, to, at: a date-time has no offset",
        );
        refused(", \"clusters\": [{\"kind\": \"target=a1\"}]", "cluster: \"target");
        refused(", \"clusters\": [{\"kind\": \"node\"}]", "cluster: \"node\" is no kind of cluster");
        refused(
            ", \"shutdown_seconds\": 1, \"from\": \"2026-01-01\", \"to\": \"2026-01-03\"",
            "shutdown_seconds: 1 does not fit from and to, which are 172800 seconds apart",
        );
        assert!(
            read("{\"schema\": \"other/1\"}").unwrap_err().to_string().starts_with("schema: \"other/1\"")
        );
        assert!(read("not json").unwrap_err().to_string().starts_with("no facts in JSON"));
    }

    #[test]
    fn unknown_fields_are_passed_over() {
        let facts = read("{\"schema\": \"certplan/facts/1\", \"later\": {\"x\": 1}}").unwrap();
        assert_eq!(facts, Facts::default());
    }
}
