//! Two collections compared: what was renewed, what was not and which step to run again, and what nothing will renew.

mod calendar;
mod text;

use std::collections::BTreeMap;

use certplan_core::facts::Timestamp;
use certplan_core::lifecycle::{Era, Left, Renewal as RenewedBy, credential};
use certplan_core::report::{Credential, Trust};
use serde::Serialize;

use crate::printable::printable;
use crate::reading::{Item, Reading};
use crate::renewal::Renewal;

/// The name of the JSON form.
pub const VERIFY_SCHEMA: &str = "certplan/verify/1";

/// What became of the credentials between two collections: `certplan/verify/1`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verification {
    /// Always `certplan/verify/1`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "certplan/verify/1")))]
    pub schema: &'static str,
    /// The time that the second collection was compared with: RFC 3339 in UTC.
    pub at: String,
    /// The same time.
    #[serde(skip)]
    pub compared_at: Timestamp,
    /// `healed`, `not_healed` or `unsure`.
    pub verdict: Verdict,
    /// One entry a certificate, those that need something first.
    pub items: Vec<Compared>,
    /// When to look again, and at what.
    pub checks: Vec<LaterCheck>,
}

/// Whether the repair took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// Every certificate is valid, and what the system renews has the life left that a working renewal leaves.
    Healed,
    /// Some certificate has expired, another authority signed it, or renewal has not worked for it.
    NotHealed,
    /// Something that was read before could not be read again.
    Unsure,
}

/// One certificate of the two collections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Compared {
    /// Where it was read.
    pub origin: String,
    /// Which credential it is; absent where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub credential: Option<&'static str>,
    /// The target cluster it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// Its end in the first collection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_before: Option<String>,
    /// Its end in the second collection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_after: Option<String>,
    /// The command to run again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_again: Option<String>,
}

/// What became of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// It has expired.
    Expired,
    /// Another authority than the one beside it signed it, so that servers refuse it whatever its dates.
    OtherAuthority,
    /// It is valid, but less of its life is left than a working renewal leaves.
    NotRenewed,
    /// It was read before and not again.
    Missing,
    /// It is valid, and nothing renews it.
    EndsUnrenewed,
    /// It is another certificate than before, and valid.
    Renewed,
    /// It is the same, valid, and not due yet.
    Valid,
    /// It was not read before, and is valid.
    New,
}

impl Outcome {
    /// Its name in the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::OtherAuthority => "other_authority",
            Self::NotRenewed => "not_renewed",
            Self::Missing => "missing",
            Self::EndsUnrenewed => "ends_unrenewed",
            Self::Renewed => "renewed",
            Self::Valid => "valid",
            Self::New => "new",
        }
    }
}

/// A later look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LaterCheck {
    /// How many days after the second collection.
    pub day: u32,
    /// What must have been renewed by then: a credential's name, or `all`.
    pub credential: &'static str,
}

/// The JSON Schema of `certplan/verify/1`.
#[cfg(feature = "schema")]
pub fn schema() -> String {
    let schema = schemars::schema_for!(Verification);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Collect again on the next day, after the life of a Kubernetes leaf, and after the renewal of a MOC certificate.
const CHECKS: [LaterCheck; 3] = [
    LaterCheck { day: 1, credential: "all" },
    LaterCheck { day: 4, credential: "kubernetes-leaf" },
    LaterCheck { day: 63, credential: "moc-client" },
];

impl Verification {
    /// Compares two collections at the time of the second.
    pub fn new(before: Collection<'_>, after: Collection<'_>, at: Timestamp) -> Self {
        let mut earlier: BTreeMap<Key<'_>, &Item> = before.items().collect();
        let mut items: Vec<Compared> =
            after.items().map(|(key, item)| compare(earlier.remove(&key), item, at)).collect();
        items.extend(earlier.into_values().map(missing));
        items.sort_by_key(|item| item.outcome);
        let worst = items.first().map(|item| item.outcome);
        let verdict = match worst {
            Some(Outcome::Expired | Outcome::OtherAuthority | Outcome::NotRenewed) => Verdict::NotHealed,
            Some(Outcome::Missing) | None => Verdict::Unsure,
            Some(Outcome::EndsUnrenewed | Outcome::Renewed | Outcome::Valid | Outcome::New) => {
                Verdict::Healed
            }
        };
        let checks = if verdict == Verdict::Healed { CHECKS.to_vec() } else { Vec::new() };
        Self { schema: VERIFY_SCHEMA, at: at.to_string(), compared_at: at, verdict, items, checks }
    }

    /// For programs: `certplan/verify/1`.
    pub fn json(&self) -> String {
        certplan_export::json::written(self)
    }

    /// How many certificates have that outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.items.iter().filter(|item| item.outcome == outcome).count()
    }
}

/// One of the two collections.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a pair")]
pub struct Collection<'r> {
    /// The name of its file, with which the origins of its certificates begin.
    pub name: &'r str,
    /// What was read of it.
    pub reading: &'r Reading,
}

/// A certificate is the same thing as before where it is the same credential of the same cluster, read in the same place of
/// its file.
type Key<'r> = (Option<&'static str>, Option<&'r str>, &'r str);

impl<'r> Collection<'r> {
    fn items(self) -> impl Iterator<Item = (Key<'r>, &'r Item)> {
        let name = printable(self.name);
        self.reading.items.iter().map(move |item| {
            let place = item.origin.strip_prefix(&name).unwrap_or(&item.origin);
            ((credential_of(item).map(Credential::as_str), item.cluster.as_deref(), place), item)
        })
    }
}

fn credential_of(item: &Item) -> Option<Credential> {
    item.identity.map(|identity| identity.credential)
}

fn compare(earlier: Option<&Item>, item: &Item, at: Timestamp) -> Compared {
    let is_another = |earlier: &Item| earlier.serial != item.serial || earlier.not_after != item.not_after;
    let outcome = if item.trust == Some(Trust::OtherAuthority) {
        Outcome::OtherAuthority
    } else if at > item.not_after {
        Outcome::Expired
    } else if let Some(least) = least_left(item)
        && item.not_after.unix() - at.unix() < least
    {
        Outcome::NotRenewed
    } else {
        match earlier {
            Some(earlier) if is_another(earlier) => Outcome::Renewed,
            _ if !renews(item) => Outcome::EndsUnrenewed,
            Some(_) => Outcome::Valid,
            None => Outcome::New,
        }
    };
    let needs_repair = matches!(outcome, Outcome::Expired | Outcome::OtherAuthority | Outcome::NotRenewed);
    Compared {
        ended_before: earlier.map(|earlier| earlier.not_after.to_string()),
        ends_after: Some(item.not_after.to_string()),
        run_again: if needs_repair { run_again(item) } else { None },
        ..compared(item, outcome)
    }
}

fn missing(item: &Item) -> Compared {
    Compared { ended_before: Some(item.not_after.to_string()), ..compared(item, Outcome::Missing) }
}

fn compared(item: &Item, outcome: Outcome) -> Compared {
    Compared {
        origin: item.origin.clone(),
        credential: credential_of(item).map(Credential::as_str),
        cluster: item.cluster.clone(),
        outcome,
        ended_before: None,
        ends_after: None,
        run_again: None,
    }
}

fn run_again(item: &Item) -> Option<String> {
    Renewal::of(credential_of(item)?).command_for(item.cluster.as_deref())
}

/// The least that is left of a credential that renews itself, while that works.
fn least_left(item: &Item) -> Option<i64> {
    let life = item.not_after.unix() - item.not_before?.unix();
    let era = if life <= 61 * 86_400 { Era::SixtyDays } else { Era::NinetyDays };
    let row = credential(credential_of(item)?.in_model()?, era);
    match row.left {
        Left::Between(least, _) if row.renewal == RenewedBy::ByItself => i64::try_from(least.seconds()).ok(),
        _ => None,
    }
}

/// Whether something renews it without a person.
fn renews(item: &Item) -> bool {
    let row = credential_of(item).and_then(Credential::in_model).map(|id| credential(id, Era::NinetyDays));
    row.is_some_and(|row| {
        matches!(row.renewal, RenewedBy::ByItself | RenewedBy::WhenConnected | RenewedBy::WhenUsed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;
    const NOW: i64 = 1_780_000_000;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix(seconds).unwrap()
    }

    /// A collector's file with one certificate.
    fn file(credential: &str, cluster: &str, serial: &str, from: i64, until: i64) -> Reading {
        let json = format!(
            r#"{{"schema":"certplan/evidence/1","collected_at":"{}","host":"N","items":[{{"origin":"node:/pki/x.crt",
            "credential":"{credential}","cluster":"{cluster}","subject":"CN=x","issuer":"CN=ca","serial":"{serial}",
            "not_before":"{}","not_after":"{}"}}],"unread":[]}}"#,
            at(NOW),
            at(from),
            at(until),
        );
        let reading = crate::read("collected.json", json.as_bytes());
        assert_eq!(reading.items.len(), 1, "{:?}", reading.rejected);
        reading
    }

    fn collected(reading: &Reading) -> Collection<'_> {
        Collection { name: "collected.json", reading }
    }

    #[test]
    fn the_same_place_in_files_of_other_names_is_the_same_certificate() {
        let read = |name: &str, until: &str| {
            let text = format!(
                "apiserver.crt:\nnotAfter={until}\n\nother.crt:\nnotAfter=Nov 28 00:00:00 2040 GMT\n"
            );
            crate::read(name, text.as_bytes())
        };
        let before = read("before.txt", "Nov 24 00:00:00 2020 GMT");
        let after = read("after.txt", "Nov 28 00:00:00 2040 GMT");
        let compared = Verification::new(
            Collection { name: "before.txt", reading: &before },
            Collection { name: "after.txt", reading: &after },
            at(NOW),
        );
        assert_eq!(compared.items.len(), 2, "{compared:?}");
        assert_eq!((compared.count(Outcome::Renewed), compared.count(Outcome::Missing)), (1, 0));
    }

    fn leaf(serial: &str, from: i64) -> Reading {
        file("kubernetes-leaf", "prod", serial, from, from + 4 * DAY)
    }

    fn outcome(before: &Reading, after: &Reading) -> (Outcome, Verdict, Option<String>) {
        let verification = Verification::new(collected(before), collected(after), at(NOW));
        let first = &verification.items[0];
        (first.outcome, verification.verdict, first.run_again.clone())
    }

    #[test]
    fn a_later_certificate_is_a_renewal_and_an_old_one_names_its_step() {
        let old = leaf("01", NOW - 60 * DAY);
        assert_eq!(outcome(&old, &leaf("02", NOW - DAY)), (Outcome::Renewed, Verdict::Healed, None));
        let command = "Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials".to_owned();
        assert_eq!(outcome(&old, &old), (Outcome::Expired, Verdict::NotHealed, Some(command.clone())));
        // Valid for half a day more: a renewal that works leaves at least a day.
        let due = leaf("01", NOW - 4 * DAY + DAY / 2);
        assert_eq!(outcome(&due, &due), (Outcome::NotRenewed, Verdict::NotHealed, Some(command)));
        let young = leaf("01", NOW - DAY);
        assert_eq!(outcome(&young, &young), (Outcome::Valid, Verdict::Healed, None));
    }

    #[test]
    fn what_nothing_renews_and_what_is_missing_is_said() {
        let authority = file("cloud-agent-ca", "", "01", NOW - 300 * DAY, NOW + 65 * DAY);
        assert_eq!(outcome(&authority, &authority).0, Outcome::EndsUnrenewed);
        let leaf = leaf("01", NOW - DAY);
        let verification = Verification::new(collected(&leaf), collected(&Reading::default()), at(NOW));
        assert_eq!(
            (verification.items[0].outcome, verification.verdict),
            (Outcome::Missing, Verdict::Unsure)
        );
        assert!(verification.checks.is_empty());
    }

    #[test]
    fn a_valid_certificate_of_another_authority_is_not_healed() {
        let mut login = file("kvactl-login", "", "01", NOW - DAY, NOW + 59 * DAY);
        assert_eq!(outcome(&login, &login), (Outcome::Valid, Verdict::Healed, None));
        login.items[0].trust = Some(Trust::SameAuthority);
        assert_eq!(outcome(&login, &login).1, Verdict::Healed);
        login.items[0].trust = Some(Trust::OtherAuthority);
        let (outcome, verdict, command) = outcome(&login, &login);
        assert_eq!((outcome, verdict), (Outcome::OtherAuthority, Verdict::NotHealed));
        assert!(command.is_some_and(|command| command.contains("Rename-Item")));
        let text = Verification::new(collected(&login), collected(&login), at(NOW)).text();
        assert!(text.starts_with("Not healed: 1 of 1 certificate needs its step again."), "{text}");
        assert!(text.contains("Signed by another authority"), "{text}");
    }

    #[test]
    fn every_outcome_has_its_contract_name_and_its_words() {
        for outcome in [
            Outcome::Expired,
            Outcome::OtherAuthority,
            Outcome::NotRenewed,
            Outcome::Missing,
            Outcome::EndsUnrenewed,
            Outcome::Renewed,
            Outcome::Valid,
            Outcome::New,
        ] {
            assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.as_str());
            assert_ne!(certplan_words::verify_outcome(outcome.as_str()), "Other", "{outcome:?}");
        }
    }

    #[test]
    fn the_text_says_first_what_to_run_again() {
        let old = leaf("01", NOW - 60 * DAY);
        let text = Verification::new(collected(&old), collected(&old), at(NOW)).text();
        assert!(text.starts_with("Not healed: 1 of 1 certificate needs its step again."), "{text}");
        assert!(
            text.contains(
                "    Run again: Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials\n"
            ),
            "{text}"
        );
    }

    #[test]
    fn a_healed_deployment_is_looked_at_again_on_days_1_4_and_63() {
        let (old, new) = (leaf("01", NOW - 60 * DAY), leaf("02", NOW - DAY));
        let days: Vec<_> = Verification::new(collected(&old), collected(&new), at(NOW))
            .checks
            .iter()
            .map(|check| check.day)
            .collect();
        assert_eq!(days, [1, 4, 63]);
    }
}
