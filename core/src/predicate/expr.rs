//! What an expression can be, as the rest of the crate sees it.

use super::literal::Literal;
use super::name::Column;
use super::operator::Operator;

/// One expression of a [`Predicate`](super::Predicate), borrowed from its text.
///
/// It says what stands at a node; the expressions it is made of are its
/// [`children`](super::Predicate::children). Only what an index adviser or a rule asks about has a kind of
/// its own: the odd syntax of XML, JSON, aggregate and window functions is a call whose arguments are grouped
/// by [`Clause`](Self::Clause).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expr<'p> {
    /// A column: `o.status`.
    Column(Column<'p>),
    /// All columns of a relation as one value: `t.*`.
    WholeRow {
        /// The relation as written.
        qualifier: &'p str,
    },
    /// A constant: `17`, `'open'::text`, `NULL::integer`, `true`.
    Literal(Literal<'p>),
    /// A parameter `$n`: of a prepared statement, or, up to PostgreSQL 16, the result of a sub-plan that
    /// declares it.
    Param(u32),
    /// The result of a plan that is printed elsewhere: `SubPlan 1`, `InitPlan expr_1`, MySQL's `select #2`.
    ///
    /// `(InitPlan 1).col1` is a [`Field`](Self::Field) of it.
    Plan {
        /// Its name, as its `Subplan Name` has it without `(returns …)`; in MySQL `select #2`, `select#2` or
        /// `subquery#2`, of which [`select_number`](super::select_number) takes the number.
        name: &'p str,
        /// Whether the executor keeps its rows in a hash table.
        hashed: bool,
    },
    /// How a sub-plan is used: `EXISTS(SubPlan 1)`, `(ANY (a = (hashed SubPlan 1).col1))`.
    Sublink(Sublink),
    /// All children hold.
    And,
    /// One of the children holds.
    Or,
    /// The child does not hold.
    Not,
    /// An operator between two children, a comparison or any other.
    Binary {
        /// What it does, so far as its symbol tells.
        op: Operator,
        /// As written: `~~`, `OPERATOR(s.+++)`, `LIKE`.
        symbol: &'p str,
        /// Whether the right side is an array or a sub-plan to compare each value of.
        quantifier: Option<Quantifier>,
    },
    /// An operator before its one child (up to PostgreSQL 13 also after it).
    Unary {
        /// As written.
        symbol: &'p str,
    },
    /// A test of the child: `IS NULL`, `IS NOT TRUE`.
    Is {
        /// What is tested.
        test: Test,
        /// Whether `NOT` stands after `IS`.
        negated: bool,
        /// The words after `IS [NOT]`, or all of `ISNULL`.
        words: &'p str,
    },
    /// The first child lies between the second and the third. PostgreSQL prints two comparisons instead.
    Between {
        /// Whether `NOT` stands before it.
        negated: bool,
        /// Whether the bounds may come in either order.
        symmetric: bool,
    },
    /// The first child is one of the others, or one of what a sub-query finds, which is the second then.
    /// PostgreSQL prints `= ANY` instead.
    In {
        /// Whether `NOT` stands before it.
        negated: bool,
    },
    /// A row of values: `ROW(a, b)`, `(a, b)`.
    Row,
    /// Expressions separated by commas, outside of any parentheses.
    List,
    /// `ARRAY[a, b]`.
    Array,
    /// The child in another character set: MySQL's `convert(x using utf8mb4)`.
    Charset {
        /// The character set, as written.
        to: &'p str,
    },
    /// The child converted to another type. A constant's label is part of the [`Literal`](Self::Literal)
    /// instead.
    Cast {
        /// The type as written.
        to: &'p str,
    },
    /// A function, aggregate or special form of one: `lower(x)`, `COALESCE(a, b)`, `CURRENT_DATE`.
    Call {
        /// As written, with schema and quotes.
        name: &'p str,
    },
    /// What follows a call, its first child: `FILTER`, `OVER`, `WITHIN GROUP`, `IGNORE NULLS`.
    Suffix {
        /// The key words.
        keyword: &'p str,
    },
    /// Children introduced by a key word: `ORDER BY a` within an aggregate, `FROM 2` within SUBSTRING, `WHEN
    /// a` within CASE, `PARTIAL` before an aggregate.
    Clause {
        /// The key words; for syntax that is not taken apart (`RETURNING text`, `ROWS UNBOUNDED PRECEDING`)
        /// all of it.
        keyword: &'p str,
    },
    /// `CASE`: the operand if there is one, then a [`Clause`](Self::Clause) for each WHEN, THEN and ELSE.
    Case,
    /// `a[1][2:3]` one bracket at a time: what is subscripted, then the subscript.
    Subscript,
    /// `1:2` within brackets: the bounds that are there.
    Slice {
        /// Whether there is a lower bound.
        low: bool,
        /// Whether there is an upper bound.
        high: bool,
    },
    /// A field of a composite value: `(x).f`.
    Field {
        /// As written; `*` for all fields.
        name: &'p str,
    },
    /// The child under a collation.
    Collate {
        /// As written, with schema and quotes.
        collation: &'p str,
    },
    /// The child as a sort key with a direction; [`SortKey`](super::SortKey) reads it.
    Ordered {
        /// Whether `DESC` is written.
        descending: bool,
        /// What is written about nulls.
        nulls_first: Option<bool>,
        /// The operator after `USING`, or nothing.
        using: &'p str,
    },
    /// A word that is not a column: `year` within EXTRACT, `*` within `count(*)`, the name of a window, MySQL's
    /// variables (`@x`, `total@1`).
    Word(&'p str),
    /// Text that was not understood; its children are what was understood within.
    Opaque(&'p str),
}

/// Which kind of constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralKind {
    /// `17`, `1.5`, `1e10`.
    Number,
    /// `'it''s'`.
    String,
    /// `E'a\'b'`, where a backslash escapes.
    EscapeString,
    /// `'it\'s'` in MySQL: a backslash escapes, and quotes may be double ones.
    BackslashString,
    /// `B'01'`, `X'1F'`, `U&'d\0061t'` and `N'…'`: the text is not decoded.
    PrefixedString,
    /// `true` or `false`.
    Boolean,
    /// `NULL`.
    Null,
}

/// Whether an operator must hold for one or for all values of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// `ANY`, `SOME`.
    Any,
    /// `ALL`.
    All,
}

/// How a sub-plan's rows become a value (`get_rule_expr` in `ruleutils.c`, case `T_SubPlan`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sublink {
    /// `EXISTS(SubPlan 1)`.
    Exists,
    /// `(ANY (a = (SubPlan 1).col1))`.
    Any,
    /// `(ALL (a > (SubPlan 1).col1))`.
    All,
    /// `ARRAY(SubPlan 1)`.
    Array,
    /// `(rescan SubPlan 1)`: several columns assigned at once.
    Rescan,
    /// `(alternatives: SubPlan 1 or hashed SubPlan 2)`, up to PostgreSQL 13.
    Alternatives,
}

/// What `IS` tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// `IS NULL`.
    Null,
    /// `IS TRUE`.
    True,
    /// `IS FALSE`.
    False,
    /// `IS UNKNOWN`: null, of a boolean.
    Unknown,
    /// `IS DOCUMENT`, `IS JSON OBJECT`, `IS NFC NORMALIZED`.
    Other,
}
