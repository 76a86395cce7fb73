-- The options that came with 17: memory used for planning, and the cost of turning rows into text.
-- server: PostgreSQL 18.6
-- explain: analyze, verbose, buffers, wal, memory, serialize, settings
-- set: track_io_timing = on
-- set: work_mem = '1MB'
update products set price = price * 1.01 where category_id = 3 returning sku, price;
