-- An update done by the remote server.
-- server: PostgreSQL 15.18
-- explain: analyze, verbose
-- setup: create extension postgres_fdw;
-- setup: create server mirror foreign data wrapper postgres_fdw
-- setup:     options (host :'HOST', port :'PORT', dbname :'DBNAME');
-- setup: create user mapping for current_user server mirror options (user :'USER');
-- setup: create schema remote;
-- setup: import foreign schema public limit to (products) from server mirror into remote;
update remote.products set price = price + 1 where category_id = 9;
