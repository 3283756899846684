//! From a pasted text to the symptoms in it.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::action::Fix;
use super::mark::{Mark, Marks};
use super::message::{is_kubernetes_log, messages};
use super::read::{Squeezed, find, squeezed};
use super::stamp::{Limit, Stamp, stamps};
use super::text::Text;
use super::{ADVICE, Advice, Kind, Place, SYMPTOMS, Symptom, SymptomId};
use crate::closed::{Set, closed_enum};
use crate::facts::Timestamp;
use crate::playbook::Effect;

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

/// What a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// About the whole.
    pub verdict: Verdict,
    /// What was recognised, the likeliest cause first.
    pub matches: Vec<Match>,
    /// Advice in the text that must not be followed.
    pub advice: Vec<&'static Advice>,
    /// Whether the text was longer than [`MOST_BYTES`], so that its middle was not read.
    pub cut: bool,
}

/// A recognised symptom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which.
    pub symptom: &'static Symptom,
    /// The reason: these words of one message.
    pub words: Vec<String>,
    /// Whether that message names the product, so that it is surely the product's.
    pub is_product: bool,
    /// Since when a certificate had expired, by the earliest date in the messages with this symptom.
    pub expired_since: Option<Timestamp>,
    /// The clock that is wrong.
    pub clock: Option<Clock>,
}

impl Match {
    /// What to do, in order. What stops something is left out where the message does not name the product.
    pub fn fix(&self) -> impl Iterator<Item = Fix> {
        let is_product = self.is_product;
        let allowed = move |fix: &&Fix| is_product || fix.effect() != Effect::Outage;
        self.symptom.fix.iter().filter(allowed).copied()
    }

    /// The most that any of these does to the system.
    pub fn effect(&self) -> Effect {
        let rank = |effect: &Effect| *effect as usize;
        self.fix().map(Fix::effect).max_by_key(rank).unwrap_or(Effect::Read)
    }
}

/// A clock that is before the beginning of a certificate, or absurdly far behind its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What it said.
    pub said: Timestamp,
    /// The limit of the certificate that it contradicts.
    pub limit: Timestamp,
}

/// The most bytes of a text that are read: half of them from its beginning, half from its end.
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
    let (text, cut) = both_ends(text);
    let whole = squeezed(&text);
    let mut matches = Matches::new(&whole);
    for message in messages(&text) {
        matches.add(&message);
    }
    let matches = matches.finish();
    let mut advice = Vec::new();
    for row in &ADVICE {
        if row.parts.iter().any(|parts| find(&whole, parts).is_some()) {
            advice.push(row);
        }
    }
    Explanation { verdict: verdict(&matches), matches, advice, cut }
}

/// The text, or its two ends where it is too long, and whether it was.
fn both_ends(text: &str) -> (Cow<'_, str>, bool) {
    if text.len() <= MOST_BYTES {
        return (Cow::Borrowed(text), false);
    }
    let head = &text[..text.floor_char_boundary(MOST_BYTES / 2)];
    let tail = &text[text.ceil_char_boundary(text.len() - MOST_BYTES / 2)..];
    (Cow::Owned([head, "\n\n", tail].concat()), true)
}

/// What the messages of a text gave so far.
struct Matches {
    /// The symptoms that can be in the text at all, so that a message is not compared with the others.
    candidates: Vec<&'static Symptom>,
    found: Vec<Found>,
    /// The messages that were read; logs repeat themselves.
    seen: BTreeSet<String>,
    /// Whether some message names the product.
    names_product: bool,
}

/// The number of what lies in several messages.
const ACROSS: usize = usize::MAX;

/// A match, and what is beside it.
struct Found {
    of: Match,
    message: usize,
    has_address: bool,
}

impl Matches {
    fn new(whole: &Squeezed) -> Self {
        let everywhere = Marks::of(whole, true);
        let may_be = |symptom: &&'static Symptom| {
            let words = |text: &Text| {
                let text = Text { unless: Set::NONE, ..*text };
                text.may_be_in(whole, &everywhere)
            };
            symptom.id == SymptomId::ClockWrong || symptom.texts.iter().any(words)
        };
        let mut candidates: Vec<&'static Symptom> = SYMPTOMS.iter().filter(may_be).collect();
        candidates.sort_by_key(|symptom| symptom.id);
        let names_product = everywhere.set.contains(Mark::Product);
        let mut matches = Self { candidates, found: Vec::new(), seen: BTreeSet::new(), names_product };
        matches.add_across(whole, &everywhere);
        matches
    }

    /// Adds the symptoms whose parts lie in several messages.
    fn add_across(&mut self, whole: &Squeezed, marks: &Marks) {
        for symptom in &self.candidates {
            let found = recognised(symptom, whole, marks, &Times::default(), true);
            let found = found.map(|of| Found { of, message: ACROSS, has_address: true });
            self.found.extend(found);
        }
    }

    /// Adds the symptoms of one message.
    fn add(&mut self, message: &str) {
        let text = squeezed(message);
        let number = self.seen.len();
        if self.candidates.is_empty() || self.seen.contains(&*text) {
            return;
        }
        let marks = Marks::of(&text, is_kubernetes_log(message));
        let times = Times::of(&stamps(&text));
        let mut matches: Vec<Match> = Vec::new();
        for symptom in &self.candidates {
            matches.extend(recognised(symptom, &text, &marks, &times, false));
        }
        drop_redundant(&mut matches, &times);
        let has_address = marks.set.meets(Mark::OtherAddress.only());
        self.found.extend(matches.into_iter().map(|of| Found { of, message: number, has_address }));
        self.seen.insert((*text).to_owned());
    }

    /// The matches of all messages, each symptom once, the likeliest cause first.
    fn finish(mut self) -> Vec<Match> {
        self.drop_of_another_product();
        let (mut present, mut across) = (Set::NONE, Set::NONE);
        for found in &self.found {
            let id = found.of.symptom.id.only();
            present = present.or(id);
            if found.message == ACROSS {
                across = across.or(id);
            }
        }
        let mut matches: Vec<Match> = Vec::new();
        for found in self.found {
            if found.of.symptom.yields_to.meets(across) {
                continue;
            }
            // A message without an address of its own says no more than another one that says whose certificate it is.
            let is_vague = found.of.symptom.id == SymptomId::SomeCertificateExpired && !found.has_address;
            if is_vague && found.of.symptom.yields_to.meets(present) {
                continue;
            }
            match matches.iter_mut().find(|known| known.symptom.id == found.of.symptom.id) {
                Some(known) => join(known, &found.of),
                None => matches.push(found.of),
            }
        }
        matches.sort_by_key(rank);
        matches
    }

    /// Kubernetes prints the same words everywhere; a text of another product must not get this product's commands.
    ///
    /// Another product counts for its own message. One that is a Kubernetes counts for the whole text, unless this product is
    /// named in the text as well.
    fn drop_of_another_product(&mut self) {
        let of_others = || self.found.iter().filter(|found| found.of.symptom.kind == Kind::OtherProduct);
        let in_messages: BTreeSet<usize> = of_others().map(|found| found.message).collect();
        let in_whole_text =
            !self.names_product && of_others().any(|found| is_kubernetes(found.of.symptom.id));
        // The agents of the infrastructure layer are the same there, and its commands are not.
        let azure_local: BTreeSet<usize> = of_others()
            .filter(|found| found.of.symptom.id == SymptomId::AzureLocal)
            .map(|found| found.message)
            .collect();
        self.found.retain(|found| {
            let is_of_other = in_whole_text || in_messages.contains(&found.message);
            let is_surely_ours = found.of.is_product
                && matches!(found.of.symptom.place, Place::Moc | Place::AdminLogin)
                && !azure_local.contains(&found.message);
            found.of.symptom.kind == Kind::OtherProduct || !is_of_other || is_surely_ours
        });
    }
}

/// Whether another product is a Kubernetes, so that a text that names it is about that one.
const fn is_kubernetes(product: SymptomId) -> bool {
    !matches!(product, SymptomId::HostPolicy | SymptomId::ResourceBridge)
}

/// Adds what another message with the same symptom said.
fn join(known: &mut Match, other: &Match) {
    known.is_product |= other.is_product;
    known.clock = known.clock.or(other.clock);
    known.expired_since = match (known.expired_since, other.expired_since) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
}

/// What the dates of a message say together.
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
            let limit = match stamp.limit {
                Limit::After(limit) | Limit::Before(limit) => limit,
            };
            let wrong = match (stamp.limit, stamp.current) {
                (Limit::Before(_), _) => true,
                (Limit::After(end), Some(said)) => said.unix() - end.unix() > LONGEST_LIFE_SECONDS,
                (Limit::After(_), None) => false,
            };
            match stamp.current {
                Some(said) if wrong => _ = times.clock.get_or_insert(Clock { said, limit }),
                _ => times.expired_since = Some(times.expired_since.map_or(limit, |since| since.min(limit))),
            }
        }
        times.only_clock = times.clock.is_some() && times.expired_since.is_none();
        times
    }
}

/// The stamps of a wrong clock, as the reason of an answer.
const CLOCK_STAMP: [&str; 2] = ["current time", "is before or years after the certificate's dates"];

/// The symptom, where a message has one of its texts; with `across`, one of those that may lie in several messages.
fn recognised(
    symptom: &'static Symptom,
    message: &Squeezed,
    marks: &Marks,
    times: &Times,
    across: bool,
) -> Option<Match> {
    let is_clock = symptom.id == SymptomId::ClockWrong;
    let mut reason: Option<(Vec<String>, bool)> = None;
    for text in symptom.texts.iter().filter(|text| text.across == across) {
        // Of the texts that are there the longest says most.
        if let Some(words) = text.found_in(message, marks)
            && reason.as_ref().is_none_or(|(known, _)| length(&words) >= length(known))
        {
            reason = Some((words, text.is_dated()));
        }
    }
    if is_clock && !across && times.clock.is_some() {
        reason = reason.or_else(|| Some((CLOCK_STAMP.map(str::to_owned).to_vec(), false)));
    }
    let (words, is_dated) = reason?;
    Some(Match {
        symptom,
        words,
        is_product: marks.set.contains(Mark::Product),
        expired_since: times.expired_since.filter(|_| is_dated),
        clock: times.clock.filter(|_| is_clock),
    })
}

fn drop_redundant(matches: &mut Vec<Match>, times: &Times) {
    // A certificate that only a wrong clock refuses has not expired.
    if times.only_clock {
        matches.retain(|found| {
            !found.words.iter().any(|word| word.contains("not yet valid")) || found.clock.is_some()
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
fn rank(found: &Match) -> (usize, usize, Reverse<usize>) {
    let kind = match (found.clock, found.symptom.kind) {
        (_, Kind::OtherProduct) => 0,
        (Some(_), _) => 1,
        (None, Kind::Certificate) => 2,
        (None, Kind::NotCertificate) => 3,
        (None, Kind::Possible) => 4,
    };
    let place = usize::from(found.symptom.place != Place::AdminLogin);
    (kind, place, Reverse(length(&found.words)))
}

fn length(words: &[String]) -> usize {
    words.iter().map(String::len).sum()
}

fn verdict(matches: &[Match]) -> Verdict {
    let any = |kind| matches.iter().any(|found| found.symptom.kind == kind);
    if any(Kind::Certificate) {
        Verdict::Certificate
    } else if matches.iter().any(|found| found.symptom.kind == Kind::OtherProduct) {
        Verdict::Unknown
    } else if any(Kind::NotCertificate) {
        Verdict::NotCertificate
    } else {
        Verdict::Unknown
    }
}
