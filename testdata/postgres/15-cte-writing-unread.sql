-- A data-modifying CTE nobody reads: it runs after the root, outside the root's time.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers
with touched as (update reviews set body = upper(body) where id < 8000)
select 1;
