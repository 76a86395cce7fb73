-- Groups too large for memory: sorted partly on disk.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers
-- setup: create table shifts as select n / 4000 as day, md5(n::text) as badge from generate_series(1, 12000) n;
-- setup: create index on shifts (day);
-- setup: analyze shifts;
-- set: work_mem = '64kB'
-- set: enable_seqscan = off
-- set: enable_sort = off
select * from shifts order by day, badge;
