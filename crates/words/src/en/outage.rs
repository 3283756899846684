//! What is said of an outage that ended certificates prove.

use certplan_core::Layer;
use certplan_core::assessment::Finding;
use certplan_core::facts::{Duration, Facts};
use certplan_core::lifecycle::{Era, Evidence, speakers};
use certplan_core::outage::{Outage, Proof};

use super::{credential, length, outlook};

/// The outlook of a layer, as a label.
pub fn finding_outlook(finding: &Finding) -> Option<&'static str> {
    if finding.has_ended { Some("expired, by its certificate") } else { finding.outlook.map(outlook) }
}

/// The length of the outage for the facts as understood, after what was typed.
pub(super) fn understood(proof: Proof<'_>) -> String {
    format!("by the certificates at least {}", whole(proof.least))
}

/// Which certificate proves how long renewal did not work.
pub(super) fn proved(facts: &Facts) -> String {
    let Some(proof) = Outage::of(facts).proof else { return String::new() };
    let range = if proof.least == proof.most {
        format!("{} or more", whole(proof.least))
    } else {
        format!("{} to {}", whole(proof.least), whole(proof.most))
    };
    format!(
        "{} ended {} ago. While renewal works, at least {} of their life is left, so renewal has not worked for at least {}. \
         This plan counts {range} off.",
        named(proof.evidence),
        whole(proof.ended_ago),
        whole(left(proof)),
        whole(proof.least),
    )
}

/// That the typed length and the certificates disagree.
pub(super) fn disagree(facts: &Facts) -> String {
    let outage = Outage::of(facts);
    let (Some(proof), Some(typed)) = (outage.proof, outage.typed.length()) else { return String::new() };
    format!(
        "You gave {}, but the certificates that were read prove at least {}. The plan uses the certificates. Renewal may have \
         stopped before the power did.",
        length(typed),
        whole(proof.least),
    )
}

/// That nothing was switched off and a certificate that renews itself has ended all the same.
pub(super) const RENEWAL_FAILED: &str = "You did not say that anything was switched off. If the deployment ran all the time, \
     its renewal has failed, and every certificate that the same controller renews is in doubt. Repair it as below, then find \
     out why renewal failed.";

/// Which certificates of a layer have ended, and how long ago.
pub(super) fn ended(layer: Layer, facts: &Facts) -> String {
    let Some(now) = facts.judged_at() else { return String::new() };
    let of_layer = |item: &&Evidence| {
        speakers(layer, Era::of(facts.build)).any(|credential| credential.id == item.credential)
    };
    let ended = facts.evidence.iter().filter(of_layer).filter(|item| item.is_expired(now));
    let sentences: Vec<String> = ended
        .map(|item| {
            let ago = u64::try_from(now.unix() - item.not_after.unix()).ok().and_then(Duration::from_seconds);
            format!("{} ended {} ago.", named(item), ago.map_or_else(|| "long".to_owned(), whole))
        })
        .collect();
    sentences.join(" ")
}

fn named(item: &Evidence) -> String {
    let name = credential(item.credential).name;
    item.cluster.as_ref().map_or_else(|| name.to_owned(), |cluster| format!("{name} of {cluster}"))
}

/// How much is left at least when renewal stops.
fn left(proof: Proof<'_>) -> Duration {
    let seconds = proof.least.seconds().saturating_sub(proof.ended_ago.seconds());
    Duration::from_seconds(seconds).unwrap_or_default()
}

/// A length for a sentence: whole days from two days on, else to the second.
fn whole(exact: Duration) -> String {
    const DAY: u64 = 86_400;
    if exact.seconds() < 2 * DAY {
        return length(exact);
    }
    length(Duration::from_seconds(exact.seconds() / DAY * DAY).unwrap_or_default())
}
