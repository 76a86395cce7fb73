-- A spilling sort with I/O timing on: times for shared and for temporary blocks.
-- server: PostgreSQL 17.11
-- explain: analyze, buffers
-- set: track_io_timing = on
-- set: work_mem = '64kB'
select id, placed_at from orders where channel = 'phone' order by customer_id;
