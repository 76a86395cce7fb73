-- A file read as a table.
-- explain: analyze
-- requires: select exists (select from pg_available_extensions where name = 'file_fdw')
-- setup: create extension file_fdw;
-- setup: create server files foreign data wrapper file_fdw;
-- setup: create foreign table version (line text) server files options (filename 'PG_VERSION');
-- shows: "Foreign File"
-- shows: "Foreign File Size"
select * from version where line > '1';
