-- Index and bitmap scans shared by workers.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: max_parallel_workers_per_gather = 2
-- set: min_parallel_index_scan_size = 0
-- set: min_parallel_table_scan_size = 0
-- set: parallel_setup_cost = 0
-- set: parallel_tuple_cost = 0
select (select count(*) from orders where id < 90000),
       (select sum(quantity) from order_items where product_id between 10 and 60);
