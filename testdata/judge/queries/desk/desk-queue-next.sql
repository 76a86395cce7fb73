-- category: order-limit
-- expert: create index on jobs (priority, run_at) where queue = 'billing' and state = 'ready'
select id, payload from jobs where queue = 'billing' and state = 'ready' and run_at <= '2025-12-31' order by priority, run_at limit 10 for update skip locked;
