//! The page's table of commands: which call repairs which layer of which cluster.

use super::proof::{answers_each_case_once, cells, row_of};
use crate::closed::{Closed, Set};
use crate::facts::ClusterKind;
use crate::layer::Layer;
use crate::playbook::StepId;
use crate::source::{Source, UPDATE_CERTIFICATES};

/// A row: cells of the page's table, and the step that repairs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandRule {
    /// The kinds of cluster.
    pub cluster: Set<ClusterKind>,
    /// The layers.
    pub layer: Set<Layer>,
    /// The repair; `None` where the page gives none.
    pub repair: Option<StepId>,
    /// Where it comes from.
    pub source: &'static Source,
}

/// The table.
#[rustfmt::skip]
pub const COMMANDS: [CommandRule; 5] = [
    row(ClusterKind::Management.only(),   Layer::Moc.only(),        Some(StepId::RenewManagement)),
    row(ClusterKind::Target.only(),       Layer::Moc.only(),        Some(StepId::FixCloud)),
    row(ClusterKind::LoadBalancer.only(), Layer::Moc.only(),        Some(StepId::FixCloudAndBalancer)),
    row(ClusterKind::Target.only(),       Layer::Kubernetes.only(), Some(StepId::FixKubelet)),
    row(ClusterKind::Management.only().or(ClusterKind::LoadBalancer.only()), Layer::Kubernetes.only(), None),
];

const _: () = assert!(answers_each_case_once(&CASES, CELLS), "the command table has a gap or an overlap");

/// The cells of the table: every kind of cluster with every layer.
const CELLS: usize = ClusterKind::ALL.len() * Layer::ALL.len();

const CASES: [u128; COMMANDS.len()] = {
    let mut cases = [0; COMMANDS.len()];
    let mut row = 0;
    while row < cases.len() {
        let (cluster, layer) = (COMMANDS[row].cluster, COMMANDS[row].layer);
        cases[row] = cells(cluster.bits(), ClusterKind::ALL.len(), layer.bits(), Layer::ALL.len());
        row += 1;
    }
    cases
};

const fn row(cluster: Set<ClusterKind>, layer: Set<Layer>, repair: Option<StepId>) -> CommandRule {
    CommandRule { cluster, layer, repair, source: &UPDATE_CERTIFICATES }
}

/// The step that repairs a layer of a kind of cluster, where the page gives one.
pub(crate) fn repair(cluster: ClusterKind, layer: Layer) -> Option<StepId> {
    static ROW_OF: [usize; CELLS] = row_of(&CASES);
    COMMANDS[ROW_OF[cluster as usize * Layer::ALL.len() + layer as usize]].repair
}

#[cfg(test)]
mod tests {

    use super::super::proof::witnesses;
    use super::*;

    #[test]
    fn every_cell_is_answered_by_one_row() {
        let cell =
            |cell: usize| (ClusterKind::ALL[cell / Layer::ALL.len()], Layer::ALL[cell % Layer::ALL.len()]);
        let found = witnesses(&CASES, CELLS);
        let named: Vec<_> = found.iter().map(|(case, rows)| (cell(*case), rows)).collect();
        assert!(named.is_empty(), "cells and how many rows answer them: {named:?}");
    }
}
