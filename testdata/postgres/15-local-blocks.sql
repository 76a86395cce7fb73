-- A temporary table: its blocks are local ones.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers
-- setup: create temp table basket as select n as id, n % 9 as size from generate_series(1, 5000) n;
-- setup: analyze basket;
select size, count(*) from basket group by size;
