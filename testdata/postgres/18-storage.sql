-- Where 18 kept rows that are read again: a materialised table, a window, a CTE; some of it on disk.
-- server: PostgreSQL 18.6
-- explain: analyze, buffers off
-- set: work_mem = '64kB'
with best as materialized (
    select product_id, rating, count(*) over (partition by rating) as peers from reviews where id < 6000
)
select count(*) from best a join categories c on c.id < a.peers % 3 and c.parent_id is null;
