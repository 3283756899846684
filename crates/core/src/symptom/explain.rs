//! From a pasted text to the symptoms in it.

use serde::{Deserialize, Serialize};

use super::read::{find, squeezed};
use super::stamp::{Limit, Stamp, stamps};
use super::wire::Wire;
use super::{ADVICE, Advice, Kind, Place, SYMPTOMS, Symptom, SymptomId};
use crate::closed::{Set, closed_enum};
use crate::facts::Timestamp;

closed_enum! {
    /// What the text as a whole is about.
    pub enum Verdict {
        /// A certificate or token of this product.
        Certificate = "certificate",
        /// Something known that is none.
        NotCertificate = "not_certificate",
        /// It cannot be told: nothing known in it, or only what may have several causes, or another product.
        Unknown = "unknown",
    }
}

/// What a text says. It is serialised by the names of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Wire", try_from = "Wire")]
pub struct Explanation {
    /// About the whole.
    pub verdict: Verdict,
    /// What was recognised, the likeliest cause first.
    pub matches: Vec<Match>,
    /// Advice in the text that must not be followed.
    pub advice: Vec<&'static Advice>,
    /// Whether the text was longer than [`MOST_BYTES`], so that its end was not read.
    pub cut: bool,
}

/// A recognised symptom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which.
    pub symptom: &'static Symptom,
    /// The reason: these parts of the text, in this order.
    pub parts: &'static [&'static str],
    /// Since when a certificate had expired, by the earliest stamp of the text.
    pub expired_since: Option<Timestamp>,
    /// The clock that is wrong.
    pub clock: Option<Clock>,
}

/// A clock that stands before the beginning of a certificate, or absurdly far behind its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What it said.
    pub said: Timestamp,
    /// The limit of the certificate that it contradicts.
    pub limit: Timestamp,
}

/// The most bytes of a text that are read; a mebibyte of logs holds every message many times.
pub const MOST_BYTES: usize = 1 << 20;

/// What the text says: time linear in its length, and no text is refused.
///
/// ```
/// use certplan_core::symptom::{SymptomId, Verdict, explain};
///
/// let explanation = explain("Error: rpc error: code = Unauthenticated desc = Valid Token Required.");
/// assert_eq!(explanation.verdict, Verdict::Certificate);
/// assert_eq!(explanation.matches[0].symptom.id, SymptomId::TokenRequired);
/// ```
pub fn explain(text: &str) -> Explanation {
    let cut = text.len() > MOST_BYTES;
    let squeezed = squeezed(&text[..text.floor_char_boundary(MOST_BYTES)]);
    let times = Times::of(&stamps(&squeezed));
    // By their ranks; the rows are few.
    let mut matches: Vec<Match> = Vec::new();
    for symptom in &SYMPTOMS {
        if let Some(found) = recognised(symptom, &squeezed, &times) {
            let place = matches.partition_point(|before| rank(before) <= rank(&found));
            matches.insert(place, found);
        }
    }
    drop_redundant(&mut matches, &times);
    let mut advice = Vec::new();
    for row in &ADVICE {
        if row.parts.iter().any(|parts| find(&squeezed, parts).is_some()) {
            advice.push(row);
        }
    }
    Explanation { verdict: verdict(&matches), matches, advice, cut }
}

/// What the stamps of a text say together.
#[derive(Default)]
struct Times {
    expired_since: Option<Timestamp>,
    clock: Option<Clock>,
    /// Whether there are stamps and each of them shows a wrong clock.
    only_clock: bool,
}

/// No certificate of the product lives longer than its authorities: ten years.
const LONGEST_LIFE_SECONDS: i64 = 3_653 * 86_400;

impl Times {
    fn of(stamps: &[Stamp]) -> Self {
        let mut times = Self::default();
        for stamp in stamps {
            let (said, limit, wrong) = match stamp.limit {
                Limit::After(end) => {
                    (stamp.current, end, stamp.current.unix() - end.unix() > LONGEST_LIFE_SECONDS)
                }
                Limit::Before(begin) => (stamp.current, begin, true),
            };
            if wrong {
                times.clock.get_or_insert(Clock { said, limit });
            } else {
                let earliest = times.expired_since.map_or(limit, |since| since.min(limit));
                times.expired_since = Some(earliest);
            }
        }
        times.only_clock = times.clock.is_some() && times.expired_since.is_none();
        times
    }
}

/// The stamps of a wrong clock, as the reason of an answer.
pub(super) const CLOCK_STAMP: &[&str] = &["current time", "is before or years after the certificate's dates"];

fn recognised(symptom: &'static Symptom, text: &str, times: &Times) -> Option<Match> {
    let is_clock = symptom.id == SymptomId::ClockWrong;
    let mut reason = None;
    for parts in symptom.parts {
        // Of the texts that are there the longest says most.
        if reason.is_none_or(|known| length(parts) >= length(known)) && find(text, parts).is_some() {
            reason = Some(*parts);
        }
    }
    if is_clock && times.clock.is_some() {
        reason = reason.or(Some(CLOCK_STAMP));
    }
    let parts = reason?;
    let dated = parts.iter().any(|part| part.contains("x509") || part.contains("certificate has expired"));
    Some(Match {
        symptom,
        parts,
        expired_since: times.expired_since.filter(|_| dated),
        clock: times.clock.filter(|_| is_clock),
    })
}

fn drop_redundant(matches: &mut Vec<Match>, times: &Times) {
    // Kubernetes prints the same words everywhere; a text of another product must not get this product's commands.
    if matches.iter().any(|found| found.symptom.kind == Kind::OtherProduct) {
        matches.retain(|found| {
            found.symptom.kind == Kind::OtherProduct
                || matches!(found.symptom.place, Place::Moc | Place::AdminLogin)
        });
    }
    // A certificate that only a wrong clock refuses has not expired.
    if times.only_clock {
        matches.retain(|found| {
            !found.parts.iter().any(|part| part.contains("not yet valid")) || found.clock.is_some()
        });
    }
    let mut present = Set::NONE;
    for found in matches.iter() {
        present = present.or(found.symptom.id.only());
    }
    matches.retain(|found| !found.symptom.yields_to.meets(present));
}

/// Another product first, then a wrong clock, certificates, what is surely something else, and what may be anything;
/// among equals the login that everything else needs, then the text that says most.
fn rank(found: &Match) -> (usize, usize, std::cmp::Reverse<usize>) {
    let kind = match (found.clock, found.symptom.kind) {
        (_, Kind::OtherProduct) => 0,
        (Some(_), _) => 1,
        (None, Kind::Certificate) => 2,
        (None, Kind::NotCertificate) => 3,
        (None, Kind::Possible) => 4,
    };
    let place = usize::from(found.symptom.place != Place::AdminLogin);
    (kind, place, std::cmp::Reverse(length(found.parts)))
}

fn length(parts: &[&str]) -> usize {
    parts.iter().map(|part| part.len()).sum()
}

fn verdict(matches: &[Match]) -> Verdict {
    let any = |kind| matches.iter().any(|found| found.symptom.kind == kind);
    if any(Kind::Certificate) {
        Verdict::Certificate
    } else if any(Kind::NotCertificate) {
        Verdict::NotCertificate
    } else {
        Verdict::Unknown
    }
}
