//! From the power events of a host to the outage: since when renewal cannot have worked.
//!
//! A stop ends when renewal works again, not when the power is back: certificates that expired meanwhile are renewed by no
//! running system. So a time on ends the outage only where one of these holds:
//!
//! - renewal worked at most a day before it, and it lasted four hours: every certificate was still valid, and renewal had time;
//! - a certificate that renews itself was issued in it or after it;
//! - it lasted eight days: twice the lifetime of a Kubernetes certificate, so what had expired was repaired.
//!
//! Where a host went down without a word, it counts as off from the last event before. Both choices can make the outage
//! longer than it was, never shorter.

use crate::facts::{Duration, Timestamp};

/// After a stop of at most this length every certificate is still valid: the least that is left of a Kubernetes leaf.
const SHORT_STOP: i64 = 86_400;
/// How long everything must run for renewal to have had its time.
const TIME_TO_RENEW: i64 = 4 * 3_600;
/// A deployment that ran this long works: twice the life of a Kubernetes leaf.
const LONG_RUN: i64 = 8 * 86_400;

/// What an event of the Windows System log says of the power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a host starts, or it stops")]
pub enum PowerKind {
    /// The host started or resumed: events 6005 and 107.
    Started,
    /// It stopped or went to sleep: events 6006, 1074 and 42.
    Stopped,
    /// It started after it had gone down without a word: events 6008 and 41.
    StartedAfterCrash,
}

impl PowerKind {
    /// What an event of that number says; `None` where it says nothing of the power.
    pub const fn of_event(id: u32) -> Option<Self> {
        match id {
            6005 | 107 => Some(Self::Started),
            6006 | 1074 | 42 => Some(Self::Stopped),
            6008 | 41 => Some(Self::StartedAfterCrash),
            _ => None,
        }
    }
}

/// An event of the power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PowerEvent {
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub kind: PowerKind,
}

/// What a host's log shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PowerLog {
    /// How far back the log reaches.
    pub since: Timestamp,
    /// When it was read; the host is on then.
    pub read_at: Timestamp,
    /// The events, in any order.
    pub events: Vec<PowerEvent>,
}

/// What the log says of the outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "every reader must handle each answer")]
pub enum PowerOutage {
    /// Renewal can work: the last stop ended long enough ago.
    Over,
    /// Renewal cannot have worked between the two.
    Between {
        /// When the host stopped.
        from: Timestamp,
        /// Until when: the time of reading.
        to: Timestamp,
    },
    /// The log does not reach back to a time at which renewal worked.
    NotKnown {
        /// How far back it reaches.
        since: Timestamp,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    from: i64,
    to: i64,
}

impl PowerLog {
    /// The outage, with the instants at which certificates that renew themselves were issued.
    pub fn outage(&self, issued: &[Timestamp]) -> PowerOutage {
        let mut worked_until = None;
        for Run { from, to } in self.runs() {
            let short_stop = worked_until.is_some_and(|until| from - until <= SHORT_STOP);
            let length = to - from;
            if (short_stop && length >= TIME_TO_RENEW)
                || length >= LONG_RUN
                || issued.iter().any(|at| at.unix() >= from)
            {
                worked_until = Some(to);
            }
        }
        match worked_until.and_then(Timestamp::from_unix) {
            Some(from) if from >= self.read_at => PowerOutage::Over,
            Some(from) => PowerOutage::Between { from, to: self.read_at },
            None => PowerOutage::NotKnown { since: self.since },
        }
    }

    /// The times at which the host surely ran, oldest first.
    fn runs(&self) -> Vec<Run> {
        let mut events = self.events.clone();
        events.retain(|event| event.at <= self.read_at);
        events.sort_by_key(|event| event.at);
        let mut runs: Vec<Run> = Vec::new();
        // Where the log begins with a stop, the host ran from the beginning of the log.
        let mut on_since = match events.first().map(|event| event.kind) {
            None | Some(PowerKind::Stopped) => Some(self.since.unix()),
            Some(PowerKind::Started | PowerKind::StartedAfterCrash) => None,
        };
        let mut last_seen = self.since.unix();
        for event in events {
            let at = event.at.unix();
            match event.kind {
                PowerKind::Stopped => {
                    if let Some(from) = on_since.take() {
                        runs.push(Run { from, to: at });
                    }
                }
                PowerKind::Started | PowerKind::StartedAfterCrash => {
                    // Two starts without a stop between them: it went down after the last event.
                    if let Some(from) = on_since.take()
                        && from < last_seen
                    {
                        runs.push(Run { from, to: last_seen });
                    }
                    on_since = Some(at);
                }
            }
            last_seen = at;
        }
        if let Some(from) = on_since {
            runs.push(Run { from, to: self.read_at.unix() });
        }
        runs
    }
}

/// What the logs of several hosts of one deployment say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "an answer, and whether all agree")]
pub struct HostsOutage {
    /// The longest outage in one of them; a log that does not reach back counts only where no other does.
    pub outage: PowerOutage,
    /// Whether the others show an outage that begins more than a day later, or none.
    pub differ: bool,
}

impl HostsOutage {
    /// The outage by the logs of several hosts; `None` where there is no log.
    ///
    /// Machines may have moved to a host that ran, so the true outage may be shorter than this one, never longer.
    pub fn of(logs: &[PowerLog], issued: &[Timestamp]) -> Option<Self> {
        let read_at = logs.iter().map(|log| log.read_at).max()?;
        let outages: Vec<_> = logs.iter().map(|log| log.outage(issued)).collect();
        let starts = outages.iter().filter_map(|outage| match outage {
            PowerOutage::Between { from, .. } => Some(*from),
            PowerOutage::Over => Some(read_at),
            PowerOutage::NotKnown { .. } => None,
        });
        let Some((first, last)) = starts.clone().min().zip(starts.max()) else {
            return outages
                .into_iter()
                .max_by_key(not_known_since)
                .map(|outage| Self { outage, differ: false });
        };
        let outage = if outages.iter().any(|outage| matches!(outage, PowerOutage::Between { .. })) {
            PowerOutage::Between { from: first, to: read_at }
        } else {
            PowerOutage::Over
        };
        Some(Self { outage, differ: last.unix() - first.unix() > SHORT_STOP })
    }
}

fn not_known_since(outage: &PowerOutage) -> i64 {
    match outage {
        PowerOutage::NotKnown { since } => since.unix(),
        PowerOutage::Over | PowerOutage::Between { .. } => i64::MIN,
    }
}

impl PowerOutage {
    /// Its length; `None` where it is over or not known.
    pub fn length(self) -> Option<Duration> {
        let Self::Between { from, to } = self else { return None };
        Duration::from_seconds(u64::try_from(to.unix() - from.unix()).ok()?)
    }
}
