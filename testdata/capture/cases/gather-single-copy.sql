-- The whole plan in one worker, for testing.
-- explain: analyze
-- set: force_parallel_mode = on
-- set: max_parallel_workers_per_gather = 2
-- shows: "Single Copy": true
select count(*) from stores;
