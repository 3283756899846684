//! The page's table on the time since the last update.

use super::Verdict::NotImpacted;
use super::proof::{answers_each_case_once, row_of};
use super::{Rule, RuleId, Verdicts};
use crate::case::UpdateCase;
use crate::closed::{Closed, Set};
use crate::source::{Strength, UPDATE_CERTIFICATES};

/// A row: times since an update, and the verdicts for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpdateRule {
    /// The times since an update that it is about.
    pub since_update: Set<UpdateCase>,
    /// What it says.
    pub rule: Rule,
}

/// The table. The page has the first two rows and gives both the same verdicts, from which the third follows.
#[rustfmt::skip]
pub const UPDATE: [UpdateRule; 3] = [
    row(RuleId::UpdatedWithin90d,    UpdateCase::Within90d.only(), Strength::Stated),
    row(RuleId::NotUpdatedWithin90d, UpdateCase::Over90d.only(),   Strength::Stated),
    row(RuleId::UpdateUnknown,       UpdateCase::Unknown.only(),   Strength::Inferred),
];

const _: () = assert!(
    answers_each_case_once(&CASES, UpdateCase::ALL.len()),
    "the update table has a gap or an overlap"
);

const CASES: [u128; UPDATE.len()] = {
    let mut cases = [0; UPDATE.len()];
    let mut row = 0;
    while row < cases.len() {
        cases[row] = UPDATE[row].since_update.bits();
        row += 1;
    }
    cases
};

const fn row(id: RuleId, since_update: Set<UpdateCase>, strength: Strength) -> UpdateRule {
    let then = Verdicts { moc: Some(NotImpacted), kubernetes: Some(NotImpacted) };
    UpdateRule {
        since_update,
        rule: Rule { id, then, boundary: false, strength, source: &UPDATE_CERTIFICATES },
    }
}

/// The one rule for a time since an update.
pub(crate) fn decide(since_update: UpdateCase) -> &'static Rule {
    static ROW_OF: [usize; UpdateCase::ALL.len()] = row_of(&CASES);
    &UPDATE[ROW_OF[since_update as usize]].rule
}

#[cfg(test)]
mod tests {

    use super::super::proof::witnesses;
    use super::*;

    #[test]
    fn every_time_since_an_update_is_answered_by_one_row() {
        let found = witnesses(&CASES, UpdateCase::ALL.len());
        let named: Vec<_> = found.iter().map(|(case, rows)| (UpdateCase::ALL[*case], rows)).collect();
        assert!(named.is_empty(), "cases and how many rows answer them: {named:?}");
    }
}
