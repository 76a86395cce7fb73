-- A join done by the remote server: one scan over two relations.
-- server: PostgreSQL 15.18
-- explain: analyze, verbose
-- setup: create extension postgres_fdw;
-- setup: create server mirror foreign data wrapper postgres_fdw
-- setup:     options (host :'HOST', port :'PORT', dbname :'DBNAME', use_remote_estimate 'true');
-- setup: create user mapping for current_user server mirror options (user :'USER');
-- setup: create schema remote;
-- setup: import foreign schema public limit to (categories, products) from server mirror into remote;
select c.name, p.sku from remote.categories c join remote.products p on p.category_id = c.id where p.price > 403;
