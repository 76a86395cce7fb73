-- A bitmap beyond its memory: some blocks exact, some lossy.
-- explain: analyze, buffers
-- set: work_mem = '64kB'
-- shows: "Lossy Heap Blocks"
-- shows: "Rows Removed by Index Recheck"
select count(*) from order_items where product_id between 100 and 200 and quantity > 1;
