-- A data-modifying CTE nobody reads: it runs after the root, outside the root's time.
-- explain: analyze, buffers
-- shows: "Operation": "Update"
with touched as (update reviews set body = upper(body) where id < 8000)
select 1;
