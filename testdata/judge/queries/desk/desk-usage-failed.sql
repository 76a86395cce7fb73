-- category: partition
-- expert: create index on usage_events (at) where name = 'export.start.failed'
select at, tenant_id, props from usage_events where name = 'export.start.failed' and at >= '2025-10-15';
