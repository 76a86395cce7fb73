-- A file read as a table.
-- server: PostgreSQL 15.18
-- explain: analyze
-- setup: create extension file_fdw;
-- setup: create server files foreign data wrapper file_fdw;
-- setup: create foreign table version (line text) server files options (filename 'PG_VERSION');
select * from version where line > '1';
