//! What the collector tells beside certificates: the optional parts of `certplan/evidence/1`.
//!
//! Every part is absent where it could not be read; `unread` then says why. The script is `certplan collector`, the fields are
//! described in `docs/src/reference/evidence.md`.

use certplan_core::facts::Timestamp;
use serde::{Deserialize, Serialize};

/// The parts of a collection, without its certificates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct Collected {
    /// The name of the contract.
    pub schema: String,
    /// When it was collected.
    pub collected_at: String,
    /// The name of the host.
    pub host: String,
    /// What was read beside certificates, and how.
    pub read: Vec<Read>,
    /// The time zone of the host.
    pub zone: Option<TimeZone>,
    /// When this host was on.
    pub power: Option<Power>,
    /// The target clusters.
    pub clusters: Option<Vec<TargetCluster>>,
    /// What `Get-AksHciVersion` printed.
    pub build: Option<String>,
    /// The last update, inferred.
    pub last_update: Option<LastUpdate>,
    /// The groups of the failover cluster.
    pub groups: Option<Vec<Group>>,
    /// The agents of this host.
    pub services: Option<Vec<Service>>,
    /// What the clock of this host follows.
    pub time: Option<TimeSource>,
    /// The status of billing.
    pub billing: Option<Billing>,
}

/// A part that was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct Read {
    /// The name of the part.
    pub what: String,
    /// The cmdlet, program or file that told it.
    pub how: String,
}

/// A time zone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct TimeZone {
    /// As Windows names it.
    pub id: String,
    /// Minutes ahead of UTC when it was collected.
    pub utc_offset_minutes: i32,
}

/// When a host was on, as far back as its event log goes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct Power {
    /// The first event that the log still has; nothing is known before it.
    pub since: String,
    /// The intervals in which it was on, in order.
    pub on: Vec<On>,
    /// The events that this follows from, in order.
    pub events: Vec<PowerEvent>,
}

/// An interval in which a host was on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct On {
    /// The start.
    pub from: String,
    /// The stop; where none was recorded, the last event before the next start.
    pub until: String,
    /// How it ended.
    pub end: End,
}

/// How an interval ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(clippy::exhaustive_enums, reason = "the contract has these")]
pub enum End {
    /// By a clean stop.
    Stopped,
    /// It went to sleep.
    Slept,
    /// No stop was recorded.
    Lost,
    /// It has not.
    Running,
}

/// An event of the System log.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct PowerEvent {
    /// When.
    pub at: String,
    /// Its number.
    pub id: u16,
    /// What it says: `started`, `stopped`, `unexpected`, `asked`, `slept` or `woke`.
    pub kind: String,
}

/// A target cluster.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct TargetCluster {
    /// Its name.
    pub name: String,
    /// `ProvisioningState`.
    pub state: String,
    /// `KubernetesVersion`.
    pub kubernetes_version: String,
    /// The kind of its load balancer in lower case; absent where the module does not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load_balancer: Option<String>,
}

/// When the folder of the running build was made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct LastUpdate {
    /// When.
    pub at: String,
    /// The build that the folder is named after.
    pub build: String,
}

/// A group of the failover cluster.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct Group {
    /// Its name.
    pub name: String,
    /// `GroupType`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `State`.
    pub state: String,
    /// The host that has it.
    pub owner: String,
}

/// A service of this host.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct Service {
    /// Its name.
    pub name: String,
    /// `Status`.
    pub state: String,
    /// `StartType`.
    pub start: String,
}

/// What a clock follows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct TimeSource {
    /// What `w32tm /query /source` printed.
    pub source: String,
}

/// The status of billing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[expect(clippy::exhaustive_structs, reason = "tests make one")]
pub struct Billing {
    /// `ConnectionStatus`.
    pub status: String,
    /// `LastConnected`; absent where it is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_connected: Option<String>,
}

/// What the collector wrote, without its certificates: those are read by [`crate::read`].
///
/// # Errors
///
/// The text is not JSON of this contract, or a date in it is none.
pub fn collected(text: &str) -> Result<Collected, String> {
    let collected: Collected = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|_| String::from("no JSON of certplan/evidence/1, or cut off"))?;
    if collected.schema != "certplan/evidence/1" {
        return Err("another schema than certplan/evidence/1".into());
    }
    if let Some(date) = collected.dates().find(|date| date.parse::<Timestamp>().is_err()) {
        return Err(format!("{date} is no date in RFC 3339"));
    }
    Ok(collected)
}

impl Collected {
    /// Every date in it.
    fn dates(&self) -> impl Iterator<Item = &str> {
        let power = self.power.iter().flat_map(|power| {
            let on = power.on.iter().flat_map(|on| [&on.from, &on.until]);
            on.chain(power.events.iter().map(|event| &event.at)).chain([&power.since])
        });
        let others = [
            Some(&self.collected_at),
            self.last_update.as_ref().map(|update| &update.at),
            self.billing.as_ref().and_then(|billing| billing.last_connected.as_ref()),
        ];
        power.chain(others.into_iter().flatten()).map(String::as_str)
    }
}
