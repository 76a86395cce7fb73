-- Workers sort and group; the leader merges.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: max_parallel_workers_per_gather = 2
-- set: enable_hashagg = off
select channel, status, count(*) from orders where total < 60 group by channel, status;
