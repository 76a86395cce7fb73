-- A set-returning function in the select list.
-- server: PostgreSQL 15.18
-- explain: analyze
select id, unnest(tags) from products where id < 4;
