-- A delete done by the remote server.
-- server: PostgreSQL 15.18
-- explain: verbose
-- setup: create extension postgres_fdw;
-- setup: create server mirror foreign data wrapper postgres_fdw
-- setup:     options (host :'HOST', port :'PORT', dbname :'DBNAME');
-- setup: create user mapping for current_user server mirror options (user :'USER');
-- setup: create schema remote;
-- setup: import foreign schema public limit to (stores) from server mirror into remote;
delete from remote.stores where id > 2400;
