-- The options that came with 17: memory used for planning, and the cost of turning rows into text.
-- explain: analyze, verbose, buffers, wal, memory, serialize, settings
-- versions: 18, 19
-- set: track_io_timing = on
-- set: work_mem = '1MB'
-- shows: "Memory Used"
-- shows: "Serialization": {
-- shows: "Shared I/O Read Time"
update products set price = price * 1.01 where category_id = 3 returning sku, price;
