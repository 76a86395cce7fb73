//! What MySQL's JSON version 2 tells of a statement beside its plan: the text, as the server has rewritten it.
//!
//! The plan of a GROUP BY through a temporary table names neither the columns that are grouped by nor the aggregates;
//! the text does. Only a SELECT of one table is read: there no clause can be mistaken for that of another.

use crate::plan::Plan;
use crate::predicate::{Column, Expr, Language, Predicate, list_items};

use super::table::Table;

/// The most SELECTs of a statement that are read.
const MOST_BLOCKS: usize = 16;

/// The clauses of one SELECT of a statement.
#[derive(Clone, Debug)]
pub(super) struct Statement<'p> {
    text: &'p str,
    from: &'p str,
    items: Vec<&'p str>,
    groups: Vec<&'p str>,
    pub(super) distinct: bool,
}

/// The SELECTs of a statement, as far as its text is known.
pub(super) fn blocks(plan: &Plan) -> Vec<Statement<'_>> {
    let text = plan.facts().query_text.as_deref().unwrap_or_default();
    let starts = text.match_indices("/* select#").take(MOST_BLOCKS);
    starts.filter_map(|(at, _)| Statement::read(text.get(at..)?.split_once(" */ select ")?.1)).collect()
}

impl<'p> Statement<'p> {
    /// Reads what follows the word SELECT, up to the end of its block.
    fn read(body: &'p str) -> Option<Self> {
        let (distinct, body) = match body.strip_prefix("distinct ") {
            Some(rest) => (true, rest),
            None => (false, body),
        };
        let (clauses, end) = clauses(body);
        let clause = |word: &str| clauses.iter().find(|(key, _)| *key == word).map(|(_, text)| *text);
        let list = |text: Option<&'p str>| -> Vec<&'p str> {
            text.map(|text| list_items(text, Language::MySql).collect()).unwrap_or_default()
        };
        Some(Self {
            text: body.get(..end)?,
            from: clause(" from ")?,
            items: list(clause("")),
            groups: list(clause(" group by ")),
            distinct,
        })
    }

    /// Whether it reads this table and nothing else.
    pub(super) fn is_of(&self, table: &Table) -> bool {
        let called = table.in_conditions();
        // `shop`.`orders` `o`, or `shop`.`orders`.
        let is_name = self.from.ends_with(called.as_str());
        is_name
            && !self.text.contains("/* select#")
            && [" join ", ",", "("].iter().all(|word| !self.from.contains(word))
    }

    /// The columns of a table that are grouped by, or that a DISTINCT compares; none where it is by anything else.
    pub(super) fn groups(&self, table: &Table) -> Option<Vec<String>> {
        let items = if self.distinct && self.groups.is_empty() { &self.items } else { &self.groups };
        let column = |item: &&str| {
            let predicate = Predicate::parse(without_alias(item), Language::MySql);
            match predicate.expr(predicate.root()) {
                Expr::Column(column) if table.owns(&column) => Some(column.name().into_owned()),
                _ => None,
            }
        };
        let columns: Option<Vec<String>> = items.iter().map(column).collect();
        columns.filter(|columns| !columns.is_empty())
    }

    /// The columns of a table that aggregates take their values from: short ones, as opposed to texts and documents.
    pub(super) fn aggregated(&self, table: &Table) -> Vec<String> {
        let mut found = Vec::new();
        for item in &self.items {
            found.extend(aggregated(without_alias(item), table));
        }
        found
    }

    /// Whether the text mentions a column of a table. The server also reads columns that it does not.
    pub(super) fn mentions(&self, table: &Table, name: &str) -> bool {
        let Some(column) = super::key::quoted(name) else { return false };
        let called = format!("{}.{column}", table.in_conditions());
        self.text.match_indices(called.as_str()).next().is_some()
    }
}

/// The columns of a table that one aggregate takes its value from.
pub(super) fn aggregated(item: &str, table: &Table) -> Vec<String> {
    const SHORT: [&str; 5] = ["sum", "avg", "min", "max", "count"];
    let predicate = Predicate::parse(item, Language::MySql);
    let mut found = Vec::new();
    for id in predicate.descendants(predicate.root()) {
        if let Expr::Call { name } = predicate.expr(id)
            && SHORT.iter().any(|short| name.eq_ignore_ascii_case(short))
        {
            let owned = predicate.columns_of(id).filter(|column: &Column<'_>| table.owns(column));
            found.extend(owned.map(|column| column.name().into_owned()));
        }
    }
    found
}

/// The parts of a SELECT by the words that begin them, the list of the SELECT under none, and where it ends.
fn clauses(body: &str) -> (Vec<(&'static str, &str)>, usize) {
    const WORDS: [&str; 8] =
        [" from ", " where ", " group by ", " having ", " window ", " order by ", " limit ", " union "];
    let bytes = body.as_bytes();
    let (mut at, mut depth, mut quote) = (0, 0_u32, None);
    let (mut key, mut start) = ("", 0);
    let mut found = Vec::new();
    while let Some(&byte) = bytes.get(at) {
        match quote {
            Some(open) if byte == b'\\' && open != b'`' => at += 1,
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None => match byte {
                b'\'' | b'"' | b'`' => quote = Some(byte),
                b'(' => depth += 1,
                // The end of a derived table.
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b' ' if depth == 0 => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    if let Some(word) = WORDS.iter().find(|word| rest.starts_with(word.as_bytes())) {
                        found.push((key, body.get(start..at).unwrap_or_default()));
                        (key, start) = (*word, at + word.len());
                        // The space behind the word may begin the next one.
                        at += word.len() - 2;
                    }
                }
                _ => {}
            },
        }
        at += 1;
    }
    let end = at.min(body.len());
    found.push((key, body.get(start..end).unwrap_or_default()));
    (found, end)
}

/// An item of a SELECT list without the name that is given to it.
fn without_alias(item: &str) -> &str {
    item.rsplit_once(" AS `").map_or(item, |(item, _)| item)
}

#[cfg(test)]
mod tests {
    use super::clauses;

    #[test]
    fn clauses_part_at_their_own_words() {
        let body = "`t`.`a from b` AS `x`,sum((`t`.`c`)) AS `s` from `d`.`t` where (`t`.`a` = ' group by ') group by `t`.`a` limit 3";
        let (clauses, end) = clauses(body);
        assert_eq!(end, body.len());
        let keys: Vec<&str> = clauses.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys, ["", " from ", " where ", " group by ", " limit "]);
        assert_eq!(clauses[0].1, "`t`.`a from b` AS `x`,sum((`t`.`c`)) AS `s`");
        assert_eq!(clauses[3].1, "`t`.`a`");
    }
}
