//! What the collector's file tells beside certificates: power, clusters, build and last update become facts.
//!
//! The answers are text, as a person would type them, so that they go through the same readers; what a person typed wins.

use std::fmt;

use certplan_core::derived::{Origin, Told};
use certplan_core::facts::{
    ClusterName, Duration, FactsInput, LoadBalancerKind, Question, Quoted, Timestamp,
};
use certplan_core::power::{HostsOutage, PowerEvent, PowerKind, PowerLog, PowerOutage};
use serde::Deserialize;

/// The contract of the collector's file.
pub const EVIDENCE_SCHEMA: &str = "certplan/evidence/1";

/// The facts of a collector's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// The answers that the file gives.
    pub input: FactsInput,
    /// Where each answer comes from, and what could not be told.
    pub origins: Vec<Origin>,
    /// When it was written.
    pub written: Option<Timestamp>,
    /// The power log of each host that it is from.
    logs: Vec<(String, PowerLog)>,
    /// When certificates that renew themselves were issued.
    issued: Vec<Timestamp>,
}

/// Two files are of different deployments: their clusters differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "there is nothing more to say")]
pub struct OtherDeployment;

/// Why a file is not the collector's, or is of another version.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CollectedError {
    /// It is of another contract.
    Schema(String),
    /// It is no JSON of that shape; where it ends in the middle, too.
    Unreadable(String),
}

impl fmt::Display for CollectedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Schema(schema) => {
                write!(f, "schema: {} is not accepted; accepted: {EVIDENCE_SCHEMA}", Quoted(schema))
            }
            Self::Unreadable(reason) => {
                write!(f, "no file of the collector: {reason}; accepted: {EVIDENCE_SCHEMA}")
            }
        }
    }
}

impl std::error::Error for CollectedError {}

/// The optional fields of `certplan/evidence/1`; unknown ones are ignored.
#[derive(Debug, Deserialize)]
struct File {
    schema: String,
    collected_at: String,
    #[serde(default)]
    host: String,
    #[serde(default)]
    items: Vec<Item>,
    power: Option<Power>,
    #[serde(default)]
    clusters: Vec<Cluster>,
    build: Option<String>,
    updated_at: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Item {
    credential: Option<String>,
    not_before: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Power {
    since: String,
    #[serde(default)]
    events: Vec<Event>,
}

#[derive(Debug, Deserialize)]
struct Event {
    at: String,
    id: u32,
}

#[derive(Debug, Deserialize)]
struct Cluster {
    name: String,
    load_balancer_kind: Option<String>,
    kubernetes_version: Option<String>,
}

/// Reads the facts of a collector's file.
///
/// # Errors
/// It is of another contract, is cut off, or a field has another type.
pub fn collected(text: &str) -> Result<Collected, CollectedError> {
    let file: File =
        serde_json::from_str(text).map_err(|error| CollectedError::Unreadable(error.to_string()))?;
    if file.schema != EVIDENCE_SCHEMA {
        return Err(CollectedError::Schema(file.schema));
    }
    let read_at: Timestamp = file
        .collected_at
        .parse()
        .map_err(|error| CollectedError::Unreadable(format!("collected_at: {error}")))?;
    let mut collected = Collected::default();
    collected.input.at = Some(read_at.to_string());
    collected.written = Some(read_at);
    collected.issued = file.issued();
    collected.logs = file.power.iter().map(|power| (file.host.clone(), power.log(read_at))).collect();
    collected.outage();
    collected.clusters(&file.clusters);
    if let Some(build) = file.build {
        collected.answer(Question::Build, build, Told::Module);
    }
    if let Some(updated_at) = file.updated_at.and_then(|text| text.parse::<Timestamp>().ok()) {
        let age = u64::try_from(read_at.unix() - updated_at.unix()).ok().and_then(Duration::from_seconds);
        if let Some(age) = age {
            collected.answer(Question::SinceUpdate, age.to_string(), Told::Module);
        }
    }
    Ok(collected)
}

impl File {
    /// When certificates that renew themselves were issued.
    fn issued(&self) -> Vec<Timestamp> {
        let renewed =
            |item: &&Item| matches!(item.credential.as_deref(), Some("kubernetes-leaf" | "moc-client"));
        let issued = self.items.iter().filter(renewed).filter_map(|item| item.not_before.as_deref());
        issued.filter_map(|text| text.parse().ok()).collect()
    }
}

impl Power {
    fn log(&self, read_at: Timestamp) -> PowerLog {
        let events = self.events.iter().filter_map(|event| {
            Some(PowerEvent { at: event.at.parse().ok()?, kind: PowerKind::of_event(event.id)? })
        });
        let since = self.since.parse().unwrap_or(read_at);
        PowerLog { since, read_at, events: events.collect() }
    }
}

impl Collected {
    /// Answers the question for the length from the power logs.
    fn outage(&mut self) {
        let logs: Vec<_> = self.logs.iter().map(|(_, log)| log.clone()).collect();
        let Some(HostsOutage { outage, differ }) = HostsOutage::of(&logs, &self.issued) else { return };
        let what = match outage {
            PowerOutage::Over => Told::NoOutage,
            PowerOutage::NotKnown { since } => Told::LogTooShort { since },
            PowerOutage::Between { from, to } => {
                self.input.from = Some(from.to_string());
                self.input.to = Some(to.to_string());
                Told::PowerEvents { from, to }
            }
        };
        self.origins.push(Origin { question: Question::Shutdown, what });
        if differ {
            let what = Told::HostsDiffer { hosts: logs.len() };
            self.origins.push(Origin { question: Question::Shutdown, what });
        }
    }

    /// This file and another one of the same deployment as one. The later one answers; the power logs of all hosts count, and of
    /// two logs of one host the later one.
    ///
    /// # Errors
    /// Both name clusters, and not the same.
    pub fn join(self, other: Self) -> Result<Self, OtherDeployment> {
        let (one, two) = (&self.input.clusters, &other.input.clusters);
        if !one.is_empty() && !two.is_empty() && one != two {
            return Err(OtherDeployment);
        }
        let (earlier, mut later) = if self.written > other.written { (other, self) } else { (self, other) };
        for (host, log) in earlier.logs {
            if !later.logs.iter().any(|(known, _)| *known == host) {
                later.logs.push((host, log));
            }
        }
        later.issued.extend(earlier.issued);
        for origin in earlier.origins {
            let is_answered = later.origins.iter().any(|known| known.question == origin.question);
            if !is_answered && origin.question != Question::Shutdown {
                later.origins.push(origin);
            }
        }
        let (input, older) = (&mut later.input, earlier.input);
        if input.clusters.is_empty() {
            input.clusters = older.clusters;
        }
        input.build = input.build.take().or(older.build);
        input.since_update = input.since_update.take().or(older.since_update);
        input.kubernetes_version = input.kubernetes_version.take().or(older.kubernetes_version);
        input.load_balancer_kind = input.load_balancer_kind.take().or(older.load_balancer_kind);
        (input.from, input.to) = (None, None);
        later.origins.retain(|origin| origin.question != Question::Shutdown);
        later.outage();
        Ok(later)
    }

    fn clusters(&mut self, clusters: &[Cluster]) {
        if clusters.is_empty() {
            return;
        }
        self.input.clusters.push("management".to_owned());
        let mut targets = 0;
        for cluster in clusters {
            let Ok(name) = cluster.name.parse::<ClusterName>() else {
                let what = Told::NotAName(cluster.name.clone());
                self.origins.push(Origin { question: Question::Cluster, what });
                continue;
            };
            targets += 1;
            self.input.clusters.push(format!("target={name}"));
            if cluster.load_balancer_kind.as_deref() == Some(LoadBalancerKind::HaProxy.as_str()) {
                self.input.clusters.push(format!("load-balancer={name}"));
            }
        }
        self.origins.push(Origin { question: Question::Cluster, what: Told::Clusters { targets } });
        let same = |of: fn(&Cluster) -> Option<&str>| {
            let first = of(clusters.first()?)?;
            clusters.iter().all(|cluster| of(cluster) == Some(first)).then(|| first.to_owned())
        };
        if let Some(kind) = same(|cluster| cluster.load_balancer_kind.as_deref()) {
            self.answer(Question::LoadBalancerKind, kind, Told::Module);
        }
        if let Some(version) = same(|cluster| cluster.kubernetes_version.as_deref()) {
            self.answer(Question::KubernetesVersion, version, Told::Module);
        }
    }

    fn answer(&mut self, question: Question, value: String, what: Told) {
        let FactsInput { build, kubernetes_version, load_balancer_kind, since_update, .. } = &mut self.input;
        let answer = match question {
            Question::Build => build,
            Question::KubernetesVersion => kubernetes_version,
            Question::LoadBalancerKind => load_balancer_kind,
            Question::SinceUpdate => since_update,
            Question::Shutdown | Question::From | Question::To | Question::Cluster | Question::At => return,
        };
        *answer = Some(value);
        self.origins.push(Origin { question, what });
    }

    /// Whether the file says how long it was off, or that it was not.
    pub fn tells_length(&self) -> bool {
        let is_length = |what: &Told| matches!(what, Told::PowerEvents { .. } | Told::NoOutage);
        self.origins.iter().any(|origin| is_length(&origin.what))
    }

    /// The answers, with those that a person typed in their place.
    ///
    /// A typed length or date takes the place of the whole outage. Clusters are taken as typed where any were.
    #[must_use]
    pub fn under(self, typed: FactsInput) -> FactsInput {
        let mut input = self.input;
        let outage_is_typed = typed.shutdown.is_some() || typed.from.is_some() || typed.to.is_some();
        if outage_is_typed {
            (input.shutdown, input.from, input.to) = (typed.shutdown, typed.from, typed.to);
        }
        if !typed.clusters.is_empty() {
            input.clusters = typed.clusters;
        }
        FactsInput {
            since_update: typed.since_update.or(input.since_update),
            build: typed.build.or(input.build),
            kubernetes_version: typed.kubernetes_version.or(input.kubernetes_version),
            load_balancer_kind: typed.load_balancer_kind.or(input.load_balancer_kind),
            at: typed.at.or(input.at),
            zone: typed.zone.or(input.zone),
            shutdown: input.shutdown,
            from: input.from,
            to: input.to,
            clusters: input.clusters,
        }
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::Utc;

    use super::*;

    const FILE: &str = r#"{"schema":"certplan/evidence/1","collected_at":"2026-11-30T12:00:00Z","host":"NODE1",
        "power":{"since":"2026-01-01T00:00:00Z","events":[
            {"at":"2026-10-16T11:00:00Z","id":6006},{"at":"2026-11-30T10:00:00Z","id":6005},
            {"at":"2026-11-30T10:30:00Z","id":6006},{"at":"2026-11-30T10:35:00Z","id":6005},{"at":"x","id":6005},
            {"at":"2026-11-30T11:00:00Z","id":7036}]},
        "clusters":[{"name":"prod","load_balancer_kind":"haproxy","kubernetes_version":"v1.29.4"},{"name":"Bad Name"}],
        "build":"1.0.24.11029","updated_at":"2026-09-16T11:00:00Z","items":[],"unread":[]}"#;

    #[test]
    fn a_file_answers_every_question_and_says_from_where() {
        let found = collected(FILE).unwrap();
        let facts = found.input.read(&Utc).unwrap();
        assert_eq!(facts.shutdown.length().unwrap().to_string(), "45d1h");
        assert_eq!(facts.since_update.unwrap().to_string(), "75d1h");
        assert_eq!(facts.build.unwrap().to_string(), "1.0.24.11029");
        let names: Vec<_> = facts.clusters.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(names, ["management", "target", "load_balancer"]);
        let not_a_name = Told::NotAName("Bad Name".to_owned());
        assert!(found.origins.iter().any(|origin| origin.what == not_a_name), "{:?}", found.origins);
    }

    #[test]
    fn what_was_typed_wins() {
        let typed = FactsInput {
            shutdown: Some("10d".to_owned()),
            clusters: vec!["target=lab".to_owned()],
            ..FactsInput::default()
        };
        let facts = collected(FILE).unwrap().under(typed).read(&Utc).unwrap();
        assert_eq!(facts.shutdown.length().unwrap().to_string(), "10d");
        assert_eq!(facts.clusters.iter().count(), 1);
        assert!(facts.build.is_some(), "what was not typed stays");
    }

    #[test]
    fn another_version_a_cut_off_file_and_a_wrong_type_are_refused() {
        for (text, reason) in [
            (FILE.replace("evidence/1", "evidence/2"), "schema: \"certplan/evidence/2\" is not accepted"),
            (FILE[..200].to_owned(), "no file of the collector: EOF"),
            (FILE.replace("2026-11-30T12:00:00Z", "soon"), "no file of the collector: collected_at"),
        ] {
            let error = collected(&text).unwrap_err().to_string();
            assert!(error.starts_with(reason), "{error}");
        }
    }

    /// The file of another host, which stopped two days earlier and was read an hour later.
    fn of_another_host() -> String {
        FILE.replace("NODE1", "NODE2")
            .replace("2026-10-16T11", "2026-10-14T11")
            .replace("T12:00:00Z", "T13:00:00Z")
    }

    #[test]
    fn the_logs_of_two_hosts_give_the_longest_outage_and_say_that_they_differ() {
        let (one, two) = (collected(FILE).unwrap(), collected(&of_another_host()).unwrap());
        for joined in [one.clone().join(two.clone()).unwrap(), two.join(one.clone()).unwrap()] {
            let facts = joined.input.read(&Utc).unwrap();
            assert_eq!(facts.shutdown.length().unwrap().to_string(), "47d2h");
            assert!(joined.origins.iter().any(|origin| origin.what == Told::HostsDiffer { hosts: 2 }));
            assert!(joined.tells_length());
        }
        // The same host again: the later log counts, and nothing differs.
        let again = collected(&of_another_host().replace("NODE2", "NODE1")).unwrap();
        let joined = one.clone().join(again).unwrap();
        assert_eq!(joined.input.read(&Utc).unwrap().shutdown.length().unwrap().to_string(), "47d2h");
        assert!(!joined.origins.iter().any(|origin| matches!(origin.what, Told::HostsDiffer { .. })));
        let other = collected(&FILE.replace("prod", "shop")).unwrap();
        assert_eq!(one.join(other), Err(OtherDeployment));
    }

    #[test]
    fn a_host_whose_log_does_not_reach_back_leaves_the_answer_to_the_others() {
        let short =
            of_another_host().replace("2026-01-01", "2026-11-30").replace("2026-10-14T11", "2027-10-14T11");
        let (one, short) = (collected(FILE).unwrap(), collected(&short).unwrap());
        assert!(!short.tells_length(), "{:?}", short.origins);
        let joined = short.join(one).unwrap();
        assert_eq!(joined.input.read(&Utc).unwrap().shutdown.length().unwrap().to_string(), "45d2h");
    }

    #[test]
    fn a_file_of_today_without_the_new_fields_answers_only_when() {
        let text = r#"{"schema":"certplan/evidence/1","collected_at":"2026-01-01T00:00:00Z","host":"N","items":[],"unread":[]}"#;
        let found = collected(text).unwrap();
        assert_eq!(
            found.input,
            FactsInput { at: Some("2026-01-01T00:00:00Z".to_owned()), ..FactsInput::default() }
        );
        assert!(found.origins.is_empty());
    }
}
