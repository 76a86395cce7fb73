-- category: composite
-- expert: create index on users (tenant_id, role)
select id, full_name, email from users where tenant_id = md5('tenant1')::uuid and role = 'admin' and deleted_at is null;
