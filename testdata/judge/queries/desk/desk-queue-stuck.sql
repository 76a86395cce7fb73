-- category: partial
-- expert: create index on jobs (run_at) where state = 'running'
select id, worker, attempts from jobs where state = 'running' and run_at < '2025-12-01';
