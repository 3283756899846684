//! Which of the dates decide a plan.

use certplan_core::closed::Closed as _;
use certplan_core::facts::{ClusterName, Timestamp};
use certplan_core::lifecycle::Evidence;
use certplan_inspect::Item;

/// The most dates that an answer names one by one.
const MAX_DATES: usize = 50;

/// The certificates that can decide, and why the others cannot.
pub(super) fn evidence(items: &[Item]) -> (Vec<Evidence>, Vec<String>) {
    let (mut evidence, mut unused) = (Vec::new(), Vec::new());
    for item in items {
        match item.evidence(None) {
            Ok(read) => evidence.push(read),
            Err(reason) => unused.push(format!("{}: {reason}", item.origin)),
        }
    }
    (evidence, unused)
}

/// Of very many dates those that decide: for each credential of each cluster the one that ends first, and those that are
/// not valid yet.
pub(super) fn decisive(evidence: Vec<Evidence>, at: Timestamp) -> Vec<Evidence> {
    if evidence.len() <= MAX_DATES {
        return evidence;
    }
    let mut order: Vec<usize> = (0..evidence.len()).collect();
    let key = |place: usize| {
        let item = &evidence[place];
        (item.credential.index(), item.cluster.as_ref().map(ClusterName::as_str))
    };
    order.sort_by_key(|place| (key(*place), evidence[*place].not_after));
    let mut decides: Vec<bool> = evidence.iter().map(|item| item.is_not_yet_valid(at)).collect();
    for (number, place) in order.iter().enumerate() {
        // The first of each credential and cluster.
        decides[*place] |= number == 0 || key(order[number - 1]) != key(*place);
    }
    let decisive = evidence.into_iter().zip(decides).filter(|(_, decides)| *decides);
    decisive.map(|(item, _)| item).take(MAX_DATES).collect()
}

#[cfg(test)]
mod tests {
    use certplan_core::lifecycle::CredentialId;

    use super::*;

    fn of(cluster: &str, day: u32) -> Evidence {
        Evidence {
            credential: CredentialId::ALL[0],
            cluster: cluster.parse().ok(),
            not_before: None,
            not_after: format!("2026-11-{day:02}T00:00:00Z").parse().unwrap(),
            origin: format!("{cluster} {day}"),
        }
    }

    #[test]
    fn of_each_credential_and_cluster_the_first_end_decides() {
        let at = "2026-12-01T00:00:00Z".parse().unwrap();
        let few = vec![of("a1", 2), of("a1", 1)];
        assert_eq!(decisive(few.clone(), at), few);
        let mut many: Vec<_> = (2..30).flat_map(|day| [of("a1", day), of("b1", day), of("", day)]).collect();
        many.push(of("a1", 1));
        let origins: Vec<_> = decisive(many, at).into_iter().map(|item| item.origin).collect();
        assert_eq!(origins, ["b1 2", " 2", "a1 1"]);
    }
}
