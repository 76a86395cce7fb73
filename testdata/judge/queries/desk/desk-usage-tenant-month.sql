-- category: partition
-- small
-- expert: create index on usage_events (tenant_id, at)
select name, at, value from usage_events where tenant_id = md5('tenant30')::uuid and at >= '2025-03-01' and at < '2025-05-01';
