-- Rows come sorted by one column and are sorted by the second within it, in small groups and in large ones.
-- server: PostgreSQL 15.18
-- explain: analyze
-- setup: create table shifts as select n / 400 as day, md5(n::text) as badge from generate_series(1, 4000) n;
-- setup: create index on shifts (day);
-- setup: analyze shifts;
select * from shifts order by day, badge limit 900;
