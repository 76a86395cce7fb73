-- A program's output read as a table.
-- explain: analyze
-- requires: select exists (select from pg_available_extensions where name = 'file_fdw')
-- setup: create extension file_fdw;
-- setup: create server files foreign data wrapper file_fdw;
-- setup: create foreign table numbers (n int) server files options (program 'seq 1 50');
-- shows: "Foreign Program"
select sum(n) from numbers;
