-- category: composite
-- expert: create index on tickets (tenant_id, created_at)
select id, subject, status from tickets where tenant_id = md5('tenant2')::uuid and created_at between '2025-10-01' and '2025-10-31';
