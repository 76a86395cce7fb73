-- A program's output read as a table.
-- server: PostgreSQL 15.18
-- explain: analyze
-- setup: create extension file_fdw;
-- setup: create server files foreign data wrapper file_fdw;
-- setup: create foreign table numbers (n int) server files options (program 'seq 1 50');
select sum(n) from numbers;
