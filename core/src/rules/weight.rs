//! What a finding is weighed by: time, or cost, or the rows that are read.

use super::Limits;
use crate::metrics::{Interval, Metrics};
use crate::plan::{Dialect, Node, Plan};

/// Of what a share is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Of the time that was measured.
    Time,
    /// Of the cost that the server expects.
    Cost,
    /// Of the rows that all scans read: MySQL 5.6, MariaDB before 11.0 and some statements that write print no cost.
    Rows,
    /// Of nothing: the plan has no number to weigh by.
    Nothing,
}

/// The whole statement, as far as it weighs.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) weight: Weight,
    /// What the statement takes, in milliseconds: as measured, or as expected by MariaDB from 11.0 on, whose cost is
    /// meant in milliseconds (100,000 rows in 16.7; `optimizer_costs.h`).
    pub(super) time_ms: Option<f64>,
    /// Whether the statement takes long enough for anything in it to be critical.
    pub(super) is_large: bool,
    /// The rows read by the nodes before each, and by all of them; empty unless that is what is weighed by.
    read_before: Vec<f64>,
}

impl Whole {
    pub(super) fn of(plan: &Plan, metrics: &Metrics, limits: &Limits) -> Self {
        let totals = metrics.totals();
        let mut read_before = vec![0.0];
        let mut read = 0.0;
        if plan.dialect() != Dialect::Postgres {
            for node in plan.nodes() {
                read += metrics.node(node.id()).rows_read.map_or(0.0, |rows| rows.low);
                read_before.push(read);
            }
        }
        let weight = match (totals.root_ms, totals.cost) {
            (Some(_), _) => Weight::Time,
            (None, Some(_)) => Weight::Cost,
            (None, None) if read > 0.0 => Weight::Rows,
            (None, None) => Weight::Nothing,
        };
        let in_ms = totals.cost.filter(|_| plan.dialect() == Dialect::MariaDb);
        let time_ms = totals.execution_ms.or(in_ms);
        let expected = plan.dialect() == Dialect::Postgres || read >= limits.scan_rows;
        let is_large = time_ms.map_or(expected, |time| time >= limits.critical_ms);
        Self {
            weight,
            time_ms,
            is_large,
            read_before: if weight == Weight::Rows { read_before } else { Vec::new() },
        }
    }

    /// The share of all rows read that a node and everything below it read.
    pub(super) fn rows_below(&self, node: Node<'_>) -> f64 {
        let at = |index: usize| self.read_before.get(index).copied().unwrap_or_default();
        (at(node.end().index()) - at(node.id().index()))
            / self.read_before.last().copied().unwrap_or_default()
    }

    /// The share of all rows read that are so many.
    pub(super) fn rows_share(&self, read: Option<Interval>) -> f64 {
        read.unwrap_or_default().low / self.read_before.last().copied().unwrap_or_default()
    }
}
