//! Who spent the time of an InitPlan or a CTE: not the node it hangs on, but the one that evaluated it.

use std::cell::OnceCell;

use super::NodeMetrics;
use crate::plan::{Attribute, Counter, EdgeKind, Node, NodeId, Number, Operator, Plan};

/// The node, or the scans, inside whose time and counters a node's own are.
#[derive(Clone, Debug)]
pub(super) enum Payer<'a> {
    /// One node: the parent, or whoever evaluated an InitPlan.
    Node(NodeId),
    /// The scans of a CTE; none where nobody reads it.
    Scans(&'a [Scan]),
    /// Nobody in the tree: it adds to the time of the statement.
    Statement,
}

/// A scan of a CTE.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan {
    pub(super) node: NodeId,
    /// Its elapsed time without its SubPlans: what it had for the CTE.
    pub(super) time_ms: f64,
}

/// The payers of a plan's InitPlans and CTEs; of every other node its parent pays.
#[derive(Clone, Debug, Default)]
pub(super) struct Payers {
    /// InitPlans with the node that evaluated them, ascending.
    init_plans: Vec<(NodeId, NodeId)>,
    /// CTEs with the range of their scans, ascending.
    ctes: Vec<(NodeId, std::ops::Range<usize>)>,
    scans: Vec<Scan>,
}

impl Payers {
    /// Who pays for a node.
    pub(super) fn of(&self, node: Node<'_>) -> Payer<'_> {
        if is_projection(node) {
            // What hangs on another such subquery is evaluated where the rows of that go.
            let block = node.ancestors().take(SEARCH_DEPTH).find(|above| !is_projection(*above));
            let above = block.and_then(Node::parent);
            return above.map_or(Payer::Statement, |above| Payer::Node(above.id()));
        }
        if node.relationship() == Some(EdgeKind::InitPlan) {
            if let Ok(found) = self.ctes.binary_search_by_key(&node.id(), |(cte, _)| *cte) {
                return Payer::Scans(&self.scans[self.ctes[found].1.clone()]);
            }
            if let Ok(found) = self.init_plans.binary_search_by_key(&node.id(), |(init_plan, _)| *init_plan) {
                return Payer::Node(self.init_plans[found].1);
            }
        }
        Payer::Node(node.parent().map_or(NodeId::ROOT, Node::id))
    }
}

/// Finds who evaluated each InitPlan and who pulled each CTE. Linear in nodes and references.
pub(super) fn find(plan: &Plan, nodes: &[NodeMetrics]) -> Payers {
    let mut payers = Payers::default();
    let elapsed = |id: NodeId| nodes[id.index()].inclusive_ms.map_or(0.0, |time| time.value);
    let mut init_plans = Vec::new();
    for node in plan.nodes().filter(|node| node.relationship() == Some(EdgeKind::InitPlan)) {
        if node.text(Attribute::SubplanName).is_some_and(|name| name.starts_with("CTE ")) {
            let first = payers.scans.len();
            let scans = plan.referrers(node.id()).filter(|(kind, _)| *kind == EdgeKind::ReadsCte);
            let own = |scan: Node<'_>| {
                let sub_plans: f64 = sub_plans(scan).map(|sub_plan| elapsed(sub_plan.id())).sum();
                Scan { node: scan.id(), time_ms: (elapsed(scan.id()) - sub_plans).max(0.0) }
            };
            payers.scans.extend(scans.map(|(_, scan)| own(scan)));
            payers.ctes.push((node.id(), first..payers.scans.len()));
        } else {
            init_plans.push(node);
        }
    }
    if init_plans.is_empty() {
        return payers;
    }

    // What each node spent beyond its inputs and SubPlans: time where there is any, else blocks.
    let timed = nodes.first().is_some_and(|root| root.inclusive_ms.is_some());
    let spent = |node: Node<'_>| if timed { elapsed(node.id()) } else { blocks(node) };
    let mut slack: Vec<f64> = plan.nodes().map(spent).collect();
    for node in plan.nodes().skip(1).filter(|node| node.relationship() != Some(EdgeKind::InitPlan)) {
        if let Some(parent) = node.parent() {
            slack[parent.id().index()] -= spent(node);
        }
    }
    let gathers = gathers(plan);
    let below = Longest(vec![OnceCell::new(); plan.len()]);
    for node in init_plans {
        let need = spent(node);
        // The server rounds to a thousandth of a millisecond; loops multiply what that leaves out.
        let tolerance = need * 0.01 + 0.002;
        let payer = evaluator(plan, node, &slack, need - tolerance, &gathers, &below);
        slack[payer.index()] -= need;
        payers.init_plans.push((node.id(), payer));
    }
    payers
}

/// The SubPlans of a node: what they spent, it did not spend on anything else.
pub(super) fn sub_plans(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    node.children().filter(|child| child.relationship().is_some_and(EdgeKind::is_sub_plan))
}

/// How many levels below its parent an InitPlan without a printed user is looked for: keeps the search linear.
const SEARCH_DEPTH: usize = 64;

/// The node that evaluated an InitPlan: the first user, in the order of execution, that had the time.
///
/// A node's input comes before what it does with it, but a one-time filter comes before the input, and so does
/// what a Gather evaluates for its workers. The recheck of a bitmap is behind the index scan, which needs the value.
///
/// A use in an output column is printed by VERBOSE only, and one in a foreign server's statement likewise. Where
/// no printed user had the time, somebody below the parent did; where nobody did, the user that had most pays.
fn evaluator(
    plan: &Plan,
    init_plan: Node<'_>,
    slack: &[f64],
    need: f64,
    gathers: &[Option<NodeId>],
    below: &Longest,
) -> NodeId {
    let Some(parent) = init_plan.parent() else { return init_plan.id() };
    let had_time = |node: &NodeId| slack[node.index()] >= need;
    let mut users: Vec<NodeId> = plan
        .referrers(init_plan.id())
        .filter(|(_, user)| parent.contains(user.id()) && !init_plan.contains(user.id()))
        .map(|(_, user)| match gathers[user.id().index()] {
            // Workers get the value from the Gather above them, unless the InitPlan is their own.
            Some(gather) if parent.contains(gather) => gather,
            _ => user.id(),
        })
        .collect();
    crate::sort::by_key(&mut users, |user| {
        let node = plan.node(*user);
        let early = node.operator().is_gather() || node.text(Attribute::OneTimeFilter).is_some();
        let position = if early { user.index() * 2 + 1 } else { node.end().index() * 2 };
        (position, std::cmp::Reverse(*user))
    });
    users.dedup();
    let printed = || users.iter().copied().find(had_time);
    let unprinted = || {
        let next = |id: &NodeId| below.of(plan.node(*id));
        std::iter::successors(Some(parent.id()), next).take(SEARCH_DEPTH).find(had_time)
    };
    let most =
        || users.iter().copied().reduce(|a, b| if slack[b.index()] > slack[a.index()] { b } else { a });
    printed().or_else(unprinted).or_else(most).unwrap_or(parent.id())
}

/// Whether a subquery stands in the SELECT list, which MySQL evaluates where the rows go, above the node that it hangs
/// on; unless that node's own words use it, as a sort by it does, or it keeps its rows, as a window does.
pub(super) fn is_projection(node: Node<'_>) -> bool {
    let evaluates =
        |parent: Node<'_>| parent.operator() == Operator::WindowAgg || parent.name().contains("(select #");
    node.text(Attribute::Relationship) == Some("projection") && !node.parent().is_some_and(evaluates)
}

/// The input of a node that took longest, of each that was asked for: many InitPlans may hang on one node.
struct Longest(Vec<OnceCell<Option<NodeId>>>);

impl Longest {
    fn of(&self, node: Node<'_>) -> Option<NodeId> {
        let longer = |a: &Node<'_>, b: &Node<'_>| a.number(Number::TotalMs) < b.number(Number::TotalMs);
        let find = || node.inputs().reduce(|a, b| if longer(&a, &b) { b } else { a }).map(Node::id);
        *self.0[node.id().index()].get_or_init(find)
    }
}

/// For each node the outermost Gather whose workers run it.
fn gathers(plan: &Plan) -> Vec<Option<NodeId>> {
    let mut gathers: Vec<Option<NodeId>> = vec![None; plan.len()];
    for node in plan.nodes().skip(1) {
        let Some(parent) = node.parent() else { continue };
        let above = gathers[parent.id().index()];
        let below_gather = parent.operator().is_gather() && node.is_input();
        gathers[node.id().index()] = above.or(below_gather.then_some(parent.id()));
    }
    gathers
}

/// Blocks a node touched: a stand-in for time where that was not measured.
fn blocks(node: Node<'_>) -> f64 {
    let counters = [Counter::SharedHit, Counter::SharedRead, Counter::LocalHit, Counter::LocalRead];
    counters.into_iter().filter_map(|counter| node.counter(counter)).sum()
}
