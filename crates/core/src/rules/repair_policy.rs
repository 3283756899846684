//! When a repair runs, by what the documents say of its layer and what the certificate lifetimes say.

use super::Verdict;
use super::Verdict::{Impacted, NotImpacted};
use super::proof::{answers_each_case_once, cells, row_of};
use crate::closed::{Closed, Set, closed_enum};
use crate::lifecycle::Outlook;

closed_enum! {
    /// When a step is to be run.
    ///
    /// Exhaustive: in any case, or only where its check fails.
    pub enum When {
        /// In any case.
        Always = "always",
        /// Only where its check fails.
        IfCheckFails = "if_check_fails",
    }
}

closed_enum! {
    /// An outlook, or none.
    pub enum OutlookCase {
        /// Nothing was switched off.
        None = "none",
        /// Even the oldest certificate is still valid.
        StillValid = "still_valid",
        /// It depends.
        Unsure = "unsure",
        /// Even the youngest certificate has expired.
        Lapsed = "lapsed",
    }
}

closed_enum! {
    /// The ground on which a repair is in the plan.
    pub enum PolicyGround {
        /// The verdict of the documents.
        Verdict = "verdict",
        /// The lifetimes of the certificates.
        Outlook = "outlook",
    }
}

/// When a repair runs, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepairPolicy {
    /// When to run it.
    pub when: When,
    /// Why it is in the plan.
    pub ground: PolicyGround,
}

/// A row: verdicts and outlooks, and when the repair runs in these cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepairPolicyRule {
    /// What the documents say.
    pub verdict: Set<Verdict>,
    /// What the certificate lifetimes say.
    pub outlook: Set<OutlookCase>,
    /// When the repair runs; `None` where it is not in the plan.
    pub policy: Option<RepairPolicy>,
}

/// The table.
#[rustfmt::skip]
pub const REPAIR_POLICIES: [RepairPolicyRule; 5] = [
    row(Impacted,    OutlookCase::None.only().or(OutlookCase::Unsure.only()).or(OutlookCase::Lapsed.only()), Some((When::Always, PolicyGround::Verdict))),
    row(Impacted,    OutlookCase::StillValid.only(),                              Some((When::IfCheckFails, PolicyGround::Verdict))),
    row(NotImpacted, OutlookCase::Unsure.only(),                                  Some((When::IfCheckFails, PolicyGround::Outlook))),
    row(NotImpacted, OutlookCase::Lapsed.only(),                                  Some((When::Always, PolicyGround::Outlook))),
    row(NotImpacted, OutlookCase::None.only().or(OutlookCase::StillValid.only()), None),
];

const _: () = assert!(answers_each_case_once(&CASES, CELLS), "the policy table has a gap or an overlap");

const CELLS: usize = Verdict::ALL.len() * OutlookCase::ALL.len();

const CASES: [u128; REPAIR_POLICIES.len()] = {
    let mut cases = [0; REPAIR_POLICIES.len()];
    let mut row = 0;
    while row < cases.len() {
        let (verdict, outlook) = (REPAIR_POLICIES[row].verdict, REPAIR_POLICIES[row].outlook);
        cases[row] = cells(verdict.bits(), Verdict::ALL.len(), outlook.bits(), OutlookCase::ALL.len());
        row += 1;
    }
    cases
};

const fn row(
    verdict: Verdict,
    outlook: Set<OutlookCase>,
    policy: Option<(When, PolicyGround)>,
) -> RepairPolicyRule {
    let policy = match policy {
        Some((when, ground)) => Some(RepairPolicy { when, ground }),
        None => None,
    };
    RepairPolicyRule { verdict: verdict.only(), outlook, policy }
}

/// What becomes of a repair of that layer.
pub(crate) fn decide(verdict: Verdict, outlook: Option<Outlook>) -> Option<RepairPolicy> {
    static ROW_OF: [usize; CELLS] = row_of(&CASES);
    let case = match outlook {
        None => OutlookCase::None,
        Some(Outlook::StillValid) => OutlookCase::StillValid,
        Some(Outlook::Unsure) => OutlookCase::Unsure,
        Some(Outlook::Lapsed) => OutlookCase::Lapsed,
    };
    REPAIR_POLICIES[ROW_OF[verdict as usize * OutlookCase::ALL.len() + case as usize]].policy
}

#[cfg(test)]
mod tests {

    use super::super::proof::witnesses;
    use super::*;

    #[test]
    fn every_verdict_with_every_outlook_is_answered_by_one_row() {
        let (verdicts, outlooks) = (Verdict::ALL, OutlookCase::ALL);
        let cell = |cell: usize| (verdicts[cell / outlooks.len()], outlooks[cell % outlooks.len()]);
        let found = witnesses(&CASES, CELLS);
        let named: Vec<_> = found.iter().map(|(case, rows)| (cell(*case), rows)).collect();
        assert!(named.is_empty(), "cells and how many rows answer them: {named:?}");
    }

    #[test]
    fn an_impacted_layer_keeps_its_repair_whatever_the_outlook() {
        for outlook in [None].into_iter().chain(Outlook::ALL.iter().copied().map(Some)) {
            assert!(decide(Impacted, outlook).is_some(), "{outlook:?}");
        }
    }
}
