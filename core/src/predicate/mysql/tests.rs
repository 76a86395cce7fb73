//! Texts of `Item::print`, and what is read from them, in the spelling of MySQL 5.6 to 9 and MariaDB 10 to 12.

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
fn conditions_of_every_format() {
    all_read(&[
        (
            "((`s`.`o`.`total` > 17) and (`s`.`o`.`state` <> 'x'))",
            "(and (> `s`.`o`.`total` 17) (<> `s`.`o`.`state` 'x'))",
        ),
        ("((o.total > 17) or (o.`key` is null))", "(or (> o.total 17) (is null o.`key`))"),
        ("o.total > 17 and o.`state` <> 'x'", "(and (> o.total 17) (<> o.`state` 'x'))"),
        ("(t.a <=> NULL)", "(<=> t.a NULL)"),
        ("isnull(`s`.`t`.`a`)", "(is null `s`.`t`.`a`)"),
        ("((t.a,t.b) < (1,2))", "(< (row t.a t.b) (row 1 2))"),
        ("(t.a,t.b) in (<cache>((1,2)),<cache>((3,4)))", "(in (row t.a t.b) (row 1 2) (row 3 4))"),
        ("(t.a not between 1 and 2)", "(not between t.a 1 2)"),
        ("(not((t.a like 'x|%' escape '|')))", "(not (like t.a (escape 'x|%' '|')))"),
        ("(t.a  not like 'x%')", "(not like t.a 'x%')"),
        ("regexp_like(t.a,'^x')", "(regexp_like t.a '^x')"),
        ("(t.a not regexp 'x' xor t.b rlike 'y')", "(xor (not regexp t.a 'x') (rlike t.b 'y'))"),
        ("(0 <> t.a)", "(<> 0 t.a)"),
        ("(t.a sounds like 'x')", "(sounds like t.a 'x')"),
    ]);
}

#[test]
fn precedence_without_parentheses() {
    all_read(&[
        ("a = 1 or b = 2 and c = 3 xor d || e && f", "(or (= a 1) (xor (and (= b 2) (= c 3)) d) (and e f))"),
        ("not a = 1 and !b = 2", "(and (not (= a 1)) (= (not b) 2))"),
        ("a between 1 and 2 and b in (1,2)", "(and (between a 1 2) (in b 1 2))"),
        ("a = b between 1 and 2", "(= a (between b 1 2))"),
        ("a | b & c << d + e * -f ^ g", "(| a (& b (<< c (+ d (* e (^ (- f) g))))))"),
        ("a DIV 2 MOD 3 = 1", "(= (MOD (DIV a 2) 3) 1)"),
        ("a = b is not null", "(is not null (= a b))"),
        ("a collate utf8mb4_bin = binary b", "(= (collate utf8mb4_bin a) (cast binary b))"),
        ("@a:=@b + 1", "(:= #@a (+ #@b 1))"),
    ]);
}

#[test]
fn how_it_is_evaluated_is_unwrapped() {
    all_read(&[
        ("(<cache>(o.a) = t.b)", "(= o.a t.b)"),
        ("<nop>(trigcond(trigcond(t.a = 1)))", "(= t.a 1)"),
        (
            "<if>(outer_field_is_not_null, ((<cache>(o.a) = t.b) or (t.b is null)), true)",
            "(or (= o.a t.b) (is null t.b))",
        ),
        ("<if>(is_not_null_compl(t1..t2), (t.a = 1), true)", "(= t.a 1)"),
        ("trigcond_if(is_not_null_compl(t2), (t.a = 1), true)", "(= t.a 1)"),
        ("<if>(found_match(t2), false, true)", "#<if>(found_match(t2), false, true)"),
        ("<not>((t.a = 1))", "(not (= t.a 1))"),
        ("<is_not_null_test>(t.a)", "(is not null t.a)"),
        ("(<cache>(t.a) = <ref_null_helper>(max(t.b)))", "(= t.a (max t.b))"),
        ("(<hash>(a.x)=<hash>(b.y))", "(= a.x b.y)"),
        ("<hash_field> = hash(t.a)", "(= #<hash_field> (hash t.a))"),
        ("<expr_cache><t.a,`t`.`b`>(t.c)", "t.c"),
        ("multiple equal(5, a, b)", "(and (multiple equal 5 a) (multiple equal 5 b))"),
        ("/*always not null*/ 1 is null", "(is null 1)"),
    ]);
}

#[test]
fn sub_queries_are_plans() {
    all_read(&[
        ("(t.a > (select #2))", "(> t.a <select #2>)"),
        ("t.a > (subquery#2)", "(> t.a <subquery#2>)"),
        ("exists(select #3)", "(exists <select #3>)"),
        (
            "(not(exists(/* select#2 */ select 1 from `t` where (`t`.`a` = ')'))))",
            "(not (exists <select#2>))",
        ),
        ("((/* select#3 */ select max(`t`.`a`) from `t`) <> `u`.`b`)", "(<> <select#3> `u`.`b`)"),
        ("<in_optimizer>(t.a,<exists>(select #2))", "(in t.a <select #2>)"),
        ("<in_optimizer>(t.a,t.a in (select #2) is false)", "(is false (in t.a <select #2>))"),
        ("!<in_optimizer>((t.a,t.b),<exists>(subquery#2))", "(not (in (row t.a t.b) <subquery#2>))"),
        ("<in_optimizer>(1,(subquery#3) >= 4)", "(>= <subquery#3> 4)"),
        ("<not>(<in_optimizer>(t.a,<max>(subquery#2) >= t.a))", "(not (>= <subquery#2> t.a))"),
        (
            "<in_optimizer>(`t`.`a`,`t`.`a` in ( <materialize> (/* select#2 */ select 1 ), <primary_index_lookup>(`t`.`a` in <temporary table> on <auto_key> where ((`t`.`a` = 1)))))",
            "(in `t`.`a` <select#2> <<primary_index_lookup>>)",
        ),
        (
            "<in_optimizer>(`o`.`u`,<exists>(<primary_index_lookup>(<cache>(`o`.`u`) in users on PRIMARY)))",
            "(in `o`.`u` <<primary_index_lookup>>)",
        ),
        ("(t.a = any (select #2))", "(= any t.a <select #2>)"),
    ]);
}

#[test]
fn ranges_and_lookups() {
    all_read(&[
        ("(created_at < '2024-01-01')", "(< created_at '2024-01-01')"),
        ("(5 < a <= 9)", "(and (< 5 a) (<= a 9))"),
        ("(NULL < a)", "(< NULL a)"),
        (
            "(a = 3 AND 4 <= b) OR (a = 5 AND NULL < b < 7)",
            "(or (and (= a 3) (<= 4 b)) (and (= a 5) (and (< NULL b) (< b 7))))",
        ),
        ("(5 < (x + 1) < 9)", "(and (< 5 (+ x 1)) (< (+ x 1) 9))"),
        ("(3 MEMBER OF (j))", "(MEMBER OF any 3 j)"),
        ("a=5, b=t2.x", "(and (= a 5) (= b t2.x))"),
        ("a = <cache>(t.a) or NULL", "(or (= a t.a) NULL)"),
        ("(a.x = b.y), (a.z = b.w)", "(and (= a.x b.y) (= a.z b.w))"),
        ("t.a, t.b DESC", "(list t.a (desc t.b))"),
    ]);
}

#[test]
fn constants() {
    all_read(&[
        (r"(t.a = 'it''s \'x\'')", r"(= t.a 'it''s \'x\'')"),
        ("(t.a >= TIMESTAMP'2024-01-01 00:00:00')", "(>= t.a '2024-01-01 00:00:00'::TIMESTAMP)"),
        ("(t.a = _utf8mb4'x' collate utf8mb4_bin)", "(= t.a (collate utf8mb4_bin 'x'::_utf8mb4))"),
        ("(json'\"a\"' member of (t.j))", "(member of any '\"a\"'::json t.j)"),
        ("(t.a in (0x1F,x'1f',b'01',1e308,-(5),true))", "(in t.a 0x1F x'1f' b'01' 1e308 (- 5) true)"),
        ("(t.date = date'2024-01-01')", "(= t.date '2024-01-01'::date)"),
        ("(t.a = limit_@0)", "(= t.a #limit_@0)"),
        ("type = 'error' and end > 5", "(and (= type 'error') (> end 5))"),
    ]);
}

#[test]
fn functions() {
    all_read(&[
        ("cast(t.a as char(10) charset utf8mb4)", "(cast char(10) charset utf8mb4 t.a)"),
        ("convert(t.a using utf8mb4)", "(charset utf8mb4 t.a)"),
        ("convert(t.a,decimal(10,2))", "(cast decimal(10,2) t.a)"),
        ("(t.j->>'$.k' = 'x')", "(= (->> t.j '$.k') 'x')"),
        (
            "json_value(t.j, '$.a' returning char(9) null on empty)",
            "(json_value t.j '$.a' (returning char(9) null on empty))",
        ),
        ("(t.d + interval 3 month)", "(+ t.d (interval 3 #month))"),
        ("t.d - interval t.n day_second and b", "(and (- t.d (interval t.n #day_second)) b)"),
        ("interval(t.a,1,2) = 1", "(= (interval (row t.a 1 2)) 1)"),
        ("(match t.a,t.b against ('x' in boolean mode))", "(against (row t.a t.b) 'x' (in boolean mode))"),
        ("match `t`.`a` against ('x') > 0.5", "(> (against `t`.`a` 'x') 0.5)"),
        ("timestampdiff(DAY,t.a,now())", "(timestampdiff #DAY t.a now())"),
        ("extract(year from t.d)", "(extract #year (from t.d))"),
        ("trim(both 'x' from t.a)", "(trim (both 'x') (from t.a))"),
        ("case t.a when 1 then 'x' else NULL end", "(case t.a (when 1) (then 'x') (else NULL))"),
        ("count(distinct t.a,t.b)", "(count (distinct t.a t.b))"),
        (
            "group_concat(distinct t.a order by t.b desc separator ',')",
            "(group_concat (distinct t.a) (order by (desc t.b)) (separator ','))",
        ),
        (
            "sum(t.a) OVER (PARTITION BY t.b,t.c ORDER BY t.d desc ) ",
            "(OVER (sum t.a) (PARTITION BY t.b t.c) (ORDER BY (desc t.d)))",
        ),
        ("rank() over w <= 3", "(<= (over rank() #w) 3)"),
        (
            "sum(t.a) over (order by t.b rows between 1 preceding and current row)",
            "(over (sum t.a) (order by t.b) (rows between 1 preceding and current row))",
        ),
        ("first_value(t.a) respect nulls over w", "(over (respect nulls (first_value t.a)) #w)"),
        (
            "percentile_cont(0.5) within group ( order by t.a) over ()",
            "(over (group (percentile_cont 0.5) (order by t.a)))",
        ),
        ("test.f(t.a)", "(test.f t.a)"),
        ("now()", "now()"),
    ]);
}

#[test]
fn what_is_not_understood_costs_only_itself() {
    for (text, tree) in [
        ("", "?{}"),
        ("((a = 1) and (b ] c) and (d = 2))", "(and (= a 1) (?{b ] c} b) (= d 2))"),
        ("(id = 1) OR (4998 more)", "(or (= id 1) (?{4998 more} 4998))"),
        ("f(a b c, d)", "(f (?{a b c} a) d)"),
        ("((a = 1) and (b = 'x", "(and (= a 1) (?{(b = 'x} b))"),
        ("<in_optimizer>(a", "a"),
        ("a) and b", "(?{a) and b} a)"),
        ("a -- b", "(?{a -- b} a)"),
        ("a /* b */", "(?{a /* b */} a)"),
        ("a; b", "(?{a; b} a)"),
        ("case when a, b", "(list (?{case when a} a) b)"),
        ("match a", "(match a)"),
    ] {
        let predicate = parse(text);
        assert!(!predicate.is_complete(), "{text}");
        assert_eq!(predicate.to_string(), tree, "{text}");
    }
}

#[test]
fn huge_conditions_are_read_like_any_other() {
    let count = 100_000;
    for (before, inner, after, tree) in [
        ("(", "a = 1", ")", "(= a 1)"),
        ("<cache>(", "a", ")", "a"),
        ("<in_optimizer>(b,", "a", ")", "a"),
        ("<if>(x, ", "a", ", true)", "a"),
    ] {
        let text = format!("{}{inner}{}", before.repeat(count), after.repeat(count));
        let predicate = parse(&text);
        assert_eq!((predicate.to_string().as_str(), predicate.is_complete()), (tree, true));
        assert_eq!(predicate.source(predicate.root()), inner);
    }
    let text = format!("{}a{}", "(1 < ".repeat(count), " < 9)".repeat(count));
    let predicate = parse(&text);
    assert!(predicate.is_complete() && predicate.descendants(predicate.root()).count() < 20 * count);
}
