-- What every session starts from, whatever the server is configured to: PostgreSQL's own defaults where a plan could
-- differ, and neither parallel workers nor JIT, which would double the size of plans that are about something else.
set max_parallel_workers_per_gather = 0;
set jit = off;
set random_page_cost = 4;
set effective_cache_size = '4GB';
set work_mem = '4MB';
set track_io_timing = off;
set timezone = 'UTC';
-- A vacuum leaves rows alone whose commit has not been flushed, and their pages would not become all-visible.
set synchronous_commit = on;
