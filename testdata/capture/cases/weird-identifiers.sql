-- Names with quotes, line ends, markup, keywords, plan words and letters from everywhere.
-- explain: analyze, verbose
-- setup: create schema "a.b";
-- setup: create table "a.b"."t""><script>alert('plan')</script>" (
-- setup:     "select" int, "Größe ""m""" int, "名前" text, "two
-- setup: lines" text, "it's; --" int, "SubPlan 1" int);
-- setup: insert into "a.b"."t""><script>alert('plan')</script>"
-- setup: select n, n % 7, 'ü' || n, E'a\tb', n % 3, n from generate_series(1, 500) n;
-- setup: create index "i (a) DESC, ""b""" on "a.b"."t""><script>alert('plan')</script>" ("select", "Größe ""m""");
-- setup: analyze;
-- set: enable_seqscan = off
-- shows: <script>
-- shows: two\nlines
with "CTE 1 (never executed)" as materialized (
    select * from "a.b"."t""><script>alert('plan')</script>" where "select" < 50 and "Größe ""m""" > 2
)
select "名前", "two
lines" as "Filter: (x = 1)"
from "CTE 1 (never executed)" as "-> Seq Scan on ""y"" 🜁"
where "名前" <> E'<b>\u2028 \\ "\n</b>' and "SubPlan 1" > 3
order by "it's; --", "two
lines";
