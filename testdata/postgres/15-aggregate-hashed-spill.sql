-- A hash aggregate beyond its memory: partitions on disk.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers
-- set: work_mem = '64kB'
-- set: enable_sort = off
select customer_id, count(*) from reviews group by customer_id;
