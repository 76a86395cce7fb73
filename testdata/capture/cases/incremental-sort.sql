-- Rows come sorted by one column and are sorted by the second within it, in small groups and in large ones.
-- explain: analyze
-- setup: create table shifts as select n / 400 as day, md5(n::text) as badge from generate_series(1, 4000) n;
-- setup: create index on shifts (day);
-- setup: analyze shifts;
-- shows: "Full-sort Groups"
-- shows: "Pre-sorted Groups"
select * from shifts order by day, badge limit 900;
