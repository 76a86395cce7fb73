//! Texts of `ruleutils.c`, and what is read from them. Most were printed by PostgreSQL 15 or taken from plans
//! of 13 to 19.

use super::parse;

fn read(text: &str) -> String {
    let predicate = parse(text);
    assert!(predicate.is_complete(), "{text}: {predicate}");
    predicate.to_string()
}

fn all_read(cases: &[(&str, &str)]) {
    for (text, tree) in cases {
        assert_eq!(read(text), *tree, "{text}");
    }
}

#[test]
fn conditions() {
    all_read(&[
        ("((a = 17) AND (b.c <> 'x'::text))", "(and (= a 17) (<> b.c 'x'::text))"),
        ("(x IS DOCUMENT AND (NOT t.f))", "(and (is DOCUMENT x) (not t.f))"),
        ("((flag IS NOT TRUE) OR (a IS DISTINCT FROM b))", "(or (is not true flag) (IS DISTINCT FROM a b))"),
        ("(a = ANY ('{1,2}'::integer[]))", "(= any a '{1,2}'::integer[])"),
        ("(3 <> ALL (t.arr))", "(<> all 3 t.arr)"),
        ("(ROW(a, b) > ROW(1, 2))", "(> (row a b) (row 1 2))"),
        ("((a, b) OVERLAPS (c, (d + e)))", "(OVERLAPS (row a b) (row c (+ d e)))"),
        ("(j IS JSON OBJECT WITH UNIQUE KEYS)", "(is JSON OBJECT WITH UNIQUE KEYS j)"),
        ("(NOT (txt IS NFC NORMALIZED))", "(not (is NFC NORMALIZED txt))"),
        ("(a OPERATOR(s2.@+@) b)", "(OPERATOR(s2.@+@) a b)"),
        ("((OPERATOR(s2.!!!) txt) = 'X'::text)", "(= (OPERATOR(s2.!!!) txt) 'X'::text)"),
        ("((- a) = (@ b))", "(= (- a) (@ b))"),
        ("((a !) = 6)", "(= (! a) 6)"),
    ]);
}

#[test]
fn what_people_write() {
    all_read(&[
        ("a = 1 or b = 2 and not c", "(or (= a 1) (and (= b 2) (not c)))"),
        ("a + b * -c ^ 2 < d || e", "(< (+ a (* b (^ (- c) 2))) (|| d e))"),
        (
            "a between 1 and 2 and b not between symmetric 3 and 4",
            "(and (between a 1 2) (not between symmetric b 3 4))",
        ),
        ("a not in (1, 2) and b like 'x' escape '!'", "(and (not in a 1 2) (like b (escape 'x' '!')))"),
        ("a is not null = b", "(= (is not null a) b)"),
        ("not a is null", "(not (is null a))"),
        ("-1::int", "(- 1::int)"),
        ("interval '1 day' * 2", "(* '1 day'::interval 2)"),
        ("cast(a + 1 as numeric(10,2))", "(cast numeric(10,2) (+ a 1))"),
        ("a similar to 'x' or a notnull", "(or (similar to a 'x') (is not null a))"),
    ]);
}

#[test]
fn constants_and_casts() {
    all_read(&[
        ("'it''s'::character varying(10)", "'it''s'::character varying(10)"),
        ("NULL::timestamp(3) without time zone", "NULL::timestamp(3) without time zone"),
        ("'x'::\"char\"[]", "'x'::\"char\"[]"),
        ("'1'::interval day to second(3)", "'1'::interval day to second(3)"),
        ("B'01'", "B'01'"),
        (r"E'a\'b'", r"E'a\'b'"),
        ("1.5e10", "1.5e10"),
        ("((x)::text)::s.\"My Type\"[]", "(cast s.\"My Type\"[] (cast text x))"),
        ("('x'::text)::date", "(cast date 'x'::text)"),
        ("t.*::t", "(cast t t.*)"),
        ("((a)::double precision + b)", "(+ (cast double precision a) b)"),
    ]);
}

#[test]
fn names_and_parts() {
    all_read(&[
        (r#"t."Weird ""Name""#, r#"t."Weird ""Name""#),
        (r#""*VALUES*".column1"#, r#""*VALUES*".column1"#),
        ("(filter + over + partial + by)", "(+ (+ (+ filter over) partial) by)"),
        ("(partial AND (current IS NULL) AND rows)", "(and partial (is null current) rows)"),
        ("CURRENT OF c", "#CURRENT OF c"),
        ("(cmp).\"Y z\"", "(field \"Y z\" cmp)"),
        ("carr[1].x := 3", "(:= (field x (at carr 1)) 3)"),
        ("arr[:2][3:][1:2]", "(at (at (at arr (slice to 2)) (slice from 3)) (slice 1 2))"),
        ("j['a'::text]['b'::text]", "(at (at j 'a'::text) 'b'::text)"),
        ("(txt COLLATE \"C\")", "(collate \"C\" txt)"),
        ("((ts AT TIME ZONE 'UTC'::text) > x)", "(> (AT TIME ZONE ts 'UTC'::text) x)"),
        ("ARRAY['{1}'::integer[], ARRAY[a, b]]", "(array '{1}'::integer[] (array a b))"),
        ("ARRAY[]::integer[]", "(cast integer[] (array))"),
        ("ROW()", "(row)"),
    ]);
}

#[test]
fn functions() {
    all_read(&[
        ("pg_catalog.sum(remote_scan.n)", "(pg_catalog.sum remote_scan.n)"),
        ("now()", "now()"),
        ("(d = CURRENT_DATE)", "(= d CURRENT_DATE())"),
        ("\"Weird Fn\"(a, VARIADIC arr)", "(\"Weird Fn\" a (VARIADIC arr))"),
        ("f(a, c => 5)", "(f a (=> #c 5))"),
        ("EXTRACT(year FROM ts)", "(EXTRACT #year (FROM ts))"),
        ("SUBSTRING(txt FROM 2 FOR 3)", "(SUBSTRING txt (FROM 2) (FOR 3))"),
        ("SUBSTRING(txt SIMILAR 'a' ESCAPE '#')", "(SUBSTRING txt (SIMILAR (ESCAPE 'a' '#')))"),
        ("OVERLAY(txt PLACING 'x'::text FROM 2)", "(OVERLAY txt (PLACING 'x'::text) (FROM 2))"),
        ("POSITION(('x'::text) IN (txt))", "(POSITION 'x'::text (IN txt))"),
        ("TRIM(LEADING FROM txt)", "(TRIM (LEADING) (FROM txt))"),
        ("COLLATION FOR (txt)", "(COLLATION FOR txt)"),
        ("NORMALIZE(txt, NFC)", "(NORMALIZE txt (NFC))"),
        ("CASE a WHEN 1 THEN 'x' ELSE NULL::text END", "(case a (WHEN 1) (THEN 'x') (ELSE NULL::text))"),
        ("(CASE WHEN (a > 1) THEN b END + 1)", "(+ (case (WHEN (> a 1)) (THEN b)) 1)"),
        ("generate_series(1, 2), unnest(arr)", "(list (generate_series 1 2) (unnest arr))"),
    ]);
}

#[test]
fn aggregates_and_windows() {
    all_read(&[
        ("count(*)", "(count #*)"),
        ("PARTIAL sum(x)", "(PARTIAL (sum x))"),
        ("sum((PARTIAL sum(x)))", "(sum (PARTIAL (sum x)))"),
        ("array_agg(DISTINCT a ORDER BY a DESC)", "(array_agg (DISTINCT a) (ORDER BY (desc a)))"),
        (
            "string_agg(t, ','::text ORDER BY id DESC NULLS LAST, a)",
            "(string_agg t ','::text (ORDER BY (desc nulls last id) a))",
        ),
        (
            "mode() WITHIN GROUP (ORDER BY a) FILTER (WHERE (a > 3))",
            "(FILTER (WITHIN GROUP mode() (ORDER BY a)) (> a 3))",
        ),
        ("(row_number() OVER (?) <= 3)", "(<= (OVER row_number() #?) 3)"),
        ("(rank() OVER w1 <= 3)", "(<= (OVER rank() #w1) 3)"),
        ("lag(a) IGNORE NULLS OVER w1", "(OVER (IGNORE NULLS (lag a)) #w1)"),
        (
            "sum(a) OVER (PARTITION BY b, c ORDER BY d ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)",
            "(OVER (sum a) (PARTITION BY b c) (ORDER BY d) (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW))",
        ),
        (
            "w1 AS (PARTITION BY t.rows ORDER BY t.range ROWS UNBOUNDED PRECEDING)",
            "(AS #w1 (PARTITION BY t.rows) (ORDER BY t.range) (ROWS UNBOUNDED PRECEDING))",
        ),
        ("GROUPING(a, b)", "(GROUPING a b)"),
    ]);
}

#[test]
fn sub_plans_of_every_version() {
    all_read(&[
        ("(a = $0)", "(= a $0)"),
        ("(NOT (hashed SubPlan 1))", "(not <hashed SubPlan 1>)"),
        (
            "(alternatives: SubPlan 1 or hashed SubPlan 2)",
            "(alternatives (or <SubPlan 1> <hashed SubPlan 2>))",
        ),
        (
            "((alternatives: SubPlan 1 or hashed SubPlan 2) OR a)",
            "(or (alternatives (or <SubPlan 1> <hashed SubPlan 2>)) a)",
        ),
        ("(SubPlan 1 (returns $1,$2))", "<SubPlan 1>"),
        ("(rescan SubPlan 1)", "(rescan <SubPlan 1>)"),
        ("((SubPlan 1).col1 + 1)", "(+ (field col1 <SubPlan 1>) 1)"),
        ("(total > (InitPlan 1).col1)", "(> total (field col1 <InitPlan 1>))"),
        ("(ANY (a = (hashed SubPlan any_1).col1))", "(any (= a (field col1 <hashed SubPlan any_1>)))"),
        (
            "(NOT (ANY ((a = (SubPlan 1).col1) AND (b = (SubPlan 1).col2))))",
            "(not (any (and (= a (field col1 <SubPlan 1>)) (= b (field col2 <SubPlan 1>)))))",
        ),
        ("(ALL (a > ((SubPlan 1).col1)::numeric))", "(all (> a (cast numeric (field col1 <SubPlan 1>))))"),
        (
            "(EXISTS(SubPlan exists_1) OR (ARRAY(SubPlan 2) = b))",
            "(or (exists <SubPlan exists_1>) (= (array-of <SubPlan 2>) b))",
        ),
        ("(a = ANY ((SubPlan 1).col1))", "(= any a (field col1 <SubPlan 1>))"),
        ("(hashed AND rescan)", "(and hashed rescan)"),
    ]);
}

#[test]
fn xml_and_json() {
    all_read(&[
        (
            "XMLELEMENT(NAME foo, XMLATTRIBUTES(a AS x, t AS \"Q r\"), t, 'x')",
            "(XMLELEMENT (NAME foo) (XMLATTRIBUTES a (AS x) t (AS \"Q r\")) t 'x')",
        ),
        ("XMLROOT(x, VERSION NO VALUE, STANDALONE YES)", "(XMLROOT x (VERSION NO VALUE) (STANDALONE YES))"),
        ("XMLEXISTS(('//a'::text) PASSING (x))", "(XMLEXISTS '//a'::text (PASSING x))"),
        (
            "XMLTABLE(('/r'::text) PASSING (x.d) COLUMNS a integer DEFAULT (3) PATH ('@a'::text) NOT NULL, o FOR ORDINALITY)",
            "(XMLTABLE '/r'::text (PASSING x.d) (COLUMNS a integer DEFAULT (3) PATH ('@a'::text) NOT NULL, o FOR ORDINALITY))",
        ),
        (
            "JSON_OBJECT('k' : a, 'l' : b NULL ON NULL WITH UNIQUE KEYS RETURNING jsonb)",
            "(JSON_OBJECT 'k' a 'l' b (NULL ON NULL) (WITH UNIQUE KEYS) (RETURNING jsonb))",
        ),
        (
            "JSON_VALUE(j, '$.a' PASSING x AS y RETURNING numeric(10,2) DEFAULT 1 ON EMPTY ERROR ON ERROR)",
            "(JSON_VALUE j '$.a' (PASSING x) (AS y) (RETURNING numeric(10,2) DEFAULT 1) (ON EMPTY ERROR ON ERROR))",
        ),
        (
            "JSON_ARRAYAGG(a ORDER BY b NULL ON NULL RETURNING json)",
            "(JSON_ARRAYAGG a (ORDER BY b) (NULL ON NULL) (RETURNING json))",
        ),
    ]);
}

#[test]
fn what_is_not_understood_costs_only_itself() {
    for (text, tree) in [
        ("", "?{}"),
        ("((a = 1) AND (b # # {c}) AND (d = 2))", "(and (= a 1) (?{b # # {c}} b) (= d 2))"),
        ("(a = ) AND b", "(and (?{a =} a) b)"),
        ("f(a b c, d)", "(f (?{a b c} a) d)"),
        ("((a = 1) AND (b = 'x", "(and (= a 1) (?{(b = 'x} b))"),
        ("((a = 1) AND (b", "(and (= a 1) b)"),
        ("a ] b", "(?{a ] b} a)"),
        ("f(CASE WHEN a, b)", "(f (?{CASE WHEN a} a) b)"),
        ("(a @ , b)", "(row (?{a @} a) b)"),
        ("a = 1 -- b", "(?{a = 1 -- b} a 1)"),
        ("a; b", "(?{a; b} a)"),
        ("$99999999999", "?{$99999999999}"),
    ] {
        let predicate = parse(text);
        assert!(!predicate.is_complete(), "{text}");
        assert_eq!(predicate.to_string(), tree, "{text}");
    }
}
