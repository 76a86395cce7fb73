-- category: order-limit
-- expert: create index on jobs (run_at) where state = 'ready'
select id from jobs where state = 'ready' and run_at <= '2025-12-17' order by run_at limit 1 for update skip locked;
