//! The lines of the current deployment.

use std::mem;

use certplan_core::Facts;
use certplan_core::facts::{
    Answers, Build, Cluster, ClusterKind, Clusters, Duration, KubernetesVersion, LoadBalancerKind, Shutdown,
    Timestamp,
};

use crate::clusters::{self, refused};
use crate::deployment::{Deployment, Event, Rejected};
use crate::fact::Fact;
use crate::gather::{MOST_LINES, MOST_TEXT, ReadFacts, Shared};
use crate::label::Label;
use crate::line::{Column, Line};
use crate::seen::Seen;

/// What is known about the current deployment. Its buffers are reused for the next.
#[derive(Debug, Default)]
pub(crate) struct Group {
    name: Option<Label>,
    /// Whether earlier lines of it were followed by lines of another deployment.
    is_split: bool,
    host: Fact<Label>,
    when: Fact<When>,
    since_update: Fact<Duration>,
    build: Fact<Build>,
    kubernetes_version: Fact<KubernetesVersion>,
    load_balancer_kind: Fact<LoadBalancerKind>,
    has_management: bool,
    /// All but the management cluster that every deployment has.
    clusters: Vec<Cluster>,
    accepted: Vec<Accepted>,
    /// The accepted lines, one after the other: a later contradiction rejects them all.
    text: Vec<u8>,
    rejected: u64,
}

/// How long it was off, and what that was read with.
#[derive(Clone, Debug, PartialEq, Eq)]
struct When {
    shutdown: Shutdown,
    zone: Option<String>,
    at: Option<Timestamp>,
}

impl When {
    /// # Errors
    ///
    /// Every reason, each with its column, whose name is that of the question.
    fn read([shutdown, from, to]: [Option<&str>; 3], shared: &Shared<'_>) -> Result<Self, String> {
        let at = shared.facts.at.map(|at| at.to_string());
        let answers = Answers { shutdown, from, to, at: at.as_deref(), ..Answers::default() };
        match answers.read_at(shared.zone, shared.now) {
            Ok(Facts { shutdown, zone, at, .. }) => {
                Ok(Self { shutdown, zone: zone.or_else(|| shared.facts.zone.clone()), at })
            }
            Err(errors) => {
                let reasons: Vec<_> =
                    errors.iter().map(|error| format!("{}: {error}", error.question())).collect();
                Err(reasons.join("; "))
            }
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Accepted {
    line: u64,
    /// Where it ends in the kept text.
    end: usize,
}

/// A line and its number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    pub(crate) number: u64,
    pub(crate) line: &'a Line<'a>,
    pub(crate) input: &'a [u8],
}

impl Group {
    /// Takes a line; one of another deployment completes the current one.
    pub(crate) fn take(
        &mut self,
        given: Given<'_>,
        shared: &Shared<'_>,
        seen: &mut Seen,
        each: &mut dyn FnMut(Event<'_>),
    ) {
        if let Err(reason) = self.turn_to(given.line, shared, seen, each) {
            return each(rejected(given, None, &reason));
        }
        let read = if self.is_split {
            Err("is separated from earlier lines of its deployment; accepted: all lines of a deployment one after another".into())
        } else if self.accepted.len() >= MOST_LINES || self.text.len() + given.input.len() > MOST_TEXT {
            const { assert!(MOST_LINES == 10_000 && MOST_TEXT == 4_194_304, "the sentence says so") };
            Err("is beyond the first 10000 lines or 4194304 bytes of its deployment".into())
        } else {
            self.read(given, shared)
        };
        match read {
            Ok(()) => {
                self.text.extend_from_slice(given.input);
                self.accepted.push(Accepted { line: given.number, end: self.text.len() });
            }
            Err(reason) => {
                self.rejected += 1;
                each(rejected(given, self.name.as_ref(), &reason));
            }
        }
    }

    /// Completes the current deployment.
    pub(crate) fn close(&mut self, shared: &Shared<'_>, seen: &mut Seen, each: &mut dyn FnMut(Event<'_>)) {
        let (Some(name), Some(first), Some(last)) =
            (self.name.take(), self.accepted.first(), self.accepted.last())
        else {
            return self.clear();
        };
        seen.insert(name.as_str());
        let lines = (first.line, last.line);
        if let Some(reason) = self.contradiction() {
            self.reject_all(&name, &reason, each);
        } else {
            let deployment = self.deployment(name, lines, shared);
            each(Event::Deployment(&deployment));
        }
        self.clear();
    }

    /// A deployment without lines: everything about it was read from files.
    pub(crate) fn without_lines(
        &mut self,
        name: Label,
        shared: &Shared<'_>,
        each: &mut dyn FnMut(Event<'_>),
    ) {
        self.clear();
        let deployment = self.deployment(name, (0, 0), shared);
        each(Event::Deployment(&deployment));
    }

    fn deployment(&mut self, name: Label, lines: (u64, u64), shared: &Shared<'_>) -> Deployment {
        let read = shared.read.get(name.as_str());
        Deployment {
            host: self.host.take(),
            shutdown_is_given: self.when.is_known()
                || read.is_some_and(|read| read.tells_length)
                || shared.facts.shutdown != Shutdown::None,
            facts: self.facts(shared, read),
            files: read.map_or_else(Vec::new, |read| read.files.clone()),
            lines,
            rejected_lines: self.rejected,
            name,
        }
    }

    /// Makes the line's deployment the current one.
    fn turn_to(
        &mut self,
        line: &Line<'_>,
        shared: &Shared<'_>,
        seen: &mut Seen,
        each: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), String> {
        let name = match (line.get(Column::Deployment), shared.deployment) {
            (Some(text), _) => {
                if self.name.as_ref().is_some_and(|name| text.trim() == name.as_str()) {
                    return Ok(());
                }
                match text.parse::<Label>() {
                    Ok(name) => name,
                    Err(error) => return refused("deployment", &error),
                }
            }
            (None, Some(name)) => name.clone(),
            (None, None) => return Err("names no deployment; accepted: a deployment on every line".into()),
        };
        if self.name.as_ref() != Some(&name) {
            self.close(shared, seen, each);
            self.is_split = seen.contains(name.as_str());
            self.name = Some(name);
        }
        Ok(())
    }

    /// Reads every field, and gives every reason why one cannot be read.
    fn read(&mut self, given: Given<'_>, shared: &Shared<'_>) -> Result<(), String> {
        let Given { number, line, .. } = given;
        let mut reasons = String::new();
        let mut note = |result: Result<(), String>| {
            if let Err(reason) = result {
                reasons.push_str(if reasons.is_empty() { "" } else { "; " });
                reasons.push_str(&reason);
            }
        };
        let host = line.get(Column::Host);
        note(self.host.take_from([host, None, None], number, || {
            host.unwrap_or_default().parse().or_else(|error| refused("host", &error))
        }));
        let typed = [Column::Shutdown, Column::From, Column::To].map(|column| line.get(column));
        note(self.when.take_from(typed, number, || When::read(typed, shared)));
        let since_update = line.get(Column::SinceUpdate);
        note(self.since_update.take_from([since_update, None, None], number, || {
            since_update.unwrap_or_default().parse().or_else(|error| refused("since_update", &error))
        }));
        let build = line.get(Column::Build);
        note(self.build.take_from([build, None, None], number, || {
            build.unwrap_or_default().parse().or_else(|error| refused("build", &error))
        }));
        let version = line.get(Column::KubernetesVersion);
        note(self.kubernetes_version.take_from([version, None, None], number, || {
            version.unwrap_or_default().parse().or_else(|error| refused("kubernetes_version", &error))
        }));
        let kind = line.get(Column::LoadBalancerKind);
        note(self.load_balancer_kind.take_from([kind, None, None], number, || {
            kind.unwrap_or_default().parse().or_else(|error| refused("load_balancer_kind", &error))
        }));
        let clusters = clusters::of(line).unwrap_or_else(|reason| {
            note(Err(reason));
            [None, None]
        });
        if !reasons.is_empty() {
            return Err(reasons);
        }
        for cluster in clusters.into_iter().flatten() {
            if cluster.kind() == ClusterKind::Management && !self.has_management {
                self.has_management = true;
            } else {
                self.clusters.push(cluster);
            }
        }
        Ok(())
    }

    /// Why there can be no plan.
    fn contradiction(&self) -> Option<String> {
        self.when
            .doubt("how long it was off")
            .or_else(|| self.since_update.doubt("when it was last updated"))
            .or_else(|| self.build.doubt("its build"))
            .or_else(|| self.kubernetes_version.doubt("its version of Kubernetes"))
            .or_else(|| self.load_balancer_kind.doubt("its kind of load balancer"))
            .or_else(|| self.host.doubt("its host"))
    }

    /// Rejects every line that was accepted.
    fn reject_all(&self, name: &Label, reason: &str, each: &mut dyn FnMut(Event<'_>)) {
        let mut start = 0;
        for accepted in &self.accepted {
            let input = self.text.get(start..accepted.end).unwrap_or_default();
            let deployment = Some(name.as_str());
            each(Event::Rejected(Rejected { line: accepted.line, deployment, reason, input }));
            start = accepted.end;
        }
    }

    /// The facts of the lines, else of the files, else of all deployments.
    fn facts(&mut self, shared: &Shared<'_>, read: Option<&ReadFacts>) -> Facts {
        let found = read.map(|read| &read.facts);
        let clusters = if self.clusters.is_empty() && !self.has_management {
            found.map_or_else(Clusters::default, |found| found.clusters.clone())
        } else {
            let mut clusters = Vec::with_capacity(self.clusters.len() + 1);
            clusters.extend(Cluster::new(ClusterKind::Management, None));
            clusters.append(&mut self.clusters);
            clusters.into()
        };
        let when = self.when.take().unwrap_or_else(|| match read {
            Some(read) if read.tells_length => {
                When { shutdown: read.facts.shutdown, zone: read.facts.zone.clone(), at: read.facts.at }
            }
            _ => {
                When { shutdown: shared.facts.shutdown, zone: shared.facts.zone.clone(), at: shared.facts.at }
            }
        });
        Facts {
            shutdown: when.shutdown,
            since_update: self
                .since_update
                .take()
                .or(found.and_then(|found| found.since_update))
                .or(shared.facts.since_update),
            clusters,
            build: self.build.take().or(found.and_then(|found| found.build)).or(shared.facts.build),
            kubernetes_version: self
                .kubernetes_version
                .take()
                .or(found.and_then(|found| found.kubernetes_version))
                .or(shared.facts.kubernetes_version),
            load_balancer_kind: self
                .load_balancer_kind
                .take()
                .or(found.and_then(|found| found.load_balancer_kind))
                .or(shared.facts.load_balancer_kind),
            zone: when.zone,
            at: when.at.or(found.and_then(|found| found.at)),
            evidence: found.map_or_else(Vec::new, |found| found.evidence.clone()),
        }
    }

    fn clear(&mut self) {
        self.host.clear();
        self.when.clear();
        self.since_update.clear();
        self.build.clear();
        self.kubernetes_version.clear();
        self.load_balancer_kind.clear();
        self.clusters.clear();
        self.accepted.clear();
        self.text.clear();
        (self.name, self.is_split, self.has_management, self.rejected) = (None, false, false, 0);
        // The buffer of one large deployment is not kept for ever.
        if self.text.capacity() > MOST_TEXT / 4 {
            drop(mem::take(&mut self.text));
        }
    }
}

fn rejected<'a>(given: Given<'a>, name: Option<&'a Label>, reason: &'a str) -> Event<'a> {
    let deployment = name.map(Label::as_str).or(given.line.get(Column::Deployment));
    Event::Rejected(Rejected { line: given.number, deployment, reason, input: given.input })
}
