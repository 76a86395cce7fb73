-- category: composite
-- expert: create index on tickets (tenant_id, status)
select id, subject, updated_at from tickets where tenant_id = md5('tenant1')::uuid and status = 'open' and deleted_at is null;
