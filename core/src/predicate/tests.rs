//! What an adviser learns from whole conditions.

use super::{
    Access, Comparison, Condition, Expr, Language, PatternKind, Predicate, Reason, Subject, Term, Usability,
    Value,
};

/// One line a term: what an index would hold, how it is compared, with what, and whether that serves.
fn terms(text: &str) -> Vec<String> {
    let predicate = Predicate::parse(text, Language::Postgres);
    assert!(predicate.is_complete(), "{predicate}");
    predicate.terms().map(|term| line(&term)).collect()
}

fn line(term: &Term<'_>) -> String {
    let subject = term.subject().index_text().unwrap_or_else(|| term.subject_text().into());
    format!("{subject} {:?} {} -> {:?}", term.comparison(), term.value_text(), term.usability())
}

fn usability(text: &str) -> Usability {
    let predicate = Predicate::parse(text, Language::Postgres);
    assert!(predicate.is_complete(), "{predicate}");
    let mut terms = predicate.terms();
    let term = terms.next().expect("a condition has a term");
    assert!(terms.next().is_none(), "{text}");
    term.usability()
}

#[test]
fn conjunctions_fall_into_terms() {
    assert_eq!(
        terms("((o.status = 'open'::text) AND ((17 < o.total) AND o.active) AND (NOT o.deleted))"),
        [
            "status Equal 'open'::text -> Yes(Equality)",
            "total Greater 17 -> Yes(Range)",
            "active Truth(true)  -> Yes(Truth)",
            "deleted Truth(false)  -> Yes(Truth)",
        ]
    );
}

#[test]
fn btrees_serve() {
    use Access::{Equality, InList, NullTest, Range, Row};
    for (text, access) in [
        ("(id = ANY ('{1,5,900}'::integer[]))", InList),
        ("(id IN (1, 2))", InList),
        ("(deleted_at IS NULL)", NullTest),
        ("(ROW(created_at, id) < ROW('2022-06-01'::date, 100000))", Row),
        ("(lower(email) = 'a@b.c'::text)", Equality),
        ("((payload ->> 'url'::text) = '/p/42'::text)", Equality),
        ("(created_at >= (now() - '1 day'::interval))", Range),
        ("(total > (InitPlan 1).col1)", Range),
        ("(total > $0)", Range),
        ("(a BETWEEN 1 AND 5)", Range),
        ("(a > ANY (ARRAY[1, 2]))", Range),
        ("(NOT (a < 3))", Range),
        ("(o.user_id = u.id)", Equality),
    ] {
        assert_eq!(usability(text), Usability::Yes(access), "{text}");
    }
}

#[test]
fn other_indexes_serve() {
    use Access::{Distance, Gin, GinOrGist, Gist, Prefix, Trigram};
    for (text, expected) in [
        ("(name ~~ 'abc%'::text)", Usability::Yes(Prefix)),
        ("(name ~ '^abc'::text)", Usability::Yes(Prefix)),
        ("(name ~~ '%abc%'::text)", Usability::Yes(Trigram)),
        ("(name ~~* 'abc%'::text)", Usability::Yes(Trigram)),
        ("(name ~~ ANY ('{a%,b%}'::text[]))", Usability::Yes(Trigram)),
        ("(name % 'abc'::text)", Usability::Yes(Trigram)),
        ("(name ~~ $1)", Usability::If(Condition::Pattern, Prefix)),
        ("(tags @> '{rare}'::text[])", Usability::Yes(Gin)),
        ("(tags && ARRAY['x'::text, $1])", Usability::Yes(Gin)),
        ("('{\"a\": 1}'::jsonb <@ attrs)", Usability::Yes(Gin)),
        ("(attrs ? 'k'::text)", Usability::Yes(Gin)),
        ("(to_tsvector('english'::regconfig, body) @@ '''a'''::tsquery)", Usability::Yes(Gin)),
        ("(during && '[2024-03-01,2024-03-10)'::tsrange)", Usability::Yes(Gist)),
        ("(r @> 5)", Usability::Yes(Gist)),
        ("(lt ~ 'a.*'::lquery)", Usability::Yes(Gist)),
        ("(p <-> '(500,10)'::point)", Usability::Yes(Distance)),
        ("(x && $1)", Usability::If(Condition::ColumnType, GinOrGist)),
    ] {
        assert_eq!(usability(text), expected, "{text}");
    }
}

#[test]
fn types_and_functions_decide() {
    for (text, expected) in [
        ("((name)::text = 'x'::text)", Usability::If(Condition::ColumnType, Access::Equality)),
        ("((created_at)::date = '2020-01-01'::date)", Usability::If(Condition::ColumnType, Access::Equality)),
        ("(my_function(a) = 1)", Usability::If(Condition::Function, Access::Equality)),
        (
            "(date_trunc('day'::text, ts) = '2023-03-01 00:00:00+00'::timestamp with time zone)",
            Usability::No(Reason::StableExpression),
        ),
        (
            "(date_trunc('day'::text, ts) = '2023-03-01 00:00:00'::timestamp without time zone)",
            Usability::Yes(Access::Equality),
        ),
    ] {
        assert_eq!(usability(text), expected, "{text}");
    }
}

#[test]
fn nothing_serves_and_why() {
    for (text, reason) in [
        ("(a <> 1)", Reason::Negated),
        ("(a <> ALL ('{1,2}'::integer[]))", Reason::Negated),
        ("(name !~~ '%x%'::text)", Reason::Negated),
        ("(NOT (name ~~ 'x%'::text))", Reason::Negated),
        ("(NOT (a IS DISTINCT FROM 3))", Reason::Distinct),
        ("(flag IS NOT TRUE)", Reason::Operator),
        ("((a.x + b.y) > 3)", Reason::MixedRelations),
        ("(t.a < t.b)", Reason::OwnColumns),
        ("(a = ((random() * '10'::double precision))::integer)", Reason::VolatileValue),
        ("(a = (SubPlan 1))", Reason::SubPlan),
        ("(ANY (user_id = (hashed SubPlan 1).col1))", Reason::SubPlan),
        ("(ALL (budget > ((SubPlan 1).col1)::numeric))", Reason::SubPlan),
        ("(random() < '0.1'::double precision)", Reason::NoColumn),
        ("((a + $1) > 3)", Reason::ReferenceInExpression),
        ("(sum(a) > 3)", Reason::Aggregate),
        ("('x'::text = ANY (tags))", Reason::ElementOf),
        ("(name ~~ '%1%'::text)", Reason::ShortPattern),
        ("(attrs <@ '{}'::jsonb)", Reason::Operator),
        ("EXISTS(SubPlan 1)", Reason::NoColumn),
    ] {
        assert_eq!(usability(text), Usability::No(reason), "{text}");
    }
}

#[test]
fn values_are_told_apart() {
    let predicate = Predicate::parse(
        "((a = 'it''s'::text) AND (b = ANY ('{1,2,3}'::integer[])) AND (c = $2) AND (d = (InitPlan expr_1).col1) AND \
         (e = (u.f)::bigint) AND (g > (now() - '1 day'::interval)) AND (h IS NULL) AND EXISTS(SubPlan 2))",
        Language::Postgres,
    );
    let values: Vec<_> = predicate.terms().map(|term| term.value()).collect();
    assert!(
        matches!(values[0], Value::Constant(text) if text.text() == "it's" && text.label() == Some("text"))
    );
    assert!(matches!(values[1], Value::List { len: Some(3), .. }));
    assert_eq!(values[2], Value::Param(2));
    assert_eq!(values[3], Value::Plan { name: "InitPlan expr_1", hashed: false });
    assert!(matches!(values[4], Value::Column(column) if column.spelling() == "u.f"));
    assert_eq!(values[5], Value::Computed(super::Volatility::Stable));
    assert_eq!(values[6], Value::None);
    assert_eq!(values[7], Value::Plan { name: "SubPlan 2", hashed: false });
}

#[test]
fn joins_are_seen_from_either_side() {
    let predicate = Predicate::parse("(o.user_id < (u.id + 1))", Language::Postgres);
    let term = predicate.terms().next().expect("one term");
    let of = |relation: &'static str| {
        move |column: super::Column<'_>| column.qualifier().as_deref() == Some(relation)
    };
    assert_eq!(
        term.on(of("o")).map(|term| line(&term)).as_deref(),
        Some("user_id Less u.id + 1 -> Yes(Range)")
    );
    assert_eq!(
        term.on(of("u")).map(|term| line(&term)).as_deref(),
        Some("(id + 1) Greater o.user_id -> Yes(Range)")
    );
    assert!(term.on(of("x")).is_none());
    let all = term.on(|_| true).expect("both sides fit");
    assert_eq!(all.usability(), Usability::No(Reason::OwnColumns));
}

#[test]
fn arms_and_rows_open_up() {
    let predicate =
        Predicate::parse("(((a = 1) AND (b = 2)) OR (c = 3) OR ((d = 4) OR e))", Language::Postgres);
    let term = predicate.terms().next().expect("one term");
    assert_eq!(term.comparison(), Comparison::Or);
    let arms: Vec<Vec<_>> = term.arms().map(|arm| arm.map(|term| term.source()).collect()).collect();
    assert_eq!(arms, [vec!["a = 1", "b = 2"], vec!["c = 3"], vec!["d = 4"], vec!["e"]]);

    let predicate = Predicate::parse("(ROW(t.a, lower(t.b)) > ROW(1, 'x'::text))", Language::Postgres);
    let term = predicate.terms().next().expect("one term");
    let row: Vec<_> = term.row().filter_map(|subject| subject.index_text()).collect();
    assert_eq!(row, ["a", "lower(b)"]);
    assert!(matches!(term.subject(), Subject::Row(_)));
}

#[test]
fn patterns_and_columns_come_out() {
    let predicate = Predicate::parse(r#"((t."Na me")::text ~~ 'ab\_c%'::text)"#, Language::Postgres);
    let term = predicate.terms().next().expect("one term");
    let pattern = term.pattern().expect("a constant pattern");
    assert_eq!((pattern.kind(), pattern.prefix()), (PatternKind::Like, "ab_c"));
    let column = predicate.columns().next().expect("one column");
    assert_eq!((column.name().as_ref(), column.qualifier().as_deref()), ("Na me", Some("t")));
    assert_eq!(column.spelling(), r#"t."Na me""#);
}

#[test]
fn huge_conditions_are_read_like_any_other() {
    let count = 100_000;
    let nested = format!("{}a = 1{}", "(".repeat(count), ")".repeat(count));
    let predicate = Predicate::parse(&nested, Language::Postgres);
    assert_eq!((predicate.to_string().as_str(), predicate.is_complete()), ("(= a 1)", true));
    assert_eq!(predicate.source(predicate.root()), "a = 1");

    let chain = vec!["(a = 1)"; count].join(" OR ");
    let predicate = Predicate::parse(&chain, Language::Postgres);
    assert_eq!(predicate.terms().flat_map(|term| term.arms()).count(), count);

    let values = vec!["17"; 5_000].join(",");
    assert_eq!(usability(&format!("(a = ANY ('{{{values}}}'::integer[]))")), Usability::Yes(Access::InList));

    let deep = format!("{}a{}", "lower(".repeat(count), ")".repeat(count));
    let predicate = Predicate::parse(&deep, Language::Postgres);
    assert!(predicate.is_complete() && predicate.clone().to_string().len() > count);
    assert!(matches!(predicate.expr(predicate.root()), Expr::Call { name: "lower" }));
}

#[test]
fn predicates_cross_threads() {
    fn is_shared<T: Send + Sync + 'static>() {}
    is_shared::<Predicate>();
    is_shared::<super::SortKey>();
}
