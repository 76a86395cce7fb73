-- The whole plan in one worker, for testing.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: force_parallel_mode = on
-- set: max_parallel_workers_per_gather = 2
select count(*) from stores;
