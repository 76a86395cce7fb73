-- A parallel aggregate under VERBOSE: partial, final, and what each worker did.
-- explain: analyze, verbose, buffers
-- versions: 15, 18
-- set: max_parallel_workers_per_gather = 2
-- shows: "Partial Mode": "Partial"
-- shows: "Worker Number"
select avg(total) from orders where status = 'returned';
