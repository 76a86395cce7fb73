//! Whether an index could serve a condition, by which way, and if not, why.
//!
//! Of PostgreSQL here, after `match_clause_to_indexcol` and its neighbours in `optimizer/path/indxpath.c`; which operators an
//! access method knows is in the manual's chapters on them (btree 64, GiST 65, GIN 67) and on `pg_trgm`; of MySQL in
//! `mysql::access`.

use super::comparison::Comparison;
use super::expr::Expr;
use super::language::Language;
use super::pattern::PatternKind;
use super::subject::Subject;
use super::term::Term;
use super::value::Value;
use super::volatility::Volatility;

/// How an index serves a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// A btree looks up one value.
    Equality,
    /// A btree looks up several values.
    InList,
    /// A btree scans from or to a value.
    Range,
    /// A btree finds nulls, or passes them over.
    NullTest,
    /// A btree on a boolean, or a partial index.
    Truth,
    /// A btree on all columns of the row in its order.
    Row,
    /// A btree scans a range of texts; in PostgreSQL only with the C collation or a pattern operator class.
    Prefix,
    /// A GIN or GiST index with `gin_trgm_ops` or `gist_trgm_ops`.
    Trigram,
    /// A GIN index.
    Gin,
    /// A GiST or SP-GiST index.
    Gist,
    /// GIN or GiST, as the column's type has it.
    GinOrGist,
    /// An index in the order of distance (GiST, `pgvector`).
    Distance,
    /// A FULLTEXT index (MySQL) on exactly the columns that are searched.
    FullText,
    /// A multi-valued index (MySQL 8.0.17): one key for each element of a JSON array.
    MultiValued,
    /// An index for each arm.
    Or,
}

/// What must be true for an index to serve, and cannot be seen in the condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// The column's type: whether a cast only relabels it, whether its function is immutable.
    ColumnType,
    /// Whether a function is immutable.
    Function,
    /// What the pattern is: whether it starts with a wildcard.
    Pattern,
    /// Whether there can be an index on the expression, which in MySQL is a functional key part (8.0.13) or
    /// one on a generated column, and whether its type is that of the value.
    IndexOnExpression,
}

/// Why no index serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// There is no column in it; a whole row (`t.*`) is none.
    NoColumn,
    /// It asks what is not there: `<>`, `NOT IN`, `NOT LIKE`. A partial index for a rare remainder may serve.
    Negated,
    /// `IS [NOT] DISTINCT FROM`.
    Distinct,
    /// The subject mixes columns of several relations.
    MixedRelations,
    /// It compares the relation with itself.
    OwnColumns,
    /// The value changes from row to row.
    VolatileValue,
    /// The value is a sub-plan that runs for each row, or is probed in a hash table.
    SubPlan,
    /// The subject depends on a setting, as `TimeZone`: ask for a range of the column instead.
    StableExpression,
    /// The subject changes from row to row.
    VolatileExpression,
    /// The subject holds a parameter or the result of a sub-plan.
    ReferenceInExpression,
    /// The subject is an aggregate.
    Aggregate,
    /// `'x' = ANY (tags)`: written as `tags @> ARRAY['x']` a GIN index serves.
    ElementOf,
    /// The pattern holds fewer than three letters or digits in a row.
    ShortPattern,
    /// The pattern of LIKE starts with a wildcard, or is empty (MySQL).
    LeadingWildcard,
    /// `(a, b) < (1, 2)`, which MySQL does not turn into a range: ask for `a < 1 OR a = 1 AND b < 2`.
    RowRange,
    /// The column is converted to the character set of what it is compared with: both should have the same.
    CharsetConversion,
    /// No access method knows the operator or test.
    Operator,
}

/// Whether an index could serve a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Usability {
    /// One on the subject could.
    Yes(Access),
    /// One could if something holds that the condition does not show; the first such thing is named.
    If(Condition, Access),
    /// None could.
    No(Reason),
}

impl Usability {
    /// How it would be served, if it could be.
    #[must_use]
    pub fn access(self) -> Option<Access> {
        match self {
            Self::Yes(access) | Self::If(_, access) => Some(access),
            Self::No(_) => None,
        }
    }
}

impl Term<'_> {
    /// Whether an index on the [`subject`](Self::subject) could serve this condition. It says nothing on
    /// whether that would be faster.
    ///
    /// A plan qualifies columns only where there are several relations, so where the subject's relation is
    /// known, ask the term that [`on`](Self::on) gives.
    #[must_use]
    pub fn usability(&self) -> Usability {
        match self.predicate().language() {
            Language::Postgres => self.usability_in_postgres(),
            Language::MySql => self.usability_in_mysql(),
        }
    }

    fn usability_in_postgres(&self) -> Usability {
        if self.comparison() == Comparison::Or {
            return Usability::Yes(Access::Or);
        }
        let served = match self.refusal() {
            Some(reason) => return Usability::No(reason),
            None => self.served(),
        };
        let Some(access) = served.access() else { return served };
        match self.subject() {
            Subject::Column(_) => served,
            Subject::Cast { .. } => Usability::If(Condition::ColumnType, access),
            Subject::Row(row)
                if self.row().all(|element| matches!(element, Subject::Column(_)))
                    && !row.has_reference() =>
            {
                Usability::Yes(Access::Row)
            }
            Subject::Row(_) => Usability::No(Reason::Operator),
            Subject::Expression(expression) if expression.has_reference() => {
                Usability::No(Reason::ReferenceInExpression)
            }
            Subject::Expression(expression) => match self.refined(expression.volatility()) {
                Volatility::Immutable => served,
                Volatility::DependsOnType => Usability::If(Condition::ColumnType, access),
                Volatility::Unknown => Usability::If(Condition::Function, access),
                Volatility::Stable => Usability::No(Reason::StableExpression),
                Volatility::Volatile => Usability::No(Reason::VolatileExpression),
                Volatility::Aggregate => Usability::No(Reason::Aggregate),
            },
            Subject::None => Usability::No(Reason::NoColumn),
        }
    }

    /// What rules an index out whatever the operator.
    pub(super) fn refusal(&self) -> Option<Reason> {
        let mut columns = self.subject_columns();
        let Some(first) = columns.next() else { return Some(Reason::NoColumn) };
        if columns.any(|column| !column.same_relation(&first)) {
            return Some(Reason::MixedRelations);
        }
        match self.value() {
            _ if self.value_runs_per_row() => Some(Reason::SubPlan),
            Value::Computed(Volatility::Volatile) | Value::List { volatility: Volatility::Volatile, .. } => {
                Some(Reason::VolatileValue)
            }
            _ if self.is_self_comparison() => Some(Reason::OwnColumns),
            _ => None,
        }
    }

    /// Whether the value holds a `SubPlan`, which runs for each row; an `InitPlan` ran before.
    fn value_runs_per_row(&self) -> bool {
        let predicate = self.predicate();
        self.value_id().is_some_and(|id| {
            let is_sub_plan =
                |id| matches!(predicate.expr(id), Expr::Plan { name, .. } if name.starts_with("SubPlan"));
            predicate.descendants(id).any(is_sub_plan)
        })
    }

    /// How an index on a plain column would serve the comparison.
    fn served(&self) -> Usability {
        use Comparison as C;
        match self.comparison() {
            C::Equal => Usability::Yes(Access::Equality),
            C::In => Usability::Yes(Access::InList),
            C::Less | C::LessOrEqual | C::Greater | C::GreaterOrEqual | C::Between => {
                Usability::Yes(Access::Range)
            }
            C::Null | C::NotNull => Usability::Yes(Access::NullTest),
            C::Truth(_) => Usability::Yes(Access::Truth),
            C::Pattern(kind) => self.served_pattern(kind),
            C::Contains | C::ContainedBy | C::Overlaps => self.served_container(),
            C::HasKey | C::PathExists | C::Matches => Usability::Yes(Access::Gin),
            C::Similar => Usability::Yes(Access::Trigram),
            C::Distance => Usability::Yes(Access::Distance),
            C::Position if self.is_within_network() => Usability::Yes(Access::Range),
            C::Position => Usability::Yes(Access::Gist),
            C::NotEqual | C::NotIn | C::NotPattern(_) => Usability::No(Reason::Negated),
            C::Distinct | C::NotDistinct => Usability::No(Reason::Distinct),
            C::ElementOf => Usability::No(Reason::ElementOf),
            C::Or => Usability::Yes(Access::Or),
            C::Other => Usability::No(Reason::Operator),
        }
    }

    fn served_pattern(&self, kind: PatternKind) -> Usability {
        // ltree has ~ too, for paths.
        if kind == PatternKind::Regex
            && matches!(self.value_type(), Some("lquery" | "ltxtquery" | "lquery[]"))
        {
            return Usability::Yes(Access::Gist);
        }
        match self.pattern() {
            Some(pattern) if !pattern.prefix().is_empty() => Usability::Yes(Access::Prefix),
            Some(pattern) if pattern.longest_run() >= 3 => Usability::Yes(Access::Trigram),
            Some(_) => Usability::No(Reason::ShortPattern),
            None if matches!(kind, PatternKind::ILike | PatternKind::IRegex) => {
                Usability::Yes(Access::Trigram)
            }
            // One of several patterns: no btree.
            None if matches!(self.value(), Value::List { .. }) => Usability::Yes(Access::Trigram),
            None => Usability::If(Condition::Pattern, Access::Prefix),
        }
    }

    /// `ip << '10.0.0.0/8'`: the addresses of a network stand together (`network_subset_support`).
    fn is_within_network(&self) -> bool {
        let predicate = self.predicate();
        let within = matches!(predicate.expr(self.id()), Expr::Binary { symbol: "<<" | "<<=", .. });
        let left = predicate.children(self.id()).next();
        let of_column = left.is_some_and(|left| predicate.columns_of(left).next().is_some());
        within && of_column && matches!(self.value_type(), Some("inet" | "cidr"))
    }

    /// `@>`, `<@`, `&&`: the type of the other side tells most.
    fn served_container(&self) -> Usability {
        const SHAPES: [&str; 12] = [
            "point", "box", "circle", "polygon", "lseg", "path", "line", "inet", "cidr", "ltree", "cube",
            "geometry",
        ];
        let contained = self.comparison() == Comparison::ContainedBy;
        match self.value_type() {
            // jsonb_ops has no <@ (manual, 8.14.4).
            Some("jsonb") if contained => Usability::No(Reason::Operator),
            Some("jsonb" | "hstore") => Usability::Yes(Access::Gin),
            Some(of) if of.ends_with("[]") => Usability::Yes(Access::Gin),
            // A scalar within a range is served by a btree from 17 on, a range within a range by GiST.
            Some(of) if of.ends_with("range") && contained => {
                Usability::If(Condition::ColumnType, Access::Gist)
            }
            Some(of) if of.ends_with("range") || SHAPES.contains(&of) => Usability::Yes(Access::Gist),
            None if self.value_is_array() => Usability::Yes(Access::Gin),
            // An element of a range: (r @> 5).
            None if matches!(self.value(), Value::Constant(_)) => Usability::Yes(Access::Gist),
            Some("integer" | "bigint" | "numeric" | "date") => Usability::Yes(Access::Gist),
            Some(of) if of.starts_with("timestamp") => Usability::Yes(Access::Gist),
            _ => Usability::If(Condition::ColumnType, Access::GinOrGist),
        }
    }

    fn value_is_array(&self) -> bool {
        self.value_id().is_some_and(|id| self.predicate().expr(id) == Expr::Array)
    }

    /// The type the value is labelled with or cast to.
    fn value_type(&self) -> Option<&str> {
        match self.predicate().expr(self.value_id()?) {
            Expr::Literal(literal) => literal.label(),
            Expr::Cast { to } => Some(to),
            _ => None,
        }
    }

    /// `date_trunc` gives the type it is given, and what it is compared with has that type: a `timestamptz`
    /// depends on the TimeZone setting, a `timestamp` does not.
    fn refined(&self, volatility: Volatility) -> Volatility {
        let truncates = match self.subject() {
            Subject::Expression(expression) => {
                matches!(self.predicate().expr(expression.id()), Expr::Call { name } if name.ends_with("date_trunc"))
            }
            _ => false,
        };
        match self.value_type() {
            Some(of)
                if truncates && volatility == Volatility::DependsOnType && of.starts_with("timestamp") =>
            {
                if of.ends_with("without time zone") {
                    Volatility::Immutable
                } else {
                    Volatility::Stable
                }
            }
            _ => volatility,
        }
    }
}
