-- Workers sort and group; the leader merges.
-- explain: analyze
-- set: max_parallel_workers_per_gather = 2
-- set: enable_hashagg = off
-- shows: "Node Type": "Gather Merge"
-- shows: "Partial Mode": "Finalize"
select channel, status, count(*) from orders where total < 60 group by channel, status;
