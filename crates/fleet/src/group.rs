//! The lines of the deployment at hand.

use std::mem;

use certplan_core::Facts;
use certplan_core::facts::{
    Answers, Build, Cluster, ClusterKind, Clusters, FactError, Instant, Length, Shutdown,
};

use crate::clusters;
use crate::deployment::{Deployment, Event, Rejected};
use crate::fact::Fact;
use crate::gather::{MOST_LINES, MOST_TEXT, Shared};
use crate::label::Label;
use crate::line::Line;
use crate::seen::Seen;

/// What is known of the deployment at hand. Its buffers are used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Group {
    name: Option<Label>,
    /// Whether lines of it stand further up, apart from these.
    is_split: bool,
    host: Fact<Label>,
    when: Fact<When>,
    since_update: Fact<Length>,
    build: Fact<Build>,
    has_management: bool,
    /// All but the management cluster that every deployment has.
    clusters: Vec<Cluster>,
    accepted: Vec<Accepted>,
    /// The accepted lines, one after the other: a contradiction further down gives them back.
    text: Vec<u8>,
    rejected: u64,
}

/// How long it was off, and what that was read with.
#[derive(Clone, Debug, PartialEq, Eq)]
struct When {
    shutdown: Shutdown,
    zone: Option<String>,
    at: Option<Instant>,
}

#[derive(Clone, Copy, Debug)]
struct Accepted {
    line: u64,
    /// Where it ends in the kept text.
    end: usize,
}

/// A line and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    pub(crate) number: u64,
    pub(crate) line: &'a Line<'a>,
    pub(crate) input: &'a [u8],
}

impl Group {
    /// Takes a line; one of another deployment completes the one at hand.
    pub(crate) fn take(
        &mut self,
        given: Given<'_>,
        shared: &Shared<'_>,
        seen: &mut Seen,
        each: &mut impl FnMut(Event<'_>),
    ) {
        if let Err(reason) = self.turn_to(given.line, shared, seen, each) {
            return each(rejected(given, None, &reason));
        }
        let read = if self.is_split {
            Err("stands apart from the lines of its deployment further up; accepted: lines of one deployment together"
                .to_owned())
        } else if self.accepted.len() >= MOST_LINES || self.text.len() + given.input.len() > MOST_TEXT {
            Err(format!("is beyond the first {MOST_LINES} lines or {MOST_TEXT} bytes of its deployment"))
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

    /// Completes the deployment at hand.
    pub(crate) fn close(&mut self, shared: &Shared<'_>, seen: &mut Seen, each: &mut impl FnMut(Event<'_>)) {
        let (Some(name), Some(first), Some(last)) =
            (self.name.take(), self.accepted.first(), self.accepted.last())
        else {
            return self.clear();
        };
        seen.insert(name.as_str());
        let lines = (first.line, last.line);
        if let Some(reason) = self.contradiction() {
            self.give_back(&name, &reason, each);
        } else {
            let deployment = Deployment {
                host: self.host.take(),
                shutdown_is_given: self.when.is_known() || shared.facts.shutdown != Shutdown::None,
                facts: self.facts(shared),
                lines,
                rejected_lines: self.rejected,
                name,
            };
            each(Event::Deployment(&deployment));
        }
        self.clear();
    }

    /// Makes the line's deployment the one at hand.
    fn turn_to(
        &mut self,
        line: &Line<'_>,
        shared: &Shared<'_>,
        seen: &mut Seen,
        each: &mut impl FnMut(Event<'_>),
    ) -> Result<(), String> {
        let is = |name: &Label| line.deployment.as_deref().is_some_and(|text| text.trim() == name.as_str());
        if self.name.as_ref().is_some_and(is) {
            return Ok(());
        }
        let name = match (line.deployment.as_deref(), shared.deployment) {
            (Some(text), _) => text.parse::<Label>().map_err(|error| format!("deployment: {error}"))?,
            (None, Some(name)) => name.clone(),
            (None, None) => {
                return Err("names no deployment; accepted: a deployment on every line".to_owned());
            }
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
        let mut reasons = Vec::new();
        let mut note = |result: Result<(), String>| reasons.extend(result.err());
        note(self.host.take_from([line.host.as_deref(), None, None], number, || {
            let text = line.host.as_deref().unwrap_or_default();
            text.parse().map_err(|error| format!("host: {error}"))
        }));
        let [shutdown, from, to] = [&line.shutdown, &line.from, &line.to].map(|text| text.as_deref());
        note(self.when.take_from([shutdown, from, to], number, || {
            let at = shared.facts.at.map(|at| at.to_string());
            let answers =
                Answers { shutdown, from, to, at: at.as_deref(), now: shared.now, ..Answers::default() };
            let Facts { shutdown, zone, at, .. } = answers.read(shared.zone).map_err(|all| joined(&all))?;
            Ok(When { shutdown, zone: zone.or_else(|| shared.facts.zone.clone()), at })
        }));
        let since_update = line.since_update.as_deref();
        note(self.since_update.take_from([since_update, None, None], number, || {
            let facts = Answers { since_update, ..Answers::default() }.read(shared.zone);
            facts.map_err(|all| joined(&all))?.since_update.ok_or_else(String::new)
        }));
        let build = line.build.as_deref();
        note(self.build.take_from([build, None, None], number, || {
            let facts = Answers { build, ..Answers::default() }.read(shared.zone);
            facts.map_err(|all| joined(&all))?.build.ok_or_else(String::new)
        }));
        match clusters::of(line) {
            Err(reason) => reasons.push(reason),
            Ok(_) if !reasons.is_empty() => {}
            Ok(clusters) => {
                for cluster in clusters.into_iter().flatten() {
                    if cluster.kind() == ClusterKind::Management && !self.has_management {
                        self.has_management = true;
                    } else {
                        self.clusters.push(cluster);
                    }
                }
            }
        }
        if reasons.is_empty() { Ok(()) } else { Err(reasons.join("; ")) }
    }

    /// Why there can be no plan.
    fn contradiction(&self) -> Option<String> {
        self.when
            .doubt("how long it was off")
            .or_else(|| self.since_update.doubt("when it was last updated"))
            .or_else(|| self.build.doubt("its build"))
            .or_else(|| self.host.doubt("its host"))
    }

    /// Rejects every line that was accepted.
    fn give_back(&self, name: &Label, reason: &str, each: &mut impl FnMut(Event<'_>)) {
        let mut start = 0;
        for accepted in &self.accepted {
            let input = self.text.get(start..accepted.end).unwrap_or_default();
            let deployment = Some(name.as_str());
            each(Event::Rejected(Rejected { line: accepted.line, deployment, reason, input }));
            start = accepted.end;
        }
    }

    fn facts(&mut self, shared: &Shared<'_>) -> Facts {
        let clusters = if self.clusters.is_empty() && !self.has_management {
            Clusters::default()
        } else {
            let management = Cluster::new(ClusterKind::Management, None).ok();
            management.into_iter().chain(self.clusters.drain(..)).collect()
        };
        let when = self.when.take().unwrap_or_else(|| When {
            shutdown: shared.facts.shutdown,
            zone: shared.facts.zone.clone(),
            at: shared.facts.at,
        });
        Facts {
            shutdown: when.shutdown,
            since_update: self.since_update.take().or(shared.facts.since_update),
            clusters,
            build: self.build.take().or(shared.facts.build),
            zone: when.zone,
            at: when.at,
            evidence: Vec::new(),
        }
    }

    fn clear(&mut self) {
        self.host.clear();
        self.when.clear();
        self.since_update.clear();
        self.build.clear();
        self.clusters.clear();
        self.accepted.clear();
        self.text.clear();
        (self.name, self.is_split, self.has_management, self.rejected) = (None, false, false, 0);
        // One large deployment does not hold its room for ever.
        if self.text.capacity() > MOST_TEXT / 4 {
            drop(mem::take(&mut self.text));
        }
    }
}

fn rejected<'a>(given: Given<'a>, name: Option<&'a Label>, reason: &'a str) -> Event<'a> {
    let deployment = name.map(Label::as_str).or(given.line.deployment.as_deref());
    Event::Rejected(Rejected { line: given.number, deployment, reason, input: given.input })
}

fn joined(errors: &[FactError]) -> String {
    let named: Vec<_> = errors.iter().map(|error| format!("{}: {error}", error.question())).collect();
    named.join("; ").replace("since-update:", "since_update:")
}
