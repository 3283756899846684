//! The page's table on the length of a shutdown.

use super::Verdict::{Impacted, NotImpacted};
use super::proof::{answers_each_case_once, row_of};
use super::{Rule, RuleId, Verdict, Verdicts};
use crate::case::ShutdownCase;
use crate::closed::{Closed, Set};
use crate::source::{Strength, UPDATE_CERTIFICATES};

/// A row: shutdowns, and the verdicts for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShutdownRule {
    /// The shutdowns that it is about.
    pub shutdown: Set<ShutdownCase>,
    /// What it says.
    pub rule: Rule,
}

/// The table. The page has the second and the fourth row; the others say what follows where it is silent.
#[rustfmt::skip]
pub const SHUTDOWN: [ShutdownRule; 5] = [
    row(RuleId::NoShutdown,       ShutdownCase::None.only(),     None,              None,           false, Strength::Stated),
    row(RuleId::ShutdownUnder30d, ShutdownCase::Under30d.only(), Some(NotImpacted), Some(Impacted), false, Strength::Stated),
    row(RuleId::ShutdownAt30d,    ShutdownCase::At30d.only(),    Some(Impacted),    Some(Impacted), true,  Strength::Inferred),
    row(RuleId::ShutdownOver30d,  ShutdownCase::Over30d.only(),  Some(Impacted),    Some(Impacted), false, Strength::Stated),
    row(RuleId::ShutdownUnknown,  ShutdownCase::Unknown.only(),  Some(Impacted),    Some(Impacted), false, Strength::Inferred),
];

const _: () = assert!(
    answers_each_case_once(&CASES, ShutdownCase::ALL.len()),
    "the shutdown table has a gap or an overlap"
);

const CASES: [u128; SHUTDOWN.len()] = {
    let mut cases = [0; SHUTDOWN.len()];
    let mut row = 0;
    while row < cases.len() {
        cases[row] = SHUTDOWN[row].shutdown.bits();
        row += 1;
    }
    cases
};

const fn row(
    id: RuleId,
    shutdown: Set<ShutdownCase>,
    moc: Option<Verdict>,
    kubernetes: Option<Verdict>,
    boundary: bool,
    strength: Strength,
) -> ShutdownRule {
    let then = Verdicts { moc, kubernetes };
    ShutdownRule { shutdown, rule: Rule { id, then, boundary, strength, source: &UPDATE_CERTIFICATES } }
}

/// The one rule for a shutdown.
pub(crate) fn decide(shutdown: ShutdownCase) -> &'static Rule {
    static ROW_OF: [usize; ShutdownCase::ALL.len()] = row_of(&CASES);
    &SHUTDOWN[ROW_OF[shutdown as usize]].rule
}

#[cfg(test)]
mod tests {

    use super::super::proof::witnesses;
    use super::*;

    #[test]
    fn every_shutdown_is_answered_by_one_row() {
        let found = witnesses(&CASES, ShutdownCase::ALL.len());
        let named: Vec<_> = found.iter().map(|(case, rows)| (ShutdownCase::ALL[*case], rows)).collect();
        assert!(named.is_empty(), "cases and how many rows answer them: {named:?}");
    }
}
