//! What a node is called: its operator, what it reads, and by which index.

use crate::plan::{Access, Attribute, Dialect, Format, Node, Operator, Value};

/// As long as most labels are, or longer.
const USUAL: usize = 64;

/// What a node is called, in the words of its engine.
pub(crate) fn label(node: Node<'_>) -> String {
    match node.plan().dialect() {
        Dialect::Postgres => postgres(node),
        Dialect::MySql | Dialect::MariaDb => mysql(node),
    }
}

/// As PostgreSQL's TEXT format has it.
fn postgres(node: Node<'_>) -> String {
    let mut label = String::with_capacity(USUAL);
    if node.is(Attribute::ParallelAware) {
        label.push_str("Parallel ");
    }
    let kind = |attribute| node.text(attribute);
    // Partial HashAggregate, Hash Left Join, Insert.
    match (node.name(), kind(Attribute::PartialMode), kind(Attribute::Strategy)) {
        ("Aggregate", mode, strategy) => {
            label.push_str(mode.filter(|mode| *mode != "Simple").unwrap_or_default());
            label.push_str(if mode.is_some_and(|mode| mode != "Simple") { " " } else { "" });
            label.push_str(match strategy {
                Some("Sorted") => "GroupAggregate",
                Some("Hashed") => "HashAggregate",
                Some("Mixed") => "MixedAggregate",
                _ => "Aggregate",
            });
        }
        ("ModifyTable", ..) => label.push_str(kind(Attribute::Operation).unwrap_or("ModifyTable")),
        ("SetOp", ..) => {
            label.push_str(if kind(Attribute::Strategy) == Some("Hashed") { "HashSetOp " } else { "SetOp " });
            label.push_str(kind(Attribute::Command).unwrap_or_default());
        }
        ("", ..) => label.push_str("(unnamed node)"),
        (name, ..) => match kind(Attribute::JoinType).filter(|join| *join != "Inner") {
            Some(join) if name.ends_with(" Join") => {
                label.extend([name.trim_end_matches(" Join"), " ", join, " Join"]);
            }
            Some(join) => label.extend([name, " ", join, " Join"]),
            None => label.push_str(name),
        },
    }
    if node.text(Attribute::ScanDirection) == Some("Backward") {
        label.push_str(" Backward");
    }
    if let Some(index) = node.text(Attribute::Index) {
        label.push_str(if node.relation().is_some() { " using " } else { " on " });
        label.push_str(index);
    }
    let read = node.relation().or_else(|| kind(Attribute::CteName)).or_else(|| kind(Attribute::FunctionName));
    if let Some(read) = read {
        label.push_str(" on ");
        label.push_str(read);
    }
    if let Some(alias) = node.alias().filter(|alias| read != Some(*alias)) {
        label.push_str(if read.is_some() { " " } else { " on " });
        label.push_str(alias);
    }
    label
}

/// As MySQL's TREE format has it, which is plain English, for all formats of MySQL and MariaDB.
fn mysql(node: Node<'_>) -> String {
    let mut label = String::with_capacity(USUAL);
    if node.is(Attribute::Covering) && node.access().is_some() {
        label.push_str("Covering ");
    }
    label.push_str(match node.access() {
        Some(access) if node.operator() != Operator::ModifyTable => scan(node, access),
        _ => operation(node),
    });
    if label.starts_with("Covering ") {
        label = label[..9].to_owned() + &label[9..].to_ascii_lowercase();
    }
    if let (Operator::QueryBlock, Some(Value::Number(select))) =
        (node.operator(), node.value(Attribute::SelectId))
    {
        label.extend([" #", select]);
    }
    if let Some(message) = node.text(Attribute::Message) {
        label.extend([": ", message]);
    }
    let read = node.relation();
    let alias = node.alias().filter(|alias| read != Some(*alias));
    if let Some(name) = read.or(alias).filter(|name| !names(&label, name)) {
        label.extend([" on ", name]);
    }
    if let Some(alias) = alias.filter(|_| read.is_some()) {
        label.extend([" ", alias]);
    }
    if let Some(index) = node.text(Attribute::Index) {
        label.extend([" using ", index]);
    }
    label
}

/// Whether an operation's own words end with a name.
fn names(words: &str, name: &str) -> bool {
    words.strip_suffix(name).is_some_and(|before| before.ends_with(' '))
}

fn scan(node: Node<'_>, access: Access) -> &'static str {
    match access {
        Access::Full if node.operator() == Operator::SampleScan => "Sample scan",
        Access::Full => "Table scan",
        Access::FullIndex => "Index scan",
        Access::Lookup => "Index lookup",
        Access::UniqueLookup => "Single-row index lookup",
        Access::Range => "Index range scan",
        Access::SkipScan => "Index skip scan",
        Access::Merge => "Index merge",
        Access::FullText => "Full-text index search",
        Access::Distance => "Index distance scan",
        Access::Constant => "Constant row",
    }
}

/// MySQL names it itself, MariaDB at each part but the first.
fn set_operation(node: Node<'_>) -> &'static str {
    let parts = || node.children().filter_map(|part| part.text(Attribute::Operation));
    match node.name() {
        "intersect_result" => "Intersect",
        "except_result" => "Except",
        _ if parts().all(|part| part == "INTERSECT") => "Intersect",
        _ if parts().all(|part| part == "EXCEPT") => "Except",
        _ => "Set operations",
    }
}

fn operation(node: Node<'_>) -> &str {
    if matches!(node.plan().format(), Format::JsonV2 | Format::Tree) {
        // What it compares and sorts by is told apart.
        let name = node.name();
        let words = name.find([':', '(']).map_or(name, |end| &name[..end]).trim_end();
        return if words.is_empty() { name } else { words };
    }
    match node.operator() {
        Operator::QueryBlock => "Query block",
        Operator::NestedLoop => "Nested loop join",
        Operator::HashJoin => "Hash join",
        Operator::BlockNestedLoop => "Block nested loop join",
        Operator::BatchedKeyAccess => "Batched key access join",
        Operator::Append => "Union",
        Operator::RecursiveUnion => "Recursive union",
        Operator::SetOp => set_operation(node),
        Operator::Unique => "Remove duplicates",
        Operator::WindowAgg => "Window functions",
        Operator::Memoize => "Subquery cache",
        Operator::Result => "No table",
        Operator::ModifyTable => "Insert",
        Operator::SubqueryScan | Operator::WorkTableScan => "Table scan",
        Operator::TableFunctionScan => "Table function scan",
        Operator::Stream if node.name() == "ordering_operation" => "Rows in order",
        Operator::Stream if node.name() == "read_sorted_file" => "Read sorted rows",
        Operator::Stream => "Rows from",
        Operator::Materialize if node.name() == "temporary_table" => "Temporary table",
        Operator::AlternativePlans if node.name() == "full-scan-on-null_key" => "Full scan on NULL key",
        Operator::AlternativePlans => "Range checked for each record",
        operator => operator.name(),
    }
}
