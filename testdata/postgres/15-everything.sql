-- Every option at once: output columns, blocks, their I/O times, WAL, changed settings and the query's identifier.
-- server: PostgreSQL 15.18
-- explain: analyze, verbose, buffers, wal, settings
-- setup: checkpoint; -- so that the first change of a page logs the whole of it
-- set: track_io_timing = on
-- set: compute_query_id = on
-- set: work_mem = '1MB'
update products set price = price * 1.01 where category_id = 3 returning sku, price;
