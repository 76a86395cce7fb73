-- A parallel scan that needs an InitPlan's result: the Gather evaluates it.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: max_parallel_workers_per_gather = 2
select count(*) from orders where total > (select avg(price) * 4 from products);
