-- A hash table built by all workers together.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: max_parallel_workers_per_gather = 2
-- set: min_parallel_table_scan_size = 0
-- set: parallel_setup_cost = 0
-- set: parallel_tuple_cost = 0
select count(*) from orders o join shipments s on s.order_id = o.id where o.status = 'cancelled';
