-- A hash aggregate beyond its memory: partitions on disk.
-- explain: analyze, buffers
-- set: work_mem = '64kB'
-- set: enable_sort = off
-- shows: "HashAgg Batches"
-- shows: "Disk Usage"
select customer_id, count(*) from reviews group by customer_id;
