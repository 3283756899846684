//! The permalink: facts as a URL's fragment, which no server ever sees.
//!
//! `#/MODE?` and then the facts, as in `#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target&build=unknown`: keys named by question, lengths in
//! seconds, everything explicit, one order. Names of clusters are left out unless they are asked for.

use std::borrow::Cow;
use std::fmt::Display;

use certplan_core::Facts;
use certplan_core::closed::Closed;
use certplan_core::facts::{
    Answers, Cluster, ClusterKind, Clusters, Duration, Quoted, Shutdown, Utc, is_zone_name, number,
};
pub use certplan_core::mode::Mode;
use certplan_core::source::RULES_VERSION;
use percent_encoding::percent_decode_str;

/// What every link of this page begins with; no id on the page can look like it.
const PREFIX: &str = "#/";

/// The version of this grammar.
const GRAMMAR: u32 = 1;

/// The link of these facts, with or without the names of clusters.
pub fn write(mode: Mode, facts: &Facts, names: bool) -> String {
    if mode.is_tool() {
        return format!("{PREFIX}{}", mode.as_str());
    }
    // Dates of real credentials are in no link.
    let Facts {
        shutdown,
        since_update,
        clusters: _,
        build,
        kubernetes_version,
        load_balancer_kind,
        zone,
        at,
        evidence: _,
    } = facts;
    let mut link = format!("{PREFIX}{}?v={GRAMMAR}&rules={RULES_VERSION}", mode.as_str());
    let mut add = |key: &str, value: &dyn Display| {
        link.extend(["&", key, "=", &value.to_string()]);
    };
    match shutdown {
        Shutdown::None => add("off", &"none"),
        Shutdown::Unknown => add("off", &UNKNOWN),
        Shutdown::Lasted(duration) => add("off", &duration.seconds()),
        Shutdown::Between(span) => {
            add("from", &span.from());
            add("to", &span.to());
        }
    }
    match since_update {
        Some(age) => add("updated", &age.seconds()),
        None => add("updated", &UNKNOWN),
    }
    for (kind, name) in shown(facts, names).iter() {
        match name {
            Some(name) => add("c", &format_args!("{}.{name}", kind.typed())),
            None => add("c", &kind.typed()),
        }
    }
    match build {
        Some(build) => add("build", build),
        None => add("build", &UNKNOWN),
    }
    if let Some(version) = kubernetes_version {
        add("kubernetes", version);
    }
    if let Some(kind) = load_balancer_kind {
        add("balancer", kind);
    }
    if let Some(zone) = zone {
        add("zone", zone);
    }
    if let Some(at) = at {
        add("at", at);
    }
    link
}

/// The mode of a link that has no facts.
pub fn tool(fragment: &str) -> Option<Mode> {
    let name = fragment.strip_prefix(PREFIX)?;
    Mode::ALL.into_iter().find(|mode| mode.is_tool() && mode.as_str() == name)
}

/// The link that makes exactly this answer elsewhere: with names, and with one cluster
/// twice where one was given twice, since the answer says so.
pub fn whole(facts: &Facts) -> String {
    let mut link = write(Mode::After, facts, true);
    if facts.clusters.were_merged() {
        let mut again = String::new();
        for cluster in link.split('&').filter(|pair| pair.starts_with("c=")) {
            again = ["&", cluster].concat();
        }
        link.push_str(&again);
    }
    link
}

/// The page as one file, by the name under which it is offered.
pub const FILE: &str = "certplan.html";

/// The link to exactly this answer at `page`, an address without a fragment. `None` where dates of real certificates decide: no link
/// carries those.
pub fn whole_at(page: &str, facts: &Facts) -> Option<String> {
    facts.evidence.is_empty().then(|| [page, &whole(facts)].concat())
}

/// The facts as a link without names carries them: each kind of cluster once, without a name.
#[must_use]
pub fn redact(facts: &Facts) -> Facts {
    Facts { clusters: shown(facts, false), ..facts.clone() }
}

fn shown(facts: &Facts, names: bool) -> Clusters {
    let mut shown = Vec::new();
    let mut seen = [false; ClusterKind::ALL.len()];
    for (kind, name) in facts.clusters.iter() {
        let seen = core::mem::replace(&mut seen[kind.index()], true);
        if names || !seen {
            shown.extend(Cluster::new(kind, name.filter(|_| names).cloned()));
        }
    }
    shown.into()
}

/// What a link says, and what about it a reader must be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// What is asked.
    pub mode: Mode,
    /// The facts.
    pub facts: Facts,
    /// What to tell: an unknown key, another rule-set.
    pub notices: Vec<String>,
}

/// Reads a fragment. `None` where it is no link of this grammar at all.
///
/// # Errors
///
/// Where it is one, and something in it is wrong: in words.
pub fn parse(fragment: &str) -> Option<Result<Linked, String>> {
    let (mode, query) = fragment.strip_prefix(PREFIX)?.split_once('?')?;
    let mode = Mode::ALL.into_iter().find(|known| known.as_str() == mode && !known.is_tool())?;
    Some(read(mode, query))
}

fn read(mode: Mode, query: &str) -> Result<Linked, String> {
    let mut pairs = Vec::new();
    for pair in query.split('&') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = decoded(value);
        pairs.push((key, if key == "c" { named(value) } else { value }));
    }
    let mut notices = Vec::new();
    let mut given = Given::default();
    for (key, value) in &pairs {
        let value = value.as_str();
        match *key {
            "v" if value == GRAMMAR.to_string() => given.version = true,
            "v" => {
                return Err(format!(
                    "This link is of version {}, and this page reads version {GRAMMAR}. Open it with a newer Certplan.",
                    Quoted(value)
                ));
            }
            "rules" if value == RULES_VERSION.to_string() => {}
            "rules" => notices.push(format!(
                "This link was made under rule-set {}; the answer is that of rule-set {RULES_VERSION}.",
                Quoted(value)
            )),
            "off" => given.off = Some(value),
            "updated" => given.updated = Some(value),
            "from" => given.input.from = Some(value),
            "to" => given.input.to = Some(value),
            "c" => given.input.clusters.push(value),
            "build" => given.build = Some(value),
            "kubernetes" => given.input.kubernetes_version = Some(value),
            "balancer" => given.input.load_balancer_kind = Some(value),
            "zone" => given.zone = Some(value).filter(|value| is_zone_name(value)),
            "at" => given.input.at = Some(value),
            _ => notices.push(format!("This link has a part that this page does not know: {}.", Quoted(key))),
        }
    }
    if !given.version {
        return Err("This link does not say its version.".into());
    }
    let missing = given.missing();
    if !missing.is_empty() {
        notices.push(format!(
            "This link may have been cut off: it lacks {missing}. Compare the questions with the original."
        ));
    }
    Ok(Linked { mode, facts: given.read()?, notices })
}

/// What the keys of a link held.
#[derive(Default)]
struct Given<'l> {
    version: bool,
    /// In seconds, `none` or `unknown`.
    off: Option<&'l str>,
    /// In seconds, or `unknown`.
    updated: Option<&'l str>,
    /// The build, or `unknown`.
    build: Option<&'l str>,
    zone: Option<&'l str>,
    /// What a link writes as a person does.
    input: Answers<'l>,
}

impl Given<'_> {
    /// The keys that every link has, and this one has not.
    fn missing(&self) -> String {
        let keys = [
            (self.updated.is_some(), "updated"),
            (!self.input.clusters.is_empty(), "c"),
            (self.build.is_some(), "build"),
        ];
        let missing: Vec<_> =
            keys.into_iter().filter(|(is_there, _)| !is_there).map(|(_, key)| key).collect();
        missing.join(", ")
    }

    fn read(self) -> Result<Facts, String> {
        match (self.off, self.input.from, self.input.to) {
            (Some(_), None, None) | (None, Some(_), Some(_)) => {}
            // Without a length the answer would be that nothing was switched off.
            _ => {
                return Err("This link must say how long it was off, once: as off, or as from and to. It may have been cut off."
                    .into());
            }
        }
        let input = Answers {
            shutdown: self.off.filter(|off| *off == UNKNOWN),
            build: self.build.filter(|build| *build != UNKNOWN),
            ..self.input
        };
        let mut facts = input.read(&Utc).map_err(|errors| {
            let errors: Vec<_> =
                errors.iter().map(|error| format!("In this link {}: {error}.", error.question())).collect();
            errors.join(" ")
        })?;
        if let Some(seconds) = self.off.filter(|off| *off != "none" && *off != UNKNOWN) {
            facts.shutdown = Shutdown::Lasted(length("off", seconds)?);
        }
        if let Some(seconds) = self.updated.filter(|updated| *updated != UNKNOWN) {
            facts.since_update = Some(length("updated", seconds)?);
        }
        facts.zone = self.zone.map(String::from);
        Ok(facts)
    }
}

/// What a link says where nobody knows.
const UNKNOWN: &str = "unknown";

fn length(key: &str, seconds: &str) -> Result<Duration, String> {
    number(seconds).and_then(Duration::from_seconds).ok_or_else(|| {
        let (seconds, max) = (Quoted(seconds), Duration::MAX.seconds());
        format!("In this link {key}: {seconds} is no length; accepted: 0 to {max} seconds.")
    })
}

/// A cluster of a link as it is typed: with an equals sign before its name.
fn named(cluster: String) -> String {
    match cluster.split_once('.') {
        Some((kind, name)) => format!("{kind}={name}"),
        None => cluster,
    }
}

/// Programs that pass links on may have encoded a colon, an equals sign or a full stop; what is not UTF-8 stays as it is.
fn decoded(value: &str) -> String {
    percent_decode_str(value).decode_utf8().map_or_else(|_| value.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Build, KubernetesVersion, LoadBalancerKind, Moment, Span, Timestamp};
    use proptest::prelude::*;

    use super::*;

    fn facts() -> impl Strategy<Value = Facts> {
        let length =
            (0..=Duration::MAX.seconds()).prop_map(|seconds| Duration::from_seconds(seconds).unwrap());
        let instant = (0..4_000_000_000_i64).prop_map(|unix| Timestamp::from_unix(unix).unwrap());
        let span = (instant.clone(), 0..3_000_000_000_i64).prop_filter_map("a span", |(from, more)| {
            Span::new(Moment::Timestamp(from), Moment::Timestamp(Timestamp::from_unix(from.unix() + more)?))
                .ok()
        });
        let dates = (0..20_000_i64, 0..36_500_i64).prop_filter_map("dates", |(day, more)| {
            let date = |day: i64| Some(Moment::Date(Timestamp::from_unix(day * 86_400)?.civil().date()));
            Span::new(date(day)?, date(day + more)?).ok()
        });
        let shutdown = prop_oneof![
            Just(Shutdown::None),
            Just(Shutdown::Unknown),
            length.clone().prop_map(Shutdown::Lasted),
            span.prop_map(Shutdown::Between),
            dates.prop_map(Shutdown::Between)
        ];
        let cluster = ("[a-z0-9]([a-z0-9-]{0,8})[a-z0-9]", any::<bool>(), 0..3_usize).prop_map(
            |(name, named, kind)| {
                let kind = ClusterKind::ALL[kind];
                let name = (named && kind != ClusterKind::Management).then(|| name.parse().unwrap());
                Cluster::new(kind, name).unwrap()
            },
        );
        // Clusters that were given twice are merged before a link is written.
        let clusters = prop::collection::vec(cluster, 0..5)
            .prop_map(|given| given.into_iter().collect::<Clusters>())
            .prop_filter("merged", |clusters| !clusters.were_merged());
        let build = prop::option::of(Just("1.0.24.11029".parse::<Build>().unwrap()));
        let zone = prop::option::of(Just("Europe/Berlin".to_owned()));
        let version = prop::option::of(Just("1.29.4".parse::<KubernetesVersion>().unwrap()));
        let kind =
            prop::option::of((0..LoadBalancerKind::ALL.len()).prop_map(|kind| LoadBalancerKind::ALL[kind]));
        let known = (build, version, kind);
        (shutdown, prop::option::of(length), clusters, known, zone, prop::option::of(instant)).prop_map(
            |(shutdown, since_update, clusters, known, zone, at)| {
                let (build, kubernetes_version, load_balancer_kind) = known;
                Facts {
                    shutdown,
                    since_update,
                    clusters,
                    build,
                    kubernetes_version,
                    load_balancer_kind,
                    zone,
                    at,
                    evidence: Vec::new(),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn a_link_with_names_carries_everything(facts in facts()) {
            let linked = parse(&write(Mode::After, &facts, true)).unwrap().unwrap();
            prop_assert_eq!(&linked.facts, &facts);
            prop_assert!(linked.notices.is_empty());
        }

        #[test]
        fn a_link_without_names_carries_everything_else(facts in facts()) {
            let linked = parse(&write(Mode::After, &facts, false)).unwrap().unwrap();
            prop_assert_eq!(&linked.facts, &redact(&facts));
            prop_assert!(linked.facts.clusters.names().all(|name| name.is_none()));
        }

        #[test]
        fn any_fragment_is_read_or_refused(text in "\\PC{0,80}") {
            let _ = parse(&format!("{PREFIX}v=1&{text}"));
            let _ = parse(&text);
        }
    }

    #[test]
    fn old_links_stay_readable() {
        for line in include_str!("../tests/links.txt").lines().filter(|line| line.starts_with('#')) {
            let linked = parse(line).unwrap_or_else(|| panic!("no link: {line}"));
            assert!(linked.is_ok(), "{line} gives {linked:?}");
        }
    }

    #[test]
    fn what_a_reader_must_be_told_is_told() {
        let linked = parse("#/after?v=1&rules=0&off=86400&updated=unknown&c=target&build=unknown&color=red")
            .unwrap()
            .unwrap();
        assert_eq!(linked.notices.len(), 2);
        assert!(linked.notices[0].contains("rule-set \"0\""));
        assert!(linked.notices[1].contains("\"color\""));
        assert!(parse("#/after?v=2&off=1").unwrap().unwrap_err().contains("newer Certplan"));
        assert!(parse("#/after?v=1&off=-5").unwrap().unwrap_err().contains("no length"));
        assert!(parse("#/after?v=1&off=1&c=target.A").unwrap().unwrap_err().contains("no cluster name"));
        assert_eq!(parse("#cases"), None);
    }

    #[test]
    fn a_mode_without_facts_has_a_link_of_its_name_alone() {
        for mode in Mode::ALL.into_iter().filter(|mode| mode.is_tool()) {
            let link = write(mode, &Facts::default(), true);
            assert_eq!((link.as_str(), tool(&link)), (format!("#/{}", mode.as_str()).as_str(), Some(mode)));
            assert_eq!(parse(&link), None);
            assert_eq!(parse(&format!("{link}?v=1&off=1")), None);
        }
        assert_eq!(tool("#/after"), None);
    }

    #[test]
    fn a_link_that_was_cut_off_is_no_quiet_answer() {
        let whole = "#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target&build=unknown";
        assert_eq!(parse(whole).unwrap().unwrap().notices, [""; 0]);
        for (end, _) in whole.match_indices('&') {
            match parse(&whole[..end]).unwrap() {
                Ok(linked) => assert!(linked.notices[0].contains("cut off"), "{}", &whole[..end]),
                Err(reason) => assert!(reason.contains("how long") || reason.contains("version"), "{reason}"),
            }
        }
        for contradiction in ["&from=2026-01-01&to=2026-01-02", "&to=2026-01-02"] {
            assert!(parse(&format!("{whole}{contradiction}")).unwrap().is_err());
        }
    }

    #[test]
    fn an_encoded_link_is_the_same_link() {
        let plain = parse("#/after?v=1&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z").unwrap();
        assert_eq!(
            parse("#/after?v=1&from=2026-01-01T00%3A00%3A00Z&to=2026-02-01T00%3A00%3a00Z").unwrap(),
            plain
        );
    }
}
