-- category: order-limit
-- expert: create index on tickets (tenant_id, priority desc, created_at)
select id, priority, subject from tickets where tenant_id = md5('tenant1')::uuid order by priority desc, created_at limit 30;
