//! Partitions: scans of parts of one table ask for one index on all of them.

use super::demand::Demand;
use crate::plan::{Node, Operator, Plan};

/// What the statement calls the table of which a scan reads a partition; none where it reads a table of its own.
///
/// Plans name partitions, not their parent, but the server gives a partition the alias of its parent with a number
/// behind it (`select_rtable_names_for_explain`): `events_1`, `events_2`. A table that is read more than once gets
/// numbers, too, so two neighbours of that name must be different tables.
pub(super) fn family<'p>(plan: &'p Plan, demand: &Demand<'_>) -> Option<&'p str> {
    let node = plan.node(demand.node);
    let base = numbered(node)?;
    let append = node.ancestors().take(3).find(|above| gathers(*above))?;
    let mut members = append.inputs().take(2).map(scan);
    let (first, second) = (members.next()??, members.next()??);
    let siblings = numbered(first) == Some(base) && numbered(second) == Some(base);
    (siblings && first.relation() != second.relation()).then_some(base)
}

/// Whether a node gives what several others do, one after another or merged.
pub(super) fn gathers(node: Node<'_>) -> bool {
    matches!(node.operator(), Operator::Append | Operator::MergeAppend)
}

/// The alias of a scan without the number behind it, where there is one and the table is not called so itself.
pub(super) fn numbered(scan: Node<'_>) -> Option<&str> {
    let (base, number) = scan.alias()?.rsplit_once('_')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && scan.relation() != Some(base)).then_some(base)
}

/// The scan that an input of an Append is, or has as its only source.
fn scan(input: Node<'_>) -> Option<Node<'_>> {
    std::iter::successors(Some(input), |node| node.inputs().next())
        .take(3)
        .find(|node| node.relation().is_some())
}
