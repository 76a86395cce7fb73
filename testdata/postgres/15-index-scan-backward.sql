-- An index read from its end: the latest orders first.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers
select id, placed_at from orders order by id desc limit 10;
