//! The facts that a person types about a history, and the plan that Certplan makes of them.

use certplan_core::facts::{Answers, Facts, Timestamp, Utc};

use crate::clock::{DAY, POWER_OFF, Seconds};
use crate::history::{History, LengthAs};
use crate::mutation::Mutation;

/// What was found out after the first plan, because it asked for it.
#[derive(Clone, Copy, Debug, Default)]
pub struct FoundOut {
    /// The build, by the step that prints it.
    pub build: bool,
    /// The date of the last update, by the note that asks for it.
    pub update: bool,
}

/// The facts as typed, and read by core.
///
/// # Panics
/// Where core refuses them: a person would see the same error, and no history is meant to have one.
pub fn facts(history: &History, found: FoundOut, mutation: Mutation) -> Facts {
    let told = &history.told;
    let end = POWER_OFF + history.length;
    let (mut shutdown, mut from, mut to) = (None, None, None);
    match told.length {
        LengthAs::Seconds => shutdown = Some(format!("{}s", history.length)),
        LengthAs::Instants => (from, to) = (Some(instant(POWER_OFF)), Some(instant(end))),
        LengthAs::Dates => (from, to) = (Some(date(POWER_OFF)), Some(date(end))),
        LengthAs::Unknown => shutdown = Some("unknown".to_owned()),
    }
    let since_update = (told.update || found.update).then(|| format!("{}s", history.since_update));
    let build = match mutation {
        // A plan that takes old credentials for young ones.
        Mutation::WrongLife => Some("1.0.24.11029"),
        _ => (told.build || found.build).then(|| history.before.model.build()),
    };
    let clusters = clusters(history);
    let clusters: Vec<&str> = clusters.iter().map(String::as_str).collect();
    let answers = Answers {
        shutdown: shutdown.as_deref(),
        from: from.as_deref(),
        to: to.as_deref(),
        since_update: since_update.as_deref(),
        clusters,
        build,
        ..Answers::default()
    };
    answers.read(&Utc).expect("what is told of a history is well formed")
}

/// The chosen clusters: everything in the page's order, or the first target alone.
fn clusters(history: &History) -> Vec<String> {
    let targets = &history.before.targets;
    if !history.told.everything {
        return vec![format!("target={}", targets[0].name)];
    }
    let mut clusters = vec!["management".to_owned()];
    clusters.extend(targets.iter().map(|target| format!("target={}", target.name)));
    let balanced = targets.iter().filter(|target| target.balancer.is_some());
    clusters.extend(balanced.map(|target| format!("load-balancer={}", target.name)));
    clusters
}

/// An instant of core.
///
/// # Panics
/// Outside the years 1 to 9999, which no history reaches.
pub fn timestamp(at: Seconds) -> Timestamp {
    Timestamp::from_unix(at).expect("histories are in this century")
}

fn instant(at: Seconds) -> String {
    timestamp(at).to_string()
}

fn date(at: Seconds) -> String {
    timestamp(at.div_euclid(DAY) * DAY).to_string()[..10].to_owned()
}
