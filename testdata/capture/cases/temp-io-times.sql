-- A spilling sort with I/O timing on: times for shared and for temporary blocks.
-- explain: analyze, buffers
-- versions: 15, 17
-- set: track_io_timing = on
-- set: work_mem = '64kB'
-- shows: "Temp I/O Read Time"
select id, placed_at from orders where channel = 'phone' order by customer_id;
