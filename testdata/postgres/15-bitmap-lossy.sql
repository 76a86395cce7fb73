-- A bitmap beyond its memory: some blocks exact, some lossy.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers
-- set: work_mem = '64kB'
select count(*) from order_items where product_id between 100 and 200 and quantity > 1;
