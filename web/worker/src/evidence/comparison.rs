//! Two of the inputs compared: what became of each certificate between them, in words.

use certplan_core::report::{ComparedRow, OutcomeRows};
use certplan_inspect::verify::{Compared, Verification};
use certplan_words::{verify_check, verify_outcome};

use super::MAX_ROWS;
use crate::protocol::Comparison;

/// The inputs at these places, compared: those certificates first that need something.
pub(super) fn in_words(before: usize, after: usize, verification: &Verification) -> Comparison {
    let shown = &verification.items[..verification.items.len().min(MAX_ROWS)];
    let outcomes = shown.chunk_by(|one, other| one.outcome == other.outcome).filter_map(|items| {
        let title = verify_outcome(items.first()?.outcome.as_str()).to_owned();
        Some(OutcomeRows { title, rows: items.iter().map(row).collect() })
    });
    let checks = verification.checks.iter().map(|check| verify_check(check.day, check.credential));
    Comparison {
        before,
        after,
        summary: verification.summary(),
        outcomes: outcomes.collect(),
        not_shown: verification.items.len() - shown.len(),
        checks: checks.collect(),
    }
}

fn row(item: &Compared) -> ComparedRow {
    ComparedRow {
        origin: item.origin.clone(),
        cluster: item.cluster.clone(),
        ended_before: item.ended_before.clone(),
        ends_after: item.ends_after.clone(),
        run_again: item.run_again.clone(),
    }
}
