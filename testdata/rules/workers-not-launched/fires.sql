-- Two workers were planned for; the server had none to give.
-- explain: analyze
-- set: max_parallel_workers_per_gather = 2
-- set: max_parallel_workers = 0
-- shows: "Workers Planned": 2,
-- shows: "Workers Launched": 0,
select count(*)
from orders
where total > 500;
