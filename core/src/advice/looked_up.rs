//! What an index that is there is used for.

use crate::plan::{Attribute, Dialect, Node};
use crate::predicate::{Language, Predicate};

/// The columns that a node looks up by its index, as far as its conditions name them, each once.
///
/// An index that is read for its order alone looks nothing up.
pub fn looked_up(node: Node<'_>) -> Vec<String> {
    let language = match node.plan().dialect() {
        Dialect::Postgres => Language::Postgres,
        Dialect::MySql | Dialect::MariaDb => Language::MySql,
    };
    let mut columns: Vec<String> = Vec::new();
    for text in node.texts(Attribute::IndexCondition) {
        let condition = Predicate::parse(text, language);
        for column in condition.terms().flat_map(|term| term.subject_columns()) {
            let name = column.name().into_owned();
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_the_index_not_of_what_they_are_compared_with() {
        let plan = r#"[{"Plan": {"Node Type": "Index Scan", "Index Name": "i", "Relation Name": "items",
            "Index Cond": "((items.order_id = o.id) AND (items.line > 2) AND (items.line < 9))"}}]"#;
        let analysis = crate::analyze::analyze(plan).unwrap();
        assert_eq!(looked_up(analysis.plans()[0].plan().root()), ["order_id", "line"]);
    }
}
