-- Rows sent to the remote server in batches.
-- server: PostgreSQL 15.18
-- explain: analyze, verbose
-- setup: create extension postgres_fdw;
-- setup: create server mirror foreign data wrapper postgres_fdw
-- setup:     options (host :'HOST', port :'PORT', dbname :'DBNAME', batch_size '50');
-- setup: create user mapping for current_user server mirror options (user :'USER');
-- setup: create schema remote;
-- setup: import foreign schema public limit to (stores) from server mirror into remote;
insert into remote.stores select 3000 + n, 'Far ' || n, point(n, n) from generate_series(1, 120) n;
