//! Which columns of a table a statement needs, where the plan tells: with VERBOSE each node prints what it gives, and
//! without, the width of a row says which columns it has.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

use super::condition::is_system;
use super::{Around, ddl, family};
use crate::catalog::{self, Table};
use crate::plan::{Attribute, Node, NodeId, Number, Operator};
use crate::predicate::unquoted;
use crate::words::is_harmful;

/// The columns that nodes use of what is below them, by what the plan calls the table; made when first asked.
pub(super) struct Needed<'a> {
    around: Around<'a>,
    columns: OnceCell<Used<'a>>,
}

/// Of each table the columns, and the nodes that use them.
type Used<'a> = HashMap<Cow<'a, str>, Vec<(&'a str, NodeId)>>;

impl<'a> Needed<'a> {
    pub(super) fn of(around: Around<'a>) -> Self {
        Self { around, columns: OnceCell::new() }
    }

    /// The columns that are needed above a scan, as they stand in the DDL; none where the plan does not tell.
    ///
    /// A scan whose rows go through a join or an aggregate gives columns that nobody wants, so what it gives counts
    /// only where it is the statement's result. Without VERBOSE, the width of its rows tells which columns nobody
    /// names: it is the sum of those of the columns that are needed above it (`set_rel_width`), and of the widths that
    /// the catalog has only one selection may make up the difference.
    pub(super) fn by(&self, scan: Node<'_>, known: Option<&Table>) -> Option<Vec<Cow<'a, str>>> {
        // What is written or locked is fetched.
        let fetches = |node: Node<'_>| matches!(node.operator(), Operator::ModifyTable | Operator::LockRows);
        if scan.ancestors().take(REACH).any(fetches) {
            return None;
        }
        let width = scan.number(Number::Width);
        if width == Some(0.0) {
            return Some(Vec::new());
        }
        let columns = self.columns.get_or_init(|| used(self.around));
        // Above an Append a partition's columns are called as the table's are.
        let family = family::numbered(scan).filter(|_| scan.text(Attribute::Output).is_some());
        let family = family.filter(|_| scan.parent().is_some_and(family::gathers));
        let own = scan.alias().or(scan.relation())?;
        let called = family.into_iter().chain([own]).filter_map(|name| columns.get(name));
        let above = called.flatten().filter(|(_, user)| *user != scan.id());
        let mut named: Vec<Cow<'a, str>> = above.map(|(column, _)| (*column).into()).collect();
        crate::sort::sort(&mut named);
        named.dedup();
        // No index holds those of the server's own (`check_index_only`).
        if named.iter().any(|column| is_system(column)) {
            return None;
        }
        if scan.text(Attribute::Output).is_some() {
            return Some(named);
        }
        solved(named, width?, known)
    }
}

/// The columns whose widths add up to the width of the rows, if there is no more than one such selection.
fn solved<'a>(mut named: Vec<Cow<'a, str>>, width: f64, known: Option<&Table>) -> Option<Vec<Cow<'a, str>>> {
    let Some(known) = known else {
        // Most columns that are compared, joined and grouped by are of four bytes.
        return (!named.is_empty() && (width - 4.0 * named.len() as f64).abs() < 0.5).then_some(named);
    };
    let of = |column: &catalog::Column| column.width().map(f64::round);
    let mut left = width;
    for column in &named {
        left -= of(known.column(&unquoted(column))?)?;
    }
    if left.abs() < 0.5 || left < 0.0 {
        return (left > -0.5).then_some(named);
    }
    let is_named = |column: &&catalog::Column| named.iter().any(|name| unquoted(name) == column.name);
    let left = left as usize;
    let others: Vec<&catalog::Column> = known.columns.iter().filter(|column| !is_named(column)).collect();
    if left > WIDEST || others.len() > MOST_COLUMNS {
        return None;
    }
    // In how many ways the first columns make up each width, and the last column of the first such way.
    let mut ways: Vec<(u8, usize)> = vec![(0, 0); left + 1];
    ways[0].0 = 1;
    let widths: Option<Vec<usize>> =
        others.iter().map(|column| of(column).map(|width| width as usize)).collect();
    let widths = widths?;
    for (at, &width) in widths.iter().enumerate() {
        for sum in (width..=left).rev() {
            let before = ways[sum - width].0;
            if before > 0 && width > 0 {
                let first = if ways[sum].0 == 0 { at } else { ways[sum].1 };
                ways[sum] = (ways[sum].0.saturating_add(before), first);
            }
        }
    }
    if ways[left].0 != 1 {
        return None;
    }
    let mut more = Vec::new();
    let mut sum = left;
    while sum > 0 {
        let last = ways[sum].1;
        more.push(others[last]);
        sum -= widths[last];
    }
    named.extend(more.into_iter().map(|column| ddl::identifier(&column.name).into()));
    crate::sort::sort(&mut named);
    named.dedup();
    Some(named)
}

/// The widest rows and the most columns among which it is looked for a selection.
const WIDEST: usize = 2_000;
const MOST_COLUMNS: usize = 64;
/// How far above a scan it is looked for what its rows are for.
const REACH: usize = 64;

/// Every column in every expression of a plan, but for what scans below other nodes give.
fn used(around: Around<'_>) -> Used<'_> {
    let Around { plan, texts, .. } = around;
    let mut used = Used::new();
    // With one table only, nothing is qualified.
    let mut tables = plan.nodes().filter_map(|node| node.alias().or(node.relation()));
    let first = tables.next();
    let only = first.filter(|first| tables.all(|table| table == *first));
    for text in texts.all() {
        // What the statement gives is used by who gets it, and be it the scan itself.
        let asker = if text.attribute == Attribute::Output { NodeId(u32::MAX) } else { text.node };
        if let Some((table, column)) = text.column() {
            used.entry(table.into()).or_default().push((column, asker));
            continue;
        }
        let columns = text.predicate().columns();
        for column in columns.filter(|column| !column.quoted_name().contains(is_harmful)) {
            if let Some(table) = column.qualifier().or(only.map(Cow::Borrowed)) {
                used.entry(table).or_default().push((column.quoted_name(), asker));
            }
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is put in order on its own")]
    for users in used.values_mut() {
        crate::sort::sort(users);
        users.dedup();
        // Whoever asks whether another node uses a column finds one among two.
        let mut last = ("", 0);
        users.retain(|(column, _)| {
            last = if *column == last.0 { (column, last.1 + 1) } else { (column, 1) };
            last.1 <= 2
        });
    }
    used
}
