//! One index where several demands ask for the same, or for prefixes of each other; one for all partitions.

use std::collections::HashMap;

use super::candidate::Candidate;
use super::demand::Demand;
use crate::plan::{Node, Operator, Plan};

/// An index for one table, wanted by one or more demands.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    pub(super) candidate: Candidate,
    pub(super) schema: Option<String>,
    /// The table, or what the statement calls the one whose partitions are scanned.
    pub(super) table: String,
    /// The partitions to create it on, as they stand in a statement, or the table itself: once for each scan.
    pub(super) targets: Vec<String>,
    pub(super) partitioned: bool,
}

/// The proposals of a plan, by the table they are for.
#[derive(Default)]
pub(super) struct Proposals {
    list: Vec<Proposal>,
    places: HashMap<(String, bool), Vec<usize>>,
}

impl Proposals {
    /// Adds what serves a demand: to an index that it is a prefix of or that is a prefix of it, else as a new one.
    pub(super) fn add(&mut self, plan: &Plan, demand: &Demand, candidate: Candidate) {
        let target = demand.table_name();
        let family = family(plan, demand);
        let partitioned = family.is_some();
        let places =
            self.places.entry((family.clone().unwrap_or_else(|| target.clone()), partitioned)).or_default();
        let same = |place: &&usize| {
            let proposal = &self.list[**place];
            is_prefix(&candidate, &proposal.candidate) || is_prefix(&proposal.candidate, &candidate)
        };
        let Some(&place) = places.iter().find(same) else {
            places.push(self.list.len());
            let (schema, table) = (demand.schema.clone(), family.unwrap_or_else(|| demand.table.clone()));
            self.list.push(Proposal { candidate, schema, table, targets: vec![target], partitioned });
            return;
        };
        let proposal = &mut self.list[place];
        proposal.targets.push(target);
        let longer = candidate.keys.len() > proposal.candidate.keys.len();
        let other = if longer { std::mem::replace(&mut proposal.candidate, candidate) } else { candidate };
        proposal.candidate.absorb(other);
    }

    pub(super) fn into_iter(self) -> impl Iterator<Item = Proposal> {
        self.list.into_iter()
    }
}

impl Candidate {
    /// Takes over the demands of another candidate, which this one serves as well.
    fn absorb(&mut self, other: Self) {
        self.nodes.extend(other.nodes);
        self.nodes.sort_unstable();
        self.nodes.dedup();
        self.saving += other.saving;
        self.notes.retain(|note| other.notes.contains(note));
    }
}

/// Whether the keys of one index are the first keys of another.
pub(super) fn is_prefix(short: &Candidate, long: &Candidate) -> bool {
    let same = |(a, b): (&super::IndexKey, &super::IndexKey)| {
        a.expression == b.expression && a.order == b.order && a.nulls == b.nulls && a.opclass == b.opclass
    };
    let one_kind = short.method == long.method && short.predicate == long.predicate;
    // Of GIN and GiST no index has another as its beginning.
    let is_part = short.keys.len() == long.keys.len()
        || (short.keys.len() < long.keys.len() && short.method == "btree");
    let kept = short
        .include
        .iter()
        .all(|column| long.include.contains(column) || long.keys.iter().any(|key| key.expression == *column));
    one_kind && is_part && kept && short.keys.iter().zip(&long.keys).all(same)
}

/// What the statement calls the table of which a scan reads a partition; none where it reads a table of its own.
///
/// Plans name partitions, not their parent, but the server gives a partition the alias of its parent with a number
/// behind it (`select_rtable_names_for_explain`): `events_1`, `events_2`. A table that is read more than once gets
/// numbers, too, so two neighbours of that name must be different tables.
fn family(plan: &Plan, demand: &Demand) -> Option<String> {
    let node = plan.node(demand.node);
    let base = numbered(node)?;
    let many = |above: &Node<'_>| matches!(above.operator(), Operator::Append | Operator::MergeAppend);
    let append = node.ancestors().take(3).find(many)?;
    let mut members = append.inputs().take(2).map(scan);
    let (first, second) = (members.next()??, members.next()??);
    let siblings = numbered(first) == Some(base) && numbered(second) == Some(base);
    (siblings && first.relation() != second.relation()).then(|| base.to_owned())
}

/// The alias of a scan without the number behind it, where there is one and the table is not called so itself.
fn numbered(scan: Node<'_>) -> Option<&str> {
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
