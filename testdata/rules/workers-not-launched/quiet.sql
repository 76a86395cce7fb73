-- Two workers were planned for, and both came.
-- explain: analyze
-- set: max_parallel_workers_per_gather = 2
-- shows: "Workers Planned": 2,
-- shows: "Workers Launched": 2,
select count(*)
from orders
where total > 500;
