-- A parallel aggregate under VERBOSE: partial, final, and what each worker did.
-- server: PostgreSQL 15.18
-- explain: analyze, verbose, buffers
-- set: max_parallel_workers_per_gather = 2
select avg(total) from orders where status = 'returned';
