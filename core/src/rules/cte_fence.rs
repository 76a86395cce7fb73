//! A CTE computed whole, of which little is wanted.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Attribute, EdgeKind, Node, Number, Operator};
use crate::words::{About, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "cte-fence",
    summary: "The only scan of a CTE throws away at least 90 % of its rows, and at least 10,000, that the CTE need not have computed.",
    remedy: Remedy::same("Write the CTE as NOT MATERIALIZED, or as a subquery, so that the filter reaches the tables inside."),
    source: "pgMustard's CTE optimisation fence; not for CTEs that write or recurse (pgMustard#48)",
    check: Check::Postgres(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if node.operator() != Operator::CteScan {
        return None;
    }
    let removed = case.total(Number::RowsRemovedByFilter)?;
    let kept = case.own.rows?;
    let share = removed.share_beside(kept)?;
    if removed.low < case.limits.scan_rows || share.low < case.limits.discarded_share {
        return None;
    }
    let (_, cte) = node.references().find(|(kind, _)| *kind == EdgeKind::ReadsCte)?;
    let scans = node.plan().referrers(cte.id()).filter(|(kind, _)| *kind == EdgeKind::ReadsCte);
    let once = scans.take(2).count() == 1;
    let fences = |part: Node<'_>| {
        matches!(part.operator(), Operator::ModifyTable | Operator::RecursiveUnion | Operator::LockRows)
    };
    (once && !cte.subtree().any(fences)).then(|| {
        let part = case.share_below(cte.id()) + case.share();
        Found::concerning(part)
            .with("rowsRemoved", removed)
            .with("rowsKept", kept)
            .with("removedShare", share)
    })
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{} throws away {} of the {} rows that CTE {} has computed",
        label(told.node()),
        Percent(told.get("removedShare").value),
        About(told.get("rowsRemoved") + told.get("rowsKept")),
        told.node().text(Attribute::CteName).unwrap_or_default(),
    )
}
