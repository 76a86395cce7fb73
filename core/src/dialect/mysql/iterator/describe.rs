//! What an operation's words mean in the shared vocabulary, and what only the nodes around it tell.

use super::operation::{Flag, Kind, Operation};
use crate::plan::{Access, Attribute, EdgeKind, NodeId, Operator, PlanBuilder};

/// What is known of the nodes of a plan once all of them are read.
#[derive(Debug, Default)]
pub(super) struct Described {
    /// The roots of subqueries of expressions, ascending within each list of inputs.
    pub(super) subqueries: Vec<NodeId>,
    /// Those of them that depend on the row around them.
    pub(super) dependent: Vec<NodeId>,
    /// Lookups in the result of a subquery.
    pub(super) lookups: Vec<NodeId>,
    /// Materializations of common table expressions.
    pub(super) ctes: Vec<NodeId>,
    /// Where the name of the table stands among the facts, for each node that has one.
    pub(super) relations: Vec<(NodeId, usize)>,
    /// The same of its alias and of its schema, which JSON has apart.
    pub(super) aliases: Vec<(NodeId, usize)>,
    pub(super) schemas: Vec<(NodeId, usize)>,
}

/// Says what a node does.
pub(super) fn describe(
    builder: &mut PlanBuilder,
    id: NodeId,
    operation: &Operation<'_>,
    described: &mut Described,
) {
    let (operator, access) = meaning(operation);
    builder.set_operator(id, operator);
    if let Some(access) = access {
        builder.set_access(id, access);
    }
    // `<temporary>`, `<subquery2>`.
    if operation.table.is_some_and(|table| table.starts_with('<')) && operator.is_table_scan() {
        builder.set_operator(id, Operator::SubqueryScan);
    }
    if operation.table == Some("<materialized_subquery>") {
        described.lookups.push(id);
    }
    // JSON has noted it by its key already.
    if operation.cte.is_some() && described.ctes.last() != Some(&id) {
        described.ctes.push(id);
    }
}

/// The operator, and how it finds rows.
fn meaning(operation: &Operation<'_>) -> (Operator, Option<Access>) {
    let index = |access| {
        let covering = operation.flags.has(Flag::Covering);
        (if covering { Operator::IndexOnlyScan } else { Operator::IndexScan }, Some(access))
    };
    let plain = |operator| (operator, None);
    match operation.kind {
        Kind::TableScan | Kind::CountRows => (Operator::SeqScan, Some(Access::Full)),
        Kind::SampleScan => (Operator::SampleScan, Some(Access::Full)),
        Kind::IndexScan => index(Access::FullIndex),
        Kind::IndexLookup if operation.flags.has(Flag::SingleRow) => index(Access::UniqueLookup),
        Kind::IndexLookup => index(Access::Lookup),
        Kind::IndexRangeScan => index(Access::Range),
        Kind::IndexSkipScan | Kind::GroupSkipScan => index(Access::SkipScan),
        Kind::FullTextSearch => index(Access::FullText),
        Kind::DistanceScan => index(Access::Distance),
        Kind::IndexMerge | Kind::RowIdIntersection | Kind::RowIdUnion => {
            (Operator::IndexMerge, Some(Access::Merge))
        }
        Kind::ConstantRow => (Operator::ConstantRow, Some(Access::Constant)),
        Kind::NestedLoop => plain(Operator::NestedLoop),
        Kind::HashJoin => plain(Operator::HashJoin),
        Kind::BatchedKeyAccess => plain(Operator::BatchedKeyAccess),
        Kind::Weedout | Kind::RemoveDuplicatesGrouped | Kind::RemoveDuplicatesSorted => {
            plain(Operator::Unique)
        }
        Kind::Filter => plain(Operator::Filter),
        Kind::Sort => plain(Operator::Sort),
        Kind::Aggregate | Kind::GroupAggregate | Kind::TemporaryTableAggregate => plain(Operator::Aggregate),
        Kind::Group => plain(Operator::Group),
        Kind::Limit => plain(Operator::Limit),
        Kind::Stream | Kind::Invalidate => plain(Operator::Stream),
        Kind::Materialize
        | Kind::TemporaryTable
        | Kind::FillInformationSchema
        | Kind::MaterializeTableFunction => plain(Operator::Materialize),
        Kind::Append => plain(Operator::Append),
        Kind::Window => plain(Operator::WindowAgg),
        Kind::AlternativePlans => plain(Operator::AlternativePlans),
        Kind::ZeroRows | Kind::ZeroRowsAggregated | Kind::RowsFetchedBefore => plain(Operator::Result),
        Kind::NewRecords => plain(Operator::WorkTableScan),
        Kind::Delete | Kind::Update | Kind::Insert | Kind::Replace => plain(Operator::ModifyTable),
        _ => plain(Operator::Other),
    }
}

/// Says how nodes hang together, once all of them are described.
pub(super) fn settle(builder: &mut PlanBuilder, described: &Described) {
    let count = builder.len();
    let mut inputs = vec![0_u32; count];
    let mut first = vec![NodeId::ROOT; count];
    let mut is_subquery = vec![false; count];
    let mut derived = vec![false; count];
    let mut ctes = vec![false; count];
    for id in &described.subqueries {
        is_subquery[id.index()] = true;
        builder.set_relationship(*id, EdgeKind::InitPlan);
    }
    // The lookup stands below a limit and a filter.
    for &lookup in &described.lookups {
        let above = std::iter::successors(Some(lookup), |id| Some(builder.parent(*id)));
        if let Some(id) = above.take(4).find(|id| is_subquery[id.index()]) {
            builder.set_relationship(id, EdgeKind::HashedSubPlan);
        }
    }
    for id in described.dependent.iter().filter(|id| is_subquery[id.index()]) {
        builder.set_relationship(*id, EdgeKind::SubPlan);
    }
    for id in &described.ctes {
        ctes[id.index()] = true;
    }
    for id in (1..count as u32).map(NodeId) {
        let parent = builder.parent(id);
        let above = builder.operator(parent);
        if is_subquery[id.index()] {
            continue;
        }
        let place = inputs[parent.index()];
        inputs[parent.index()] += 1;
        let own = builder.operator(id);
        let is_scan = above.is_table_scan() || above == Operator::SubqueryScan;
        let kind = match above {
            _ if above.is_join() => {
                if place > 0 {
                    EdgeKind::Inner
                } else {
                    EdgeKind::Outer
                }
            }
            Operator::Append | Operator::Materialize | Operator::IndexMerge | Operator::AlternativePlans => {
                EdgeKind::Member
            }
            _ if is_scan && own == Operator::Materialize => EdgeKind::Subquery,
            _ if place > 0 => EdgeKind::Other,
            _ => EdgeKind::Outer,
        };
        if above == Operator::IndexMerge && matches!(own, Operator::IndexScan | Operator::IndexOnlyScan) {
            builder.set_operator(id, Operator::BitmapIndexScan);
        }
        // What is scanned is what the materialization filled, not a table.
        if kind == EdgeKind::Subquery {
            derived[parent.index()] = true;
            let scan = if ctes[id.index()] { Operator::CteScan } else { Operator::SubqueryScan };
            builder.set_operator(parent, scan);
        }
        // That the first is one of several is known only when the second comes.
        let member = kind == EdgeKind::Member;
        builder.set_relationship(id, if member && place == 0 { EdgeKind::Outer } else { kind });
        if place == 0 {
            first[parent.index()] = id;
        } else if member && place == 1 {
            builder.set_relationship(first[parent.index()], kind);
        }
    }
    for names in [&described.relations, &described.aliases, &described.schemas] {
        name_merges(builder, names);
    }
    for &(id, fact) in &described.relations {
        let scan = builder.operator(id);
        // What tells materializations that a table's row has changed does not read the table.
        let other = matches!(scan, Operator::SubqueryScan | Operator::WorkTableScan | Operator::Stream);
        if derived[id.index()] || other {
            builder.reattribute(fact, Attribute::Alias);
        }
    }
}

/// A merge reads the table that its parts read: it names none itself.
fn name_merges(builder: &mut PlanBuilder, facts: &[(NodeId, usize)]) {
    let mut named = vec![false; builder.len()];
    for &(id, fact) in facts {
        let mut part = id;
        loop {
            let above = builder.parent(part);
            let merges = above != part && builder.operator(above) == Operator::IndexMerge;
            if !merges || std::mem::replace(&mut named[above.index()], true) {
                break;
            }
            builder.repeat(fact, above);
            part = above;
        }
    }
}
