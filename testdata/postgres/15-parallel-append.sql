-- Workers share out the partitions.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: max_parallel_workers_per_gather = 3
-- set: min_parallel_table_scan_size = 0
-- set: parallel_setup_cost = 0
-- set: parallel_tuple_cost = 0
-- set: enable_indexscan = off
select count(*) from visits where page = '/product/7';
